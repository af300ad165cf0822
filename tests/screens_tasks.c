/* Processes and threads on the screen: a build that forks, with threads, ends of all kinds and one call still open. */
#include <errno.h>

#include "shots.h"

enum { COMPILERS = 3, MS = 1000000 };

static void
compile(struct records *records, uint32_t make, unsigned number)
{
	uint32_t driver = records_task(records, make, "cc"), compiler, writer;

	records_exec(records, driver, "/usr/bin/cc");
	compiler = records_task(records, driver, "cc1");
	writer = records_thread(records, compiler, "writer");
	for (unsigned i = 0; i < 4 + number * 8; i++) {
		records_call(records, compiler, "openat", i % 4 == 0 ? -ENOENT : 5, 20000, "stdio.h");
		records_call(records, writer, "write", 512, 9000, ".text");
		records_wait(records, 3 * MS);
	}
	records_exit(records, writer, 0);
	records_exit(records, compiler, number == 1 ? 11 : 0);
	records_call(records, driver, "wait4", 1, 40 * MS, NULL);
	records_exit(records, driver, number == 1 ? 1 << 8 : 0);
}

static void
tell_forest(struct records *records)
{
	uint32_t make, shell;
	struct record_call open = { .name = "wait4", .state = CALL_OPEN, .duration_ns = 2100 * (uint64_t)MS };

	records_start(records, "make -j2 all");
	make = records_task(records, 0, "make");
	records_call(records, make, "read", 4096, 30000, "all: a.o");
	for (unsigned i = 0; i < COMPILERS; i++)
		compile(records, make, i);
	shell = records_task(records, make, "sh");
	open.task = shell;
	records_call(records, shell, "read", 12, 15000, "sleep 9");
	records_wait(records, 2200 * (uint64_t)MS);
	records_add_call(records, &open);
	for (unsigned i = 0; i < 6; i++)
		records_call(records, make, "poll", 0, 100 * MS, NULL);
	records_end(records, -1);
}

static const struct shot shots[] = {
	{ "tasks-80x24", "80x24", "keys 6", false, false },
	{ "tasks-80x24-roles", "80x24", "keys 6jj", false, true },
	{ "tasks-ascii-80x24", "80x24", "keys t", true, false },
	{ "tasks-folded-80x24", "80x24", "keys 6j-jj-", false, false },
	{ "tasks-list-80x24", "80x24", "keys 6t>>>", false, false },
	{ "tasks-inverted-120x40", "120x40", "keys 6>>>I", false, false },
	{ "tasks-200x60", "200x60", "keys 6jjj", false, false },
	{ "tasks-past-80x24", "80x24", "moment-back\nkeys ,,", false, false },
	{ "tasks-at-80x24", "80x24", "keys 6GG:at 0.02\nkey Enter", false, false },
	{ "tasks-enter-80x24", "80x24", "keys 6jj\nkey Enter", false, false },
	{ "tasks-lanes-80x24", "80x24", "keys 6i", false, false },
	{ "tasks-lanes-80x24-roles", "80x24", "keys 6ij\nkey Right", false, true },
	{ "tasks-lanes-cursor-80x24", "80x24", "keys 6ijj\nkey Right\nkey Left", false, false },
	{ "tasks-lanes-zoomed-80x24", "80x24", "keys 6ijj\nkey Right\nkeys ++++", false, false },
	{ "tasks-lanes-box-enter-80x24", "80x24", "keys 6ijj\nkey Right\nkeys +++V\nkey Right\nkey Right\nkey Enter", false, false },
	{ "tasks-lanes-nothing-80x24", "80x24", "keys 6ijj\nkey Right\nkey Right\nkey Right\nkey Enter", false, false },
	{ "tasks-lanes-ascii-80x24", "80x24", "keys 6ijj\nkeys ++", true, false },
	{ "tasks-lanes-past-80x24", "80x24", "moment-back\nkeys 6i,,", false, false },
	{ "tasks-lanes-40x10", "40x10", "keys 6i", false, false },
	{ "tasks-lanes-120x40", "120x40", "keys 6i", false, false },
	{ "tasks-lanes-200x60", "200x60", "keys 6ijjj\nkey Right", false, false },
	{ "functions-unknown-80x24", "80x24", "keys 2\nkey Enter\nkey Enter", false, false },
	{ "tasks-40x10", "40x10", "keys 6", false, false },
};

int
main(void)
{
	return shots_take(shots, sizeof shots / sizeof *shots, tell_forest);
}
