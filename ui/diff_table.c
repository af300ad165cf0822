#include "ui/diff_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "ui/cells.h"
#include "ui/diff_rows.h"
#include "ui/function_table.h"

#define DRIFT_SHOWN 0.05	/* from where it is worth a word */

struct columns {
	int calls, calls_was, p50, p50_was, p50_ratio, p99, p99_was, p99_ratio, verdict; /* -1 left out */
	int name_width, verdict_width;
};

static struct columns
lay_out(int cols)
{
	struct columns at = { .calls = -1, .calls_was = -1, .p50 = -1, .p50_was = -1, .p50_ratio = -1, .p99 = -1, .p99_was = -1, .p99_ratio = -1 };
	int right = cols;

	at.verdict_width = cols >= 100 ? 24 : cols >= 70 ? 18 : cols >= 30 ? 11 : 8;
	at.verdict = right -= at.verdict_width;
	right--;
	if (cols >= 100) {
		at.p99_ratio = right -= 6;
		at.p99_was = right -= 7;
		at.p99 = right -= 7;
	}
	/* Being slower is a matter of the median. */
	if (cols >= 64) {
		at.p50_ratio = right -= 6;
		at.p50_was = right -= 7;
	}
	if (cols >= 50)
		at.p50 = right -= 7;
	/* Below that there is room for what it is and what is to be said of it. */
	if (cols >= 30) {
		at.calls_was = right -= 6;
		at.calls = right -= 6;
	}
	at.name_width = right - 2;
	return at;
}

void
diff_table_header(enum profile_by by, const struct canvas *canvas)
{
	const char *title = function_table_title(by);
	struct columns at = lay_out(canvas->cols);

	draw_foreign(canvas, 0, 1, at.name_width, ROLE_HEADER, title, strlen(title));
	draw_right(canvas, 0, at.calls, 5, ROLE_HEADER, "CALLS");
	draw_right(canvas, 0, at.calls_was, 5, ROLE_HEADER, "WAS");
	draw_right(canvas, 0, at.p50, 6, ROLE_HEADER, "p50");
	draw_right(canvas, 0, at.p50_was, 6, ROLE_HEADER, "WAS");
	draw_right(canvas, 0, at.p50_ratio, 5, ROLE_HEADER, "X");
	draw_right(canvas, 0, at.p99, 6, ROLE_HEADER, "p99");
	draw_right(canvas, 0, at.p99_was, 6, ROLE_HEADER, "WAS");
	draw_right(canvas, 0, at.p99_ratio, 5, ROLE_HEADER, "X");
	draw_text(canvas, 0, at.verdict, ROLE_HEADER, "VERDICT");
}

static const char *
count_text(char *buf, uint64_t count)
{
	return count > 0 ? format_count(buf, count) : "-";
}

static const char *
duration_text(char *buf, uint64_t ns, uint64_t calls)
{
	return calls > 0 ? format_duration(buf, ns) : "-";
}

/* "~": the same but for what chance does, "?": too few calls to tell. */
static const char *
ratio_text(char *buf, size_t cap, const struct diff_shown *row, const uint64_t values[2], enum diff_sure sure)
{
	if (row->calls[DIFF_BEFORE] == 0 || row->calls[DIFF_AFTER] == 0 || values[DIFF_BEFORE] == 0)
		return "-";
	if (sure != DIFF_CHANGED)
		return sure == DIFF_ALIKE ? "~" : "?";
	snprintf(buf, cap, diff_rows_ratio(values) >= 100 ? "%.0f" : diff_rows_ratio(values) >= 10 ? "%.1f" : "%.2f", diff_rows_ratio(values));
	return buf;
}

/* One call where none was is no alarm. */
static enum role
verdict_role(const struct diff_shown *shown)
{
	if (shown->verdict & (DIFF_SLOWER | DIFF_FAILING))
		return ROLE_ALERT_HIGH;
	if (shown->verdict & DIFF_P99_UP)
		return ROLE_ALERT_MEDIUM;
	if ((shown->verdict & (DIFF_NEW | DIFF_GONE | DIFF_MORE)) && shown->calls_sure == DIFF_CHANGED)
		return ROLE_ALERT_LOW;
	return (shown->verdict & ~(unsigned)DIFF_COUNT) != 0 ? ROLE_NUMBER : ROLE_DIM;
}

