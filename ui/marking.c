/* Marks set and visited; see inside.h. */
#include <stdio.h>

#include "base/format.h"
#include "base/text.h"
#include "model/session.h"
#include "ui/inside.h"

static uint64_t
begin_ns(const struct ui *ui, uint64_t seq)
{
	struct call_row row;

	return session_row(ui->scene.session, seq, &row) && row.event != NULL ? row.event->head.time_ns : 0;
}

/* "mark 2 at call 88031, 1.3ms after mark 1" */
static void
say_mark(struct ui *ui, unsigned number)
{
	uint64_t seq = marks_get(&ui->marks, number), at_ns = begin_ns(ui, seq), before_ns = 0;
	char line[160], seqs[FORMAT_CAP], apart[FORMAT_CAP];
	struct text text = text_in(line, sizeof line);
	unsigned before = number - 1;

	while (before > 0 && marks_get(&ui->marks, before) == 0)
		before--;
	if (before > 0)
		before_ns = begin_ns(ui, marks_get(&ui->marks, before));
	text_addf(&text, "mark %u at call %s", number, format_grouped(seqs, seq));
	if (before_ns != 0 && at_ns != 0)
		text_addf(&text, ", %s %s mark %u", format_duration(apart, at_ns > before_ns ? at_ns - before_ns : before_ns - at_ns),
			  at_ns >= before_ns ? "after" : "before", before);
	ui_say(ui, line);
}

void
marking_toggle(struct ui *ui)
{
	uint64_t seq = ui->scene.call;
	unsigned number;

	if (seq == 0) {
		ui_say(ui, "there is no call to mark yet");
		return;
	}
	if (marks_in(&ui->marks, seq, seq) == 0 && ui->marks.count == MARKS_MAX) {
		ui_say(ui, "there are as many marks as can be: take one away first");
		return;
	}
	number = marks_toggle(&ui->marks, seq);
	narrow_marks_changed(ui);
	if (number > 0)
		say_mark(ui, number);
	else
		ui_say(ui, "the mark is gone");
}

void
marking_go(struct ui *ui, int step)
{
	uint64_t seq = marks_beside(&ui->marks, ui->scene.call, step);

	if (seq == 0) {
		ui_say(ui, ui->marks.count == 0 ? "nothing is marked: m marks the call" : step > 0 ? "no mark behind" : "no mark before");
		return;
	}
	focus_call(ui, seq);
	if (seq >= session_first(ui->scene.session))
		say_mark(ui, marks_in(&ui->marks, seq, seq));
}
