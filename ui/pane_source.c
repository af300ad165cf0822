/* The line that asked: generated source, and beside it the original where a map covers it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/finder.h"
#include "model/session.h"
#include "ui/pane.h"
#include "ui/sourceplace.h"

enum {
	TAB = 8,
	LINE_MAX_SHOWN = 1024,
	HEAT_COLS = 22,		/* "  calls  total    p99 !" */
	HEAT_FROM_COLS = 44,
	LESS_HEAT_COLS = 12,	/* " calls total" */
	LESS_HEAT_FROM_COLS = 32,
	BESIDE_FROM_COLS = 90,	/* narrower, the original is below */
	BELOW_FROM_ROWS = 6,
};

struct state {
	long scroll;		/* how far the cursor is from the line that asked */
	bool right;		/* it is in the original's side */
	uint64_t call;		/* for which that holds */
};

static void
source_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;

	if (state->call != scene->call)
		state->scroll = 0;
	state->call = scene->call;
}

/* Tabs as spaces. */
static void
expand_tabs(struct text *text, const char *line)
{
	for (; *line != '\0' && !text->cut; line++) {
		if (*line != '\t') {
			text_addc(text, *line);
			continue;
		}
		do
			text_addc(text, ' ');
		while (text->len % TAB != 0 && !text->cut);
	}
}

/* Columns for what the lines cost; 0: there is no room for that. */
static int
heat_cols(const struct canvas *canvas)
{
	return canvas->cols >= HEAT_FROM_COLS ? HEAT_COLS : canvas->cols >= LESS_HEAT_FROM_COLS ? LESS_HEAT_COLS : 0;
}

/* Columns left of that, and of a blank before it. */
static int
heat_left(const struct canvas *canvas)
{
	return heat_cols(canvas) > 0 ? canvas->cols - heat_cols(canvas) - 1 : canvas->cols;
}

/* "   812   7.9s  9.6ms !": what the calls of that line cost, under draw_heat_titles(). */
static void
draw_heat(const struct canvas *canvas, int row, const struct profile_row *figures, bool here)
{
	enum role role = here ? ROLE_SOURCE_HERE : ROLE_SOURCE_HEAT;
	char calls[FORMAT_CAP], total[FORMAT_CAP], p99[FORMAT_CAP], text[96];
	bool all = heat_cols(canvas) == HEAT_COLS;

	snprintf(text, sizeof text, "%*s %*s", all ? 6 : 5, format_count(calls, figures->calls), all ? 6 : 5,
		 format_duration(total, figures->total_ns));
	draw_text(canvas, row, canvas->cols - heat_cols(canvas), role, text);
	if (all)
		draw_right(canvas, row, canvas->cols - 8, 6, role,
			   format_duration(p99, hist_quantile(&figures->hist, 0.99)));
	if (figures->alerts > 0)
		draw_text(canvas, row, canvas->cols - 1, here ? role : ROLE_ALERT_MEDIUM, "!");
}

static void
draw_heat_titles(const struct canvas *canvas, int row)
{
	if (heat_cols(canvas) > 0)
		draw_text(canvas, row, canvas->cols - heat_cols(canvas), ROLE_DIM,
			  heat_cols(canvas) == HEAT_COLS ? " calls  total    p99" : "calls total");
}

struct side {
	const char *file;
	unsigned line;
	enum profile_by by;
	const char *field;	/* of the filter language */
	bool exact;		/* the line itself is mapped, not the nearest before */
	const struct source_text *text; /* NULL: cannot be read */
};

static void
draw_line(const struct canvas *canvas, int row, const struct scene *scene, const struct side *side, const char *line,
	  unsigned number, bool cursor)
{
	bool here = number == side->line || cursor;
	const struct profile_row *figures;
	char room[LINE_MAX_SHOWN], text[16];
	struct text expanded = text_in(room, sizeof room);

	if (here) {
		draw_fill(canvas, row, 0, canvas->cols, ROLE_SOURCE_HERE);
		draw_text(canvas, row, 0, ROLE_SOURCE_HERE, cursor ? ">" : "*");
	}
	if (cursor)
		draw_cursor(canvas, row, 0);
	snprintf(text, sizeof text, "%u", number);
	draw_right(canvas, row, 1, 5, here ? ROLE_SOURCE_HERE : ROLE_SOURCE_NUMBER, text);
	expand_tabs(&expanded, line);
	draw_foreign(canvas, row, 7, heat_left(canvas) - 7, here ? ROLE_SOURCE_HERE : ROLE_SOURCE_LINE, room,
		     expanded.len);
	figures = heat_cols(canvas) > 0 ?
			  profile_line(session_profile(scene->figures, side->by), side->file, number) : NULL;
	if (figures != NULL)
		draw_heat(canvas, row, figures, here);
}

