/*
 * The table of calls: against the headers of this machine, and against itself.
 */
#include "syscall/shape.h"

#include <asm/unistd.h>
#include <linux/audit.h>

#include "check.h"

static void
every_call_of_this_machine_has_its_name(void)
{
	static const struct {
		const char *name;
		uint32_t number;
	} calls[] = {
#include "tests/unistd.inc"
	};
	enum abi abi = abi_native();
	unsigned compared = 0;
	char buf[CALL_NAME_CAP];

	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
		if (strcmp(calls[i].name, "syscalls") == 0 || strcmp(calls[i].name, "arch_specific_syscall") == 0)
			continue;	/* not calls, but ends of ranges */
		if (calls[i].number > call_max(abi))
			continue;	/* headers newer than the table */
		CHECK_STR(call_name(abi, calls[i].number, buf), calls[i].name);
		CHECK_EQ(call_number(abi, calls[i].name), calls[i].number);
		compared++;
	}
	CHECK(compared > 250);
}

static void
numbers_differ_by_architecture(void)
{
	static const struct {
		const char *name;
		int numbers[ABI_COUNT];
	} calls[] = {
		{ "read", { 0, 3, 0, 63, 3, -1 } },
		{ "open", { 2, 5, 2, -1, 5, -1 } },
		{ "execve", { 59, 11, 520, 221, 11, -1 } },
		{ "rt_sigaction", { 13, 174, 512, 134, 174, -1 } },
		{ "pwritev2", { 328, 379, 547, 287, 393, -1 } },
		{ "mmap2", { -1, 192, -1, -1, 192, -1 } },
		{ "socketcall", { -1, 102, -1, -1, -1, -1 } },
		{ "fadvise64", { 221, 250, 221, 223, -1, -1 } },
		{ "arm_fadvise64_64", { -1, -1, -1, -1, 270, -1 } },
		{ "clock_gettime64", { -1, 403, -1, -1, 403, -1 } },
		{ "memfd_secret", { 447, 447, 447, 447, -1, -1 } },
		{ "statx", { 332, 383, 332, 291, 397, -1 } },
		{ "uretprobe", { 335, -1, 335, -1, -1, -1 } },
		{ "set_tls", { -1, -1, -1, -1, 0xf0005, -1 } },
		{ "no_such_call", { -1, -1, -1, -1, -1, -1 } },
	};

	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		for (int abi = 0; abi < ABI_COUNT; abi++)
			CHECK_EQ(call_number((enum abi)abi, calls[i].name), calls[i].numbers[abi]);
}

static void
new_calls_have_one_number_everywhere(void)
{
	char here[CALL_NAME_CAP], there[CALL_NAME_CAP];

	for (uint32_t nr = 424; nr <= 469; nr++) {
		const char *name = call_name(ABI_X86_64, nr, here);

		CHECK(call_shape(ABI_X86_64, nr) != NULL);
		for (int abi = ABI_I386; abi < ABI_OTHER; abi++)
			if (!(abi == ABI_ARM && nr == 447))
				CHECK_STR(call_name((enum abi)abi, nr, there), name);
	}
	CHECK_EQ(call_max(ABI_X86_64), 469);
	CHECK_EQ(call_max(ABI_X32), 547);
	CHECK_EQ(call_max(ABI_AARCH64), 469);
	CHECK_EQ(call_max(ABI_OTHER), 0);
}

static void
a_number_without_a_call_is_shown_as_a_number(void)
{
	char buf[CALL_NAME_CAP];

	CHECK(call_shape(ABI_X86_64, 470) == NULL);
	CHECK(call_shape(ABI_X86_64, 400) == NULL);
	CHECK(call_shape(ABI_I386, 251) == NULL);
	CHECK(call_shape(ABI_ARM, 0xf0000) == NULL);
	CHECK(call_shape(ABI_OTHER, 0) == NULL);
	CHECK(call_shape((enum abi)99, 0) == NULL);
	CHECK(call_shape(ABI_X86_64, UINT32_MAX) == NULL);
	CHECK_STR(call_name(ABI_X86_64, 470, buf), "syscall_0x1d6");
	CHECK_STR(call_name(ABI_ARM, UINT32_MAX, buf), "syscall_0xffffffff");
	CHECK_EQ(call_number((enum abi)99, "read"), -1);
}

