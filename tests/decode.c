/*
 * Captured calls as text: what each kind of argument looks like, and that
 * nothing a record says can make the decoder read or write where it should not.
 */
#include "syscall/decode.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>

#include "base/text.h"
#include "check.h"

/* struct iovec as a 64-bit program has it. */
struct iovec64 {
	uint64_t base, len;
};

static const struct decode_options OPTIONS = { .string_max = 32, .result_text = true };

/* --- making calls -------------------------------------------------------------- */

static struct {
	struct call call;
	unsigned char pieces[8192];
} made;

/* Begins a call that returned; arguments follow by hand. */
static struct call *
make(enum abi abi, const char *name, int64_t result)
{
	memset(&made, 0, sizeof made);
	made.call.abi = (uint8_t)abi;
	made.call.nr = (uint32_t)call_number(abi, name);
	made.call.result = result;
	CHECK(call_number(abi, name) >= 0);
	return &made.call;
}

static void
set_args(uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f)
{
	memcpy(made.call.args, (uint64_t[]){ a, b, c, d, e, f }, sizeof made.call.args);
}

static void
add_piece(unsigned arg, unsigned index, const void *bytes, size_t len, unsigned flags)
{
	struct piece piece = { .addr = bytes != NULL ? 0x7f00 : 0, .len = (uint32_t)len, .arg = (uint8_t)arg,
			       .index = (uint8_t)index, .flags = (uint16_t)flags };

	memcpy(made.pieces + made.call.pieces_len, &piece, sizeof piece);
	if (len > 0)
		memcpy(made.pieces + made.call.pieces_len + sizeof piece, bytes, len);
	made.call.pieces_len += (uint32_t)piece_size(piece.len);
	made.call.piece_count++;
}

static void
add_text(unsigned arg, const char *string)
{
	add_piece(arg, 0, string, strlen(string), 0);
}

/* The call as one line. */
static const char *
decoded(void)
{
	static char room[4096];
	struct text text = text_in(room, sizeof room);

	decode_call(&text, &made.call, &OPTIONS);
	return room;
}

/* --- arguments ------------------------------------------------------------------- */

static void
paths_descriptors_and_flags(void)
{
	make(ABI_X86_64, "openat", 3);
	set_args((uint64_t)AT_FDCWD, 0x1000, 0x80000, 0644, 0, 0);
	add_text(1, "/etc/passwd");
	CHECK_STR(decoded(), "openat(AT_FDCWD, \"/etc/passwd\", O_RDONLY|O_CLOEXEC) = 3");
	set_args(0xffffff9c, 0x1000, O_CREAT | O_WRONLY, 0100644, 0, 0);
	CHECK_STR(decoded(), "openat(AT_FDCWD, \"/etc/passwd\", O_WRONLY|O_CREAT, 0100644) = 3");
	set_args(5, 0, O_TMPFILE | O_RDWR, 0, 0, 0);
	CHECK_STR(decoded(), "openat(5, NULL, O_RDWR|O_TMPFILE, 000) = 3");
	make(ABI_X86_64, "close", 0);
	set_args(0xffffffff, 0, 0, 0, 0, 0);
	CHECK_STR(decoded(), "close(-1) = 0");
	make(ABI_X86_64, "umask", 022);
	set_args(0, 0, 0, 0, 0, 0);
	CHECK_STR(decoded(), "umask(000) = 022");
}

static void
a_mode_that_is_not_used_ends_the_call(void)
{
	make(ABI_X86_64, "mq_open", 3);
	set_args(0x1000, O_RDONLY, 077, 0x2000, 0, 0);
	add_text(0, "queue");
	CHECK_STR(decoded(), "mq_open(\"queue\", O_RDONLY) = 3");
	CHECK_EQ(decode_arg_count(&made.call), 2);
	made.call.args[1] = O_CREAT;
	CHECK_STR(decoded(), "mq_open(\"queue\", O_RDONLY|O_CREAT, 077, 0x2000) = 3");
	CHECK_EQ(decode_arg_count(&made.call), 4);
}