/* "~/srv/hot.pyx:12" and what the columns are. Of a long path it is the end that tells. */
static void
draw_title(const struct canvas *canvas, const struct side *side)
{
	char title[512];
	int width = heat_left(canvas) - 1;
	const char *file = side->file, *slash;

	while ((int)strlen(file) + 8 > width && (slash = strchr(file + 1, '/')) != NULL)
		file = slash;
	snprintf(title, sizeof title, "%s%.400s:%u", side->exact ? "" : "~", file, side->line);
	draw_foreign(canvas, 0, 1, width, ROLE_DIM, title, strlen(title));
	if (side->text != NULL)
		draw_heat_titles(canvas, 0);
}

static void
draw_side(const struct state *state, const struct scene *scene, const struct canvas *canvas, const struct side *side,
	  bool focus)
{
	struct canvas body = canvas_part(canvas, 1, 0, canvas->rows - 1, canvas->cols);
	long first = (long)side->line - body.rows / 2 + state->scroll;

	draw_title(canvas, side);
	if (side->text == NULL) {
		draw_sentence(&body, "the file cannot be read here");
		return;
	}
	if (first > (long)side->text->count - body.rows + 1)
		first = (long)side->text->count - body.rows + 1;
	if (first < 1)
		first = 1;
	for (int row = 0; row < body.rows && first + row <= (long)side->text->count; row++)
		draw_line(&body, row, scene, side, side->text->lines[first + row - 1], (unsigned)(first + row),
			  focus && first + row == (long)side->line + state->scroll);
}

/* Why there is no line: the sentence that helps. */
static void
draw_nothing(const struct scene *scene, const struct canvas *canvas, const struct place *place)
{
	struct canvas below = canvas_part(canvas, 1, 0, canvas->rows - 1, canvas->cols);
	char text[768];

	if (scene->call == 0 || place->module[0] == '\0') {
		draw_sentence(canvas, scene->call == 0 ? "no call yet" : "no stack was taken for this call");
		return;
	}
	if (place->function[0] != '\0')
		snprintf(text, sizeof text, "%.200s+%#llx in %.400s", place->function,
			 (unsigned long long)place->function_offset, place->module);
	else
		snprintf(text, sizeof text, "%.400s+%#llx", place->module, (unsigned long long)place->offset);
	draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_DIM, text, strlen(text));
	draw_sentence(&below, "no debug information there: compile with -g to see the line");
}

static struct side
generated_side(const struct scene *scene, const struct place *place)
{
	return (struct side){ place->file, place->line, PROFILE_LINE, "gen", true, session_source(scene->session, place->file) };
}

static struct side
original_side(const struct scene *scene, const struct place *place)
{
	return (struct side){
		place->orig_file, place->orig_line, PROFILE_ORIGINAL, "src", place->orig_exact,
		session_original(scene->session, place),
	};
}

/* The side that the cursor is in. */
static struct side
side_of_cursor(const struct state *state, const struct scene *scene)
{
	const struct place *place = sourceplace_of(scene).place;

	return state->right && place->orig_file[0] != '\0' ? original_side(scene, place) : generated_side(scene, place);
}

/* Where neither beside nor below each other two sides have room, the one with the cursor is shown. */
static bool
has_room_for_both(const struct canvas *canvas)
{
	return canvas->cols >= BESIDE_FROM_COLS || canvas->rows >= BELOW_FROM_ROWS;
}

/* Two canvases with a rule between: beside each other, or where that is too narrow below. */
static void
split(const struct canvas *canvas, struct canvas *ret_generated, struct canvas *ret_original)
{
	int half;

	if (canvas->cols >= BESIDE_FROM_COLS) {
		half = canvas->cols / 2;
		*ret_generated = canvas_part(canvas, 0, 0, canvas->rows, half - 1);
		*ret_original = canvas_part(canvas, 0, half, canvas->rows, canvas->cols - half);
		draw_vertical(canvas, half - 1, ROLE_RULE);
	} else {
		half = canvas->rows / 2;
		*ret_generated = canvas_part(canvas, 0, 0, half, canvas->cols);
		*ret_original = canvas_part(canvas, half, 0, canvas->rows - half, canvas->cols);
	}
}

static void
source_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct place *place = sourceplace_of(scene).place;
	const struct state *state = pane->state;
	const struct side generated = generated_side(scene, place);
	bool both = place->orig_file[0] != '\0';
	struct canvas first = *canvas, second;

	if (place->line == 0) {
		draw_nothing(scene, canvas, place);
		return;
	}
	if (both && !has_room_for_both(canvas)) {
		const struct side side = side_of_cursor(state, scene);

		draw_side(state, scene, canvas, &side, pane->focus);
		return;
	}
	if (both) {
		const struct side original = original_side(scene, place);

		split(canvas, &first, &second);
		draw_side(state, scene, &second, &original, pane->focus && state->right);
	}
	draw_side(state, scene, &first, &generated, pane->focus && !(both && state->right));
}

