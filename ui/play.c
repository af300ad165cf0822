/* A moment that moves forth by itself, as time did; see inside.h. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "model/filter_value.h"
#include "model/session.h"
#include "ui/inside.h"
#include "ui/moment.h"

enum { STEP_NS = 33 * 1000 * 1000 };	/* between two moments: about a frame */

static const double slowest = 0.001, fastest = 1e6;

/* From where one looks back to; from now the whole run. False: there is no call yet. */
static bool
begin(struct ui *ui, uint64_t until_ns)
{
	struct play *play = &ui->play;

	if (ui->scene.at == 0)
		scrub_to(ui, moment_at(ui->scene.session, 0));
	if (ui->scene.at == 0)
		return false;
	play->to_ns = ui->scene.at_ns;
	play->until_ns = until_ns;
	play->moved_ns = ui_now();
	ui->scene.playing = play->speed;
	ui->to_draw = true;
	return true;
}

void
play_toggle(struct ui *ui)
{
	if (ui->play.speed == 0)
		ui->play.speed = 1;
	if (ui->scene.playing != 0)
		ui->scene.playing = 0;
	else if (!begin(ui, UINT64_MAX))
		ui_say(ui, "there is no call to look back to yet");
}

int
play_read_speed(const char *text, double *ret_speed, struct why *reterr_why)
{
	const char *rest;
	double speed;

	if (!decimal_read(text, &speed, &rest) || (*rest != '\0' && strcmp(rest, "x") != 0) || speed < slowest ||
	    speed > fastest)
		return why_set(reterr_why, -EINVAL, "\"%.40s\" is not how fast to play, such as 10x or 0.5x", text);
	*ret_speed = speed;
	return 0;
}

/* A time behind the speed, since the start. */
static int
read_until(const struct ui *ui, const char *text, uint64_t *ret_until_ns, struct why *reterr_why)
{
	struct filter_value time;
	struct filter_fault fault;

	if (!filter_value_read(VALUE_TIME, text, &time, &fault))
		return why_set(reterr_why, -EINVAL, "%s", fault.reason);
	*ret_until_ns = session_totals(ui->scene.session)->begin_ns + (uint64_t)time.exact;
	if (*ret_until_ns <= ui->scene.at_ns)
		return why_set(reterr_why, -EINVAL, "%.40s is not later than what is looked at", text);
	return 0;
}

/* "10", "10x", "0.5x", "10x 1.5s". */
int
play_at(struct ui *ui, const char *typed, struct why *reterr_why)
{
	uint64_t until_ns = UINT64_MAX;
	size_t len = strcspn(typed, " ");
	double speed = 0;
	char word[48];
	int r;

	snprintf(word, sizeof word, "%.*s", (int)len, typed);
	typed += len + strspn(typed + len, " ");
	r = play_read_speed(word, &speed, reterr_why);
	if (r == 0 && *typed != '\0')
		r = read_until(ui, typed, &until_ns, reterr_why);
	if (r < 0)
		return r;
	ui->play.speed = speed;
	return begin(ui, until_ns) ? 0 : why_set(reterr_why, -EINVAL, "there is no call to look back to yet");
}

/* Where nobody looks on every step is a frame's: a script always sees the same. */
static uint64_t
passed_ns(const struct ui *ui, uint64_t now_ns)
{
	double ns = (double)(ui->screen != NULL ? now_ns - ui->play.moved_ns : STEP_NS) * ui->scene.playing;

	return ns < 1e18 ? (uint64_t)ns : (uint64_t)1e18;
}

/* Whether it plays; who goes to another moment, or pauses, wants to look at that. */
static bool
goes_on(struct ui *ui)
{
	if (ui->scene.at == 0 || ui->scene.at_ns != ui->play.to_ns || ui->scene.paused)
		ui->scene.playing = 0;
	return ui->scene.playing != 0;
}

/* All that there is: that is now, unless more of a recording is to be read. */
static void
come_to_end(struct ui *ui)
{
	if (ui->scene.recorded && session_totals(ui->scene.session)->phase != SESSION_ENDED) {
		ui->play.to_ns = ui->scene.at_ns;
		return;
	}
	ui->scene.playing = 0;
	scrub_to(ui, 0);
	ui_say(ui, "played up to now");
}

void
play_tick(struct ui *ui)
{
	uint64_t now_ns = ui_now(), last_ns = session_totals(ui->scene.session)->last_ns;
	struct play *play = &ui->play;

	if (ui->options->play != NULL && !play->begun && play_read_speed(ui->options->play, &play->speed, NULL) == 0)
		play->begun = begin(ui, UINT64_MAX);
	if (!goes_on(ui) || ui->scene.at_percent < 100 || (ui->screen != NULL && now_ns - play->moved_ns < STEP_NS))
		return;
	play->to_ns += passed_ns(ui, now_ns);
	play->moved_ns = now_ns;
	if (play->to_ns >= play->until_ns && play->until_ns < last_ns) {
		scrub_to_time(ui, play->until_ns);
		ui->scene.playing = 0;
	} else if (play->to_ns >= last_ns) {
		come_to_end(ui);
	} else {
		scrub_to_time(ui, play->to_ns);
	}
	ui->to_draw = true;
}
