/* What -e says: names, classes, patterns, exclusions, signals, statuses, and what is wrong with them. */
#include "syscall/wanted.h"

#include <signal.h>

#include "check.h"
#include "syscall/shape.h"

static struct wanted wanted;
static struct why why;

static int
parse(const char *one, const char *two)
{
	const char *const expressions[] = { one, two };

	why.text[0] = '\0';
	return wanted_parse(&wanted, expressions, two != NULL ? 2 : 1, &why);
}

static bool
has(const char *name)
{
	int nr = call_number(ABI_X86_64, name);

	CHECK(nr >= 0);
	return wanted_call(&wanted, ABI_X86_64, (uint32_t)nr);
}

static void
names_add_up_and_exclusions_win(void)
{
	CHECK_EQ(parse("trace=openat, close ,!close", NULL), 0);
	CHECK(has("openat") && !has("close") && !has("read") && !wanted.others);
	CHECK_EQ(parse("trace=!openat,openat", NULL), 0);
	CHECK(!has("openat") && !has("read"));
	CHECK_EQ(parse("trace=!openat,!close", NULL), 0);
	CHECK(!has("openat") && has("read") && wanted.others);
	CHECK_EQ(parse("trace=openat", "t=close"), 0);
	CHECK(has("openat") && has("close") && !has("read"));
	CHECK_EQ(parse("trace=%file", "trace=!openat"), 0);
	CHECK(has("stat") && !has("openat") && !has("read"));
	CHECK_EQ(parse("trace=", NULL), 0);
	CHECK(!has("openat") && !wanted.others);
	CHECK_EQ(parse("trace=none", NULL), 0);
	CHECK(!has("openat"));
	CHECK_EQ(parse("trace=all", NULL), 0);
	CHECK(has("openat") && wanted_call(&wanted, ABI_X86_64, 5000));
	CHECK_EQ(parse("trace=open,!", NULL), 0);	/* as it always was */
	CHECK(has("open"));
	wanted_begin(&wanted);
	CHECK(has("openat") && wanted.statuses == WANTED_ANY);
}

static void
classes_have_their_members(void)
{
	static const char *const file[] = { "open", "openat", "close", "read", "write", "lseek", "stat", "fstat", "newfstatat",
					    "access", "mkdir", "rmdir", "unlink", NULL };
	static const char *const network[] = { "socket", "connect", "accept", "bind", "listen", "sendto", "recvfrom",
					       "setsockopt", "getsockopt", NULL };
	static const char *const process[] = { "fork", "vfork", "clone", "execve", "exit", "exit_group", "wait4", "waitid", "kill",
					       "tkill", "tgkill", NULL };
	static const char *const memory[] = { "mmap", "munmap", "mprotect", "mremap", "brk", NULL };
	static const struct { const char *name; const char *const *members; } classes[] = {
		{ "trace=file", file }, { "trace=network", network }, { "trace=process", process }, { "trace=memory", memory },
	};

	for (unsigned i = 0; i < 4; i++) {
		CHECK_EQ(parse(classes[i].name, NULL), 0);
		for (const char *const *name = classes[i].members; *name != NULL; name++)
			CHECK(has(*name));
		CHECK(!has("getrandom"));
	}
	CHECK_EQ(parse("trace=%stat,%clock", NULL), 0);
	CHECK(has("stat") && has("clock_gettime") && !has("lstat") && !has("fstat"));
	CHECK_EQ(parse("trace=%%stat", NULL), 0);
	CHECK(has("stat") && has("newfstatat") && has("statx") && !has("statfs"));
	CHECK_EQ(parse("trace=%desc", NULL), 0);
	CHECK(has("read") && has("epoll_wait") && has("mmap") && !has("getpid"));
	CHECK_EQ(parse("trace=%creds,%pure", NULL), 0);
	CHECK(has("getuid") && has("setresuid") && has("getpid") && !has("kill"));
}

static void
patterns_find_anywhere(void)
{
	CHECK_EQ(parse("trace=/^sched_/,!/affinity$/", NULL), 0);
	CHECK(has("sched_yield") && !has("sched_getaffinity") && !has("read"));
	CHECK_EQ(parse("trace=/at/", NULL), 0);
	CHECK(has("openat") && has("stat") && !has("read"));
	CHECK_EQ(parse("trace=//", NULL), 0);
	CHECK(has("read"));
}

static void
what_is_wrong_is_said(void)
{
	static const struct { const char *expression, *sentence; } rows[] = {
		{ "openat", "Invalid filter expression: openat. Expected format: trace=SPEC, so -e trace=openat" },
		{ "colour=red", "Invalid filter expression: colour=red. Expected format: trace=SPEC, signal=SPEC or status=SPEC" },
		{ "trace=!", "Invalid negation syntax: \"!\" excludes nothing; write a name behind it" },
		{ "trace=/(/", "Invalid regex pattern '(': missing closing parenthesis at offset 1" },
		{ "trace=opnat", "-e trace=: no call or class is named \"opnat\"; is it openat?" },
		{ "trace=%fil", "-e trace=: no call or class is named \"%fil\"; is it %file?" },
		{ "trace=qqqqqqqqqqqqqqqqqq", "-e trace=: no call or class is named \"qqqqqqqqqqqqqqqqqq\"" },
		{ "signal=WHAT", "-e signal=: no signal is named \"WHAT\"" },
		{ "status=good", "-e status=: \"good\" is not successful, failed, unfinished or detached" },
	};

	for (unsigned i = 0; i < sizeof rows / sizeof *rows; i++) {
		CHECK(parse(rows[i].expression, NULL) < 0);
		CHECK_STR(why.text, rows[i].sentence);
	}
	CHECK_EQ(parse("trace=?no_such_call,read", NULL), 0);
	CHECK(has("read") && !has("write"));
}

static void
signals_and_statuses(void)
{
	CHECK_EQ(parse("signal=INT,SIGTERM", NULL), 0);
	CHECK(wanted_signal(&wanted, SIGINT) && wanted_signal(&wanted, SIGTERM) && !wanted_signal(&wanted, SIGCHLD));
	CHECK(wanted.all);
	CHECK_EQ(parse("signal=!chld", NULL), 0);
	CHECK(wanted_signal(&wanted, SIGINT) && !wanted_signal(&wanted, SIGCHLD));
	CHECK_EQ(parse("signal=none", NULL), 0);
	CHECK(!wanted_signal(&wanted, SIGINT));
	CHECK_EQ(parse("status=failed,unfinished", NULL), 0);
	CHECK_EQ(wanted.statuses, WANTED_FAILED | WANTED_UNFINISHED);
	CHECK_EQ(parse("status=!failed", NULL), 0);
	CHECK_EQ(wanted.statuses, WANTED_ANY & ~WANTED_FAILED);
}

int
main(void)
{
	names_add_up_and_exclusions_win();
	classes_have_their_members();
	patterns_find_anywhere();
	what_is_wrong_is_said();
	signals_and_statuses();
	return check_result();
}