void
diff_table_row(const struct canvas *canvas, int row, const struct diff_shown *shown, bool current)
{
	struct columns at = lay_out(canvas->cols);
	enum role role = current ? ROLE_CURSOR : ROLE_NUMBER, dim = current ? ROLE_CURSOR : ROLE_DIM;
	uint64_t is = shown->calls[DIFF_AFTER], was = shown->calls[DIFF_BEFORE];
	char text[FORMAT_CAP];

	if (current)
		draw_current(canvas, row);
	draw_path(canvas, row, 1, at.name_width, current ? role : ROLE_CALL, shown->name);
	draw_right(canvas, row, at.calls, 5, role, count_text(text, is));
	draw_right(canvas, row, at.calls_was, 5, dim, count_text(text, was));
	draw_right(canvas, row, at.p50, 6, role, duration_text(text, shown->p50[DIFF_AFTER], is));
	draw_right(canvas, row, at.p50_was, 6, dim, duration_text(text, shown->p50[DIFF_BEFORE], was));
	draw_right(canvas, row, at.p50_ratio, 5, role, ratio_text(text, sizeof text, shown, shown->p50, shown->p50_sure));
	draw_right(canvas, row, at.p99, 6, role, duration_text(text, shown->p99[DIFF_AFTER], is));
	draw_right(canvas, row, at.p99_was, 6, dim, duration_text(text, shown->p99[DIFF_BEFORE], was));
	draw_right(canvas, row, at.p99_ratio, 5, role, ratio_text(text, sizeof text, shown, shown->p99, shown->p99_sure));
	draw_foreign(canvas, row, at.verdict, at.verdict_width, current ? role : verdict_role(shown), shown->words,
		     strlen(shown->words));
}

/* The chosen group in whole numbers, and how sure the verdict is. */
void
diff_table_full(const struct canvas *canvas, const struct diff_shown *shown, double drift)
{
	char room[256], one[FORMAT_CAP], two[FORMAT_CAP];
	struct text text = text_in(room, sizeof room);

	snprintf(room, sizeof room, "%.120s: this run and the other", shown->name);
	draw_rule(canvas, 0, ROLE_TITLE, room);
	text_addf(&text, "calls %s, were %s; errors ", format_grouped(one, shown->calls[DIFF_AFTER]),
		  format_grouped(two, shown->calls[DIFF_BEFORE]));
	text_addf(&text, "%s, were %s", format_grouped(one, shown->errors[DIFF_AFTER]), format_grouped(two, shown->errors[DIFF_BEFORE]));
	draw_foreign(canvas, 1, 1, canvas->cols - 1, ROLE_TEXT, text.bytes, text.len);
	text = text_in(room, sizeof room);
	text_addf(&text, "time %s, was %s; ", format_duration(one, shown->total_ns[DIFF_AFTER]),
		  format_duration(two, shown->total_ns[DIFF_BEFORE]));
	text_addf(&text, "median %s, was %s", duration_text(one, shown->p50[DIFF_AFTER], shown->calls[DIFF_AFTER]),
		  duration_text(two, shown->p50[DIFF_BEFORE], shown->calls[DIFF_BEFORE]));
	draw_foreign(canvas, 2, 1, canvas->cols - 1, ROLE_TEXT, text.bytes, text.len);
	if (shown->calls[DIFF_AFTER] == 0 || shown->calls[DIFF_BEFORE] == 0)
		return;
	text = text_in(room, sizeof room);
	text_addf(&text, "the later of two calls is longer in %.0f %%, by chance p %.2g", shown->ranks.effect * 100, shown->ranks.p);
	if (fabs(drift - 1) >= DRIFT_SHOWN)
		text_addf(&text, "; most kinds x%.2f", drift);
	draw_foreign(canvas, 3, 1, canvas->cols - 1, ROLE_DIM, text.bytes, text.len);
}