static void
the_table_is_chosen_by_what_the_kernel_says(void)
{
	CHECK_EQ(abi_from_audit(AUDIT_ARCH_X86_64, 0), ABI_X86_64);
	CHECK_EQ(abi_from_audit(AUDIT_ARCH_X86_64, 0x40000000), ABI_X32);
	CHECK_EQ(abi_from_audit(AUDIT_ARCH_X86_64, UINT64_MAX), ABI_X86_64);
	CHECK_EQ(abi_from_audit(AUDIT_ARCH_I386, 0x40000000), ABI_I386);
	CHECK_EQ(abi_from_audit(AUDIT_ARCH_AARCH64, 0), ABI_AARCH64);
	CHECK_EQ(abi_from_audit(AUDIT_ARCH_ARM, 0), ABI_ARM);
	CHECK_EQ(abi_from_audit(AUDIT_ARCH_S390X, 0), ABI_OTHER);
	CHECK_STR(abi_name(ABI_X32), "x32");
	CHECK_STR(abi_name((enum abi)99), "other");
	CHECK_EQ(abi_word(ABI_X86_64), 8);
	CHECK_EQ(abi_word(ABI_X32), 4);
	CHECK_EQ(abi_word(ABI_ARM), 4);
	CHECK_EQ(abi_word(abi_native()), sizeof(long));
}

/* Calls `check` for every call of every architecture. */
static void
for_every_call(void (*check)(enum abi, uint32_t, const struct call_shape *))
{
	for (int abi = 0; abi < ABI_COUNT; abi++)
		for (uint32_t nr = 0; nr <= call_max((enum abi)abi); nr++) {
			const struct call_shape *shape = call_shape((enum abi)abi, nr);

			if (shape != NULL)
				check((enum abi)abi, nr, shape);
		}
}

/* One line for what is wrong with a call, and one check for all that is right. */
static void
expect(bool right, enum abi abi, const struct call_shape *shape, const char *what)
{
	if (!check_true(right, what, __FILE__, __LINE__))
		printf("  %s on %s\n", shape->name, abi_name(abi));
}

static bool
has_kind(const struct call_shape *shape, enum arg_kind kind)
{
	for (unsigned i = 0; i < shape->arg_count; i++)
		if (shape->args[i].kind == kind)
			return true;
	return false;
}

static bool
is_any(const char *name, const char *const *names)
{
	for (; *names != NULL; names++)
		if (strcmp(name, *names) == 0)
			return true;
	return false;
}

static void
a_name_leads_back_to_its_number(enum abi abi, uint32_t nr, const struct call_shape *shape)
{
	expect(call_number(abi, shape->name) == (int)nr, abi, shape, "a name leads back to its number");
	expect(strlen(shape->name) < CALL_NAME_CAP, abi, shape, "a name fits");
}

/* Argument `by` of buffers and forms is there, and of a kind that can be it. */
static bool
refers_well(const struct call_shape *shape, const struct arg_shape *arg)
{
	unsigned by = arg->by < shape->arg_count ? shape->args[arg->by].kind : ARG_NONE;

	if (arg->kind == ARG_BUFFER || arg->kind == ARG_RESULT_BUFFER || arg->kind == ARG_VECTOR)
		return by == ARG_ULONG || by == ARG_INT || by == ARG_UINT;
	if (arg->form == FORM_IF_CREATE)
		return by == ARG_HEX && arg->kind == ARG_OCTAL;
	return arg->by == 0 && (arg->form == FORM_PLAIN || (arg->form == FORM_COUNT && arg->kind == ARG_STRINGS));
}

static void
its_arguments_are_well_formed(enum abi abi, uint32_t nr, const struct call_shape *shape)
{
	(void)nr;
	expect(shape->arg_count <= CALL_ARGS, abi, shape, "there are six registers");
	for (unsigned i = 0; i < CALL_ARGS; i++) {
		const struct arg_shape *arg = &shape->args[i];

		expect((arg->kind != ARG_NONE) == (i < shape->arg_count), abi, shape, "as many kinds as arguments");
		expect(arg->kind < ARG_KINDS, abi, shape, "a kind is a kind");
		expect(arg->kind != ARG_PAD || i > 0, abi, shape, "something stands before a pad");
		if (arg->kind != ARG_NONE)
			expect(refers_well(shape, arg), abi, shape, "what an argument refers to fits");
	}
	expect(shape->result != ARG_NONE && shape->result < ARG_KINDS, abi, shape, "a result has a kind");
}

