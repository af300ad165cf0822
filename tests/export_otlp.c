/* Spans and metrics of stories, field by field, through a parser that is not ours. */
#include <jansson.h>
#include <locale.h>

#include "check.h"
#include "export/otlp.h"
#include "exporting.h"
#include "hostile.h"
#include "model/srcmap.h"

enum { US = 1000, MS = 1000 * US, REQUESTS_MAX = 16 };

/* The wall clock of stories at their begin, 2023-11-14 22:13:20. */
#define BEGIN "1700000000000000000"

static struct otlp_options options;
static json_t *requests[REQUESTS_MAX];
static unsigned request_count;

static struct records *
begin(enum otlp_calls calls)
{
	static const uint8_t trace[] = { 0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6, 0xa3, 0xce, 0x92, 0x9d, 0x0e, 0x0e, 0x47, 0x36 };

	options = (struct otlp_options){ .calls = calls, .context = { .service = "", .attributes = "" } };
	memcpy(options.context.trace, trace, sizeof trace);
	return exporting_begin("otlp", &(struct export_options){ .otlp = &options });
}

static void
forget(void)
{
	while (request_count > 0)
		json_decref(requests[--request_count]);
}

static void
end(int status)
{
	const char *at = exporting_end(status);

	CHECK(hostile_find(at, exporting_len()) == NULL);
	for (size_t len; *at != '\0' && request_count < REQUESTS_MAX; at += len + 1) {
		len = strcspn(at, "\n");
		requests[request_count] = json_loadb(at, len, JSON_REJECT_DUPLICATES, NULL);
		CHECK(requests[request_count++] != NULL);
	}
	CHECK(*at == '\0');
}

/* --- looking around ---------------------------------------------------------------- */

static json_t *
get(const json_t *object, const char *key)
{
	return json_object_get(object, key);
}

static const char *
string_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(get(object, key));

	return text != NULL ? text : "(none)";
}

/* What "resourceSpans" or "resourceMetrics" have inside, of the request. */
static json_t *
items_of(const json_t *request, const char *resources, const char *scopes, const char *items)
{
	const json_t *resource = json_array_get(get(request, resources), 0);

	return get(json_array_get(get(resource, scopes), 0), items);
}

/* The number-th span with that name; NULL. */
static const json_t *
span(const char *name, unsigned number)
{
	for (unsigned i = 0; i < request_count; i++) {
		json_t *found;
		size_t index;

		json_array_foreach(items_of(requests[i], "resourceSpans", "scopeSpans", "spans"), index, found)
			if (strcmp(string_of(found, "name"), name) == 0 && number-- == 0)
				return found;
	}
	return NULL;
}

static unsigned
count_spans(const char *name)
{
	unsigned count = 0;

	while (span(name, count) != NULL)
		count++;
	return count;
}

/* A metric of the last request. */
static const json_t *
metric(const char *name)
{
	json_t *found;
	size_t index;

	json_array_foreach(items_of(requests[request_count - 1], "resourceMetrics", "scopeMetrics", "metrics"), index, found)
		if (strcmp(string_of(found, "name"), name) == 0)
			return found;
	return NULL;
}

/* The value of an attribute: a string, or a number as it is written; "(none)". */
static const char *
attribute(const json_t *of, const char *key)
{
	json_t *entry;
	size_t index;

	json_array_foreach(get(of, "attributes"), index, entry) {
		const json_t *value = get(entry, "value");

		if (strcmp(string_of(entry, "key"), key) == 0)
			return get(value, "intValue") != NULL ? string_of(value, "intValue") : string_of(value, "stringValue");
	}
	return "(none)";
}

static double
double_attribute(const json_t *of, const char *key)
{
	json_t *entry;
	size_t index;

	json_array_foreach(get(of, "attributes"), index, entry)
		if (strcmp(string_of(entry, "key"), key) == 0)
			return json_number_value(get(get(entry, "value"), "doubleValue"));
	return -1;
}

/* The point of a metric of that kind whose attribute has that value; the only one when it is NULL. */
static const json_t *
point(const char *name, const char *kind, const char *key, const char *value)
{
	json_t *found;
	size_t index;

	json_array_foreach(get(get(metric(name), kind), "dataPoints"), index, found)
		if (key == NULL || strcmp(attribute(found, key), value) == 0)
			return found;
	return NULL;
}

