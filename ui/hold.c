/* The program held at an alert; see inside.h. */
#include <stdio.h>

#include "export/onalert.h"
#include "model/session.h"
#include "ui/inside.h"

/* The call is shown with its stack, and what to type elsewhere. */
static void
say_held(struct ui *ui, const struct alert *cause)
{
	char text[sizeof ui->message];

	focus_call(ui, cause->last_seq);
	focus_detail(ui);
	snprintf(text, sizeof text, "held at call %llu   gdb -p %u   F9: attach again, go on",
		 (unsigned long long)cause->last_seq, onalert_pid(ui->options->session, cause));
	ui_say(ui, text);
}

void
hold_look(struct ui *ui)
{
	const struct alert *cause = onalert_cause(ui->options->onalert);
	struct source_state state;

	onalert_look(ui->options->onalert);
	if (cause == NULL || ui->held)
		return;
	source_state(ui->options->source, &state);
	if (!state.held)
		return;
	ui->held = true;
	say_held(ui, cause);
}

void
hold_go_on(struct ui *ui)
{
	if (!ui->held) {
		ui_say(ui, "the program is not held");
		return;
	}
	ui->held = false;
	onalert_go_on(ui->options->onalert);
	source_request(ui->options->source, SOURCE_GO_ON);
	ui_say(ui, "the program goes on");
}
