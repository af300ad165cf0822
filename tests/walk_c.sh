#!/usr/bin/env bash
# walk_c.sh - stacks of C and C++ programs have the frames that others find, however they were compiled
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
command -v gcc >/dev/null || skip "gcc is not installed"

cat >deep.c <<'EOF'
#include <alloca.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* A frame whose size is known as it runs only. */
__attribute__((noinline)) static long
with_room(unsigned n)
{
	char *room = alloca(n);

	memset(room, 1, n);
	return syscall(SYS_getppid) + room[n - 1];
}

/* One that aligns its stack anew. */
__attribute__((noinline)) static long
aligned(unsigned n)
{
	char room[64] __attribute__((aligned(64)));

	memset(room, (int)n, sizeof room);
	return syscall(SYS_getppid) + room[n];
}

__attribute__((noinline)) static long
deep(unsigned n)
{
	long r = n == 0 ? aligned(3) + with_room(100) : deep(n - 1);

	return r + getppid();
}

static void
handle(int signal)
{
	(void)signal;
	(void)deep(2);
}

static int
order(const void *a, const void *b)
{
	getppid();
	return *(const char *)a - *(const char *)b;
}

int
main(void)
{
	char text[] = "callback";

	signal(SIGUSR1, handle);
	for (unsigned i = 0; i < 8; i++)
		deep(i);
	raise(SIGUSR1);
	qsort(text, sizeof text - 1, 1, order);
	close(open("/dev/null", O_RDONLY));
	return 0;
}
EOF
cat >throws.cc <<'EOF'
#include <fcntl.h>
#include <stdexcept>
#include <string>
#include <unistd.h>

struct guard {
	int fd;
	~guard() { (void)!write(fd, "x", 1); close(fd); }	/* while the exception passes */
};

__attribute__((noinline)) static void
deep(int depth)
{
	guard held{open("/dev/null", O_WRONLY)};

	if (depth == 0)
		throw std::runtime_error("at depth " + std::to_string(depth));
	deep(depth - 1);
	getppid();
}

int
main()
{
	int caught = 0;

	for (int i = 0; i < 20; i++)
		try {
			deep(i % 7);
		} catch (const std::exception &) {
			caught++;
			getppid();
		}
	return caught == 20 ? 0 : 1;
}
EOF

# walks NAME ORACLE PROGRAM...
walks() {
	local name="$1, by $2"

	shift
	check "$name: the frames are the same" bounded "$build/tests/walk" "$@"
	echo "$name: $(grep ' walks, ' check.out)"
}

for options in "-O0" "-O2" "-O2 -fomit-frame-pointer" "-O2 -fno-omit-frame-pointer" "-O2 -no-pie" "-O2 -static" \
	"-O2 -static-pie" "-Os -fcf-protection=none"; do
	# shellcheck disable=SC2086 # options are several words
	gcc $options -o deep deep.c 2>/dev/null || { echo "left out: gcc $options does not work here"; continue; }
	# libunwind finds no rules in a program without .eh_frame_hdr, such as gcc -static makes; some do not stop at the start of a static-pie.
	[[ $options = *-static* ]] || walks "gcc $options" libunwind ./deep
	walks "gcc $options" elfutils ./deep
done
if command -v clang >/dev/null; then
	clang -O2 -o deep deep.c && walks "clang -O2" libunwind ./deep
fi
if command -v g++ >/dev/null; then
	for options in -O0 -O2; do
		g++ "$options" -o throws throws.cc && walks "g++ $options, exceptions" libunwind ./throws
	done
else
	echo "left out: g++ is not installed"
fi
finish
