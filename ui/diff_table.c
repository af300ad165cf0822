#include "ui/diff_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "ui/cells.h"
#include "ui/diff_rows.h"
#include "ui/function_table.h"
#include "ui/table_columns.h"

#define DRIFT_SHOWN 0.05	/* from where it is worth a word */

enum { CALLS, CALLS_WAS, P50, P50_WAS, P50_RATIO, P99, P99_WAS, P99_RATIO, FIGURES };

/* Being slower is a matter of the median; narrower still, there is room for what it is and what is to be said of it. */
static const struct table_column columns[FIGURES] = {
	[CALLS] = { .title = "CALLS", .cols = 6, .shown = 5, .from = 30 },
	[CALLS_WAS] = { .title = "WAS", .cols = 6, .shown = 5, .from = 30 },
	[P50] = { .title = "p50", .cols = 7, .shown = 6, .from = 50 },
	[P50_WAS] = { .title = "WAS", .cols = 7, .shown = 6, .from = 64 },
	[P50_RATIO] = { .title = "X", .cols = 6, .shown = 5, .from = 64 },
	[P99] = { .title = "p99", .cols = 7, .shown = 6, .from = 100 },
	[P99_WAS] = { .title = "WAS", .cols = 7, .shown = 6, .from = 100 },
	[P99_RATIO] = { .title = "X", .cols = 6, .shown = 5, .from = 100 },
};

struct places {
	int at[FIGURES];	/* where each begins; -1 left out */
	int name_width, verdict, verdict_width;
};

static struct places
lay_out(int cols)
{
	struct places places = { .verdict_width = cols >= 100 ? 24 : cols >= 70 ? 18 : cols >= 30 ? 11 : 8 };

	places.verdict = cols - places.verdict_width;
	places.name_width = table_columns_lay_out(columns, FIGURES, cols, places.verdict - 1, places.at) - 2;
	return places;
}

void
diff_table_header(enum profile_by by, const struct canvas *canvas)
{
	const char *title = function_table_title(by);
	struct places places = lay_out(canvas->cols);

	draw_foreign(canvas, 0, 1, places.name_width, ROLE_HEADER, title, strlen(title));
	table_columns_header(columns, FIGURES, places.at, NULL, canvas);
	draw_text(canvas, 0, places.verdict, ROLE_HEADER, "VERDICT");
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
	double ratio;

	if (row->calls[DIFF_BEFORE] == 0 || row->calls[DIFF_AFTER] == 0 || values[DIFF_BEFORE] == 0)
		return "-";
	if (sure != DIFF_CHANGED)
		return sure == DIFF_ALIKE ? "~" : "?";
	ratio = diff_rows_ratio(values);
	snprintf(buf, cap, ratio >= 100 ? "%.0f" : ratio >= 10 ? "%.1f" : "%.2f", ratio);
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

static void
put(const struct canvas *canvas, int row, const struct places *places, unsigned figure, enum role role,
    const char *text)
{
	draw_right(canvas, row, places->at[figure], columns[figure].shown, role, text);
}

void
diff_table_row(const struct canvas *canvas, int row, const struct diff_shown *shown, bool current)
{
	struct places places = lay_out(canvas->cols);
	enum role role = current ? ROLE_CURSOR : ROLE_NUMBER, dim = current ? ROLE_CURSOR : ROLE_DIM;
	uint64_t is = shown->calls[DIFF_AFTER], was = shown->calls[DIFF_BEFORE];
	char text[FORMAT_CAP];

	if (current)
		draw_current(canvas, row);
	draw_path(canvas, row, 1, places.name_width, current ? role : ROLE_CALL, shown->name);
	put(canvas, row, &places, CALLS, role, count_text(text, is));
	put(canvas, row, &places, CALLS_WAS, dim, count_text(text, was));
	put(canvas, row, &places, P50, role, duration_text(text, shown->p50[DIFF_AFTER], is));
	put(canvas, row, &places, P50_WAS, dim, duration_text(text, shown->p50[DIFF_BEFORE], was));
	put(canvas, row, &places, P50_RATIO, role, ratio_text(text, sizeof text, shown, shown->p50, shown->p50_sure));
	put(canvas, row, &places, P99, role, duration_text(text, shown->p99[DIFF_AFTER], is));
	put(canvas, row, &places, P99_WAS, dim, duration_text(text, shown->p99[DIFF_BEFORE], was));
	put(canvas, row, &places, P99_RATIO, role, ratio_text(text, sizeof text, shown, shown->p99, shown->p99_sure));
	draw_foreign(canvas, row, places.verdict, places.verdict_width, current ? role : verdict_role(shown), shown->words,
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
	text_addf(&text, "%s, were %s", format_grouped(one, shown->errors[DIFF_AFTER]),
		  format_grouped(two, shown->errors[DIFF_BEFORE]));
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
	text_addf(&text, "the later of two calls is longer in %.0f %%, by chance p %.2g",
		  shown->ranks.effect * 100, shown->ranks.p);
	if (fabs(drift - 1) >= DRIFT_SHOWN)
		text_addf(&text, "; most kinds x%.2f", drift);
	draw_foreign(canvas, 3, 1, canvas->cols - 1, ROLE_DIM, text.bytes, text.len);
}
