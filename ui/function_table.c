#include "ui/function_table.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "model/callgraph.h"
#include "model/session.h"
#include "ui/bars.h"
#include "ui/table_columns.h"

enum { SPARK_COLS = 8, NAME_FROM_COLS = 30 };	/* narrower, a name and one figure are all there is room for */

struct function_key {
	size_t number;		/* of the profile's row */
	double value;
	const char *name;
};

static const char *const sort_names[FUNCTION_SORTS] = {
	"self time", "total time", "p50", "p99", "max z", "name", "calls", "errors",
};

/* What the rows can be grouped by, and how that is called; and the field of the filter language that tells it. */
static const struct {
	const char *name, *title, *field;
} groups[PROFILE_BYS] = {
	[PROFILE_FUNCTION] = { "function", "FUNCTION", "func" },
	[PROFILE_CALL] = { "system call", "CALL", "fn" },
	[PROFILE_LINE] = { "line", "LINE", "gen" },
	[PROFILE_ORIGINAL] = { "original line", "ORIGINAL", "src" },
	[PROFILE_FILE] = { "path", "PATH", "path" },
	[PROFILE_THREAD] = { "thread", "THREAD", "tid" },
};

const char *
function_table_title(enum profile_by by)
{
	return groups[by].title;
}

const char *
function_table_by(enum profile_by by)
{
	return groups[by].name;
}

const char *
function_table_sort(enum function_sort sort)
{
	return sort_names[sort];
}

const char *
function_table_field(enum profile_by by)
{
	return groups[by].field;
}

const char *
function_table_value(enum profile_by by, const char *name, char *buf, size_t cap)
{
	const char *space = by == PROFILE_THREAD ? strrchr(name, ' ') : NULL;

	snprintf(buf, cap, "%s", space != NULL ? space + 1 : name);
	return buf;
}

/* --- order ----------------------------------------------------------------------------- */

/* With what it calls; functions alone have that. */
static uint64_t
total_of(const struct function_table *table, const struct session *session, const struct profile_row *row)
{
	struct callgraph_figures whole = { .calls = 0 };

	if (table->by == PROFILE_FUNCTION)
		whole = callgraph_whole(session_callgraph(session), row->name);
	return whole.calls > 0 ? whole.total_ns : row->total_ns;
}

static double
sort_value(const struct function_table *table, const struct session *session, const struct profile_row *row)
{
	switch ((enum function_sort)table->sorting.by) {
	case FUNCTION_SORT_SELF:   return (double)row->total_ns;
	case FUNCTION_SORT_TOTAL:  return (double)total_of(table, session, row);
	case FUNCTION_SORT_CALLS:  return (double)row->calls;
	case FUNCTION_SORT_ERRORS: return (double)row->errors;
	case FUNCTION_SORT_P50:	   return (double)hist_quantile(&row->hist, 0.5);
	case FUNCTION_SORT_P99:	   return (double)hist_quantile(&row->hist, 0.99);
	case FUNCTION_SORT_Z:	   return isnan(row->max_z) ? -1e9 : (double)row->max_z;
	default:		   return 0;
	}
}

static int
compare_keys(const void *a, const void *b, void *inverted)
{
	const struct function_key *left = a, *right = b;
	int order = left->value != right->value ? (left->value > right->value ? -1 : 1) : strcmp(left->name, right->name);

	return *(const bool *)inverted ? -order : order;
}

void
function_table_make(struct function_table *table, const struct session *session)
{
	const struct profile *profile = session_profile(session, table->by);

	table->count = profile_count(profile);
	table->order = mem_grow(table->order, &table->cap, table->count, sizeof *table->order);
	for (size_t i = 0; i < table->count; i++) {
		const struct profile_row *row = profile_row(profile, i);

		table->order[i] = (struct function_key){ i, sort_value(table, session, row), row->name };
	}
	qsort_r(table->order, table->count, sizeof *table->order, compare_keys, &table->sorting.inverted);
}

void
function_table_done(struct function_table *table)
{
	free(table->order);
}

size_t
function_table_row(const struct function_table *table, size_t position)
{
	return table->order[position].number;
}

size_t
function_table_find(const struct function_table *table, size_t row)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->order[i].number == row)
			return i;
	return 0;
}

/* --- drawing --------------------------------------------------------------------------- */

enum { CALLS, ERRORS, SELF, TOTAL, P50, P99, Z, FIGURES };

