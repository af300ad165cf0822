/* Decisions of a transpiler on the screen: with results, without, in pieces, wrong ones, and foreign text. */
#include <string.h>

#include "shots.h"

enum { MS = 1000000 };

static void
say(struct records *records, uint32_t task, const char *text)
{
	const struct record_call call = {
		.task = task, .name = "write", .args = { 2 }, .result = (int64_t)strlen(text), .duration_ns = 9000, .text = text,
	};

	records_add_call(records, &call);
	records_wait(records, 3 * MS);
}

static void
tell_transpiled(struct records *records)
{
	records_function *const parsing[] = { parse_config, run_jobs }, *const loading[] = { load_blob, run_jobs };
	uint32_t task;

	records_start(records, "tally.rs");
	task = records_task(records, 0, "tally");
	records_own_maps(records, task);
	records->stack = records_stack_of(records, task, parsing, 2);
	records_call(records, task, "openat", 3, 21000, "/etc/tally.conf");
	say(records, task, "[DECISION] type_inference::infer_list input={\"items\":[1,2,3]}\n");
	records_call(records, task, "read", 221, 12000, "jobs = 2\n");
	say(records, task, "[RESULT] infer_list result=\"Vec<i64>\"\n");
	records->stack = records_stack_of(records, task, loading, 2);
	for (unsigned i = 0; i < 6; i++) {
		say(records, task, i % 2 == 0 ? "[DECISION] ownership::borrow_or_clone input={\"name\":\"blob\"}\n" :
					       "[DECISION] loops::unroll input=\"a \\u001b[2J \u202e evil\"\n");
		records_call(records, task, "read", 4096, 1200000, "PK");
		if (i % 2 == 0)
			say(records, task, "[RESULT] borrow_or_clone result={\"clone\":false}\n");
	}
	say(records, task, "[DECISION] nothing\n[RESULT] never_asked result=1\n");
	say(records, task, "plain words\n");
	records_exit(records, task, 0);
	records_end(records, 0);
}

static const struct shot shots[] = {
	{ "decisions-80x24", "80x24", "keys 8", false, false },
	{ "decisions-80x24-roles", "80x24", "keys 8kk", false, true },
	{ "decisions-120x40", "120x40", "keys 8g", false, false },
	{ "decisions-200x60", "200x60", "keys 8z", false, false },
	{ "decisions-enter-80x24", "80x24", "keys 8gj\nkey Enter", false, false },
	{ "decisions-past-80x24", "80x24", "keys 8,,,,,,", false, false },
	{ "decisions-40x10", "40x10", "keys 8", false, false },
};

int
main(void)
{
	return shots_take(shots, sizeof shots / sizeof *shots, tell_transpiled);
}
