/* A recording, begun and ended by a key; see inside.h. */
#include <errno.h>
#include <stdio.h>

#include "base/format.h"
#include "export/recorder.h"
#include "model/session.h"
#include "ui/inside.h"

enum {
	FLUSH_NS = 250 * 1000000,	/* what was seen is on the disk that soon */
	NAMES_MAX = 100,
};

void
record_feed(struct ui *ui, const struct event *event)
{
	if (ui->recorder != NULL)
		recorder_feed(ui->recorder, event);
}

/* What is on the disk is whole; more will not come. */
static void
give_up(struct ui *ui)
{
	struct why why;
	int r = recorder_close(ui->recorder, &why);

	ui->recorder = NULL;
	if (r == 0)
		return;
	ui_say(ui, why.text);
	if (ui->recording_error == 0) {
		ui->recording_error = r;
		ui->recording_why = why;
	}
}

void
record_flush(struct ui *ui)
{
	uint64_t now_ns = ui_now();

	if (ui->recorder == NULL || now_ns - ui->flushed_ns < FLUSH_NS)
		return;
	ui->flushed_ns = now_ns;
	recorder_flush(ui->recorder);
	if (recorder_trouble(ui->recorder, NULL) < 0)
		give_up(ui);
}

static void
begin(struct ui *ui)
{
	const struct session *session = ui->options->session;
	char path[64], text[160];
	struct why why;
	int r = -EEXIST;

	for (unsigned i = 1; r == -EEXIST && i <= NAMES_MAX; i++) {
		snprintf(path, sizeof path, i == 1 ? "sightline-%u.ctf" : "sightline-%u-%u.ctf", session_totals(session)->pid, i);
		r = recorder_open(path, &(struct recording_limits){ 0 }, &ui->recorder, &why);
	}
	if (r < 0) {
		ui_say(ui, why.text);
		return;
	}
	recorder_begin(ui->recorder, session);
	snprintf(text, sizeof text, "recording to %s, with all that is kept of the time before", path);
	ui_say(ui, text);
}

static void
end(struct ui *ui)
{
	char size[FORMAT_CAP], text[160];

	recorder_flush(ui->recorder);
	snprintf(text, sizeof text, "recording ended: %s", format_bytes(size, recorder_bytes(ui->recorder)));
	ui_say(ui, text);
	give_up(ui);
}

void
record_toggle(struct ui *ui)
{
	if (ui->recorder != NULL)
		end(ui);
	else if (session_start(ui->options->session) == NULL)
		ui_say(ui, "nothing to record yet");
	else
		begin(ui);
}

void
record_close(struct ui *ui)
{
	if (ui->recorder != NULL)
		give_up(ui);
}
