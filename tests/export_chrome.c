/* Trace events, on stories, through a parser that is not ours. */
#include <jansson.h>
#include <locale.h>

#include "check.h"
#include "exporting.h"
#include "hostile.h"

enum { US = 1000, MS = 1000 * US };

static json_t *document, *events;

static void
end(int status)
{
	const char *text = exporting_end(status);

	CHECK(hostile_find(text, exporting_len()) == NULL);
	document = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	CHECK(document != NULL);
	events = json_object_get(document, "traceEvents");
}

static const char *
string_of(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text != NULL ? text : "";
}

/* The number-th event with that phase, or NULL. */
static const json_t *
event_at(const char *phase, unsigned number)
{
	json_t *event;
	size_t index;

	json_array_foreach(events, index, event)
		if (strcmp(string_of(event, "ph"), phase) == 0 && number-- == 0)
			return event;
	return NULL;
}

static double
number_of(const json_t *object, const char *key)
{
	return json_number_value(json_object_get(object, key));
}

static void
a_call_is_a_slice_of_its_thread(void)
{
	struct records *records = exporting_begin("chrome", &(struct export_options){ 0 });
	uint32_t thread = records_thread(records, 1, "worker");
	const json_t *event;

	records_wait(records, 2 * MS);
	records_call(records, thread, "chdir", -2, 12345, "/srv");
	records_signal(records, 1, 10);
	records_lost(records, 4);
	end(9);
	event = event_at("X", 0);
	CHECK_STR(string_of(event, "name"), "chdir");
	CHECK_STR(string_of(event, "cat"), "syscall,error");
	CHECK(number_of(event, "ts") == 2000);
	CHECK(number_of(event, "dur") == 12.345);
	CHECK(number_of(event, "pid") == 1001 && number_of(event, "tid") == 1002);
	CHECK_STR(string_of(json_object_get(event, "args"), "errno"), "ENOENT");
	CHECK_STR(string_of(event_at("M", 0), "name"), "process_name");
	CHECK_STR(string_of(event_at("M", 2), "name"), "thread_name");
	CHECK_STR(string_of(json_object_get(event_at("M", 2), "args"), "name"), "worker");
	CHECK(event_at("M", 3) == NULL);
	CHECK_STR(string_of(event_at("i", 0), "name"), "SIGUSR1");
	CHECK(number_of(json_object_get(event_at("i", 1), "args"), "count") == 4);
	CHECK(number_of(json_object_get(document, "otherData"), "exit_status") == 137);
	json_decref(document);
}

/* Another thread's exec takes the leader's number while the leader is inside a call. */
static void
slices_of_a_track_do_not_cross(void)
{
	struct records *records = exporting_begin("chrome", &(struct export_options){ 0 });
	const json_t *first, *second;

	records_wait(records, 10 * MS);
	records_add_call(records, &(struct record_call){
		.task = 1, .name = "pause", .state = CALL_UNFINISHED, .duration_ns = 8 * MS });
	records_add_call(records, &(struct record_call){
		.task = 1, .name = "execve", .state = CALL_UNFINISHED, .duration_ns = 5 * MS });
	records_call(records, 1, "brk", 0, 1 * MS, NULL);
	end(0);
	first = event_at("X", 0);
	second = event_at("X", 1);
	CHECK(number_of(first, "ts") == 2000 && number_of(first, "dur") == 8000);
	CHECK(number_of(second, "ts") == 10000 && number_of(second, "dur") == 0);
	CHECK(number_of(json_object_get(second, "args"), "duration_ns") == 5 * MS);
	CHECK(number_of(event_at("X", 2), "ts") == 10000 && number_of(event_at("X", 2), "dur") == 1000);
	json_decref(document);
}

static void
hostile_names_stay_in_their_strings(void)
{
	struct records *records = exporting_begin("chrome", &(struct export_options){ .string_max = 4096 });
	unsigned calls = hostile_story(records);

	end(0);
	CHECK(event_at("X", calls) != NULL);	/* one did not return */
	CHECK(event_at("X", calls + 1) == NULL);
	CHECK(event_at("M", 6) != NULL);	/* 2 processes by 2, a thread, and the process again after exec by 2 */
	CHECK(event_at("M", 7) == NULL);
	CHECK_EQ(json_object_size(document), 3);
	json_decref(document);
}

int
main(void)
{
	setlocale(LC_ALL, "");
	a_call_is_a_slice_of_its_thread();
	slices_of_a_track_do_not_cross();
	hostile_names_stay_in_their_strings();
	return check_result();
}
