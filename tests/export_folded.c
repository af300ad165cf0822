/* Folded stacks, on stories. */
#include <locale.h>
#include <stdlib.h>

#include "base/mem.h"
#include "check.h"
#include "export/calltree.h"
#include "exporting.h"
#include "hostile.h"

enum { US = 1000 };

static struct records *
begin_folded(enum export_folded by)
{
	struct records *records = exporting_begin("folded", &(struct export_options){ .folded = by });

	records_own_maps(records, 1);
	return records;
}

static void
tell(struct records *records)
{
	uint32_t load = records_stack_of(records, 1, (records_function *const[]){ load_blob, parse_config, run_jobs }, 3);
	uint32_t jobs = records_stack_of(records, 1, (records_function *const[]){ run_jobs }, 1);

	records->stack = load;
	records_call(records, 1, "read", 5, 10, NULL);
	records_call(records, 1, "close", 0, 1, NULL);
	records->stack = jobs;
	records_call(records, 1, "getpid", 7, 4, NULL);
	records->stack = load;
	records_call(records, 1, "read", -2, 30, NULL);
	records_add_call(records, &(struct record_call){
		.task = 1, .name = "read", .state = CALL_UNFINISHED, .duration_ns = 9 });
}

static void
stacks_are_outermost_first_with_their_sums(void)
{
	tell(begin_folded(EXPORT_FOLDED_TIME));
	CHECK_STR(exporting_end(0),
		  "run_jobs;parse_config;load_blob;read 40\n"
		  "run_jobs;parse_config;load_blob;close 1\n"
		  "run_jobs;getpid 4\n");
	tell(begin_folded(EXPORT_FOLDED_COUNT));
	CHECK_STR(exporting_end(0),
		  "run_jobs;parse_config;load_blob;read 2\n"
		  "run_jobs;parse_config;load_blob;close 1\n"
		  "run_jobs;getpid 1\n");
}

static void
what_is_not_known_is_said(void)
{
	const struct event_frame nowhere = { .pc = 0x1234 };
	struct records *records = begin_folded(EXPORT_FOLDED_TIME);

	records_call(records, 1, "getpid", 7, 3, NULL);
	records->stack = records_stack(records, 1, &nowhere, 1);
	records_call(records, 1, "getpid", 7, 4, NULL);
	CHECK_STR(exporting_end(0), "getpid 3\n[unknown];getpid 4\n");
}

/* Every line is frames and a number, whatever the frames are called. */
static void
hostile_names_make_no_frames(void)
{
	struct records *records = exporting_begin("folded", &(struct export_options){ .folded = EXPORT_FOLDED_COUNT });
	unsigned calls = hostile_story(records), sum = 0, deepest = 0;
	const char *text = exporting_end(0), *line, *end;

	CHECK(hostile_find(text, exporting_len()) == NULL);
	for (line = text; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		const char *number = memrchr(line, ' ', (size_t)(end - line));
		unsigned frames = 1;

		CHECK(number != NULL && strspn(number + 1, "0123456789") == (size_t)(end - number - 1));
		sum += (unsigned)strtoul(number, NULL, 10);
		for (const char *at = line; at < end; at++)
			frames += *at == ';';
		deepest = frames > deepest ? frames : deepest;
	}
	CHECK_EQ(sum, calls);
	CHECK_EQ(deepest, 4);
}

/* A program that never comes from the same place twice does not fill the memory, and no call is lost. */
static void
nodes_are_bounded(void)
{
	enum { CALLS = CALLTREE_NODES + 1000 };
	struct session *session = session_new(&(struct session_options){ 0 });
	struct event_call event = { .duration_ns = 1 };
	struct calltree tree;
	uint64_t calls = 0, ns = 0;
	char name[16];

	calltree_init(&tree);
	for (unsigned i = 0; i < CALLS; i++) {
		snprintf(name, sizeof name, "call %u", i);
		calltree_add(&tree, session, &event, name);
	}
	CHECK_EQ(tree.count, CALLTREE_NODES);
	for (size_t i = 0; i < tree.count; i++) {
		calls += tree.nodes[i].calls;
		ns += tree.nodes[i].ns;
	}
	CHECK_EQ(calls, CALLS);
	CHECK_EQ(ns, CALLS);
	calltree_done(&tree);
	session_free(session);
}

int
main(void)
{
	setlocale(LC_ALL, "");
	stacks_are_outermost_first_with_their_sums();
	what_is_not_known_is_said();
	hostile_names_make_no_frames();
	nodes_are_bounded();
	return check_result();
}
