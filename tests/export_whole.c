/* Documents that are whole at any time: each state of the file is one, and the last is what a stream would have had. */
#include <jansson.h>
#include <locale.h>

#include "base/mem.h"
#include "check.h"
#include "exporting.h"
#include "hostile.h"

struct file {
	char *bytes;
	size_t len, cap;
	unsigned puts;
	bool is_json;
};

static int
put(void *who, uint64_t at, const char *bytes, size_t len)
{
	struct file *file = who;

	CHECK(at <= file->len);
	file->bytes = mem_grow(file->bytes, &file->cap, at + len + 1, 1);
	memcpy(file->bytes + at, bytes, len);
	file->len = at + len;
	file->bytes[file->len] = '\0';
	file->puts++;
	if (file->is_json) {
		json_t *document = json_loadb(file->bytes, file->len, JSON_REJECT_DUPLICATES, NULL);

		CHECK(document != NULL);
		json_decref(document);
	}
	return 0;
}

static void
the_file_is_whole_and_ends_as_the_stream(const char *format, bool summary)
{
	struct file file = { .is_json = strcmp(format, "json") == 0 || strcmp(format, "chrome") == 0 };
	const struct export_ops *ops = summary ? export_find(format)->summary : export_find(format);
	char *expected;
	size_t len;

	hostile_story(exporting_begin_ops(ops, &(struct export_options){ .stacks = true }));
	expected = mem_string(exporting_end(0));
	len = exporting_len();
	hostile_story(exporting_begin_ops(ops, &(struct export_options){ .stacks = true, .put = put, .put_who = &file }));
	exporting_end(0);
	CHECK(file.puts > 5);
	CHECK_EQ(file.len, len);
	CHECK(file.len == len && memcmp(file.bytes, expected, len) == 0);
	CHECK_EQ(exporting_len(), 0);	/* nothing to the stream */
	free(expected);
	free(file.bytes);
}

static int
fail(void *who, uint64_t at, const char *bytes, size_t len)
{
	(void)at, (void)bytes, (void)len;
	++*(unsigned *)who;
	return -28;	/* ENOSPC */
}

static void
what_cannot_be_put_is_told_once(void)
{
	struct session *session = session_new(&(struct session_options){ 0 });
	FILE *out = tmpfile();
	struct export export;
	unsigned puts = 0;

	export_begin(&export, export_find("json"), out, session, &(struct export_options){ .put = fail, .put_who = &puts });
	CHECK_EQ(export_flush(&export), -28);
	for (unsigned i = 0; i < 50; i++)
		CHECK_EQ(export_flush(&export), -28);
	CHECK_EQ(puts, 1);
	CHECK_EQ(export_end(&export), -28);
	fclose(out);
	session_free(session);
}

int
main(void)
{
	setlocale(LC_ALL, "");
	the_file_is_whole_and_ends_as_the_stream("json", false);
	the_file_is_whole_and_ends_as_the_stream("chrome", false);
	the_file_is_whole_and_ends_as_the_stream("html", false);
	the_file_is_whole_and_ends_as_the_stream("html", true);
	the_file_is_whole_and_ends_as_the_stream("csv", true);
	the_file_is_whole_and_ends_as_the_stream("summary", false);
	the_file_is_whole_and_ends_as_the_stream("folded", false);
	what_cannot_be_put_is_told_once();
	return check_result();
}
