/* What is said of two runs, when the names in them want to be read as something else. */
#include "export/diffreport.h"

#include <jansson.h>
#include <locale.h>
#include <stdlib.h>

#include "check.h"
#include "hostile.h"
#include "model/diff.h"
#include "model/session.h"
#include "model/srcmap.h"
#include "records.h"

static const char directory[] = "old\n  9 slower\x1b[2J\xe2\x80\xae";

static struct session *
hostile_run(struct srcmaps *maps)
{
	struct records records = { .session = session_new(&(struct session_options){ .names = true, .maps = maps }) };

	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	hostile_story(&records);
	records_end(&records, 0);
	return records.session;
}

static struct session *
quiet_run(void)
{
	struct records records = { .session = session_new(&(struct session_options){ .names = true }) };

	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_call(&records, 1, "getpid", 1, 1000, NULL);
	records_end(&records, 0);
	return records.session;
}

/* To be freed. */
static char *
said(void (*write)(FILE *out, const struct diffreport *report, const struct diff *diff), const struct diffreport *report)
{
	struct diff diff = diff_of(report->sessions[DIFF_BEFORE], report->sessions[DIFF_AFTER], report->tolerance);
	char *text = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&text, &len);

	write(out, report, &diff);
	fclose(out);
	diff_done(&diff);
	CHECK(hostile_find(text, len) == NULL);
	return text;
}

static unsigned
count_of(const char *text, const char *word)
{
	unsigned count = 0;

	for (text = strstr(text, word); text != NULL; text = strstr(text + 1, word))
		count++;
	return count;
}

static void
nothing_is_forged(const struct diffreport *report)
{
	char *text = said(diffreport_text, report), *json = said(diffreport_json, report);
	json_t *object = json_loads(json, JSON_REJECT_DUPLICATES, NULL), *row;
	unsigned lines = 0;
	size_t index;

	CHECK(object != NULL);
	json_array_foreach(json_object_get(object, "rows"), index, row) {
		CHECK_EQ(json_object_size(row), 12);
		lines++;
	}
	/* two runs; for each way of grouping a blank line and a title; a blank line and the last */
	CHECK_EQ(count_of(text, "\n"), 2 + lines + 2 * count_of(text, " VERDICT\n") + 2);
	CHECK_EQ(count_of(text, "\n  9 slower"), 0);
	json_decref(object);
	free(json);
	free(text);
}

int
main(void)
{
	struct srcmaps *maps;
	struct session *quiet, *hostile;

	setlocale(LC_ALL, "");
	maps = hostile_maps();
	quiet = quiet_run();
	hostile = hostile_run(maps);
	nothing_is_forged(&(struct diffreport){
		.sessions = { quiet, hostile }, .names = { directory, directory }, .tolerance = DIFF_TOLERANCE, .all = true });
	session_free(quiet);
	session_free(hostile);
	srcmaps_free(maps);
	return check_result();
}