static unsigned
status_code(const json_t *of)
{
	return (unsigned)json_integer_value(get(get(of, "status"), "code"));
}

/* --- whose it is ------------------------------------------------------------------- */

static void
a_request_says_whose_it_is(void)
{
	const json_t *resource, *arguments;

	begin(OTLP_ALL);
	end(0);
	for (unsigned i = 0; i < request_count; i++) {
		resource = get(json_array_get(get(requests[i], i == 0 ? "resourceSpans" : "resourceMetrics"), 0), "resource");
		CHECK_STR(attribute(resource, "service.name"), "tally");
		CHECK_STR(attribute(resource, "process.pid"), "1001");
		CHECK_STR(attribute(resource, "process.executable.name"), "tally");
		CHECK_STR(attribute(resource, "telemetry.sdk.name"), "sightline");
		CHECK_STR(attribute(resource, "telemetry.sdk.language"), "c");
		CHECK(strcmp(attribute(resource, "host.name"), "(none)") != 0);
	}
	CHECK_EQ(request_count, 2);
	resource = get(json_array_get(get(requests[0], "resourceSpans"), 0), "resource");
	json_t *entry;
	size_t index;
	json_array_foreach(get(resource, "attributes"), index, entry)
		if (strcmp(string_of(entry, "key"), "process.command_args") == 0) {
			arguments = get(get(get(entry, "value"), "arrayValue"), "values");
			CHECK_EQ(json_array_size(arguments), 2);
			CHECK_STR(string_of(json_array_get(arguments, 1), "stringValue"), "notes.txt");
		}
	forget();
}