static void
what_was_not_captured_is_an_address(void)
{
	make(ABI_X86_64, "openat", -EFAULT);
	set_args((uint64_t)AT_FDCWD, 1, 0, 0, 0, 0);
	CHECK_STR(decoded(), "openat(AT_FDCWD, 0x1, O_RDONLY) = -1 EFAULT (Bad address)");
	make(ABI_X86_64, "write", -EFAULT);
	set_args(1, 0x1000, 5, 0, 0, 0);
	CHECK_STR(decoded(), "write(1, 0x1000, 5) = -1 EFAULT (Bad address)");
	make(ABI_X86_64, "execve", -EFAULT);
	set_args(0x1000, 0x2000, 0x3000, 0, 0, 0);
	CHECK_STR(decoded(), "execve(0x1000, 0x2000, 0x3000) = -1 EFAULT (Bad address)");
}

static void
strings_are_cut_and_paths_are_not(void)
{
	make(ABI_X86_64, "getxattr", -ENODATA);
	set_args(0x1000, 0x2000, 0, 0, 0, 0);
	add_text(0, "/a/path/that/is/longer/than/32/bytes");
	add_text(1, "a.name.that.is.longer.than.32.bytes");
	CHECK_STR(decoded(), "getxattr(\"/a/path/that/is/longer/than/32/bytes\", "
			     "\"a.name.that.is.longer.than.32.by\"..., NULL, 0) = -1 ENODATA (No data available)");
	make(ABI_X86_64, "chdir", -ENOENT);
	set_args(0x1000, 0, 0, 0, 0, 0);
	add_piece(0, 0, "begin", 5, PIECE_CUT);
	CHECK_STR(decoded(), "chdir(\"begin\"...) = -1 ENOENT (No such file or directory)");
	make(ABI_X86_64, "chdir", -EFAULT);
	set_args(0x7f00, 0, 0, 0, 0, 0);
	add_piece(0, 0, "edge", 4, PIECE_SHORT);
	CHECK_STR(decoded(), "chdir(\"edge\"... /* 0x7f00 */) = -1 EFAULT (Bad address)");
}

static void
odd_names_are_quoted(void)
{
	make(ABI_X86_64, "unlink", 0);
	set_args(0x1000, 0, 0, 0, 0, 0);
	add_text(0, "a\n\033[2J\"\\\001\0028\303\274");
	CHECK_STR(decoded(), "unlink(\"a\\n\\33[2J\\\"\\\\\\1\\28\\303\\274\") = 0");
}

static void
written_buffers_show_what_was_given(void)
{
	make(ABI_X86_64, "write", 6);
	set_args(1, 0x1000, 6, 0, 0, 0);
	add_piece(1, 0, "hello\n", 6, 0);
	CHECK_STR(decoded(), "write(1, \"hello\\n\", 6) = 6");
	set_args(1, 0x1000, 6000, 0, 0, 0);
	made.pieces[offsetof(struct piece, flags)] = PIECE_CUT;
	CHECK_STR(decoded(), "write(1, \"hello\\n\"..., 6000) = 6");
	make(ABI_X86_64, "write", 0);
	set_args(1, 0x1000, 0, 0, 0, 0);
	CHECK_STR(decoded(), "write(1, \"\", 0) = 0");
	make(ABI_X86_64, "write", 0);
	set_args(1, 0, 0, 0, 0, 0);
	CHECK_STR(decoded(), "write(1, NULL, 0) = 0");
}

