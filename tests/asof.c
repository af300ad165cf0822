/* A call as it was while it was still inside: what it gave is there, what came of it is not. */
#include "model/asof.h"

#include <errno.h>
#include <math.h>
#include <sys/wait.h>

#include "base/text.h"
#include "model/rule.h"
#include "check.h"
#include "records.h"
#include "syscall/decode.h"

enum { MS = 1000000 };

static struct records records;
static uint32_t task;

static void
begin(void)
{
	const struct session_options options = { 0 };

	records = (struct records){ .session = session_new(&options) };
	records_start(&records, "asof");
	task = records_task(&records, 0, "asof");
}

static const char *
shown(const struct call_row *row)
{
	static char line[512];
	const struct decode_options options = { .string_max = 64, .result_text = true };
	struct text text = text_in(line, sizeof line);

	decode_call(&text, &row->event->call, &options);
	return line;
}

/* What is read is not there before it is; the path of an open is. */
static void
test_memory(void)
{
	struct record_call call = {
		.name = "read", .args = { 3, 0x1000, 64 }, .result = 11, .duration_ns = 4 * MS, .text = "hello world",
	};
	struct asof asof = { 0 };
	struct call_row row;
	uint64_t entered, seq;

	begin();
	entered = records.now_ns;
	call.task = task;
	seq = records_add_call(&records, &call);
	CHECK(asof_row(&asof, records.session, seq, 0, &row));
	CHECK(row.event != asof.event);
	CHECK(strstr(shown(&row), "hello world") != NULL);
	CHECK(asof_row(&asof, records.session, seq, entered + 4 * MS, &row));	/* it had just returned */
	CHECK_EQ(row.event->call.state, CALL_DONE);
	CHECK(asof_row(&asof, records.session, seq, entered + 3 * MS, &row));
	CHECK_EQ(row.event->call.state, CALL_OPEN);
	CHECK_EQ(row.event->duration_ns, 3 * MS);
	CHECK_EQ(row.event->seq, seq);
	CHECK_EQ(row.event->call.piece_count, 0);
	CHECK(strstr(shown(&row), "hello") == NULL);

	entered = records.now_ns;
	seq = records_call(&records, task, "openat", -ENOENT, 4 * MS, "/srv/notes");
	CHECK(asof_row(&asof, records.session, seq, entered + 1, &row));
	CHECK_EQ(row.event->call.state, CALL_OPEN);
	CHECK_EQ(row.event->call.piece_count, 1);
	CHECK(strstr(shown(&row), "\"/srv/notes\"") != NULL);
	CHECK(strstr(shown(&row), "ENOENT") == NULL);
	asof_done(&asof);
	session_free(records.session);
}

/* How unusual it was, and that it was killed, came later. */
static void
test_verdicts(void)
{
	struct record_call call = { .name = "fsync", .state = CALL_UNFINISHED, .flags = CALL_KILLED, .duration_ns = 5 * MS };
	struct asof asof = { 0 };
	struct call_row row;
	uint64_t seq;

	begin();
	for (unsigned i = 0; i < 500; i++)
		records_call(&records, task, "fsync", 0, 10000 + i, NULL);
	seq = records_call(&records, task, "fsync", 0, 900 * MS, NULL);
	CHECK(session_row(records.session, seq, &row));
	CHECK(row.z > 3 && row.severity > 0);
	CHECK(asof_row(&asof, records.session, seq, row.event->head.time_ns + 1, &row));
	CHECK(isnan(row.z));
	CHECK_EQ(row.severity, 0);
	CHECK_EQ(row.alert, 0);

	call.task = task;
	seq = records_add_call(&records, &call);
	CHECK(session_row(records.session, seq, &row));
	CHECK(asof_row(&asof, records.session, seq, row.event->head.time_ns + 1, &row));
	CHECK_EQ(row.event->head.flags, 0);
	CHECK_EQ(row.event->call.state, CALL_OPEN);
	asof_done(&asof);
	session_free(records.session);
}