static void
who_takes_a_path_is_in_file(enum abi abi, uint32_t nr, const struct call_shape *shape)
{
	static const char *const without[] = { "getcwd", "fsconfig", NULL };

	(void)nr;
	expect(has_kind(shape, ARG_PATH) == ((shape->classes & CLASS_FILE) != 0) || is_any(shape->name, without),
	       abi, shape, "a call is in CLASS_FILE when it takes a path");
}

static void
who_takes_a_descriptor_is_in_desc_or_network(enum abi abi, uint32_t nr, const struct call_shape *shape)
{
	(void)nr;
	if (has_kind(shape, ARG_FD) || has_kind(shape, ARG_DIRFD) || shape->result == ARG_FD)
		expect((shape->classes & (CLASS_DESC | CLASS_NETWORK)) != 0, abi, shape,
		       "a call with a descriptor is in CLASS_DESC or CLASS_NETWORK");
}

static void
who_takes_a_signal_is_in_signal(enum abi abi, uint32_t nr, const struct call_shape *shape)
{
	(void)nr;
	if (has_kind(shape, ARG_SIGNAL))
		expect((shape->classes & CLASS_SIGNAL) != 0, abi, shape, "a call with a signal is in CLASS_SIGNAL");
}

static void
only_exits_never_return(enum abi abi, uint32_t nr, const struct call_shape *shape)
{
	static const char *const exits[] = { "exit", "exit_group", NULL };

	(void)nr;
	expect(((shape->classes & CLASS_NORETURN) != 0) == is_any(shape->name, exits), abi, shape,
	       "exits, and nothing else, never return");
}

static void
only_waiting_calls_wait(enum abi abi, uint32_t nr, const struct call_shape *shape)
{
	static const char *const waits[] = {
		"_newselect", "accept", "accept4", "clock_nanosleep", "clock_nanosleep_time64", "epoll_pwait",
		"epoll_pwait2", "epoll_wait", "epoll_wait_old", "futex", "futex_time64", "futex_wait", "futex_waitv",
		"io_getevents", "io_pgetevents", "io_pgetevents_time64", "io_uring_enter", "nanosleep", "pause",
		"poll", "ppoll", "ppoll_time64", "pselect6", "pselect6_time64", "restart_syscall", "rt_sigsuspend",
		"rt_sigtimedwait", "rt_sigtimedwait_time64", "select", "semop", "semtimedop", "semtimedop_time64",
		"sigsuspend", "wait4", "waitid", "waitpid", NULL,
	};

	(void)nr;
	expect(((shape->classes & CLASS_WAIT) != 0) == is_any(shape->name, waits), abi, shape,
	       "who waits is listed here");
}

/* Members that scripts rely on, and some that are easily got wrong; all on x86-64. */
static void
classes_have_the_members_people_expect(void)
{
	static const struct {
		uint32_t class;
		const char *names;
	} members[] = {
		{ CLASS_FILE, "open openat stat newfstatat access mkdir rmdir unlink unlinkat rename readlink execve "
			      "statx mount getxattr setxattrat utimensat inotify_add_watch" },
		{ CLASS_DESC, "read write close lseek fstat openat dup3 poll mmap ioctl fcntl pipe2 epoll_wait "
			      "sendfile splice memfd_create getdents64 io_uring_setup pidfd_open" },
		{ CLASS_NETWORK, "socket connect accept bind listen sendto recvfrom sendmsg recvmsg setsockopt "
				 "getsockopt shutdown socketpair accept4 sendmmsg sendfile" },
		{ CLASS_PROCESS, "fork vfork clone clone3 execve execveat exit exit_group wait4 waitid kill tgkill" },
		{ CLASS_MEMORY, "mmap munmap mprotect mremap brk madvise mlock msync shmat mseal" },
		{ CLASS_SIGNAL, "rt_sigaction rt_sigprocmask rt_sigreturn kill tkill tgkill sigaltstack signalfd4 "
				"pause" },
		{ CLASS_IPC, "shmget shmat semget semop msgget msgsnd msgrcv msgctl" },
	};
	static const struct {
		uint32_t class;
		const char *names;
	} strangers[] = {
		{ CLASS_FILE, "read write close fstat lseek ftruncate fchmod pipe memfd_create mq_open" },
		{ CLASS_DESC, "stat unlink execve getpid socket accept mprotect futex" },
		{ CLASS_NETWORK, "read write pipe poll" },
		{ CLASS_PROCESS, "getpid prctl sched_yield setsid" },
		{ CLASS_MEMORY, "shmget read futex membarrier" },
		{ CLASS_SIGNAL, "wait4 alarm setitimer" },
		{ CLASS_IPC, "futex pipe mq_open" },
	};

	for (size_t i = 0; i < 2 * sizeof members / sizeof members[0]; i++) {
		bool inside = i % 2 == 0;
		uint32_t class = inside ? members[i / 2].class : strangers[i / 2].class;
		char names[400], *save, *name;

		snprintf(names, sizeof names, "%s", inside ? members[i / 2].names : strangers[i / 2].names);
		for (name = strtok_r(names, " ", &save); name != NULL; name = strtok_r(NULL, " ", &save)) {
			int number = call_number(ABI_X86_64, name);
			const struct call_shape *shape = call_shape(ABI_X86_64, (uint32_t)number);

			if (!CHECK(shape != NULL && ((shape->classes & class) != 0) == inside))
				printf("  %s and class 0x%x\n", name, class);
		}
	}
}