static void
read_buffers_show_what_came(void)
{
	make(ABI_X86_64, "read", 3);
	set_args(0, 0x1000, 4096, 0, 0, 0);
	add_piece(1, 0, "a\0b", 3, 0);
	CHECK_STR(decoded(), "read(0, \"a\\0b\", 4096) = 3");
	made.call.result = 0;
	CHECK_STR(decoded(), "read(0, \"\", 4096) = 0");
	made.call.result = -EAGAIN;
	CHECK_STR(decoded(), "read(0, 0x1000, 4096) = -1 EAGAIN (Resource temporarily unavailable)");
	made.call.state = CALL_UNFINISHED;
	CHECK_STR(decoded(), "read(0, 0x1000, 4096) = ?");
	make(ABI_X86_64, "read", 5000);
	set_args(0, 0x1000, 8192, 0, 0, 0);
	add_piece(1, 0, "0123456789012345678901234567890123456789", 40, PIECE_CUT);
	CHECK_STR(decoded(), "read(0, \"01234567890123456789012345678901\"..., 8192) = 5000");
}

/* recv() with MSG_TRUNC and getxattr() without room return more than they wrote. */
static void
a_result_larger_than_the_room_is_no_length(void)
{
	make(ABI_X86_64, "recvfrom", 1000);
	set_args(3, 0x1000, 4, 0x20, 0, 0);
	add_piece(1, 0, "abcdefgh", 8, 0);
	CHECK_STR(decoded(), "recvfrom(3, \"abcd\", 4, MSG_TRUNC, NULL, NULL) = 1000");
	make(ABI_X86_64, "getxattr", 12);
	set_args(0x1000, 0x2000, 0x3000, 0, 0, 0);
	add_text(0, "file");
	add_text(1, "user.x");
	add_piece(2, 0, "junk", 4, 0);
	CHECK_STR(decoded(), "getxattr(\"file\", \"user.x\", 0x3000, 0) = 12");
}

static void
the_current_directory_ends_at_its_terminator(void)
{
	make(ABI_X86_64, "getcwd", 6);
	set_args(0x1000, 4096, 0, 0, 0, 0);
	add_piece(0, 0, "/root\0", 6, 0);
	CHECK_STR(decoded(), "getcwd(\"/root\", 4096) = 6");
	make(ABI_X86_64, "readlink", 4);
	set_args(0x1000, 0x2000, 0xffffffff00000040, 0, 0, 0);
	add_text(0, "link");
	add_piece(1, 0, "here", 4, 0);
	CHECK_STR(decoded(), "readlink(\"link\", \"here\", 64) = 4");
}

static void
programs_are_shown_with_their_arguments(void)
{
	const uint64_t one = 1, two = 2, lots = 16384;

	make(ABI_X86_64, "execve", 0);
	set_args(0x1000, 0x2000, 0x3000, 0, 0, 0);
	add_text(0, "/bin/ls");
	add_piece(1, 0, "ls", 2, PIECE_AT_ENTRY);
	add_piece(1, 1, "a \"b\"", 5, PIECE_AT_ENTRY);
	add_piece(2, 0, &one, sizeof one, PIECE_AT_ENTRY);
	CHECK_STR(decoded(), "execve(\"/bin/ls\", [\"ls\", \"a \\\"b\\\"\"], 0x3000 /* 1 var */) = 0");

	make(ABI_X86_64, "execve", 0);
	set_args(0x1000, 0x2000, 0x3000, 0, 0, 0);
	add_text(0, "/bin/ls");
	add_piece(1, 0, "ls", 2, PIECE_AT_ENTRY);
	add_piece(1, 1, NULL, 0, PIECE_CUT);
	add_piece(2, 0, &two, sizeof two, PIECE_AT_ENTRY);
	CHECK_STR(decoded(), "execve(\"/bin/ls\", [\"ls\", ...], 0x3000 /* 2 vars */) = 0");

	make(ABI_X86_64, "execveat", 0);
	set_args(3, 0x1000, 0x2000, 0x3000, 0, 0);
	add_text(1, "prog");
	add_piece(2, 0, NULL, 0, 0);
	add_piece(3, 0, &lots, sizeof lots, PIECE_CUT);
	CHECK_STR(decoded(), "execveat(3, \"prog\", [], 0x3000 /* 16384+ vars */, 0) = 0");
}