static void
the_service_is_what_the_environment_says(void)
{
	static const struct {
		const char *service, *attributes, *name;
	} cases[] = {
		{ "", "service.name=%C3%A4 b,deployment.environment.name=test", "\xc3\xa4 b" },
		{ "mine", "service.name=theirs,deployment.environment.name=test", "mine" },
		{ "", "deployment.environment.name=test", "tally" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const json_t *resource;
		unsigned names = 0;
		json_t *entry;
		size_t index;

		begin(OTLP_ALL);
		options.context.service = cases[i].service;
		options.context.attributes = cases[i].attributes;
		exporting_begin("otlp", &(struct export_options){ .otlp = &options });
		end(0);
		resource = get(json_array_get(get(requests[0], "resourceSpans"), 0), "resource");
		CHECK_STR(attribute(resource, "service.name"), cases[i].name);
		CHECK_STR(attribute(resource, "deployment.environment.name"), "test");
		json_array_foreach(get(resource, "attributes"), index, entry)
			names += strcmp(string_of(entry, "key"), "service.name") == 0;
		CHECK_EQ(names, 1);
		forget();
	}
}

/* --- spans --------------------------------------------------------------------------- */

static void
the_process_is_the_root(void)
{
	struct records *records = begin(OTLP_ALL);
	const json_t *root;

	records_wait(records, 5 * MS);
	records_call(records, 1, "chdir", -2, 12345, "/srv");
	records_lost(records, 3);
	end(3 << 8);
	root = span("process: tally", 1);
	CHECK_STR(string_of(root, "traceId"), "4bf92f3577b34da6a3ce929d0e0e4736");
	CHECK_EQ(strlen(string_of(root, "spanId")), 16);
	CHECK(get(root, "parentSpanId") == NULL);
	CHECK_EQ(json_integer_value(get(root, "kind")), 1);
	CHECK_STR(string_of(root, "startTimeUnixNano"), BEGIN);
	CHECK_STR(string_of(root, "endTimeUnixNano"), "1700000000005012345");
	CHECK_STR(attribute(root, "process.command"), "tally notes.txt");
	CHECK_STR(attribute(root, "process.pid"), "1001");
	CHECK_STR(attribute(root, "process.exit.code"), "3");
	CHECK_STR(attribute(root, "process.exit_code"), "3");
	CHECK_STR(attribute(root, "syscall.count"), "1");
	CHECK_STR(attribute(root, "syscall.errors"), "1");
	CHECK_STR(attribute(root, "sightline.dropped"), "3");
	CHECK_EQ(status_code(root), 2);
	CHECK_STR(string_of(get(root, "status"), "message"), "exited with 3");
	CHECK_EQ(count_spans("process: tally"), 2);	/* its first task comes before */
	forget();
}

static void
the_root_is_below_the_parent_that_was_given(void)
{
	static const uint8_t parent[] = { 0x00, 0xf0, 0x67, 0xaa, 0x0b, 0xa9, 0x02, 0xb7 };

	begin(OTLP_ALL);
	options.context.has_parent = true;
	memcpy(options.context.parent, parent, sizeof parent);
	exporting_begin("otlp", &(struct export_options){ .otlp = &options });
	end(9);
	CHECK_STR(string_of(span("process: tally", 1), "parentSpanId"), "00f067aa0ba902b7");
	CHECK_STR(string_of(get(span("process: tally", 1), "status"), "message"), "killed by signal 9");
	CHECK_STR(attribute(span("process: tally", 1), "process.exit.code"), "(none)");
	forget();
}

static void
tasks_are_spans_below_the_one_that_made_them(void)
{
	struct records *records = begin(OTLP_ALL);
	uint32_t child, thread;
	const json_t *root, *first;

	records_wait(records, 1 * MS);
	child = records_task(records, 1, "worker");
	records_exec(records, child, "/srv/bin/helper");
	thread = records_thread(records, child, "io");
	records_call(records, thread, "chdir", 0, 1 * MS, "/srv");
	records_exit(records, thread, 0);
	records_exit(records, child, 11);
	records_wait(records, 1 * MS);
	end(0);
	root = span("process: tally", 1);
	first = span("process: tally", 0);
	CHECK_STR(string_of(first, "parentSpanId"), string_of(root, "spanId"));
	CHECK_STR(string_of(span("process: helper", 0), "parentSpanId"), string_of(first, "spanId"));
	CHECK_STR(string_of(span("thread: io", 0), "parentSpanId"), string_of(span("process: helper", 0), "spanId"));
	CHECK_STR(string_of(span("process: helper", 0), "startTimeUnixNano"), "1700000000001000000");
	CHECK_STR(string_of(span("process: helper", 0), "endTimeUnixNano"), "1700000000002000000");
	CHECK_STR(attribute(span("process: helper", 0), "process.executable.path"), "/srv/bin/helper");
	CHECK_STR(string_of(get(span("process: helper", 0), "status"), "message"), "killed by signal 11");
	CHECK_STR(attribute(span("thread: io", 0), "thread.id"), "1003");
	CHECK_STR(attribute(span("thread: io", 0), "process.pid"), "1002");
	CHECK_STR(attribute(span("thread: io", 0), "thread.name"), "io");
	CHECK_STR(attribute(span("thread: io", 0), "syscall.count"), "1");
	CHECK_EQ(status_code(span("thread: io", 0)), 0);
	CHECK_STR(string_of(first, "endTimeUnixNano"), "1700000000003000000");
	forget();
}

static void
a_call_is_a_span_below_its_task(void)
{
	struct records *records = begin(OTLP_ALL);
	const json_t *call;

	records_own_maps(records, 1);
	records->stack = records_stack_of(records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records_wait(records, 2 * MS);
	records_call(records, 1, "chdir", -2, 12345, "/srv/blob");
	records_call(records, 1, "getpid", 1001, 900, NULL);
	records_add_call(records, &(struct record_call){ .task = 1, .name = "exit_group", .state = CALL_UNFINISHED });
	end(0);
	call = span("syscall: chdir", 0);
	CHECK_STR(string_of(call, "traceId"), "4bf92f3577b34da6a3ce929d0e0e4736");
	CHECK_STR(string_of(call, "parentSpanId"), string_of(span("process: tally", 0), "spanId"));
	CHECK_STR(string_of(call, "startTimeUnixNano"), "1700000000002000000");
	CHECK_STR(string_of(call, "endTimeUnixNano"), "1700000000002012345");
	CHECK_STR(attribute(call, "syscall.name"), "chdir");
	CHECK_STR(attribute(call, "syscall.arguments"), "\"/srv/blob\"");
	CHECK_STR(attribute(call, "syscall.result"), "-1");
	CHECK_STR(attribute(call, "syscall.duration_us"), "12");
	CHECK_STR(attribute(call, "error.type"), "ENOENT");
	CHECK_STR(attribute(call, "thread.id"), "1001");
	CHECK_STR(attribute(call, "process.pid"), "1001");
	CHECK_STR(attribute(call, "code.function.name"), "load_blob");
	CHECK_STR(attribute(call, "sightline.caller"), "run_jobs");
	CHECK_STR(attribute(call, "code.file.path"), "/tally/src/loader.c");
	CHECK_STR(attribute(call, "code.line.number"), "41");
	CHECK_STR(attribute(call, "code.filepath"), "/tally/src/loader.c");
	CHECK_STR(attribute(call, "code.lineno"), "41");
	CHECK_EQ(status_code(call), 2);
	CHECK_STR(string_of(get(call, "status"), "message"), "ENOENT");
	CHECK_STR(attribute(span("syscall: getpid", 0), "syscall.result"), "1001");
	CHECK_STR(attribute(span("syscall: getpid", 0), "error.type"), "(none)");
	CHECK_EQ(status_code(span("syscall: getpid", 0)), 0);
	CHECK(span("syscall: exit_group", 0) == NULL);
	forget();
}

static void
strings_are_shown_as_far_as_s_says(void)
{
	struct records *records;

	begin(OTLP_ALL);
	records = exporting_begin("otlp", &(struct export_options){ .otlp = &options, .string_max = 4 });
	records_add_call(records, &(struct record_call){ .task = 1, .name = "write", .result = 9, .args = { 1, 0, 9 }, .text = "123456789" });
	end(0);
	CHECK_STR(attribute(span("syscall: write", 0), "syscall.arguments"), "1, \"1234\"..., 9");
	forget();
}

/* A hundred calls alike, one that takes a thousand times as long, and one of a millisecond that waits by purpose. */
static void
tell_a_slow_call(struct records *records)
{
	for (unsigned i = 0; i < 100; i++)
		records_call(records, 1, "chdir", 0, 5 * US + i % 7 * 100, "/srv");
	records_call(records, 1, "chdir", 0, 5 * MS, "/srv");
	records_call(records, 1, "chdir", 0, 5 * US, "/srv");
	records_call(records, 1, "nanosleep", 0, 1 * MS, NULL);
}

static void
options_choose_the_calls(void)
{
	static const struct {
		enum otlp_calls calls;
		unsigned chdir, sleep;
	} cases[] = { { OTLP_ALL, 102, 1 }, { OTLP_SLOW, 1, 1 }, { OTLP_ALERTS, 1, 0 } };

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		tell_a_slow_call(begin(cases[i].calls));
		end(0);
		CHECK_EQ(count_spans("syscall: chdir"), cases[i].chdir);
		CHECK_EQ(count_spans("syscall: nanosleep"), cases[i].sleep);
		forget();
	}
}

static void
an_alert_is_an_event_of_its_call(void)
{
	const json_t *call, *event;

	tell_a_slow_call(begin(OTLP_ALERTS));
	end(0);
	call = span("syscall: chdir", 0);
	CHECK_STR(attribute(call, "syscall.duration_us"), "5000");
	CHECK_EQ(json_array_size(get(call, "events")), 1);
	event = json_array_get(get(call, "events"), 0);
	CHECK_STR(string_of(event, "name"), "alert");
	CHECK_STR(string_of(event, "timeUnixNano"), string_of(call, "endTimeUnixNano"));
	CHECK_STR(attribute(event, "severity"), "high");
	CHECK_STR(attribute(event, "rule"), "slow");
	CHECK_STR(attribute(event, "samples"), "100");
	CHECK(double_attribute(event, "usual_ns") > 5 * US && double_attribute(event, "usual_ns") < 6 * US);
	CHECK(double_attribute(event, "z") >= 5);
	CHECK_STR(string_of(point("sightline.alerts", "sum", "severity", "high"), "asInt"), "1");
	CHECK_STR(string_of(point("sightline.alerts", "sum", "severity", "low"), "asInt"), "0");
	forget();
}

static void
says(struct records *records, const char *line)
{
	records_add_call(records, &(struct record_call){
		.task = 1, .name = "write", .args = { 2, 0, strlen(line) }, .result = (int64_t)strlen(line), .text = line,
	});
}

static void
decisions_are_events_of_the_root(void)
{
	struct records *records = begin(OTLP_ALERTS);
	const json_t *root, *event;

	records_wait(records, 7 * MS);
	says(records, "[DECISION] inline::pick input={\"size\": 3}\n");
	says(records, "[RESULT] pick = true\n");
	end(0);
	root = span("process: tally", 1);
	event = json_array_get(get(root, "events"), 0);
	CHECK_EQ(json_array_size(get(root, "events")), 1);
	CHECK_STR(string_of(event, "name"), "decision: inline::pick");
	CHECK_STR(string_of(event, "timeUnixNano"), "1700000000007000000");
	CHECK_STR(attribute(event, "decision.category"), "inline");
	CHECK_STR(attribute(event, "decision.name"), "pick");
	CHECK_STR(attribute(event, "decision.input"), "{\"size\":3}");
	CHECK_STR(attribute(event, "decision.result"), "true");
	CHECK_STR(attribute(event, "decision.timestamp_us"), "7000");
	forget();
}

/* --- metrics ------------------------------------------------------------------------ */

static double
bound(const json_t *of, unsigned number)
{
	return json_number_value(json_array_get(get(of, "explicitBounds"), number));
}

static long long
in_bucket(const json_t *of, unsigned number)
{
	const char *text = json_string_value(json_array_get(get(of, "bucketCounts"), number));

	return text != NULL ? atoll(text) : -1;
}

static void
durations_are_a_histogram_for_each_call(void)
{
	struct records *records = begin(OTLP_ALERTS);
	const json_t *calls;
	long long all = 0;

	records_call(records, 1, "chdir", 0, 900, "/srv");
	records_call(records, 1, "chdir", -2, 1500, "/srv");
	records_call(records, 1, "chdir", 0, 20 * 1000000000LL, "/srv");
	records_call(records, 1, "getpid", 1001, 900, NULL);
	records_lost(records, 2);
	end(0);
	CHECK_STR(string_of(metric("sightline.syscall.duration"), "unit"), "s");
	calls = point("sightline.syscall.duration", "histogram", "syscall.name", "chdir");
	CHECK_STR(string_of(calls, "count"), "3");
	CHECK_STR(string_of(calls, "startTimeUnixNano"), BEGIN);
	CHECK_STR(string_of(calls, "timeUnixNano"), "1700000020000003300");
	CHECK(json_number_value(get(calls, "sum")) == 20.0000024);
	CHECK(json_number_value(get(calls, "min")) == 0.0000009);
	CHECK(json_number_value(get(calls, "max")) == 20);
	CHECK_EQ(json_array_size(get(calls, "bucketCounts")), json_array_size(get(calls, "explicitBounds")) + 1);
	for (unsigned i = 0; i < json_array_size(get(calls, "bucketCounts")); i++)
		all += in_bucket(calls, i);
	CHECK_EQ(all, 3);
	CHECK(bound(calls, 0) == 0.000001 && bound(calls, 1) == 0.000002 && bound(calls, 21) == 10);
	CHECK_EQ(in_bucket(calls, 0), 1);
	CHECK_EQ(in_bucket(calls, 1), 1);
	CHECK_EQ(in_bucket(calls, 22), 1);
	CHECK_EQ(json_integer_value(get(get(metric("sightline.syscall.duration"), "histogram"), "aggregationTemporality")), 2);
	CHECK_STR(string_of(point("sightline.syscall.duration", "histogram", "syscall.name", "getpid"), "count"), "1");
	CHECK_STR(string_of(point("sightline.syscall.errors", "sum", "syscall.name", "chdir"), "asInt"), "1");
	CHECK(point("sightline.syscall.errors", "sum", "syscall.name", "getpid") == NULL);
	CHECK_STR(string_of(point("sightline.dropped", "sum", NULL, NULL), "asInt"), "2");
	CHECK(json_is_true(get(get(metric("sightline.dropped"), "sum"), "isMonotonic")));
	forget();
}

/* --- when it is handed over ------------------------------------------------------------ */

static unsigned taken[2], taken_items[2];

static void
take(void *who, enum otlp_signal signal, const char *json, size_t len, unsigned items)
{
	(void)who;
	CHECK(json_loadb(json, len, 0, NULL) != NULL);
	taken[signal]++;
	taken_items[signal] += items;
}

static struct session *told;
static struct otlp *otlp;

static void
hear(const struct event *event)
{
	otlp_feed(otlp, event);
}

static void
spans_go_when_they_are_many_or_a_second_old(void)
{
	struct records records;

	options.calls = OTLP_ALL;
	told = session_new(&(struct session_options){ 0 });
	otlp = otlp_new(told, &options, take, NULL);
	records = (struct records){ .session = told, .hear = hear };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	for (unsigned i = 0; i < 511; i++)
		records_call(&records, 1, "getpid", 1, 900, NULL);
	CHECK_EQ(taken[OTLP_TRACES], 0);
	records_call(&records, 1, "getpid", 1, 900, NULL);
	CHECK_EQ(taken[OTLP_TRACES], 1);
	CHECK_EQ(taken_items[OTLP_TRACES], 512);

	records_call(&records, 1, "getpid", 1, 900, NULL);
	otlp_flush(otlp, 1 * 1000 * (uint64_t)MS);
	otlp_flush(otlp, 1 * 1000 * (uint64_t)MS + 999 * MS);
	CHECK_EQ(taken[OTLP_TRACES], 1);
	otlp_flush(otlp, 2 * 1000 * (uint64_t)MS);
	CHECK_EQ(taken[OTLP_TRACES], 2);
	CHECK_EQ(taken_items[OTLP_TRACES], 513);

	CHECK_EQ(taken[OTLP_METRICS], 0);
	otlp_flush(otlp, 11 * 1000 * (uint64_t)MS);
	CHECK_EQ(taken[OTLP_METRICS], 1);
	otlp_flush(otlp, 12 * 1000 * (uint64_t)MS);
	CHECK_EQ(taken[OTLP_METRICS], 1);
	records_end(&records, 0);
	CHECK_EQ(taken[OTLP_TRACES], 3);
	CHECK_EQ(taken_items[OTLP_TRACES], 515);	/* the task and the root */
	CHECK_EQ(taken[OTLP_METRICS], 2);
	otlp_free(otlp);
	session_free(told);
}

/* --- what a program chose --------------------------------------------------------------- */

static void
hostile_names_stay_in_their_strings(void)
{
	struct srcmaps *maps = hostile_maps();
	struct records *records;
	unsigned calls, spans = 0;
	json_t *one;
	size_t index;

	exporting_maps(maps);
	records = begin(OTLP_ALL);
	calls = hostile_story(records);
	end(0);
	for (unsigned i = 0; i < request_count; i++) {
		CHECK_EQ(json_object_size(requests[i]), 1);
		json_array_foreach(items_of(requests[i], "resourceSpans", "scopeSpans", "spans"), index, one)
			spans++;
	}
	CHECK_EQ(spans, calls + 4);	/* three tasks and the root */
	one = json_array_get(items_of(requests[0], "resourceSpans", "scopeSpans", "spans"), 0);
	CHECK_STR(attribute(json_array_get(items_of(requests[0], "resourceSpans", "scopeSpans", "spans"), calls - 3),
			    "sightline.original.line"), "3");
	exporting_maps(NULL);
	srcmaps_free(maps);
	forget();
}

int
main(void)
{
	setlocale(LC_ALL, "");
	a_request_says_whose_it_is();
	the_service_is_what_the_environment_says();
	the_process_is_the_root();
	the_root_is_below_the_parent_that_was_given();
	tasks_are_spans_below_the_one_that_made_them();
	a_call_is_a_span_below_its_task();
	strings_are_shown_as_far_as_s_says();
	options_choose_the_calls();
	an_alert_is_an_event_of_its_call();
	decisions_are_events_of_the_root();
	durations_are_a_histogram_for_each_call();
	spans_go_when_they_are_many_or_a_second_old();
	hostile_names_stay_in_their_strings();
	return check_result();
}
