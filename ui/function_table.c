#include "ui/function_table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "model/callgraph.h"
#include "model/session.h"
#include "ui/bars.h"

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

struct columns {
	int calls, errors, self, total, p50, p99, z, spark, graph;	/* where each begins; -1 left out */
	int name_width, graph_width;
};

static struct columns
lay_out(const struct function_table *table, int cols)
{
	struct columns at = { .calls = -1, .p99 = -1, .errors = -1, .graph = -1, .spark = -1, .z = -1, .p50 = -1, .total = -1 };
	int right = cols;

	if (cols >= 66) {
		at.graph_width = cols >= 90 ? 20 : 10;
		at.graph = right -= at.graph_width;
		right--;
	}
	if (cols >= 104)
		at.spark = right -= SPARK_COLS + 1;
	if (cols >= 34)
		at.z = right -= 6;
	if (cols >= NAME_FROM_COLS)
		at.p99 = right -= 7;
	if (cols >= 50)
		at.p50 = right -= 7;
	if (cols >= 58 && table->by == PROFILE_FUNCTION)
		at.total = right -= 7;
	at.self = right -= 7;
	if (cols >= 56)
		at.errors = right -= 6;
	if (cols >= NAME_FROM_COLS)
		at.calls = right -= 7;
	at.name_width = right - 2;
	return at;
}

void
function_table_header(const struct function_table *table, const struct canvas *canvas)
{
	struct columns at = lay_out(table, canvas->cols);
	char title[48];

	snprintf(title, sizeof title, "%s%s", sorting_arrow(&table->sorting, FUNCTION_SORT_NAME, canvas->grid->ascii),
		 groups[table->by].title);
	draw_foreign(canvas, 0, 1, at.name_width, ROLE_HEADER, title, strlen(title));
	draw_hit(canvas, 0, 1, at.name_width, 1 + FUNCTION_SORT_NAME);
	sorting_heading(&table->sorting, canvas, at.calls, 6, FUNCTION_SORT_CALLS, "CALLS");
	sorting_heading(&table->sorting, canvas, at.errors, 5, FUNCTION_SORT_ERRORS, "ERR");
	sorting_heading(&table->sorting, canvas, at.self, 6, FUNCTION_SORT_SELF, table->by == PROFILE_FUNCTION ? "SELF" : "TIME");
	sorting_heading(&table->sorting, canvas, at.total, 6, FUNCTION_SORT_TOTAL, "TOTAL");
	sorting_heading(&table->sorting, canvas, at.p50, 6, FUNCTION_SORT_P50, "p50");
	sorting_heading(&table->sorting, canvas, at.p99, 6, FUNCTION_SORT_P99, "p99");
	sorting_heading(&table->sorting, canvas, at.z, 5, FUNCTION_SORT_Z, "MAXz");
	draw_right(canvas, 0, at.spark, SPARK_COLS, ROLE_HEADER, "newest z");
	if (at.graph >= 0)
		draw_text(canvas, 0, at.graph, ROLE_HEADER, at.graph_width >= 20 ? "1us...............1s" : "1us.....1s");
}

void
function_table_draw(const struct function_table *table, const struct session *session, size_t position,
		    const struct canvas *canvas, int row, bool current, bool focus)
{
	const struct profile_row *figures = profile_row(session_profile(session, table->by), function_table_row(table, position));
	struct columns at = lay_out(table, canvas->cols);
	bool cursor = current && focus;
	enum role role = cursor ? ROLE_CURSOR : ROLE_NUMBER;
	char text[FORMAT_CAP];

	if (cursor)
		draw_current(canvas, row);
	else if (current)
		draw_text(canvas, row, 0, role, ">");
	draw_path(canvas, row, 1, at.name_width, cursor ? ROLE_CURSOR : ROLE_CALL, figures->name);
	draw_right(canvas, row, at.calls, 6, role, format_count(text, figures->calls));
	if (figures->errors > 0)
		draw_right(canvas, row, at.errors, 5, cursor ? role : ROLE_ERROR, format_count(text, figures->errors));
	draw_right(canvas, row, at.self, 6, role, format_duration(text, figures->total_ns));
	draw_right(canvas, row, at.total, 6, role, format_duration(text, total_of(table, session, figures)));
	draw_right(canvas, row, at.p50, 6, role, format_duration(text, hist_quantile(&figures->hist, 0.5)));
	draw_right(canvas, row, at.p99, 6, role, format_duration(text, hist_quantile(&figures->hist, 0.99)));
	if (!isnan(figures->max_z)) {
		snprintf(text, sizeof text, "%.1f", (double)figures->max_z);
		draw_right(canvas, row, at.z, 5, cursor ? role : figures->alerts > 0 ? ROLE_ALERT_LOW : ROLE_DIM, text);
	}
	if (at.spark >= 0)
		draw_scores(canvas, row, at.spark, SPARK_COLS, cursor ? role : ROLE_GRAPH, figures);
	if (at.graph >= 0)
		draw_histogram_row(canvas, row, at.graph, at.graph_width, cursor ? role : ROLE_GRAPH, &figures->hist);
}