static void
a_list_with_gaps_says_where_they_are(void)
{
	make(ABI_X86_64, "execve", 0);
	set_args(0, 0x2000, 0, 0, 0, 0);
	add_piece(1, 1, "b", 1, 0);
	add_piece(1, 1, "again", 5, 0);
	add_piece(1, 3, "", 0, 0);
	CHECK_STR(decoded(), "execve(NULL, [?, \"b\", ?, \"\"], NULL) = 0");
}

static void
a_vector_is_its_buffers(void)
{
	const struct iovec64 buffers[] = { { 0x3000, 6 }, { 0, 0 }, { 0x4000, 0 }, { 0x5000, 7 }, { 0x6000, 4 } };

	make(ABI_X86_64, "writev", 6);
	set_args(2, 0x2000, 5, 0, 0, 0);
	add_piece(1, 0, buffers, sizeof buffers, 0);
	add_piece(1, 1, "a\nb", 3, PIECE_CUT);
	add_piece(1, 5, "last", 4, 0);
	CHECK_STR(decoded(), "writev(2, [{iov_base=\"a\\nb\"..., iov_len=6}, {iov_base=NULL, iov_len=0}, "
			     "{iov_base=\"\", iov_len=0}, {iov_base=0x5000, iov_len=7}, "
			     "{iov_base=\"last\", iov_len=4}], 5) = 6");
	make(ABI_X86_64, "pwritev", 0);
	set_args(2, 0x2000, 900, 10, 0, 0);
	add_piece(1, 0, buffers + 1, sizeof *buffers, PIECE_CUT);
	CHECK_STR(decoded(), "pwritev(2, [{iov_base=NULL, iov_len=0}, ...], 900, 10) = 0");
	make(ABI_I386, "writev", -EFAULT);
	set_args(2, 0x2000, 3, 0, 0, 0);
	add_piece(1, 0, (const uint32_t[2]){ 0x3000, 6 }, 8, PIECE_SHORT);
	CHECK_STR(decoded(), "writev(2, [{iov_base=0x3000, iov_len=6}, ... /* 0x7f08 */], 3) = -1 EFAULT (Bad address)");
	make(ABI_X86_64, "writev", 0);
	set_args(2, 0x2000, 0, 0, 0, 0);
	CHECK_STR(decoded(), "writev(2, [], 0) = 0");
	set_args(2, 0x2000, 1, 0, 0, 0);
	CHECK_STR(decoded(), "writev(2, 0x2000, 1) = 0");
}

static void
signals_users_and_processes(void)
{
	make(ABI_X86_64, "kill", 0);
	set_args(0xffffffff, SIGTERM, 0, 0, 0, 0);
	CHECK_STR(decoded(), "kill(-1, SIGTERM) = 0");
	set_args(1, 0, 0, 0, 0, 0);
	CHECK_STR(decoded(), "kill(1, 0) = 0");
	make(ABI_X86_64, "fchown", 0);
	set_args(1, 0xfffffffe, 0xffffffff, 0, 0, 0);
	CHECK_STR(decoded(), "fchown(1, 4294967294, -1) = 0");
	make(ABI_X86_64, "getuid", 0xfffffffe);
	CHECK_STR(decoded(), "getuid() = 4294967294");
}

static void
words_are_as_wide_as_the_architecture_has_them(void)
{
	make(ABI_X86_64, "lseek", -5000);
	set_args(3, (uint64_t)-1, 1, 0, 0, 0);
	CHECK_STR(decoded(), "lseek(3, -1, SEEK_CUR) = -5000");
	make(ABI_I386, "lseek", 0);
	set_args(3, 0xffffffff, 0, 0, 0, 0);
	CHECK_STR(decoded(), "lseek(3, -1, SEEK_SET) = 0");
	make(ABI_I386, "munmap", 0);
	set_args(0xf7000000, 0xffffffff, 0, 0, 0, 0);
	CHECK_STR(decoded(), "munmap(0xf7000000, 4294967295) = 0");
	set_args(0xfffffffff7000000, 0xffffffff00001000, 0, 0, 0, 0);
	CHECK_STR(decoded(), "munmap(0xf7000000, 4096) = 0");
	make(ABI_X32, "munmap", 0);
	set_args(0x1f7000000, 4096, 0, 0, 0, 0);
	CHECK_STR(decoded(), "munmap(0x1f7000000, 4096) = 0");
}