/* Where there is no room for more, self time is what stays. */
static const struct table_column figures_shown[FIGURES] = {
	[CALLS] = { "CALLS", 7, 6, NAME_FROM_COLS, FUNCTION_SORT_CALLS },
	[ERRORS] = { "ERR", 6, 5, 56, FUNCTION_SORT_ERRORS },
	[SELF] = { "SELF", 7, 6, 0, FUNCTION_SORT_SELF },
	[TOTAL] = { "TOTAL", 7, 6, 58, FUNCTION_SORT_TOTAL },
	[P50] = { "p50", 7, 6, 50, FUNCTION_SORT_P50 },
	[P99] = { "p99", 7, 6, NAME_FROM_COLS, FUNCTION_SORT_P99 },
	[Z] = { "MAXz", 6, 5, 34, FUNCTION_SORT_Z },
};

struct places {
	struct table_column columns[FIGURES];
	int at[FIGURES], spark, graph;	/* where each begins; -1 left out */
	int name_width, graph_width;
};

static struct places
lay_out(const struct function_table *table, int cols)
{
	struct places places = { .graph = -1, .spark = -1 };
	int right = cols;

	memcpy(places.columns, figures_shown, sizeof figures_shown);
	if (table->by != PROFILE_FUNCTION) {
		places.columns[SELF].title = "TIME";
		places.columns[TOTAL].from = INT_MAX;
	}
	if (cols >= 66) {
		places.graph_width = cols >= 90 ? 20 : 10;
		places.graph = right -= places.graph_width;
		right--;
	}
	if (cols >= 104)
		places.spark = right -= SPARK_COLS + 1;
	places.name_width = table_columns_lay_out(places.columns, FIGURES, cols, right, places.at) - 2;
	return places;
}

void
function_table_header(const struct function_table *table, const struct canvas *canvas)
{
	struct places places = lay_out(table, canvas->cols);
	char title[48];

	snprintf(title, sizeof title, "%s%s", sorting_arrow(&table->sorting, FUNCTION_SORT_NAME, canvas->grid->ascii),
		 groups[table->by].title);
	draw_foreign(canvas, 0, 1, places.name_width, ROLE_HEADER, title, strlen(title));
	draw_hit(canvas, 0, 1, places.name_width, 1 + FUNCTION_SORT_NAME);
	table_columns_header(places.columns, FIGURES, places.at, &table->sorting, canvas);
	draw_right(canvas, 0, places.spark, SPARK_COLS, ROLE_HEADER, "newest z");
	if (places.graph >= 0)
		draw_text(canvas, 0, places.graph, ROLE_HEADER,
			  places.graph_width >= 20 ? "1us...............1s" : "1us.....1s");
}

static void
put(const struct canvas *canvas, int row, const struct places *places, unsigned figure, enum role role,
    const char *text)
{
	draw_right(canvas, row, places->at[figure], places->columns[figure].shown, role, text);
}

static void
put_figures(const struct canvas *canvas, int row, const struct places *places, const struct profile_row *figures,
	    uint64_t total_ns, bool cursor)
{
	enum role role = cursor ? ROLE_CURSOR : ROLE_NUMBER;
	char text[FORMAT_CAP];

	put(canvas, row, places, CALLS, role, format_count(text, figures->calls));
	if (figures->errors > 0)
		put(canvas, row, places, ERRORS, cursor ? role : ROLE_ERROR, format_count(text, figures->errors));
	put(canvas, row, places, SELF, role, format_duration(text, figures->total_ns));
	put(canvas, row, places, TOTAL, role, format_duration(text, total_ns));
	put(canvas, row, places, P50, role, format_duration(text, hist_quantile(&figures->hist, 0.5)));
	put(canvas, row, places, P99, role, format_duration(text, hist_quantile(&figures->hist, 0.99)));
	if (isnan(figures->max_z))
		return;
	snprintf(text, sizeof text, "%.1f", (double)figures->max_z);
	put(canvas, row, places, Z, cursor ? role : figures->alerts > 0 ? ROLE_ALERT_LOW : ROLE_DIM, text);
}

void
function_table_draw(const struct function_table *table, const struct session *session, size_t position,
		    const struct canvas *canvas, int row, bool current, bool focus)
{
	const struct profile *profile = session_profile(session, table->by);
	const struct profile_row *figures = profile_row(profile, function_table_row(table, position));
	struct places places = lay_out(table, canvas->cols);
	bool cursor = current && focus;
	enum role graph = cursor ? ROLE_CURSOR : ROLE_GRAPH;

	if (cursor)
		draw_current(canvas, row);
	else if (current)
		draw_text(canvas, row, 0, ROLE_NUMBER, ">");
	draw_path(canvas, row, 1, places.name_width, cursor ? ROLE_CURSOR : ROLE_CALL, figures->name);
	put_figures(canvas, row, &places, figures, total_of(table, session, figures), cursor);
	if (places.spark >= 0)
		draw_scores(canvas, row, places.spark, SPARK_COLS, graph, figures);
	if (places.graph >= 0)
		draw_histogram_row(canvas, row, places.graph, places.graph_width, graph, &figures->hist);
}
