/* Alerts as text and as JSON Lines, to the byte where every byte is ours to choose. */
#include "export/announce.h"

#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "export/export.h"
#include "records.h"

enum { US = 1000 };

static struct records records;
static struct session *session;
static struct announce *announce;
static struct export export;
static char *said, *written;
static size_t said_len, written_len;
static FILE *saying, *writing;

static void
hear(const struct event *event)
{
	export_feed(&export, event);
	announce_feed(announce, event);
}

static void
begin(bool renacer)
{
	const struct session_options options = { .alerts = { .renacer = renacer } };

	saying = open_memstream(&said, &said_len);
	writing = open_memstream(&written, &written_len);
	session = session_new(&options);
	announce = announce_new(session, saying);
	export_begin(&export, export_find("jsonl"), writing, session, &(struct export_options){ 0 });
	records = (struct records){ .session = session, .hear = hear };
	records_start(&records, "tally notes.txt");
	records_task(&records, 0, "tally");
}

static void
end(void)
{
	records_end(&records, 0);
	export_end(&export);
	announce_end(announce);
	announce_free(announce);
	fclose(saying);
	fclose(writing);
	session_free(session);
}

static void
forget(void)
{
	free(said);
	free(written);
}

static void
nothing_unusual_is_nothing_said(void)
{
	begin(false);
	for (unsigned i = 0; i < 500; i++)
		records_call(&records, 1, "read", 1, (5 + i % 3) * US, NULL);
	end();
	CHECK_STR(said, "");
	CHECK(strstr(written, "\"alert\"") == NULL);
	forget();
}

/* A window of 27: 26 of 100 us and one of 5.3 ms score the root of 26. */
static void
the_predecessors_words_are_kept(void)
{
	begin(true);
	for (unsigned i = 0; i < 26; i++)
		records_call(&records, 1, "fsync", 0, 100 * US, NULL);
	records_call(&records, 1, "fsync", 0, 5300 * US, NULL);
	for (unsigned i = 0; i < 11; i++)
		records_call(&records, 1, "read", 1, i < 10 ? 10 * US : 21 * US, NULL);
	end();
	CHECK_STR(said,
		  "⚠️  ANOMALY: fsync took 5300 μs (5.1σ from baseline 292.6 μs) - 🔴 High\n"
		  "⚠️  ANOMALY: read took 21 μs (3.2σ from baseline 11.0 μs) - 🟢 Low\n"
		  "\n"
		  "=== Real-Time Anomaly Detection Report ===\n"
		  "Total anomalies detected: 2\n"
		  "\n"
		  "Severity Distribution:\n"
		  "  🔴 High (>5.0σ):   1 anomalies\n"
		  "  🟢 Low (3-4σ):    1 anomalies\n"
		  "\n"
		  "Top Anomalies (by Z-score):\n"
		  "  1. 🔴 fsync - 5.1σ (5300 μs, baseline: 292.6 ± 982.0 μs)\n"
		  "  2. 🟢 read - 3.2σ (21 μs, baseline: 11.0 ± 3.2 μs)\n");
	CHECK(strstr(written, "{\"type\":\"alert\",\"severity\":\"high\",\"rule\":\"renacer\",\"seq\":27,\"time_ns\":1002600000,\"name\":\"fsync\","
			      "\"function\":null,\"file\":null,\"line\":null,\"duration_ns\":5300000,\"mean_ns\":292592,"
			      "\"sd\":982033,\"n\":27,\"z\":5.099}\n") != NULL);
	forget();
}

/* Ten are listed, the highest scores first. */
static void
the_predecessors_report_is_bounded(void)
{
	begin(true);
	for (unsigned i = 0; i < 100; i++)
		records_call(&records, 1, "read", 1, 100 * US, NULL);
	for (unsigned i = 0; i < 600; i++)
		records_call(&records, 1, "read", 1, i % 50 == 49 ? (1000 + i) * US : 100 * US, NULL);
	end();
	CHECK(strstr(said, "Total anomalies detected: 12\n") != NULL);
	CHECK(strstr(said, "  1. 🔴 read - 9.9σ (1049 μs, ") != NULL);
	CHECK(strstr(said, "\n  10. ") != NULL && strstr(said, "\n  11. ") == NULL);
	CHECK(strstr(said, "  ... and 2 more\n") != NULL);
	forget();
}

static unsigned
count_of(const char *text, const char *part)
{
	unsigned count = 0;

	for (text = strstr(text, part); text != NULL; text = strstr(text + 1, part))
		count++;
	return count;
}

static void
alerts_of_one_kind_are_a_line_of_the_report(void)
{
	const char *report, *call, *alert;

	begin(false);
	for (unsigned i = 0; i < 1000; i++)
		records_call(&records, 1, "read", 1, i == 800 || i == 900 ? 9000 * US : (5 + i % 3) * US, NULL);
	end();
	CHECK_EQ(count_of(said, "!! high: read took 9.0ms, usual "), 3);
	report = strstr(said, "\n\nalerts: 2 high, 0 medium, 0 low; kinds: 1\n!! high: read took 9.0ms");
	if (CHECK(report != NULL))
		CHECK(strstr(report, "  x2\n") != NULL);
	CHECK_EQ(count_of(written, "{\"type\":\"alert\",\"severity\":\"high\",\"rule\":\"slow\",\"seq\":"), 2);
	call = strstr(written, "{\"type\":\"call\",\"seq\":801,");
	alert = strstr(written, "\"rule\":\"slow\",\"seq\":801,");
	CHECK(alert != NULL && strstr(alert, "\"name\":\"read\",\"function\":null,\"file\":null,\"line\":null,"
					     "\"duration_ns\":9000000,\"median_ns\":") != NULL);
	CHECK(call != NULL && alert != NULL && call < alert && alert < strstr(written, "{\"type\":\"call\",\"seq\":802,"));
	if (check_failures > 0)
		puts(said);
	forget();
}

int
main(void)
{
	nothing_unusual_is_nothing_said();
	the_predecessors_words_are_kept();
	the_predecessors_report_is_bounded();
	alerts_of_one_kind_are_a_line_of_the_report();
	return check_result();
}