static void
offsets_come_in_one_register_or_two(void)
{
	make(ABI_X86_64, "pread64", 0);
	set_args(3, 0x1000, 10, 0x123456789a, 0, 0);
	CHECK_STR(decoded(), "pread64(3, \"\", 10, 78187493530) = 0");
	make(ABI_X32, "pread64", 0);
	set_args(3, 0x1000, 10, (uint64_t)-1, 7, 7);
	CHECK_STR(decoded(), "pread64(3, \"\", 10, -1) = 0");
	make(ABI_I386, "pread64", 0);
	set_args(3, 0x1000, 10, 0x3456789a, 0x12, 7);
	CHECK_STR(decoded(), "pread64(3, \"\", 10, 78187493530) = 0");
	make(ABI_ARM, "pread64", 0);
	set_args(3, 0x1000, 10, 7, 0x3456789a, 0x12);
	CHECK_STR(decoded(), "pread64(3, \"\", 10, 78187493530) = 0");
	CHECK_EQ(decode_arg_count(&made.call), 4);
	make(ABI_I386, "fanotify_mark", 0);
	set_args(3, 1, 0x40, 0x1, 0xffffff9c, 0x1000);
	add_text(5, "/");
	CHECK_STR(decoded(), "fanotify_mark(3, FAN_MARK_ADD, FAN_MOVED_FROM|0x100000000, AT_FDCWD, \"/\") = 0");
	make(ABI_X86_64, "preadv2", -EINVAL);
	set_args(3, 0x1000, 1, 50, 0, 8);
	CHECK_STR(decoded(), "preadv2(3, 0x1000, 1, 50, RWF_NOWAIT) = -1 EINVAL (Invalid argument)");
}

static void
a_call_without_a_shape_shows_six_words(void)
{
	make(ABI_X86_64, "read", 0);
	made.call.nr = 0x1d6;
	set_args(1, 0, 3, 0xffffffffffffffff, 5, 6);
	CHECK_STR(decoded(), "syscall_0x1d6(0x1, 0, 0x3, 0xffffffffffffffff, 0x5, 0x6) = 0");
	made.call.abi = ABI_OTHER;
	made.call.nr = 0;
	CHECK_STR(decoded(), "syscall_0x0(0x1, 0, 0x3, 0xffffffffffffffff, 0x5, 0x6) = 0");
	CHECK_EQ(decode_arg_count(&made.call), 6);
}

/* --- results --------------------------------------------------------------------- */

static const char *
decoded_result(enum abi abi, const char *name, int64_t result, enum call_state state, bool with_text)
{
	static char room[200];
	struct text text = text_in(room, sizeof room);
	struct decode_options options = { .string_max = 32, .result_text = with_text };

	make(abi, name, result)->state = (uint8_t)state;
	decode_result(&text, &made.call, &options);
	return room;
}

