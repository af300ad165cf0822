/*
 * int80.c - 64-bit code that calls the kernel by the 32-bit gate
 *
 * The numbers are those of i386 there: 20 is getpid, not writev, and 4 is
 * write, not stat. A tracer that goes by the program's architecture alone
 * names them wrong.
 */
#include <fcntl.h>
#include <signal.h>

#include "expect.h"

#ifdef __x86_64__

static int
call_gate(int number, int first, int second, int third)
{
	int result;

	__asm__ volatile("int $0x80"
			 : "=a"(result)
			 : "a"(number), "b"(first), "c"(second), "d"(third)
			 : "memory", "r8", "r9", "r10", "r11");
	return result;
}

/* Kernels without 32-bit calls answer the instruction with this signal. */
static void
no_gate(int signal)
{
	static const char reason[] = "skipped: the kernel has no 32-bit calls\n";

	(void)signal;
	(void)!write(STDOUT_FILENO, reason, sizeof(reason) - 1);
	_exit(77);
}

int
main(void)
{
	char *low = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
	struct expect *list = expect_new();
	int fd = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (low == MAP_FAILED || fd < 0)
		return 99;
	signal(SIGSEGV, no_gate);
	call_gate(20, 0, 0, 0);
	memcpy(low, "by the old gate", 15);

	expect_begin(list);
	expect_line(list, "getpid() = %d", call_gate(20, 0, 0, 0));
	expect_line(list, "write(%d, \"by the old gate\", 15) = %d", fd, call_gate(4, fd, (int)(long)low, 15));
	expect_line(list, "close(-1) = -1 EBADF");
	if (call_gate(6, -1, 0, 0) != -EBADF)
		return 1;
	expect_call(list, syscall(SYS_lseek, -1, 0, SEEK_SET), "lseek(-1, 0, *)");
	expect_line(list, "...");
	expect_line(list, "exit_group(0) = ?");
	expect_print(list);
	return 0;
}

#else

int
main(void)
{
	puts("skipped: the 32-bit gate is x86-64's");
	return 77;
}

#endif
