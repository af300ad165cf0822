#include "export/diffreport.h"

#include <math.h>
#include <string.h>

#include "base/format.h"
#include "base/safetext.h"
#include "base/text.h"
#include "export/json.h"
#include "model/diff.h"
#include "model/session.h"

enum { NAME_COLS = 28, VERDICT = 96, ROWS_MAX = 40 };

static const struct { enum profile_by by; const char *word, *title; } ways[] = {
	{ PROFILE_CALL, "call", "CALL" }, { PROFILE_FUNCTION, "function", "FUNCTION" },
	{ PROFILE_LINE, "line", "LINE" }, { PROFILE_ORIGINAL, "original", "ORIGINAL LINE" },
};
enum { WAYS = sizeof ways / sizeof *ways };

/* --- text ---------------------------------------------------------------------- */

static void
write_run(FILE *out, const char *word, const char *name, const struct session *session)
{
	const struct session_totals *totals = session_totals(session);
	char calls[FORMAT_CAP], seconds[FORMAT_CAP], command[512], directory[512];
	struct text text = text_in(command, sizeof command), other = text_in(directory, sizeof directory);

	safe_line(&text, totals->command, strlen(totals->command));
	safe_line(&other, name, strlen(name));
	fprintf(out, "%-6s %s: %s calls in %s s", word, directory, format_grouped(calls, totals->calls),
		format_seconds(seconds, totals->last_ns - totals->begin_ns));
	/* Then numbers of calls are not what they were. */
	if (totals->dropped > 0)
		fprintf(out, ", %s more not recorded", format_grouped(calls, totals->dropped));
	if (session_ending(session) != NULL && session_ending(session)->filter != FILTER_NONE)
		fprintf(out, ", only those that were wanted");
	fprintf(out, ": %s\n", command);
}

/* "+48%", "x4.6", "" for what is about the same. */
static const char *
change(char *buf, double before, double after)
{
	double ratio = before > 0 ? after / before : 0;

	buf[0] = '\0';
	if (before > 0 && after > 0 && fabs(ratio - 1) >= 0.005)
		snprintf(buf, FORMAT_CAP, ratio < 2 ? "%+.0f%%" : "x%.1f", ratio < 2 ? (ratio - 1) * 100 : ratio);
	return buf;
}

/* The name in so many columns; of a line its end says more. */
static void
write_name(FILE *out, const char *name)
{
	unsigned width = safe_width(name, strlen(name));
	char line[512];
	struct text text = text_in(line, sizeof line);

	while (width > NAME_COLS && strchr(name, '/') != NULL) {
		name = strchr(name, '/') + 1;
		width = safe_width(name, strlen(name));
	}
	width = safe_text(&text, name, strlen(name), NAME_COLS, true);
	fprintf(out, " %s%*s", line, (int)(NAME_COLS - width), "");
}

static void
write_counts(FILE *out, const struct diff_row *row)
{
	uint64_t counts[2] = { 0, 0 };
	char text[FORMAT_CAP];

	for (int side = 0; side < 2; side++)
		counts[side] = row->rows[side] != NULL ? row->rows[side]->calls : 0;
	fprintf(out, " %9llu %9llu %6s", (unsigned long long)counts[DIFF_BEFORE],
		(unsigned long long)counts[DIFF_AFTER],
		change(text, (double)counts[DIFF_BEFORE], (double)counts[DIFF_AFTER]));
}

/* How much it changed is said only where more than chance did it; "?": too few calls to tell. */
static void
write_quantile(FILE *out, const struct diff_row *row, double share, enum diff_sure sure)
{
	uint64_t ns[2] = { 0, 0 };
	char text[FORMAT_CAP];

	for (int side = 0; side < 2; side++) {
		ns[side] = row->rows[side] != NULL ? hist_quantile(&row->rows[side]->hist, share) : 0;
		fprintf(out, " %7s", row->rows[side] != NULL ? format_duration(text, ns[side]) : "-");
	}
	if (sure == DIFF_CHANGED)
		fprintf(out, " %6s", change(text, (double)ns[DIFF_BEFORE], (double)ns[DIFF_AFTER]));
	else
		fprintf(out, " %6s", sure == DIFF_TOO_FEW && row->rows[DIFF_BEFORE] != NULL && row->rows[DIFF_AFTER] != NULL ? "?" : "");
}

static void
write_row(FILE *out, const struct diff_row *row)
{
	char verdict[VERDICT];

	write_name(out, row->some->name);
	write_counts(out, row);
	write_quantile(out, row, 0.5, row->p50);
	write_quantile(out, row, 0.99, row->p99);
	fprintf(out, "  %s", diff_verdict_text(row, verdict, sizeof verdict));
	if ((row->verdict & (DIFF_SLOWER | DIFF_FASTER)) != 0)
		fprintf(out, " (%s, %.0f%% of pairs)", row->ranks.p < 1e-6 ? "p<1e-6" : "p<0.001", row->ranks.effect * 100);
	putc('\n', out);
}