static void
results_are_those_of_strace(void)
{
	static const struct {
		enum abi abi;
		const char *name;
		int64_t result;
		enum call_state state;
		const char *text;
	} calls[] = {
		{ ABI_X86_64, "read", 3, CALL_DONE, "3" },
		{ ABI_X86_64, "open", -ENOENT, CALL_DONE, "-1 ENOENT (No such file or directory)" },
		{ ABI_X86_64, "open", -4095, CALL_DONE, "-1 (errno 4095)" },
		{ ABI_X86_64, "mmap", 0x7f12a0000000, CALL_DONE, "0x7f12a0000000" },
		{ ABI_X86_64, "mmap", -ENOMEM, CALL_DONE, "-1 ENOMEM (Cannot allocate memory)" },
		{ ABI_X86_64, "brk", 0x555555559000, CALL_DONE, "0x555555559000" },
		{ ABI_X86_64, "mremap", 0x1000, CALL_DONE, "0x1000" },
		{ ABI_X86_64, "shmat", 0x1000, CALL_DONE, "0x1000" },
		{ ABI_I386, "mmap2", (int32_t)0xf7000000, CALL_DONE, "0xf7000000" },
		{ ABI_I386, "getuid32", -2, CALL_DONE, "-1 ENOENT (No such file or directory)" },
		{ ABI_I386, "read", 0x7fffffff, CALL_DONE, "2147483647" },
		{ ABI_X86_64, "read", -512, CALL_DONE, "? ERESTARTSYS (To be restarted if SA_RESTART is set)" },
		{ ABI_X86_64, "nanosleep", -516, CALL_DONE, "? ERESTART_RESTARTBLOCK (Interrupted by signal)" },
		{ ABI_X86_64, "ioctl", -515, CALL_DONE, "-1 ENOIOCTLCMD (No ioctl command)" },
		{ ABI_X86_64, "exit_group", 0, CALL_UNFINISHED, "?" },
		{ ABI_X86_64, "read", 0, CALL_OPEN, "?" },
	};

	for (size_t i = 0; i < sizeof calls / sizeof calls[0]; i++)
		CHECK_STR(decoded_result(calls[i].abi, calls[i].name, calls[i].result, calls[i].state, true),
			  calls[i].text);
	CHECK_STR(decoded_result(ABI_X86_64, "open", -ENOENT, CALL_DONE, false), "-1 ENOENT");
	CHECK_STR(decoded_result(ABI_X86_64, "read", -513, CALL_DONE, false), "? ERESTARTNOINTR");
}

static void
arguments_can_be_had_one_by_one(void)
{
	char room[100];
	struct text text = text_in(room, sizeof room);

	make(ABI_I386, "fallocate", 0);
	set_args(3, 0, 1, 0, 2, 0);
	CHECK_EQ(decode_arg_count(&made.call), 4);
	for (unsigned i = 0; i < 5; i++) {
		decode_arg(&text, &made.call, i, &OPTIONS);
		text_addc(&text, ';');
	}
	CHECK_STR(room, "3;0;1;2;;");
}

/* --- pieces ---------------------------------------------------------------------- */

static void
pieces_are_walked_in_order(void)
{
	const struct piece *piece;

	make(ABI_X86_64, "read", 0);
	CHECK(piece_next(&made.call, NULL) == NULL);
	add_piece(1, 0, "abc", 3, 0);
	add_piece(2, 7, "12345678", 8, 0);
	CHECK_EQ(made.call.pieces_len, 24 + 24);
	piece = piece_next(&made.call, NULL);
	CHECK(piece == call_piece(&made.call, 1, 0));
	CHECK(memcmp(piece_bytes(piece), "abc", 3) == 0);
	piece = piece_next(&made.call, piece);
	CHECK(piece == call_piece(&made.call, 2, 7));
	CHECK(piece_next(&made.call, piece) == NULL);
	CHECK(call_piece(&made.call, 2, 0) == NULL);
}

static void
a_piece_that_does_not_fit_is_none(void)
{
	static const uint32_t lens[] = { 9, 16, 0x7fffffff, 0xfffffff8, 0xffffffff };

	for (size_t i = 0; i < sizeof lens / sizeof lens[0]; i++) {
		make(ABI_X86_64, "read", 0);
		add_piece(1, 0, "12345678", 8, 0);
		memcpy(made.pieces + offsetof(struct piece, len), &lens[i], sizeof lens[i]);
		CHECK(piece_next(&made.call, NULL) == NULL);
	}
	for (uint32_t len = 0; len < 24; len++) {
		make(ABI_X86_64, "read", 0);
		add_piece(1, 0, "12345678", 8, 0);
		made.call.pieces_len = len;
		CHECK(piece_next(&made.call, NULL) == NULL);
	}
}

