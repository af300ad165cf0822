/* How long calls like the current one take, or all of them: bars, or over time. */
#include <stdio.h>
#include <string.h>

#include "model/session.h"
#include "model/timeline.h"
#include "syscall/shape.h"
#include "ui/pane.h"
#include "ui/plot.h"

struct state {
	struct plot plot;
	bool wants_all;		/* the user asked for all calls */
	bool all;		/* it is of all calls: because of that, or as none of that name has returned */
	char name[CALL_NAME_CAP]; /* of the call under the cursor; "" none */
	struct hist hist;	/* of all calls */
	uint64_t hist_calls;	/* when the histogram was made */
	uint64_t hist_of;		/* figures_id then */
};

/* The name of the call under the stream's cursor. */
static void
find_name(struct state *state, const struct scene *scene)
{
	char room[CALL_NAME_CAP];
	struct call_row row;

	if (session_row(scene->session, scene->call, &row) && row.event != NULL)
		snprintf(state->name, sizeof state->name, "%s",
			 call_name(row.event->call.abi, row.event->call.nr, room));
}

/* exit_group, say, never returns: then all calls tell more than an empty pane. */
static bool
has_returned(const struct state *state, const struct scene *scene)
{
	const struct profile *profile = session_profile(scene->figures, PROFILE_CALL);
	size_t number;

	return profile_find(profile, state->name, &number) && profile_row(profile, number)->hist.count > 0;
}

/* All calls are the sum of the calls by name. */
static void
add_up(struct state *state, const struct scene *scene)
{
	const struct profile *profile = session_profile(scene->figures, PROFILE_CALL);
	uint64_t calls = session_totals(scene->figures)->calls;

	if (state->hist_of == scene->figures_id && state->hist_calls == calls)
		return;
	hist_done(&state->hist);
	for (size_t i = 0; i < profile_count(profile); i++)
		hist_merge(&state->hist, &profile_row(profile, i)->hist);
	state->hist_calls = calls;
	state->hist_of = scene->figures_id;
}

/* False when there is nothing to show. */
static bool
subject(const struct state *state, const struct scene *scene, struct plot_of *ret_of)
{
	const struct profile *profile = session_profile(scene->figures, PROFILE_CALL);
	struct plot_of of = { .timeline = session_timeline(scene->figures), .hist = &state->hist };
	size_t number;

	if (!state->all && !profile_find(profile, state->name, &number))
		return false;
	if (!state->all) {
		of.field = "fn";
		of.value = state->name;
		of.hist = &profile_row(profile, number)->hist;
		of.key = session_timeline_key(PROFILE_CALL, number);
	}
	*ret_of = of;
	return of.hist->count > 0;
}

static void
latency_init(struct pane *pane)
{
	hist_init(&((struct state *)pane->state)->hist);
}

static void
latency_done(struct pane *pane)
{
	hist_done(&((struct state *)pane->state)->hist);
}

static void
latency_settle(struct pane *pane, const struct scene *scene)
{
	struct state *state = pane->state;
	struct plot_of of;

	if (!state->plot.on) {
		find_name(state, scene);
		state->all = state->wants_all || !has_returned(state, scene);
	}
	if (state->all)
		add_up(state, scene);
	if (subject(state, scene, &of))
		plot_settle(&state->plot, &of, pane->rows, pane->cols);
}

static void
latency_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	const struct state *state = pane->state;
	struct plot_of of;

	if (subject(state, scene, &of))
		plot_draw(&state->plot, &of, canvas, pane->focus);
	else
		draw_text(canvas, 0, 1, ROLE_DIM, scene->call == 0 ? "no call yet" : "none has returned yet");
}

static unsigned
latency_act(struct pane *pane, const struct scene *scene, enum action action)
{
	struct state *state = pane->state;
	struct plot_of of;
	struct text text = text_in(pane->condition, sizeof pane->condition);

	if (action == ACTION_GROUP) {
		state->wants_all = !state->wants_all;
		plot_close(&state->plot);
		plot_close(&state->plot);
		return REACT_REDRAW;
	}
	if (action_goes_back(action) && plot_close(&state->plot))
		return REACT_REDRAW;
	if (!subject(state, scene, &of))
		return REACT_UNHANDLED;
	if (action == ACTION_ENTER && plot_condition(&state->plot, &of, &text)) {
		pane->call = scene->call;
		return REACT_REDRAW | REACT_FILTER;
	}
	return plot_act(&state->plot, &of, action) ? REACT_REDRAW : REACT_UNHANDLED;
}

static void
latency_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	const struct state *state = pane->state;

	(void)scene;
	snprintf(buf, cap, "%s, %s", state->all ? "all calls" : state->name[0] != '\0' ? state->name : "no call", plot_hint(&state->plot));
}

const struct pane_ops pane_latency = {
	.name = "latency", .title = "Latency", .tab = "Lat", .state_size = sizeof(struct state), .init = latency_init,
	.done = latency_done, .settle = latency_settle, .draw = latency_draw, .hint = latency_hint, .act = latency_act,
};