static void
write_table(FILE *out, const struct diffreport *report, const struct diff *diff, unsigned way)
{
	size_t shown = 0, same = 0, more = 0;

	for (size_t i = 0; i < diff->count; i++) {
		const struct diff_row *row = &diff->rows[i];

		if (row->by != ways[way].by)
			continue;
		if (row->verdict == DIFF_SAME && !report->all) {
			same++;
			continue;
		}
		if (shown == ROWS_MAX && !report->all) {
			more++;
			continue;
		}
		if (shown++ == 0)
			fprintf(out, "\n %-*s %9s %9s %6s %7s %7s %6s %7s %7s %6s  %s\n", NAME_COLS, ways[way].title,
				"CALLS", "NOW", "", "P50", "NOW", "", "P99", "NOW", "", "VERDICT");
		write_row(out, row);
	}
	if (more > 0)
		fprintf(out, " … and %zu more that differ\n", more);
	if (shown > 0 && same > 0)
		fprintf(out, " %zu the same\n", same);
}

/* What is true of calls of most kinds is hardly the program's doing. */
static void
write_drift(FILE *out, double drift)
{
	const char *more = drift > 1 && drift <= DIFF_DRIFT_MAX ? ": taken for the machine's doing" : "";

	if (fabs(drift - 1) >= 0.05)
		fprintf(out, "\ncalls of most kinds take x%.2f as long%s\n", drift, more);
}

void
diffreport_text(FILE *out, const struct diffreport *report, const struct diff *diff)
{
	write_run(out, "before", report->names[DIFF_BEFORE], report->sessions[DIFF_BEFORE]);
	write_run(out, "after", report->names[DIFF_AFTER], report->sessions[DIFF_AFTER]);
	for (unsigned way = 0; way < WAYS; way++)
		write_table(out, report, diff, way);
	write_drift(out, diff->drift);
	fprintf(out, "\n%zu slower by more than %.0f%%\n", diff->slower, report->tolerance * 100);
}

/* --- JSON ---------------------------------------------------------------------- */

static void
write_side(struct json *json, const char *key, const struct profile_row *row)
{
	if (row == NULL) {
		json_null(json, key);
		return;
	}
	json_object(json, key);
	json_uint(json, "calls", row->calls);
	json_uint(json, "errors", row->errors);
	json_uint(json, "total_ns", row->total_ns);
	json_uint(json, "mean_ns", (uint64_t)hist_mean(&row->hist));
	json_uint(json, "p50_ns", hist_quantile(&row->hist, 0.5));
	json_uint(json, "p90_ns", hist_quantile(&row->hist, 0.9));
	json_uint(json, "p99_ns", hist_quantile(&row->hist, 0.99));
	json_uint(json, "max_ns", row->hist.count > 0 ? row->hist.max : 0);
	json_object_end(json);
}

static void
write_verdict(struct json *json, const struct diff_row *row)
{
	char text[VERDICT];
	const char *rest = diff_verdict_text(row, text, sizeof text);

	json_list(json, "verdict");
	while (*rest != '\0') {
		size_t len = strcspn(rest, ",");

		json_bytes(json, NULL, rest, len);
		rest += len + strspn(rest + len, ", ");
	}
	json_list_end(json);
}

static void
write_object(struct json *json, const struct diff_row *row)
{
	const char *by = "";

	for (unsigned way = 0; way < WAYS; way++)
		if (ways[way].by == row->by)
			by = ways[way].word;
	json_newline(json);
	json_object(json, NULL);
	json_string(json, "by", by);
	json_string(json, "name", row->some->name);
	json_string_or_null(json, "file", row->some->file);
	if (row->some->line > 0)
		json_uint(json, "line", row->some->line);
	else
		json_null(json, "line");
	write_side(json, "before", row->rows[DIFF_BEFORE]);
	write_side(json, "after", row->rows[DIFF_AFTER]);
	json_decimal(json, "effect", row->ranks.effect);
	json_decimal(json, "p", row->ranks.p);
	json_decimal(json, "p99_p", row->p99_p);
	json_decimal(json, "errors_p", row->errors_p);
	json_decimal(json, "calls_p", row->calls_p);
	write_verdict(json, row);
	json_object_end(json);
}

static void
write_session(struct json *json, const char *key, const char *name, const struct session *session)
{
	const struct session_totals *totals = session_totals(session);

	json_object(json, key);
	json_string(json, "recording", name);
	json_string(json, "command", totals->command);
	json_uint(json, "realtime_ns", totals->realtime_ns);
	json_uint(json, "duration_ns", totals->last_ns - totals->begin_ns);
	json_uint(json, "calls", totals->calls);
	json_uint(json, "errors", totals->errors);
	json_uint(json, "dropped", totals->dropped);
	json_object_end(json);
}

void
diffreport_json(FILE *out, const struct diffreport *report, const struct diff *diff)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	write_session(&json, "before", report->names[DIFF_BEFORE], report->sessions[DIFF_BEFORE]);
	write_session(&json, "after", report->names[DIFF_AFTER], report->sessions[DIFF_AFTER]);
	json_decimal(&json, "tolerance", report->tolerance);
	json_uint(&json, "slower", diff->slower);
	json_decimal(&json, "drift", diff->drift);
	json_list(&json, "rows");
	for (size_t i = 0; i < diff->count; i++)
		write_object(&json, &diff->rows[i]);
	json_newline(&json);
	json_list_end(&json);
	json_object_end(&json);
	putc('\n', out);
}
