/* Questions, signals, and the end of the source; see inside.h. */
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "model/session.h"
#include "ui/inside.h"

enum {
	NS_PER_MS = 1000000,
	LEAVE_NS = 1400 * NS_PER_MS,
	AGAIN_NS = 1000 * NS_PER_MS,	/* within which a second Ctrl-C means it */
};

static bool
still_runs(const struct ui *ui)
{
	return !source_ended(ui->options->source);
}

void
leave_now(struct ui *ui, enum ui_leave how)
{
	ui->leave = how;
	ui->leaving = true;
}

void
leave_by_default(struct ui *ui)
{
	leave_now(ui, session_totals(ui->options->session)->attached ? UI_LEAVE_DETACH : ui->options->leave);
}

void
leave_ask(struct ui *ui)
{
	bool started = !session_totals(ui->options->session)->attached;

	if (!still_runs(ui) || !started || !ui->options->ask || ui->screen == NULL) {
		leave_by_default(ui);
		return;
	}
	ui->asking = true;
	ui_say(ui, "It still runs:   k kill it and leave   d let it run on and leave   Esc stay");
}

void
leave_answer(struct ui *ui, int key)
{
	if (key == 'k')
		leave_now(ui, UI_LEAVE_KILL);
	else if (key == 'd')
		leave_now(ui, UI_LEAVE_DETACH);
	else if (key != 27 && key != 'q')
		return;
	ui->asking = false;
	ui_say(ui, "");
}

void
leave_by_signal(struct ui *ui, int number)
{
	uint64_t now_ns = ui_now();
	bool again = ui->asking || now_ns - ui->interrupted_ns < AGAIN_NS;

	/* Ctrl-C asks first, and means it when it comes again. */
	if (number == SIGINT && ui->screen != NULL && !again) {
		ui->interrupted_ns = now_ns;
		leave_ask(ui);
	} else {
		leave_by_default(ui);
	}
	if (ui->leaving)
		ui->signal = number;
}

void
leave_end_source(struct ui *ui)
{
	uint64_t end_ns = ui_now() + LEAVE_NS;
	const struct timespec nap = { 0, NS_PER_MS };

	if (still_runs(ui))
		source_request(ui->options->source, ui->leave == UI_LEAVE_KILL ? SOURCE_KILL : SOURCE_DETACH);
	while (ui_now() < end_ns) {
		bool ended = source_ended(ui->options->source);

		ui_read_terminal(ui);
		if (ui_drain(ui) && ended)
			return;
		nanosleep(&nap, NULL);
	}
}
