/*
 * load.c - the screen under load: a source that makes calls at a given rate
 *
 *	load calls RATE SECONDS HISTORY FIGURES	usual calls of eight threads
 *	load seed SEED				whatever a record may say, for fuzzing
 *
 * Runs on its terminal until the user leaves. FIGURES gets what was measured,
 * "name value" a line: calls made and taken in, waits for room, processor time
 * of frames (ns), memory (bytes).
 */
#include <errno.h>
#include <locale.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "model/hist.h"
#include "records.h"
#include "trace/source.h"
#include "ui/ui.h"

enum { NS_PER_S = 1000000000, NS_PER_MS = 1000000, THREADS = 8, RING_BYTES = 8 << 20, SLICES_PER_S = 200 };

static struct {
	struct source *source;
	struct records records;
	uint64_t rate, seconds, seed;
	atomic_bool ended, told;
	atomic_ullong stalls;
} load;

static uint64_t
now(clockid_t clock)
{
	struct timespec time;

	clock_gettime(clock, &time);
	return (uint64_t)time.tv_sec * NS_PER_S + (uint64_t)time.tv_nsec;
}

static void
nap(uint64_t ns)
{
	const struct timespec time = { (time_t)(ns / NS_PER_S), (long)(ns % NS_PER_S) };

	nanosleep(&time, NULL);
}

/* --- the source ----------------------------------------------------------------- */

static void
request(struct source *source, unsigned requests)
{
	(void)source;
	(void)requests;
	load.told = true;
}

static bool
ended(const struct source *source)
{
	(void)source;
	return load.ended;
}

static void
state(const struct source *source, struct source_state *ret_state)
{
	(void)source;
	*ret_state = (struct source_state){ .stalls = load.stalls, .tasks = THREADS };
}

static void
free_source(struct source *source)
{
	ring_done(&source->ring);
	free(source);
}

static const struct source_ops ops = { .request = request, .ended = ended, .state = state, .free = free_source };

/* Waits for room as a tracer does; nobody reads any more once we were told to end. */
static void
tell(const struct event *event)
{
	struct event *room;

	while ((room = ring_reserve(&load.source->ring, event->size)) == NULL) {
		if (load.told)
			return;
		load.stalls++;
		nap(NS_PER_MS);
	}
	memcpy(room, event, event->size);
	ring_commit(&load.source->ring, event->size);
}

/* --- usual calls ---------------------------------------------------------------- */

static const struct { const char *name; int64_t result; uint64_t ns; const char *text; } usual[] = {
	{ "read", 4096, 1800, "PK\003\004 some bytes that were read" }, { "write", 64, 2400, "total 42\n" },
	{ "openat", 3, 9000, "/usr/share/doc/bash/README" }, { "openat", -ENOENT, 4000, "/etc/nothing.conf" },
	{ "close", 0, 700, NULL }, { "recvfrom", -EAGAIN, 1200, NULL }, { "recvfrom", 1448, 5200, "HTTP/1.1 200 OK" },
	{ "newfstatat", 0, 2100, "/usr/lib" }, { "lseek", 0, 500, NULL }, { "mmap", 0x7f0000000000, 8000, NULL },
};

static void
tell_usual(uint32_t *tasks, uint32_t *stacks, uint64_t number)
{
	size_t i = number * 7 % (sizeof usual / sizeof *usual);

	load.records.stack = stacks[number % 4];
	records_call(&load.records, tasks[number % THREADS], usual[i].name, usual[i].result,
		     number % 9973 == 0 ? 3 * NS_PER_MS : usual[i].ns + number % 300, usual[i].text);
}

static void
tell_calls(void)
{
	static records_function *const chains[4][2] = {
		{ load_blob, run_jobs }, { parse_config, run_jobs }, { fetch_page, run_jobs }, { write_report, run_jobs },
	};
	uint32_t tasks[THREADS], stacks[4];
	uint64_t number = 0, begin = now(CLOCK_MONOTONIC);

	tasks[0] = records_task(&load.records, 0, "tally");
	records_own_maps(&load.records, tasks[0]);
	for (unsigned i = 1; i < THREADS; i++)
		tasks[i] = records_thread(&load.records, tasks[0], "worker");
	for (unsigned i = 0; i < 4; i++)
		stacks[i] = records_stack_of(&load.records, tasks[0], chains[i], 2);
	for (uint64_t slice = 1; slice <= load.seconds * SLICES_PER_S && !load.told; slice++) {
		uint64_t due = begin + slice * NS_PER_S / SLICES_PER_S, at;

		load.records.now_ns = now(CLOCK_MONOTONIC);
		for (; number < load.rate * slice / SLICES_PER_S; number++)
			tell_usual(tasks, stacks, number);
		at = now(CLOCK_MONOTONIC);
		if (at < due)
			nap(due - at);
	}
	while (!load.told)
		nap(NS_PER_MS);
}

/* --- whatever a record may say ---------------------------------------------------- */

static uint64_t
any(uint64_t below)
{
	load.seed ^= load.seed << 13;
	load.seed ^= load.seed >> 7;
	load.seed ^= load.seed << 17;
	return load.seed % below;
}

static const char *
any_text(void)
{
	static const char *const pieces[] = {
		"a", "/tmp/", "\033[2J", "中文", "\xff\xfe", "e\xcc\x81\xcc\x81\xcc\x81", "\n", "\t", "'\"\\", "👩‍👩‍👧", ("\xc2\x9b" "31m"), " ", "%s%n", "=", "long long long ",
	};
	static char text[2048];

	text[0] = '\0';
	for (uint64_t i = any(40); i > 0; i--)
		strcat(text, pieces[any(sizeof pieces / sizeof *pieces)]);
	return text;
}

