/*
 * bench_ui.c - how the screen feels: what a key, a frame and standing still cost
 *
 *	bench_ui LOAD SIGHTLINE [SECONDS [RATE]]
 *
 * LOAD (tests/load) makes RATE calls a second for SECONDS on a screen of
 * 200x60, while keys change the pane; SIGHTLINE itself is started, and left
 * alone beside a program that sleeps. Prints figures beside what they are
 * meant to be; whether they are is for the reader to say, who knows how busy
 * the machine was.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "emulator.h"

/* execve() changes nothing, but its type does not say so. */
#define WORD(text) ((char *)(uintptr_t)(text))

enum { KEYS_MAX = 10000, STARTS = 15, PAUSE_MS = 35, IDLE_S = 5, HISTORY = 64 << 20 };

static double
now_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static bool
never(const struct emulator *emulator, const char *text)
{
	(void)emulator;
	(void)text;
	return false;
}

/* Takes output for so long: a terminal that is not read stops the program. */
static void
look_on(struct emulator *emulator, long ms)
{
	long limit_ms = emulator->limit_ms;

	emulator->limit_ms = ms;
	(void)emulator_wait(emulator, never, NULL);
	emulator->limit_ms = limit_ms;
}

static _Noreturn void
give_up(struct emulator *emulator, const char *what)
{
	fprintf(stderr, "bench_ui: %s; the screen:\n", what);
	emulator_print(emulator, stderr);
	emulator_done(emulator);
	exit(1);
}

