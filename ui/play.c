/* A moment that moves forth by itself, as time did; see inside.h. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/session.h"
#include "ui/inside.h"
#include "ui/moment.h"

enum { STEP_NS = 33 * 1000 * 1000 };	/* between two moments: about a frame */

static const double slowest = 0.001, fastest = 1e6;

/* From where one looks back to; from now the whole run. */
static void
begin(struct ui *ui)
{
	struct play *play = &ui->play;

	if (ui->scene.at == 0)
		scrub_to(ui, moment_at(ui->scene.session, 0));
	if (ui->scene.at == 0) {
		ui_say(ui, "there is no call to look back to yet");
		return;
	}
	play->at = ui->scene.at;
	play->to_ns = ui->scene.at_ns;
	play->moved_ns = ui_now();
	ui->scene.playing = play->speed;
	ui->to_draw = true;
}

void
play_toggle(struct ui *ui)
{
	if (ui->play.speed == 0)
		ui->play.speed = 1;
	if (ui->scene.playing == 0)
		begin(ui);
	else
		ui->scene.playing = 0;
}

/* "10", "10x", "0.5x". */
int
play_at(struct ui *ui, const char *typed, struct why *reterr_why)
{
	char *end;
	double speed = strtod(typed, &end);

	if (end == typed || (*end != '\0' && strcmp(end, "x") != 0) || !(speed >= slowest && speed <= fastest))
		return why_set(reterr_why, -EINVAL, "\"%.40s\" is not how fast to play, such as 10x or 0.5x", typed);
	ui->play.speed = speed;
	begin(ui);
	return 0;
}

/* Where nobody looks on every step is a frame's: a script always sees the same. */
static uint64_t
passed_ns(const struct ui *ui, uint64_t now_ns)
{
	double ns = (double)(ui->screen != NULL ? now_ns - ui->play.moved_ns : STEP_NS) * ui->play.speed;

	return ns < 1e18 ? (uint64_t)ns : (uint64_t)1e18;
}

/* Whether it plays; who goes to another moment, or pauses, wants to look at that. */
static bool
goes_on(struct ui *ui)
{
	if (ui->scene.at != ui->play.at || ui->scene.paused)
		ui->scene.playing = 0;
	return ui->scene.playing != 0;
}

void
play_tick(struct ui *ui)
{
	const struct session *session = ui->scene.session;
	uint64_t now_ns = ui_now();
	struct play *play = &ui->play;

	if (!goes_on(ui) || ui->scene.at_percent < 100 || (ui->screen != NULL && now_ns - play->moved_ns < STEP_NS))
		return;
	play->to_ns += passed_ns(ui, now_ns);
	play->moved_ns = now_ns;
	if (play->to_ns >= session_totals(session)->last_ns) {
		ui->scene.playing = 0;
		scrub_to(ui, 0);
		ui_say(ui, "played up to now");
		return;
	}
	play->at = moment_at(session, play->to_ns);
	if (moment_ns(session, play->at) > ui->scene.at_ns)
		scrub_to(ui, play->at);
	else
		play->at = ui->scene.at;
}