/* Marsaglia's xorshift: the same calls on every machine. */
static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Numbers as programs have them: small, negative, near limits, anything. */
static uint64_t
random_number(uint64_t *state)
{
	uint64_t random = next_random(state);

	switch (random >> 61) {
	case 0:
		return 0;
	case 1:
	case 2:
		return random & 0xff;
	case 3:
		return 0 - (random & 0xfff);
	case 4:
		return (uint32_t)random;
	default:
		return random;
	}
}

/* A call of any kind, alone in its memory so that a step over either end is seen. */
static struct call *
random_call(uint64_t *state)
{
	size_t len = next_random(state) % 200;
	struct call *call = malloc(sizeof *call + len);
	unsigned char *bytes = (unsigned char *)(call + 1);
	uint64_t kind = next_random(state);

	*call = (struct call){
		.abi = (uint8_t)(kind % 16 == 0 ? kind >> 8 : kind >> 8 & 3),
		.nr = (uint32_t)(kind % 32 == 1 ? next_random(state) : next_random(state) % 550),
		.state = (uint8_t)(kind % 8 == 2 ? kind >> 16 : CALL_DONE),
		.result = (int64_t)random_number(state),
		.piece_count = (uint16_t)next_random(state),
		.pieces_len = (uint32_t)len,
	};
	for (unsigned i = 0; i < CALL_ARGS; i++)
		call->args[i] = random_number(state);
	for (size_t i = 0; i < len; i++)
		bytes[i] = (unsigned char)next_random(state);
	/* Headers that nearly make sense reach further in. */
	for (size_t at = 0; at + sizeof(struct piece) <= len && kind % 4 != 3;) {
		struct piece piece = {
			.addr = next_random(state) % 3, .len = (uint32_t)(next_random(state) % 40),
			.arg = (uint8_t)(next_random(state) % 4), .index = (uint8_t)(next_random(state) % 5),
			.flags = (uint16_t)(next_random(state) % 8),
		};

		memcpy(bytes + at, &piece, sizeof piece);
		at += piece_size(piece.len);
	}
	return call;
}

static bool
is_printable(const char *string, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (string[i] < ' ' || string[i] > '~')
			return false;
	return true;
}

static void
any_bytes_at_all_give_bounded_printable_text(void)
{
	uint64_t state = 88172645463325252;
	size_t longest = 0;
	unsigned broken = 0;

	for (unsigned round = 0; round < 200000; round++) {
		struct call *call = random_call(&state);
		struct decode_options options = {
			.string_max = (unsigned)random_number(&state), .result_text = round % 2,
		};
		size_t cap = 1 + (round % 4 == 0 ? next_random(&state) % 100 : 8191);
		char *room = malloc(cap);
		struct text text = text_in(room, cap);

		decode_call(&text, call, &options);
		if (text.len >= cap || strlen(room) != text.len || !is_printable(room, text.len))
			broken++;
		if (cap == 8192 && text.cut)
			broken++;
		longest = text.len > longest ? text.len : longest;
		free(room);
		free(call);
	}
	CHECK_EQ(broken, 0);
	CHECK(longest > 200 && longest < 4096);
}

int
main(void)
{
	paths_descriptors_and_flags();
	a_mode_that_is_not_used_ends_the_call();
	what_was_not_captured_is_an_address();
	strings_are_cut_and_paths_are_not();
	odd_names_are_quoted();
	written_buffers_show_what_was_given();
	read_buffers_show_what_came();
	a_result_larger_than_the_room_is_no_length();
	the_current_directory_ends_at_its_terminator();
	programs_are_shown_with_their_arguments();
	a_list_with_gaps_says_where_they_are();
	a_vector_is_its_buffers();
	signals_users_and_processes();
	words_are_as_wide_as_the_architecture_has_them();
	offsets_come_in_one_register_or_two();
	a_call_without_a_shape_shows_six_words();
	results_are_those_of_strace();
	arguments_can_be_had_one_by_one();
	pieces_are_walked_in_order();
	a_piece_that_does_not_fit_is_none();
	any_bytes_at_all_give_bounded_printable_text();
	return check_result();
}