/* An offset of 64 bits is one register, two, or two that begin at an even one. */
static void
offsets_lie_where_the_architecture_puts_them(void)
{
	static const struct {
		enum abi abi;
		const char *name, *kinds;	/* W wide, p pad, . another */
	} calls[] = {
		{ ABI_X86_64, "pread64", "...W" },	  { ABI_X32, "pread64", "...W" },
		{ ABI_AARCH64, "pread64", "...W" },	  { ABI_I386, "pread64", "...Wp" },
		{ ABI_ARM, "pread64", "...pWp" },	  { ABI_I386, "fallocate", "..WpWp" },
		{ ABI_ARM, "fallocate", "..WpWp" },	  { ABI_X86_64, "fallocate", "..WW" },
		{ ABI_I386, "fadvise64_64", ".WpWp." },	  { ABI_ARM, "arm_fadvise64_64", "..WpWp" },
		{ ABI_I386, "fadvise64", ".Wp.." },	  { ABI_I386, "truncate64", ".Wp" },
		{ ABI_ARM, "truncate64", ".pWp" },	  { ABI_ARM, "readahead", ".pWp." },
		{ ABI_I386, "fanotify_mark", "..Wp.." },  { ABI_X86_64, "fanotify_mark", "..W.." },
		{ ABI_ARM, "lookup_dcookie", "Wp.." },	  { ABI_X86_64, "preadv", "...Wp" },
		{ ABI_I386, "preadv", "...Wp" },	  { ABI_ARM, "preadv2", "...Wp." },
		{ ABI_X32, "preadv2", "...W." },	  { ABI_I386, "sync_file_range", ".WpWp." },
	};

	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++) {
		const struct call_shape *shape =
			call_shape(calls[i].abi, (uint32_t)call_number(calls[i].abi, calls[i].name));
		char kinds[CALL_ARGS + 1] = "";

		for (unsigned n = 0; shape != NULL && n < shape->arg_count; n++) {
			unsigned kind = shape->args[n].kind;

			kinds[n] = kind == ARG_WIDE || kind == ARG_WIDE_HEX ? 'W' : kind == ARG_PAD ? 'p' : '.';
		}
		if (!CHECK_STR(kinds, calls[i].kinds))
			printf("  %s on %s\n", calls[i].name, abi_name(calls[i].abi));
	}
}

static void
one_name_may_be_two_calls(void)
{
	CHECK_EQ(call_shape(ABI_X86_64, 9)->arg_count, 6);	/* mmap */
	CHECK_EQ(call_shape(ABI_I386, 90)->arg_count, 1);
	CHECK_EQ(call_shape(ABI_X86_64, 23)->arg_count, 5);	/* select */
	CHECK_EQ(call_shape(ABI_I386, 82)->arg_count, 1);
}

int
main(void)
{
	every_call_of_this_machine_has_its_name();
	numbers_differ_by_architecture();
	new_calls_have_one_number_everywhere();
	a_number_without_a_call_is_shown_as_a_number();
	the_table_is_chosen_by_what_the_kernel_says();
	for_every_call(a_name_leads_back_to_its_number);
	for_every_call(its_arguments_are_well_formed);
	for_every_call(who_takes_a_path_is_in_file);
	for_every_call(who_takes_a_descriptor_is_in_desc_or_network);
	for_every_call(who_takes_a_signal_is_in_signal);
	for_every_call(only_exits_never_return);
	for_every_call(only_waiting_calls_wait);
	classes_have_the_members_people_expect();
	offsets_lie_where_the_architecture_puts_them();
	one_name_may_be_two_calls();
	return check_result();
}
