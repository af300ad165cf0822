/*
 * expect.h - how a program to be traced says what a tracer should see of it
 *
 * Each task keeps a list; the program prints all of them before it ends. A
 * line is about one task, in strace's notation:
 *
 *	4711 gettid() = 4711
 *	4711 openat(AT_FDCWD, "no-such-file", *) = -1 ENOENT
 *	4711 ...
 *	4711 exit_group(0) = ?
 *	4711 --- SIGUSR1 * ---
 *	4711 +++ exited with 0 +++
 *
 * A star stands for any text, three dots for any calls. Otherwise the calls
 * of a task from the first on its list to the last are these and no others.
 * Signals and ends (--- and +++) are compared apart from the calls, since
 * between which two calls a signal falls is not for the program to say.
 * "# " begins a remark. tests/trace_match.awk does the comparing.
 *
 * Nothing here makes a system call but expect_new(), expect_begin() and
 * expect_print(). Lists lie in shared memory: what a child writes its parent
 * can print. One task at a time writes to a list.
 */
#ifndef EXPECT_H
#define EXPECT_H

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { EXPECT_ROOM = 1 << 20, EXPECT_QUOTED = 4 * 4096 + 3 };

struct expect {
	int tid;
	size_t len;
	char text[EXPECT_ROOM - 2 * sizeof(size_t)];
};

/* An empty list, in memory that children share; pages are there before anything is traced closely. */
static inline struct expect *
expect_new(void)
{
	void *memory = mmap(NULL, sizeof(struct expect), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED) {
		perror("expect_new");
		exit(99);
	}
	return memory;
}

__attribute__((format(printf, 2, 0))) static inline void
expect_append(struct expect *expect, const char *fmt, va_list args)
{
	size_t room = sizeof(expect->text) - expect->len;
	int len = vsnprintf(expect->text + expect->len, room, fmt, args);

	if (len < 0 || (size_t)len >= room)
		abort();
	expect->len += (size_t)len;
}

__attribute__((format(printf, 2, 3))) static inline void
expect_add(struct expect *expect, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	expect_append(expect, fmt, args);
	va_end(args);
}

/* One line about the list's task: "exit_group(0) = ?", "--- SIGUSR1 * ---". */
__attribute__((format(printf, 2, 3))) static inline void
expect_line(struct expect *expect, const char *fmt, ...)
{
	va_list args;

	expect_add(expect, "%d ", expect->tid);
	va_start(args, fmt);
	expect_append(expect, fmt, args);
	va_end(args);
	expect_add(expect, "\n");
}

/*
 * A call that has just returned `result`, as syscall(2) gives it: -1 and errno
 * on failure. The text is name and arguments. Returns `result`:
 *
 *	fd = expect_call(list, syscall(SYS_dup, 0), "dup(0)");
 */
__attribute__((format(printf, 3, 4))) static inline long
expect_call(struct expect *expect, long result, const char *fmt, ...)
{
	const char *error = result == -1 ? strerrorname_np(errno) : NULL;
	va_list args;

	expect_add(expect, "%d ", expect->tid);
	va_start(args, fmt);
	expect_append(expect, fmt, args);
	va_end(args);
	expect_add(expect, error ? " = %ld %s\n" : " = %ld\n", result, error);
	return result;
}

/* Begins the list of the calling task, with a call that no start-up code makes. */
static inline void
expect_begin(struct expect *expect)
{
	expect->tid = (int)syscall(SYS_gettid);
	expect_line(expect, "gettid() = %d", expect->tid);
}

/* Writes the list to standard output, in as few calls as the kernel allows. */
static inline void
expect_print(const struct expect *expect)
{
	size_t done = 0;

	while (done < expect->len) {
		ssize_t len = write(STDOUT_FILENO, expect->text + done, expect->len - done);

		if (len < 0 && errno == EINTR)
			continue;
		if (len < 0)
			exit(99);
		done += (size_t)len;
	}
}

/* `len` bytes in double quotes, as strace writes them: \n, \", \33, and three octal digits before another one. */
static inline const char *
expect_quote(const char *bytes, size_t len, char ret_text[EXPECT_QUOTED])
{
	static const char short_names[] = "\tt\nn\vv\ff\rr\"\"\\\\";
	char *out = ret_text;

	*out++ = '"';
	for (size_t i = 0; i < len && out < ret_text + EXPECT_QUOTED - 6; i++) {
		unsigned char byte = (unsigned char)bytes[i];
		const char *name = byte ? strchr(short_names, byte) : NULL;
		int digit_next = i + 1 < len && bytes[i + 1] >= '0' && bytes[i + 1] <= '7';

		if (name != NULL && (name - short_names) % 2 == 0)
			out += sprintf(out, "\\%c", name[1]);
		else if (byte >= ' ' && byte < 0x7f)
			*out++ = (char)byte;
		else
			out += sprintf(out, digit_next ? "\\%03o" : "\\%o", byte);
	}
	*out++ = '"';
	*out = '\0';
	return ret_text;
}

#endif