static void
tell_any(uint32_t *tasks, size_t *count)
{
	/* The first ones have a path or bytes to show. */
	static const char *const names[] = {
		"read", "write", "openat", "readlink", "futex", "clone", "sendmsg", "ioctl", "mmap", "poll", "exit_group", "bpf", "fcntl",
	};
	enum { WITH_TEXT = 4 };
	static const enum call_state states[] = { CALL_DONE, CALL_DONE, CALL_DONE, CALL_OPEN, CALL_UNFINISHED };
	struct records *records = &load.records;
	uint32_t task = tasks[any(*count)];
	size_t name = any(sizeof names / sizeof *names);
	struct record_call call = {
		.task = task, .name = names[name], .result = any(3) == 0 ? -(int64_t)any(600) : (int64_t)any(UINT64_MAX),
		.duration_ns = any(5) == 0 ? any(100) * NS_PER_S : any(NS_PER_MS), .text = name < WITH_TEXT ? any_text() : NULL, .state = states[any(5)],
		.args = { any(64), any(UINT64_MAX), any(4096), any(UINT64_MAX), 0, any(3) },
	};

	switch (any(60)) {
	case 0:
		if (*count < 64)
			tasks[(*count)++] = records_task(records, task, any_text());
		break;
	case 1:
		records_lost(records, 1 + any(1000));
		break;
	case 2:
		records_signal(records, task, 1 + (unsigned)any(64));
		break;
	case 3:
		records_note(records, any_text());
		break;
	case 4:
		records_exec(records, task, any_text());
		break;
	case 5:
		if (*count > 1) {
			records_exit(records, tasks[*count - 1], (int)any(65536));
			(*count)--;
		}
		break;
	default:
		if (call.duration_ns < records->now_ns)
			records_add_call(records, &call);
	}
	records_wait(records, any(NS_PER_MS));
}

static void
tell_anything(void)
{
	uint32_t tasks[64];
	size_t count = 1;

	tasks[0] = records_task(&load.records, 0, any_text());
	while (!load.told) {
		for (uint64_t i = any(400); i > 0; i--)
			tell_any(tasks, &count);
		nap(any(20) * NS_PER_MS);
		if (any(200) == 0)
			break;
	}
	records_end(&load.records, 0);
}

static void *
run_source(void *context)
{
	(void)context;
	load.records.hear = tell;
	load.records.now_ns = now(CLOCK_MONOTONIC);
	records_start(&load.records, "tally --jobs 8 data");
	if (load.seed != 0)
		tell_anything();
	else
		tell_calls();
	load.ended = true;
	return NULL;
}

/* --- the whole ------------------------------------------------------------------ */

static unsigned long long
resident_most(void)
{
	unsigned long long kib = 0;
	char line[256];
	FILE *status = fopen("/proc/self/status", "r");

	while (status != NULL && fgets(line, sizeof line, status) != NULL)
		if (sscanf(line, "VmHWM: %llu kB", &kib) == 1)
			break;
	if (status != NULL)
		fclose(status);
	return kib * 1024;
}

static void
write_figures(const char *path, const struct session *session, const struct hist *frames)
{
	FILE *out = fopen(path, "w");

	if (out == NULL)
		exit(99);
	fprintf(out, "made %llu\n", (unsigned long long)load.records.calls);
	fprintf(out, "taken %llu\n", (unsigned long long)session_totals(session)->calls);
	fprintf(out, "stalls %llu\n", (unsigned long long)load.stalls);
	fprintf(out, "frames %llu\n", (unsigned long long)frames->count);
	fprintf(out, "frame_p50 %llu\n", (unsigned long long)hist_quantile(frames, 0.5));
	fprintf(out, "frame_p99 %llu\n", (unsigned long long)hist_quantile(frames, 0.99));
	fprintf(out, "frame_max %llu\n", (unsigned long long)frames->max);
	fprintf(out, "resident %llu\n", resident_most());
	if (fclose(out) != 0)
		exit(99);
}

int
main(int argc, char **argv)
{
	bool calls = argc == 6 && strcmp(argv[1], "calls") == 0;
	struct session_options options = { .history_bytes = calls ? strtoull(argv[4], NULL, 10) : 4 << 20, .names = true };
	struct hist frames;
	struct ui_options ui = { .tty = -1, .tee = -1, .mouse = !calls, .frames = &frames };
	struct ui_result result;
	struct why why = { "" };
	pthread_t thread;
	int r;

	if (!calls && (argc != 3 || strcmp(argv[1], "seed") != 0))
		return 2;
	setlocale(LC_ALL, "");
	hist_init(&frames);
	load.rate = calls ? strtoull(argv[2], NULL, 10) : 0;
	load.seconds = calls ? strtoull(argv[3], NULL, 10) : 0;
	load.seed = calls ? 0 : strtoull(argv[2], NULL, 10) | 1;
	load.source = aligned_alloc(RING_LINE, (sizeof *load.source + RING_LINE - 1) / RING_LINE * RING_LINE);
	memset(load.source, 0, sizeof *load.source);
	load.source->ops = &ops;
	if (ring_init(&load.source->ring, RING_BYTES, NULL) < 0)
		return 99;
	ui.source = load.source;
	ui.session = session_new(&options);
	if (pthread_create(&thread, NULL, run_source, NULL) != 0)
		return 99;
	r = ui_run(&ui, &result, &why);
	load.told = true;
	pthread_join(thread, NULL);
	if (r < 0)
		fprintf(stderr, "load: %s\n", why.text);
	if (calls)
		write_figures(argv[5], ui.session, &frames);
	hist_done(&frames);
	session_free(ui.session);
	source_free(ui.source);
	return r < 0 ? 1 : 0;
}
