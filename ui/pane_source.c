/* The line that asked: generated source, and beside it the original where a map covers it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/session.h"
#include "ui/pane.h"

enum { TAB = 8, HEAT_COLS = 28, HEAT_FROM_COLS = 64, LINE_MAX_SHOWN = 1024 };

struct state {
	long scroll;		/* how far the cursor is from the line that asked */
	bool right;		/* it is in the original's side */
	uint64_t call;		/* for which that holds */
};

static const struct place *
current_place(const struct scene *scene)
{
	struct call_row row;

	return session_row(scene->session, scene->call, &row) ? row.place : &place_unknown;
}

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

/* "812x 7.9s p99 9.6ms !": what the calls of that line cost. */
static void
draw_heat(const struct canvas *canvas, int row, const struct profile_row *figures, bool here)
{
	char calls[FORMAT_CAP], total[FORMAT_CAP], p99[FORMAT_CAP], text[96];

	snprintf(text, sizeof text, "%sx %s p99 %s%s", format_count(calls, figures->calls),
		 format_duration(total, figures->total_ns), format_duration(p99, hist_quantile(&figures->hist, 0.99)),
		 figures->alerts > 0 ? " !" : "");
	draw_right(canvas, row, canvas->cols - HEAT_COLS, HEAT_COLS, here ? ROLE_SOURCE_HERE : ROLE_SOURCE_HEAT, text);
}

struct side {
	const char *file;
	unsigned line;
	enum profile_by by;
	const char *field;	/* of the filter language */
};

static void
draw_line(const struct canvas *canvas, int row, const struct scene *scene, const struct side *side, const char *line,
	  unsigned number, bool cursor)
{
	bool here = number == side->line || cursor, heat = canvas->cols >= HEAT_FROM_COLS;
	int width = canvas->cols - 7 - (heat ? HEAT_COLS + 1 : 0);
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
	draw_foreign(canvas, row, 7, width, here ? ROLE_SOURCE_HERE : ROLE_SOURCE_LINE, room, expanded.len);
	figures = heat ? profile_line(session_profile(scene->figures, side->by), side->file, number) : NULL;
	if (figures != NULL)
		draw_heat(canvas, row, figures, here);
}

static void
say(const struct canvas *canvas, int row, const char *text)
{
	draw_foreign(canvas, row, 1, canvas->cols - 1, ROLE_DIM, text, strlen(text));
}

static void
draw_side(const struct state *state, const struct scene *scene, const struct canvas *canvas, const struct side *side, bool focus)
{
	const struct source_text *source = session_source(scene->session, side->file);
	struct canvas body = canvas_part(canvas, 1, 0, canvas->rows - 1, canvas->cols);
	long first = (long)side->line - body.rows / 2 + state->scroll;
	char title[512];

	snprintf(title, sizeof title, "%.400s:%u", side->file, side->line);
	say(canvas, 0, title);
	if (source == NULL) {
		say(&body, 0, "the file cannot be read here");
		return;
	}
	if (first > (long)source->count - body.rows + 1)
		first = (long)source->count - body.rows + 1;
	if (first < 1)
		first = 1;
	for (int row = 0; row < body.rows && first + row <= (long)source->count; row++)
		draw_line(&body, row, scene, side, source->lines[first + row - 1], (unsigned)(first + row),
			  focus && first + row == (long)side->line + state->scroll);
}

/* Why there is no line: the sentence that helps. */
static void
draw_nothing(const struct scene *scene, const struct canvas *canvas, const struct place *place)
{
	char text[768];

	if (scene->call == 0 || place->module[0] == '\0') {
		say(canvas, 0, scene->call == 0 ? "no call yet" : "no stack was taken for this call");
		return;
	}
	if (place->function[0] != '\0')
		snprintf(text, sizeof text, "%.200s+%#llx in %.400s", place->function,
			 (unsigned long long)place->function_offset, place->module);
	else
		snprintf(text, sizeof text, "%.400s+%#llx", place->module, (unsigned long long)place->offset);
	say(canvas, 0, text);
	say(canvas, 1, "no debug information there: compile with -g to see the line");
}

static struct side
generated_side(const struct place *place)
{
	return (struct side){ place->file, place->line, PROFILE_LINE, "gen" };
}

static struct side
original_side(const struct place *place)
{
	return (struct side){ place->orig_file, place->orig_line, PROFILE_ORIGINAL, "src" };
}

/* The side that the cursor is in. */
static struct side
side_of_cursor(const struct state *state, const struct place *place)
{
	return state->right && place->orig_file[0] != '\0' ? original_side(place) : generated_side(place);
}

static void
source_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct place *place = current_place(scene);
	const struct state *state = pane->state;
	const struct side generated = generated_side(place), original = original_side(place);
	bool both = place->orig_file[0] != '\0';
	struct canvas left = *canvas, right;

	if (place->line == 0) {
		draw_nothing(scene, canvas, place);
		return;
	}
	if (both) {
		left = canvas_part(canvas, 0, 0, canvas->rows, canvas->cols / 2 - 1);
		right = canvas_part(canvas, 0, canvas->cols / 2, canvas->rows, canvas->cols - canvas->cols / 2);
		draw_vertical(canvas, canvas->cols / 2 - 1, ROLE_RULE);
		draw_side(state, scene, &right, &original, pane->focus && state->right);
	}
	draw_side(state, scene, &left, &generated, pane->focus && !(both && state->right));
}

static void
source_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct place *place = current_place(scene);

	(void)pane;
	if (place->orig_file[0] != '\0')
		snprintf(buf, cap, "generated | original %s%s", place->orig_language, place->orig_exact ? "" : ", nearest line");
	else if (place->function[0] != '\0')
		snprintf(buf, cap, "in %.80s", place->function);
}

/* The calls of the line under the cursor. */
static bool
source_condition(const struct pane *pane, const struct scene *scene, struct condition *ret_condition)
{
	const struct state *state = pane->state;
	struct side side = side_of_cursor(state, current_place(scene));
	long line = (long)side.line + state->scroll;

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
	struct side side = side_of_cursor(state, current_place(scene));
	struct condition condition;
	const struct profile_row *figures;

	if (!source_condition(pane, scene, &condition) || !pane_condition(pane, &condition))
		return REACT_REDRAW;
	figures = profile_line(session_profile(scene->session, side.by), side.file, (unsigned)((long)side.line + state->scroll));
	if (figures == NULL) {
		snprintf(pane->message, sizeof pane->message, "that line has asked for no call");
		return REACT_REDRAW | REACT_MESSAGE;
	}
	pane->call = state->scroll == 0 ? scene->call : figures->last_seq;
	return REACT_REDRAW | REACT_FILTER;
}

/* The cursor stays in the file. */
static void
keep_in_file(struct state *state, const struct scene *scene)
{
	struct side side = side_of_cursor(state, current_place(scene));
	const struct source_text *source = side.line > 0 ? session_source(scene->session, side.file) : NULL;
	long last = source != NULL ? (long)source->count : 0;

	if ((long)side.line + state->scroll > last)
		state->scroll = last - (long)side.line;
	if ((long)side.line + state->scroll < 1)
		state->scroll = 1 - (long)side.line;
	if (source == NULL)
		state->scroll = 0;
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
	.name = "source", .title = "Source", .state_size = sizeof(struct state), .settle = source_settle,
	.draw = source_draw, .hint = source_hint, .act = source_act,
	.condition = source_condition,
};
