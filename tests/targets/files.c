/*
 * files.c - opens, reads, writes and removes files, some with odd names
 *
 * Works in the current directory, which should be empty, and leaves it so.
 */
#include <fcntl.h>
#include <sys/stat.h>

#include "expect.h"

static struct expect *list;

static int
open_name(const char *name, int flags)
{
	char quoted[EXPECT_QUOTED];
	long fd = syscall(SYS_openat, AT_FDCWD, name, flags, 0600);

	return (int)expect_call(list, fd, "openat(AT_FDCWD, %s, *)", expect_quote(name, strlen(name), quoted));
}

static void
close_file(int fd)
{
	expect_call(list, syscall(SYS_close, fd), "close(%d)", fd);
}

static void
remove_name(const char *name)
{
	char quoted[EXPECT_QUOTED];
	long r = syscall(SYS_unlinkat, AT_FDCWD, name, 0);

	expect_call(list, r, "unlinkat(AT_FDCWD, %s, *)", expect_quote(name, strlen(name), quoted));
}

static void
write_text(int fd, const char *text)
{
	char quoted[EXPECT_QUOTED];
	size_t len = strlen(text);
	long r = syscall(SYS_write, fd, text, len);

	expect_call(list, r, "write(%d, %s, %zu)", fd, expect_quote(text, len, quoted), len);
}

static void
read_text(int fd)
{
	char bytes[24], quoted[EXPECT_QUOTED];
	long r = syscall(SYS_read, fd, bytes, sizeof(bytes));

	expect_call(list, r, "read(%d, %s, %zu)", fd, expect_quote(bytes, r > 0 ? (size_t)r : 0, quoted), sizeof(bytes));
}

static void
plain_file(void)
{
	struct stat stat;
	int fd = open_name("plain", O_CREAT | O_EXCL | O_WRONLY);

	write_text(fd, "hello, kernel\n");
	close_file(fd);
	open_name("plain", O_CREAT | O_EXCL | O_WRONLY);
	fd = open_name("plain", O_RDONLY);
	read_text(fd);
	read_text(fd);
	write_text(fd, "not for writing");
	expect_call(list, syscall(SYS_fstat, fd, &stat), "fstat(%d, *)", fd);
	close_file(fd);
	close_file(fd);
	remove_name("plain");
	remove_name("plain");
}

/* Calls that only old architectures have. */
static void
old_calls(void)
{
#ifdef SYS_open
	struct stat stat;

	expect_call(list, syscall(SYS_open, "no-such-file", O_RDONLY), "open(\"no-such-file\", *)");
	expect_call(list, syscall(SYS_stat, "no-such-file", &stat), "stat(\"no-such-file\", *)");
	expect_call(list, syscall(SYS_stat, "/", &stat), "stat(\"/\", *)");
	expect_call(list, syscall(SYS_access, "no-such-file", R_OK), "access(\"no-such-file\", *)");
	expect_call(list, syscall(SYS_unlink, "no-such-file"), "unlink(\"no-such-file\")");
#endif
}

/* Every name here is one a file may have, and none is fit for a terminal. */
static void
odd_names(void)
{
	static const char *const names[] = {
		"two\nlines", "\033[2Jclear", "tab\there", "quote\"and\\backslash", "\001\0022", "\001\0018", "invalid\377\376utf8",
		"umlaut \303\244", "\302\233C1", "\342\200\256bidi", " ", "-rf", "%s%n", "<!-- & -->", "/* )",
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]) - 1; i++) {
		close_file(open_name(names[i], O_CREAT | O_WRONLY));
		remove_name(names[i]);
	}
	open_name(names[sizeof(names) / sizeof(names[0]) - 1], O_RDONLY);
}

/* Long enough to fill any buffer made for names, short enough for the kernel. */
static void
long_name(void)
{
	static char name[4001];

	for (size_t i = 0; i < sizeof(name) - 1; i += 2)
		memcpy(name + i, "./", 2);
	memcpy(name + sizeof(name) - 6, "depth", 5);
	close_file(open_name(name, O_CREAT | O_WRONLY));
	remove_name(name);
}

/* Names at addresses where there is nothing to read, or just enough. */
static void
bad_pointers(char *page_end)
{
	char *name = page_end - sizeof("edge");

	memcpy(name, "edge", sizeof("edge"));
	open_name(name, O_RDONLY);
	expect_call(list, syscall(SYS_openat, AT_FDCWD, NULL, O_RDONLY), "openat(AT_FDCWD, NULL, *)");
	expect_call(list, syscall(SYS_openat, AT_FDCWD, 1L, O_RDONLY), "openat(AT_FDCWD, 0x1, *)");
	page_end[-1] = 'x';
	expect_call(list, syscall(SYS_openat, AT_FDCWD, page_end - 1, O_RDONLY), "openat(AT_FDCWD, *)");
	expect_call(list, syscall(SYS_close, -1), "close(-1)");
}

/* The end of a page behind which nothing is mapped. */
static char *
make_page_end(void)
{
	long size = sysconf(_SC_PAGESIZE);
	char *pages = mmap(NULL, 2 * (size_t)size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (pages == MAP_FAILED || munmap(pages + size, (size_t)size) < 0)
		exit(99);
	return pages + size;
}

int
main(void)
{
	char *page_end = make_page_end();

	list = expect_new();
	expect_begin(list);
	plain_file();
	old_calls();
	odd_names();
	long_name();
	bad_pointers(page_end);
	expect_line(list, "...");
	expect_line(list, "exit_group(0) = ?");
	expect_line(list, "+++ exited with 0 +++");
	expect_print(list);
	_exit(0);
}
