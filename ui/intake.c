/* What comes in: records, the program's own output, the time; see inside.h. */
#include <stdio.h>

#include "base/safetext.h"
#include "base/text.h"
#include "export/onalert.h"
#include "export/telemetry.h"
#include "model/session.h"
#include "ui/clock.h"
#include "ui/inside.h"
#include "ui/terminal.h"

enum {
	SLICE_NS = 3 * 1000000 / 2,		/* of draining, before keys are looked at */
	SLICE_RECORDS = 256,		/* between looks at the clock; a stack may have many places looked up, and is looked at alone */
	READ_MS = 4,			/* that a file's symbols may take before keys are looked at */
};

uint64_t
ui_now(void)
{
	return clock_ns();
}

void
ui_say(struct ui *ui, const char *text)
{
	snprintf(ui->message, sizeof ui->message, "%s", text);
	ui->to_draw = true;
}

/* The first frame waits for nothing but the name of the program. */
static bool
first_frame_due(const struct ui *ui)
{
	return ui->screen != NULL && ui->drawn_ns == 0;
}

/* It stands in the stream as well, but that may be elsewhere. */
static void
say_note(struct ui *ui, const struct event_note *note)
{
	char room[sizeof ui->message];
	struct text text = text_in(room, sizeof room);

	safe_text(&text, EVENT_TAIL(note), note->text_len, sizeof room, true);
	ui_say(ui, room);
}

bool
ui_drain(struct ui *ui)
{
	uint64_t end_ns = ui_now() + SLICE_NS;
	const struct event *event;

	for (unsigned count = 1;; count++) {
		bool long_one;

		event = source_next(ui->options->source);
		if (event == NULL) {
			ui->data_came |= session_look_again(ui->options->session);
			return true;
		}
		long_one = event->kind == EVENT_STACK;
		/* What a picture shows does not depend on how long it takes to read a file. */
		if (ui->screen != NULL && !session_prepare(ui->options->session, event, READ_MS))
			return false;
		session_feed(ui->options->session, event);
		if (onalert_feed(ui->options->onalert, ui->options->session, alerts_mutes(&ui->panes[PANE_ALERTS])))
			source_request(ui->options->source, SOURCE_HOLD);
		if (event->kind == EVENT_NOTE)
			say_note(ui, (const struct event_note *)event);
		ui->to_draw |= event->kind == EVENT_END;	/* told in a paused picture, too */
		record_feed(ui, event);
		telemetry_feed(ui->options->telemetry, event);
		source_pop(ui->options->source);
		ui->data_came = true;
		if (first_frame_due(ui) || ((long_one || count % SLICE_RECORDS == 0) && ui_now() > end_ns))
			return false;
	}
}

void
ui_read_terminal(struct ui *ui)
{
	if (ui->terminal == NULL || ui->terminal_ended)
		return;
	if (terminal_read(ui->terminal, &ui->terminal_ended))
		ui->data_came = true;
	/* Nobody holds it open between the program's start and its first look; that is not the end. */
	if (ui->terminal_ended && !source_ended(ui->options->source))
		ui->terminal_ended = false;
}
