/* Looking back: the moment as of which everything is shown, and the work to know it; see inside.h. */
#include "model/past.h"
#include "model/session.h"
#include "ui/inside.h"
#include "ui/moment.h"

/*
 * A key that looks back works for a while before anything is drawn, so that a step never shows figures that are half
 * made; what takes longer goes on between frames.
 */
enum { KEY_NS = 24 * 1000 * 1000, SLICE_NS = 8 * 1000 * 1000, SLICE_RECORDS = 500 };

/* Calls have rows in the order in which they are first told: those told by then, once that is known. */
static uint64_t
end_then(const struct ui *ui)
{
	uint64_t end = past_is_there(ui->past) ? session_end(past_session(ui->past)) : 0;

	return end > ui->scene.at + 1 ? end : ui->scene.at + 1;
}

/* What panes see of it. */
static void
tell_scene(struct ui *ui)
{
	struct scene *scene = &ui->scene;
	const struct session *figures = scene->figures;
	unsigned percent = scene->at_percent;
	uint64_t beginnings = scene->at != 0 ? past_beginnings(ui->past) : 0;

	if (beginnings != ui->past_beginnings) {
		ui->past_beginnings = beginnings;
		scene->figures_id++;
	}
	scene->figures = scene->at != 0 ? past_session(ui->past) : scene->session;
	scene->at_percent = scene->at != 0 ? past_percent(ui->past) : 100;
	scene->at_since = scene->at != 0 ? past_since(ui->past) : 1;
	if (scene->at != 0)
		scene->end = end_then(ui);
	if (scene->figures != figures || scene->at_percent != percent || ui->viewed_ns != scene->at_ns)
		narrow_as_of(ui);
	ui->viewed_ns = scene->at_ns;
}

void
scrub_settle(struct ui *ui)
{
	struct scene *scene = &ui->scene;

	if (scene->at != 0 && scene->at < session_first(scene->session)) {
		ui_say(ui, "the moment looked back to is no longer kept: this is the oldest");
		scrub_to(ui, moment_at(scene->session, 0));
	}
	tell_scene(ui);
}

/* True when there is more to do after so long. */
static bool
work(struct ui *ui, uint64_t ns)
{
	uint64_t begin_ns = ui_now();

	if (ui->scene.at == 0 || past_is_there(ui->past) || ui->against.marking != NULL)
		return false;
	/* Without a screen nobody waits for a key: a picture is of what was asked for. */
	while (!past_run(ui->past, SLICE_RECORDS))
		if (ui->screen != NULL && ui_now() - begin_ns > ns)
			break;
	tell_scene(ui);
	ui->data_came = true;
	ui->to_draw |= past_is_there(ui->past);
	return !past_is_there(ui->past);
}

bool
scrub_slice(struct ui *ui)
{
	return work(ui, SLICE_NS);
}

static void
come_to_now(struct ui *ui)
{
	struct scene *scene = &ui->scene;
	struct pane *stream = &ui->panes[PANE_STREAM];

	scene->at = scene->at_ns = 0;
	scene->end = session_end(scene->session);
	tell_scene(ui);
	(void)stream->ops->act(stream, scene, ACTION_LAST);
	past_rest(ui->past);
}

/* As of that time, when that call was the newest that was over. */
static void
look_back(struct ui *ui, uint64_t moment, uint64_t time_ns)
{
	struct scene *scene = &ui->scene;
	struct pane *stream = &ui->panes[PANE_STREAM];

	scene->at = moment;
	scene->at_ns = time_ns;
	past_aim(ui->past, scene->at_ns);
	tell_scene(ui);
	(void)work(ui, KEY_NS);
	stream->ops->go(stream, scene, moment);
}

void
scrub_to(struct ui *ui, uint64_t moment)
{
	against_mark_now(&ui->against);	/* figures may go away */
	if (moment == 0)
		come_to_now(ui);
	else
		look_back(ui, moment, moment_ns(ui->scene.session, moment));
}

void
scrub_to_time(struct ui *ui, uint64_t time_ns)
{
	const struct session *session = ui->scene.session;
	uint64_t moment = moment_at(session, time_ns), over_ns = moment_ns(session, moment);
	uint64_t last_ns = session_totals(session)->last_ns;

	if (moment == 0)
		return;
	against_mark_now(&ui->against);
	time_ns = time_ns < last_ns ? time_ns : last_ns;
	look_back(ui, moment, time_ns > over_ns ? time_ns : over_ns);
}

/* From a time at which no call ended. */
static uint64_t
step_from(const struct scene *scene, int step)
{
	uint64_t moment = scene->at;

	if (moment != 0 && step < 0 && scene->at_ns > moment_ns(scene->session, moment))
		return moment;
	do
		moment = moment_step(scene->session, moment, step);
	while (step > 0 && moment != 0 && moment_ns(scene->session, moment) <= scene->at_ns);
	return moment;
}

void
scrub_act(struct ui *ui, enum action action)
{
	const struct session *session = ui->scene.session;
	int step = action == ACTION_SCRUB_NEXT || action == ACTION_SCRUB_FORTH ? 1 : -1;
	bool far = action == ACTION_SCRUB_FORTH || action == ACTION_SCRUB_BACK;

	if (session_end(session) <= session_first(session))
		return;
	ui->scene.playing = 0;	/* also where there is none earlier */
	scrub_to(ui, far ? moment_far(session, ui->scene.at, step) : step_from(&ui->scene, step));
	ui->to_draw = true;
}