static int
compare(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double
quantile(double *values, size_t count, double share)
{
	qsort(values, count, sizeof *values, compare);
	return count > 0 ? values[(size_t)(share * (double)(count - 1) + 0.5)] : 0;
}

static void
print_line(const char *what, double value, const char *unit, const char *goal)
{
	printf("%-44s %10.2f %-4s %s\n", what, value, unit, goal);
}

/* --- under load ------------------------------------------------------------------- */

static unsigned long long
figure(FILE *file, const char *wanted)
{
	unsigned long long value;
	char name[32];

	rewind(file);
	while (fscanf(file, "%31s %llu", name, &value) == 2)
		if (strcmp(name, wanted) == 0)
			return value;
	return 0;
}

static size_t
press_keys(struct emulator *emulator, double seconds, double *ret_ms)
{
	static const struct { const char *key, *shows; } keys[] = { { "2", "[2 F" }, { "1", "[1 S" } };
	double end_ms = now_ms() + seconds * 1e3;
	size_t count = 0;

	while (now_ms() < end_ms && count < KEYS_MAX) {
		double begin_ms = now_ms();

		emulator_send(keys[count % 2].key, 1, emulator);
		if (!emulator_wait(emulator, emulator_shows, keys[count % 2].shows))
			give_up(emulator, "a key had no effect");
		ret_ms[count++] = now_ms() - begin_ms;
		look_on(emulator, PAUSE_MS + (long)(count % 7));
	}
	return count;
}

static void
measure_load(const char *load, const char *seconds, const char *rate)
{
	struct emulator emulator = { .cols = 200, .rows = 60, .term = "xterm-256color", .limit_ms = 10000 };
	char figures[] = "/tmp/sightline-bench-XXXXXX", history[32];
	char *argv[] = { WORD(load), WORD("calls"), WORD(rate), WORD(seconds), history, figures, NULL };
	static double ms[KEYS_MAX];
	size_t keys;
	FILE *file;
	int fd = mkstemp(figures);

	if (fd < 0)
		emulator_fail(figures);
	close(fd);
	snprintf(history, sizeof history, "%d", HISTORY);
	emulator_start(&emulator, argv);
	if (!emulator_wait(&emulator, emulator_shows, "tally"))
		give_up(&emulator, "nothing was shown");
	keys = press_keys(&emulator, atof(seconds), ms);
	look_on(&emulator, 500);	/* what is still in the ring */
	emulator_send("Q", 1, &emulator);
	if (!emulator_wait(&emulator, emulator_ended, NULL))
		give_up(&emulator, "it did not end");
	emulator_done(&emulator);
	file = fopen(figures, "r");
	if (file == NULL)
		emulator_fail(figures);
	printf("%s calls/s for %s s at 200x60, %zu keys, %llu frames\n", rate, seconds, keys, figure(file, "frames"));
	print_line("  calls made", (double)figure(file, "made"), "", "");
	print_line("  calls lost", (double)figure(file, "made") - (double)figure(file, "taken"), "", "0");
	print_line("  waits of the source for room", (double)figure(file, "stalls"), "", "0");
	print_line("  key to screen, median", quantile(ms, keys, 0.5), "ms", "");
	print_line("  key to screen, 99th percentile", quantile(ms, keys, 0.99), "ms", "16");
	print_line("  processor time of a frame, median", (double)figure(file, "frame_p50") / 1e6, "ms", "");
	print_line("  processor time of a frame, 99th percentile", (double)figure(file, "frame_p99") / 1e6, "ms", "4");
	print_line("  resident memory beyond a history of 64 MiB", ((double)figure(file, "resident") - HISTORY) / 1048576, "MiB", "40");
	fclose(file);
	unlink(figures);
}

/* --- at the beginning, and doing nothing ---------------------------------------------- */

static void
measure_start(const char *sightline)
{
	char *argv[] = { WORD(sightline), WORD("--"), WORD("sleep"), WORD("60"), NULL };
	double ms[STARTS];

	for (size_t i = 0; i < STARTS; i++) {
		struct emulator emulator = { .cols = 200, .rows = 60, .term = "xterm-256color", .limit_ms = 10000 };
		double begin_ms = now_ms();

		emulator_start(&emulator, argv);
		if (!emulator_wait(&emulator, emulator_shows, "Stream"))
			give_up(&emulator, "nothing was shown");
		ms[i] = now_ms() - begin_ms;
		emulator_send("Qk", 2, &emulator);
		(void)emulator_wait(&emulator, emulator_ended, NULL);
		emulator_done(&emulator);
	}
	print_line("first frame after the start, median", quantile(ms, STARTS, 0.5), "ms", "60");
}

/* Of all its threads, to the nanosecond: a process' own figure counts in hundredths of a second. */
static double
processor_seconds(pid_t pid)
{
	char path[64], task[400];
	unsigned long long ns, sum = 0;
	struct dirent *entry;
	DIR *tasks;

	snprintf(path, sizeof path, "/proc/%d/task", pid);
	tasks = opendir(path);
	if (tasks == NULL)
		emulator_fail(path);
	while ((entry = readdir(tasks)) != NULL) {
		FILE *file;

		snprintf(task, sizeof task, "%s/%s/schedstat", path, entry->d_name);
		file = entry->d_name[0] != '.' ? fopen(task, "r") : NULL;
		if (file != NULL && fscanf(file, "%llu", &ns) == 1)
			sum += ns;
		if (file != NULL)
			fclose(file);
	}
	closedir(tasks);
	return (double)sum / 1e9;
}

static void
measure_idle(const char *sightline)
{
	struct emulator emulator = { .cols = 200, .rows = 60, .term = "xterm-256color", .limit_ms = 10000 };
	char *argv[] = { WORD(sightline), WORD("--"), WORD("sleep"), WORD("600"), NULL };
	double begin, end;

	emulator_start(&emulator, argv);
	if (!emulator_wait(&emulator, emulator_shows, "Stream"))
		give_up(&emulator, "nothing was shown");
	look_on(&emulator, 1000);
	begin = processor_seconds(emulator.pid);
	look_on(&emulator, IDLE_S * 1000);
	end = processor_seconds(emulator.pid);
	print_line("share of a core beside a program that sleeps", 100 * (end - begin) / IDLE_S, "%", "1");
	emulator_send("Qk", 2, &emulator);
	(void)emulator_wait(&emulator, emulator_ended, NULL);
	emulator_done(&emulator);
}

int
main(int argc, char **argv)
{
	if (argc < 3) {
		fputs("usage: bench_ui LOAD SIGHTLINE [SECONDS [RATE]]\n", stderr);
		return 2;
	}
	setvbuf(stdout, NULL, _IOLBF, 0);
	printf("%-44s %10s %-4s %s\n", "", "is", "", "meant to be below");
	measure_load(argv[1], argc > 3 ? argv[3] : "10", argc > 4 ? argv[4] : "100000");
	measure_start(argv[2]);
	measure_idle(argv[2]);
	return 0;
}