static void
source_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct sourceplace found = sourceplace_of(scene);
	const struct place *place = found.place;
	const struct source_text *text = place->orig_file[0] != '\0' ? session_original(scene->session, place) : NULL;
	struct text hint = text_in(buf, cap);

	(void)pane;
	if (found.caller)
		text_add(&hint, "nearest caller with source, ");
	else if (found.call != scene->call)
		text_addf(&hint, "of #%llu, the last with source, ", (unsigned long long)found.call);
	if (place->orig_file[0] != '\0')
		text_addf(&hint, "generated | original %s%s%s", place->orig_language,
			  text != NULL && text->from_map ? " out of its map" : "",
			  place->orig_exact ? "" : ", nearest line");
	else if (place->function[0] != '\0')
		text_addf(&hint, "in %.80s", place->function);
}

/* The calls of the line under the cursor; of a caller's all that went through its function, since it asked for none. */
static bool
source_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	const struct state *state = pane->state;
	struct side side = side_of_cursor(state, scene);
	struct sourceplace found = sourceplace_of(scene);
	long line = (long)side.line + state->scroll;

	if (found.caller && state->scroll == 0 && found.place->function[0] != '\0') {
		*ret_condition = (struct condition){ .field = "stack", .keep = "=", .drop = "!=" };
		snprintf(ret_condition->value, sizeof ret_condition->value, "%.480s", found.place->function);
		return true;
	}
	if (side.line == 0 || line < 1)
		return false;
	*ret_condition = (struct condition){ .field = side.field, .keep = "=", .drop = "!=" };
	snprintf(ret_condition->value, sizeof ret_condition->value, "%.480s:%ld", side.file, line);
	return true;
}

static unsigned
enter(struct pane *pane, const struct scene *scene)
{
	const struct state *state = pane->state;
	struct side side = side_of_cursor(state, scene);
	struct condition condition;
	const struct profile_row *figures;

	if (!source_condition(pane, scene, &condition) || !pane_condition(pane, &condition))
		return REACT_REDRAW;
	if (state->scroll == 0) {
		pane->call = sourceplace_of(scene).call;
		return REACT_REDRAW | REACT_FILTER;
	}
	figures = profile_line(session_profile(scene->figures, side.by), side.file,
			       (unsigned)((long)side.line + state->scroll));
	if (figures == NULL) {
		snprintf(pane->message, sizeof pane->message, "that line has asked for no call");
		return REACT_REDRAW | REACT_MESSAGE;
	}
	pane->call = figures->last_seq;
	return REACT_REDRAW | REACT_FILTER;
}

/* The cursor stays in the file. */
static void
keep_in_file(struct state *state, const struct scene *scene)
{
	struct side side = side_of_cursor(state, scene);
	const struct source_text *source = side.line > 0 ? side.text : NULL;
	long last = source != NULL ? (long)source->count : 0;

	if ((long)side.line + state->scroll > last)
		state->scroll = last - (long)side.line;
	if ((long)side.line + state->scroll < 1)
		state->scroll = 1 - (long)side.line;
	if (source == NULL)
		state->scroll = 0;
}

static bool
has_text(const struct pane *pane, const struct scene *scene, size_t position, const struct finder *finder)
{
	struct side side = side_of_cursor(pane->state, scene);
	const char *line = side.text->lines[position];

	return finder_matches(finder, line, strlen(line));
}

static bool
source_find(struct pane *pane, const struct scene *scene, const struct finder *finder, int step)
{
	struct state *state = pane->state;
	struct side side = side_of_cursor(state, scene);
	const struct source_text *source = side.line > 0 ? side.text : NULL;
	size_t position = (size_t)((long)side.line + state->scroll - 1);

	if (source == NULL || position >= source->count ||
	    !pane_find(pane, scene, finder, step, source->count, &position, has_text))
		return false;
	state->scroll = (long)position + 1 - (long)side.line;
	return true;
}

static unsigned
source_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	long page = pane->rows > 2 ? pane->rows - 2 : 1;

	switch (action) {
	case ACTION_UP:	       state->scroll -= 1; break;
	case ACTION_DOWN:      state->scroll += 1; break;
	case ACTION_PAGE_UP:   state->scroll -= page; break;
	case ACTION_PAGE_DOWN: state->scroll += page; break;
	case ACTION_HALF_UP:   state->scroll -= page / 2; break;
	case ACTION_HALF_DOWN: state->scroll += page / 2; break;
	case ACTION_LEFT:      state->right = false; break;
	case ACTION_RIGHT:     state->right = true; break;
	case ACTION_FOLLOW:    state->scroll = 0; break;
	case ACTION_ENTER:     return enter(pane, scene);
	default:	       return REACT_UNHANDLED;
	}
	keep_in_file(state, scene);
	return REACT_REDRAW;
}

const struct pane_ops pane_source = {
	.name = "source", .title = "Source", .tab = "Src", .state_size = sizeof(struct state), .settle = source_settle,
	.draw = source_draw, .hint = source_hint, .act = source_act,
	.condition = source_condition, .find = source_find,
};
