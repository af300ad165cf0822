/*
 * known.c - calls whose cost the program itself knows: sleeps and reads of
 * many sizes, timed inside by a clock that makes no call
 *
 * Prints a line for each kind: its name, the argument that tells it, and the
 * median in nanoseconds.
 */
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { TIMES = 101, LARGEST = 1 << 20 };

static uint64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

static int
compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return left < right ? -1 : left > right;
}

static void
print(const char *name, long argument, uint64_t *lasted, int times)
{
	qsort(lasted, (size_t)times, sizeof *lasted, compare);
	printf("%s %ld %" PRIu64 "\n", name, argument, lasted[times / 2]);
}

int
main(void)
{
	static char bytes[LARGEST];
	uint64_t lasted[TIMES];
	int zero = open("/dev/zero", O_RDONLY);

	for (long size = 4096; size <= LARGEST; size *= 4) {
		for (int i = 0; i < TIMES; i++) {
			uint64_t begin = now();

			if (syscall(SYS_read, zero, bytes, size) != size)
				return 1;
			lasted[i] = now() - begin;
		}
		print("read", size, lasted, TIMES);
	}
	for (long ms = 1; ms <= 200; ms = ms == 1 ? 20 : ms * 10) {
		const struct timespec time = { 0, ms * 1000000 };
		int times = ms == 1 ? TIMES : 11;

		for (int i = 0; i < times; i++) {
			uint64_t begin = now();

			syscall(SYS_nanosleep, &time, NULL);
			lasted[i] = now() - begin;
		}
		print("nanosleep", ms * 1000000, lasted, times);
	}
	return 0;
}
