/*
 * Looking back at a moment at which calls were inside: every pane shows what
 * they were then, and nothing of what came of them.
 */
#include <errno.h>

#include "shots.h"

enum { US = 1000, MS = 1000000 };

/* It is seen open now, and goes on while others come. */
static void
enter(struct records *records, struct record_call *call)
{
	struct record_call open = { .task = call->task, .name = call->name, .stack = call->stack, .state = CALL_OPEN };

	for (unsigned i = 0; i < CALL_ARGS; i++)
		open.args[i] = call->args[i];
	call->duration_ns = records->now_ns;
	call->seq = records_add_call(records, &open);
	records_wait(records, 10 * US);
}

static void
leave(struct records *records, struct record_call *call)
{
	call->duration_ns = records->now_ns - call->duration_ns;
	records_add_call(records, call);
}

/* A program that hands work to a thread, then waits for what it says; the thread reads, fails, and is slow once. */
static void
tell(struct records *records)
{
	records_function *const loading[] = { load_blob, run_jobs }, *const waiting[] = { fetch_page, run_jobs };
	struct record_call answer = {
		.name = "read", .args = { 3, 0x1000, 64 }, .result = 18, .text = "the secret answer\n",
	};
	struct record_call slow = { .name = "fsync", .args = { 5 }, .result = -EIO };
	uint32_t main, worker;

	records_start(records, "ask tally");
	main = records_task(records, 0, "ask");
	records_own_maps(records, main);
	records->stack = records_stack_of(records, main, loading, 2);
	worker = records_thread(records, main, "worker");
	for (unsigned i = 0; i < 60; i++)
		records_call(records, worker, "fsync", 0, 20 * US + i * US, NULL);
	records_wait(records, 100 * MS);
	answer.task = main;
	answer.stack = records_stack_of(records, main, waiting, 2);
	enter(records, &answer);
	for (unsigned i = 0; i < 12; i++)
		records_call(records, worker, "openat", i % 3 == 0 ? -ENOENT : 5, 2 * MS, "/etc/tally.conf");
	slow.task = worker;
	enter(records, &slow);
	records_wait(records, 120 * MS);
	leave(records, &slow);
	for (unsigned i = 0; i < 9; i++)
		records_call(records, worker, "write", 512, 3 * MS, "a line");
	records_wait(records, 100 * MS);
	leave(records, &answer);
	records_call(records, main, "write", 18, 20 * US, "the secret answer\n");
	records_exit(records, worker, 0);
	records_exit(records, main, 0);
	records_end(records, 0);
}

/* Both are inside at 0.2 s: the read since 0.103, the fsync since 0.127. */
#define BACK "keys :at 0.2\nkey Enter\n"
#define AT_READ BACK "keys :go 61\nkey Enter\n"
#define RAW AT_READ "key Enter\nkey Right\nkey Right\nkey Right"
#define SLOW "keys flat > 80ms\nkey Enter\n"

static const char rules[] =
	"rules:\n"
	"  - { filter: err, role: alert.high }\n"
	"  - { filter: open and lat > 90ms, role: stream.slow }\n";

static const struct styled_shot shots[] = {
	{ { "past-inside-80x24", "80x24", BACK, false, false }, { 0 } },
	{ { "past-inside-120x40", "120x40", BACK, false, false }, { 0 } },
	{ { "past-inside-200x60", "200x60", AT_READ, false, false }, { 0 } },
	{ { "past-inside-40x10", "40x10", BACK, false, false }, { 0 } },
	{ { "past-inside-roles-80x24", "80x24", BACK, false, true }, { .config = rules } },
	{ { "past-inside-detail-80x24", "80x24", AT_READ "key Enter", false, false }, { 0 } },
	{ { "past-inside-raw-80x24", "80x24", RAW, false, false }, { 0 } },
	{ { "past-inside-thread-80x24", "80x24", RAW "\nkey Right", false, false }, { 0 } },
	{ { "past-inside-context-80x24", "80x24", AT_READ "key Enter\nkey Left", false, false }, { 0 } },
	{ { "past-inside-explain-80x24", "80x24", BACK "keys :go 74\nkey Enter\nkeys C", false, false }, { 0 } },
	{ { "past-inside-find-80x24", "80x24", BACK "keys /secret\nkey Enter", false, false }, { 0 } },
	{ { "past-inside-errors-80x24", "80x24", BACK "keys ferr and fn = fsync\nkey Enter", false, false }, { 0 } },
	{ { "past-inside-open-80x24", "80x24", BACK "keys fopen\nkey Enter", false, false }, { 0 } },
	{ { "past-inside-slow-80x24", "80x24", SLOW BACK, false, false }, { 0 } },
	{ { "past-inside-count-80x24", "80x24", BACK "keys flat > 80ms", false, false }, { 0 } },
	{ { "past-inside-then-now-80x24", "80x24", SLOW BACK "keys G", false, false }, { 0 } },
	{ { "past-inside-error-80x24", "80x24", BACK "keys e", false, false }, { 0 } },
	{ { "past-inside-marks-80x24", "80x24", "keys :go 61\nkey Enter\nkeys mGm\n" BACK "keys '", false, false }, { 0 } },
	{ { "past-inside-functions-80x24", "80x24", BACK "keys 2", false, false }, { 0 } },
	{ { "past-inside-alerts-80x24", "80x24", BACK "keys 3", false, false }, { 0 } },
	{ { "past-inside-tasks-80x24", "80x24", BACK "keys 6", false, false }, { 0 } },
	{ { "past-inside-lanes-80x24", "80x24", BACK "keys 6ij\nkey Left", false, false }, { 0 } },
	{ { "past-inside-latency-80x24", "80x24", BACK "keys 7", false, false }, { 0 } },
	{ { "past-inside-output-80x24", "80x24", BACK "keys 5", false, false }, { 0 } },
	{ { "past-played-to-80x24", "80x24", "keys :at 0.05\nkey Enter\nkeys :play 2x 0.2\nkey Enter", false, false }, { 0 } },
	{ { "past-played-to-120x40", "120x40", "keys :play 0.5x 0.2\nkey Enter", false, false }, { 0 } },
	{ { "past-play-until-before-80x24", "80x24", BACK "keys :play 2x 0.1\nkey Enter", false, false }, { 0 } },
	{ { "past-play-until-wrong-80x24", "80x24", "keys :play 2x soon\nkey Enter", false, false }, { 0 } },
};

int
main(void)
{
	return shots_take_styled(shots, sizeof shots / sizeof *shots, tell);
}