/* Of an open call that was found stuck by then that is known, and how old it was. */
static void
test_open(void)
{
	struct record_call open = { .name = "futex", .state = CALL_OPEN, .duration_ns = 100 * MS };
	struct asof asof = { .then = NULL };
	struct call_row row;
	uint64_t entered, seq;

	begin();
	entered = records.now_ns;
	open.task = task;
	records_wait(&records, 100 * MS);
	seq = records_add_call(&records, &open);
	records_call(&records, records_task(&records, 0, "other"), "getppid", 1, 900 * (uint64_t)MS, NULL);
	CHECK(asof_row(&asof, records.session, seq, entered + 50 * MS, &row));
	CHECK_EQ(row.event->duration_ns, 50 * MS);
	CHECK_EQ(row.as_of_ns, entered + 50 * MS);
	CHECK(asof_row(&asof, records.session, seq, entered + 500 * (uint64_t)MS, &row));
	CHECK_EQ(row.event->duration_ns, 500 * (uint64_t)MS);
	CHECK(asof_row(&asof, records.session, seq, 0, &row));
	CHECK_EQ(row.as_of_ns, 0);
	asof_done(&asof);
	session_free(records.session);
}

/* An alert that came while it was open is told from then on, by who knows what was. */
static void
test_marks(void)
{
	static const char rule[] = "{name: stuck, stuck: 50ms, high: 80ms}";
	struct record_call open = { .name = "fsync", .state = CALL_OPEN, .duration_ns = 900 * MS };
	struct rules_list rules;
	struct asof asof = { .then = NULL };
	struct call_row row;
	uint64_t seq, told_ns;

	rules_list_begin(&rules);
	CHECK_EQ(rules_list_add(&rules, "none", NULL), 0);
	CHECK_EQ(rules_list_add(&rules, rule, NULL), 0);
	records = (struct records){ .session = session_new(&(struct session_options){ .alerts = { .rules = &rules } }) };
	records_start(&records, "asof");
	open.task = task = records_task(&records, 0, "asof");
	for (unsigned i = 0; i < 500; i++)
		records_call(&records, task, "fsync", 0, 10000 + i, NULL);
	records_wait(&records, 900 * MS);
	open.seq = seq = records_add_call(&records, &open);
	told_ns = records.now_ns;
	CHECK(session_row(records.session, seq, &row));
	CHECK(row.severity == ALERT_HIGH);
	asof.then = records.session;
	CHECK(asof_row(&asof, records.session, seq, told_ns, &row));
	CHECK_EQ(row.severity, ALERT_HIGH);
	asof.then = NULL;
	CHECK(asof_row(&asof, records.session, seq, told_ns - 50 * MS, &row));
	CHECK_EQ(row.severity, 0);
	asof_done(&asof);
	session_free(records.session);
	rules_list_done(&rules);
}

/* Formats know what never returned. One that did is left alone. */
static void
test_finish(void)
{
	struct record_call open = { .name = "wait4", .state = CALL_OPEN, .duration_ns = 5 * MS };
	struct asof asof = { 0 };
	struct call_row row;
	uint64_t seq;

	begin();
	seq = records_call(&records, task, "getppid", 1, 100, NULL);
	CHECK(asof_row(&asof, records.session, seq, 0, &row));
	asof_finish(&asof, &row);
	CHECK_EQ(row.event->call.state, CALL_DONE);
	open.task = task;
	seq = records_add_call(&records, &open);
	CHECK(asof_row(&asof, records.session, seq, 0, &row));
	asof_finish(&asof, &row);
	CHECK_EQ(row.event->call.state, CALL_UNFINISHED);
	CHECK_EQ(row.event->seq, seq);
	CHECK(session_row(records.session, seq, &row));
	CHECK_EQ(row.event->call.state, CALL_OPEN);
	records_lost(&records, 3);
	records_call(&records, task, "getppid", 1, 100, NULL);
	CHECK(asof_row(&asof, records.session, seq + 1, 1, &row));
	CHECK(row.event == NULL && row.lost);
	asof_finish(&asof, &row);
	CHECK(row.event == NULL);
	CHECK(!asof_row(&asof, records.session, seq + 100, 1, &row));
	asof_done(&asof);
	session_free(records.session);
}

int
main(void)
{
	test_memory();
	test_verdicts();
	test_open();
	test_marks();
	test_finish();
	return check_result();
}
