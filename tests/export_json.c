/* The JSON formats, on stories: the document to the byte, and both through a parser that is not ours. */
#include <jansson.h>
#include <locale.h>

#include "check.h"
#include "exporting.h"
#include "hostile.h"
#include "model/srcmap.h"

enum { ENOENT_RESULT = -2, US = 1000 };

static void
the_document_has_the_keys_known(void)
{
	struct records *records = exporting_begin("json", &(struct export_options){ 0 });

	records_call(records, 1, "chdir", ENOENT_RESULT, 12999, "/srv");
	records_own_maps(records, 1);
	records->stack = records_stack_of(records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records_call(records, 1, "getpid", 7, 1 * US, NULL);
	records_lost(records, 2);
	records_add_call(records, &(struct record_call){ .task = 1, .name = "getppid", .state = CALL_UNFINISHED });
	CHECK_STR(exporting_end(3 << 8),
		  "{\"version\":\"" PACKAGE_VERSION "\",\"format\":\"renacer-json-v1\",\"syscalls\":[\n"
		  "{\"name\":\"chdir\",\"args\":[\"\\\"/srv\\\"\"],\"result\":-2,\"duration_us\":12,\"seq\":1,"
		  "\"time_ns\":1000000000,\"duration_ns\":12999,\"pid\":1001,\"tid\":1001,\"errno\":\"ENOENT\","
		  "\"function\":null,\"caller\":null},\n"
		  "{\"name\":\"getpid\",\"args\":[],\"result\":7,\"duration_us\":1,"
		  "\"source\":{\"file\":\"/tally/src/loader.c\",\"line\":41,\"function\":\"load_blob\"},\"seq\":2,"
		  "\"time_ns\":1000012999,\"duration_ns\":1000,\"pid\":1001,\"tid\":1001,\"errno\":null,"
		  "\"function\":\"load_blob\",\"caller\":\"run_jobs\"}],\n"
		  "\"unfinished\":[\n"
		  "{\"name\":\"getppid\",\"args\":[],"
		  "\"source\":{\"file\":\"/tally/src/loader.c\",\"line\":41,\"function\":\"load_blob\"},\"seq\":5,"
		  "\"time_ns\":1000013999,\"pid\":1001,\"tid\":1001,\"errno\":null,"
		  "\"function\":\"load_blob\",\"caller\":\"run_jobs\"}],\n"
		  "\"summary\":{\"total_syscalls\":2,\"total_time_us\":13,\"exit_code\":3,\"errors\":1,\"unfinished\":1,"
		  "\"dropped\":2,\"realtime_ns\":1700000000000000000,\"begin_ns\":1000000000}}\n");
}

static void
alerts_name_their_rule(void)
{
	struct records *records = exporting_begin("json", &(struct export_options){ 0 });
	const char *written, *first;

	for (int i = 0; i < 40; i++)
		records_call(records, 1, "getpid", 1, (uint64_t)(10 + i % 3) * US, NULL);
	records_call(records, 1, "getpid", 1, 5000 * US, NULL);
	written = exporting_end(0);
	first = strstr(written, ",\"alert\":{\"severity\":\"high\",\"rule\":\"slow\"}}],\n\"unfinished\"");
	CHECK(first != NULL && strstr(written, "\"alert\"") == first + 1);	/* of the last call, and no other */
}

static void
a_trace_of_nothing_is_a_document(void)
{
	json_t *document;

	exporting_begin("json", &(struct export_options){ 0 });
	document = json_loads(exporting_end(9), 0, NULL);
	CHECK(document != NULL);
	CHECK_EQ(json_array_size(json_object_get(document, "syscalls")), 0);
	CHECK_EQ(json_integer_value(json_object_get(json_object_get(document, "summary"), "exit_code")), 137);
	json_decref(document);
}

/* What does not return is described only so often: a program may fork for ever. */
static void
calls_that_never_return_are_bounded(void)
{
	enum { MANY = 5000, DESCRIBED = 4096 };
	struct records *records = exporting_begin("json", &(struct export_options){ 0 });
	json_t *document;

	for (int i = 0; i < MANY; i++)
		records_add_call(records, &(struct record_call){
			.task = 1, .name = "exit", .state = CALL_UNFINISHED });
	document = json_loads(exporting_end(0), 0, NULL);
	CHECK_EQ(json_array_size(json_object_get(document, "unfinished")), DESCRIBED);
	CHECK_EQ(json_integer_value(json_object_get(json_object_get(document, "summary"), "unfinished")), MANY);
	json_decref(document);
}

/* --- hostile names ------------------------------------------------------------------ */

static const char *
tell_hostile(const char *format, unsigned *ret_calls)
{
	struct records *records = exporting_begin(format, &(struct export_options){ .string_max = 4096 });
	const char *text;

	*ret_calls = hostile_story(records);
	text = exporting_end(0);
	CHECK(hostile_find(text, exporting_len()) == NULL);
	return text;
}

static void
hostile_names_stay_in_their_strings(void)
{
	json_t *document, *call;
	unsigned calls, originals = 0;
	size_t index;

	document = json_loads(tell_hostile("json", &calls), JSON_REJECT_DUPLICATES, NULL);
	CHECK_EQ(json_array_size(json_object_get(document, "syscalls")), calls);
	json_array_foreach(json_object_get(document, "syscalls"), index, call) {
		originals += json_object_get(call, "original") != NULL;
		CHECK(json_is_integer(json_object_get(call, "result")));
		CHECK(strchr(json_string_value(json_object_get(json_object_get(call, "source"), "file")), '<') != NULL);
	}
	CHECK_EQ(originals, (calls - 2) / 2 + 2);
	json_decref(document);
}

static void
hostile_names_forge_no_line(void)
{
	const char *at;
	unsigned calls, seen = 0, lines = 0;

	for (at = tell_hostile("jsonl", &calls); *at != '\0'; lines++) {
		const char *end = strchr(at, '\n');
		json_t *record = json_loadb(at, (size_t)(end - at), JSON_REJECT_DUPLICATES, NULL);

		CHECK(record != NULL);
		seen += strcmp(json_string_value(json_object_get(record, "type")), "call") == 0;
		json_decref(record);
		at = end + 1;
	}
	CHECK_EQ(seen, calls + 1);	/* one did not return */
	CHECK_EQ(lines, seen + 11);	/* start, 3 tasks, exec, signal, note, lost, 2 exits, end */
}

int
main(void)
{
	struct srcmaps *maps;

	setlocale(LC_ALL, "");
	the_document_has_the_keys_known();
	alerts_name_their_rule();
	a_trace_of_nothing_is_a_document();
	calls_that_never_return_are_bounded();
	maps = hostile_maps();
	exporting_maps(maps);
	hostile_names_stay_in_their_strings();
	hostile_names_forge_no_line();
	srcmaps_free(maps);
	return check_result();
}
