#include "model/filter_field.h"

#include <string.h>

#include "model/filter.h"
#include "model/filter_read.h"

enum { NEEDS_PATHS = FILTER_NEEDS_MEMORY | FILTER_NEEDS_NAMES };

#define ARGUMENT(text, place) { \
	.name = "arg" text, .help = "argument " text ": a number, or its text", .values = VALUE_WORD, .number = place, \
	.numbers = filter_read_arg, .texts = filter_hear_arg, .flags = FIELD_NAMED, .cost = COST_LOOK, \
	.needs = FILTER_NEEDS_MEMORY }

const struct filter_field filter_fields[] = {
	{ .name = "fn", .help = "system call", .texts = filter_hear_call, .cost = COST_NUMBER },
	{ .name = "lat", .help = "how long it took: 1.5ms, p99(fn)", .values = VALUE_DURATION,
	  .numbers = filter_read_duration, .cost = COST_NUMBER },
	{ .name = "net", .help = "how long without what watching it cost", .values = VALUE_DURATION,
	  .numbers = filter_read_net, .cost = COST_NUMBER },
	{ .name = "err", .help = "it failed; with which error", .values = VALUE_ERROR, .numbers = filter_read_error,
	  .texts = filter_hear_error, .alone = filter_is_error, .cost = COST_NUMBER },
	{ .name = "path", .help = "a path it is given, or what its descriptor is", .texts = filter_hear_path,
	  .cost = COST_TEXT, .needs = NEEDS_PATHS },
	{ .name = "src", .help = "line of source that asked, the original one if there is", .texts = filter_hear_source,
	  .flags = FIELD_PATH | FIELD_LINES | FIELD_BY_PLACE, .cost = COST_SEARCH, .needs = FILTER_NEEDS_STACKS },
	{ .name = "func", .help = "function that asked", .texts = filter_hear_function, .flags = FIELD_BY_PLACE,
	  .cost = COST_SEARCH, .needs = FILTER_NEEDS_STACKS },
	{ .name = "ret", .help = "what it returned", .values = VALUE_RESULT, .numbers = filter_read_result,
	  .texts = filter_hear_result, .cost = COST_NUMBER },
	{ .name = "size", .help = "bytes it moved or works on: 64KiB", .values = VALUE_SIZE, .numbers = filter_read_size,
	  .cost = COST_LOOK },
	{ .name = "fd", .help = "a descriptor it takes or makes", .values = VALUE_COUNT, .numbers = filter_read_fd,
	  .cost = COST_LOOK },
	{ .name = "pid", .help = "process", .values = VALUE_COUNT, .numbers = filter_read_pid, .cost = COST_TASK },
	{ .name = "tid", .help = "thread", .values = VALUE_COUNT, .numbers = filter_read_tid, .cost = COST_TASK },
	{ .name = "comm", .help = "name of the thread", .texts = filter_hear_comm, .cost = COST_TASK },
	{ .name = "z", .help = "how unusual its duration is", .values = VALUE_SCORE, .numbers = filter_read_score,
	  .cost = COST_NUMBER },
	{ .name = "alert", .help = "it is out of the ordinary; how much: low, medium, high", .values = VALUE_SEVERITY,
	  .numbers = filter_read_alert, .alone = filter_is_alert, .cost = COST_NUMBER },
	{ .name = "t", .help = "when it began: 1.2s after the start", .values = VALUE_TIME, .numbers = filter_read_time,
	  .cost = COST_NUMBER },
	{ .name = "seq", .help = "number of the call", .values = VALUE_SEQ, .numbers = filter_read_seq,
	  .flags = FIELD_LOST, .cost = COST_NUMBER },
	{ .name = "stack", .help = "any function on its stack", .texts = filter_hear_stack, .flags = FIELD_BY_STACK,
	  .cost = COST_SEARCH, .needs = FILTER_NEEDS_STACKS },
	{ .name = "caller", .help = "function that called the one that asked", .texts = filter_hear_caller,
	  .flags = FIELD_BY_PLACE, .cost = COST_SEARCH, .needs = FILTER_NEEDS_STACKS },
	{ .name = "module", .help = "file whose code asked", .texts = filter_hear_module, .flags = FIELD_PATH | FIELD_BY_PLACE,
	  .cost = COST_SEARCH, .needs = FILTER_NEEDS_STACKS },
	{ .name = "gen", .help = "line of generated source that asked", .texts = filter_hear_generated,
	  .flags = FIELD_PATH | FIELD_LINES | FIELD_BY_PLACE, .cost = COST_SEARCH, .needs = FILTER_NEEDS_STACKS },
	ARGUMENT("0", 0), ARGUMENT("1", 1), ARGUMENT("2", 2), ARGUMENT("3", 3), ARGUMENT("4", 4), ARGUMENT("5", 5),
	{ .name = "mark", .help = "it is marked; with which mark", .values = VALUE_COUNT, .numbers = filter_read_mark,
	  .alone = filter_is_marked, .flags = FIELD_LOST, .cost = COST_LOOK, .needs = FILTER_NEEDS_MARKS },
	{ .name = "open", .help = "it has not returned yet", .alone = filter_is_open, .cost = COST_NUMBER },
	{ .name = "unfinished", .help = "it never returned", .alone = filter_is_unfinished, .cost = COST_NUMBER },
	{ .name = "wait", .help = "waiting is its purpose", .alone = filter_is_wait, .cost = COST_LOOK },
	{ .name = "preempted", .help = "it took so long because it waited for a processor", .alone = filter_is_preempted,
	  .cost = COST_NUMBER },
	{ .name = "gap", .help = "it was lost: the ring was full", .alone = filter_is_gap, .flags = FIELD_LOST,
	  .cost = COST_NUMBER },
};

const size_t filter_field_count = sizeof filter_fields / sizeof *filter_fields;

const struct filter_field *
filter_field_find(const char *name, size_t len)
{
	for (size_t i = 0; i < filter_field_count; i++)
		if (strlen(filter_fields[i].name) == len && memcmp(filter_fields[i].name, name, len) == 0)
			return &filter_fields[i];
	return NULL;
}
