/*
 * Every pane, whatever one can go into from there, and every line that can be
 * typed, each at five sizes and in three depths of colour: a row of the table
 * is a view, and what leads there.
 */
#include "check.h"
#include "export/recorder.h"
#include "model/session.h"
#include "model/srcmap.h"
#include "shots.h"
#include "tally.h"

/* Looks back a hundredth of the time, ten times. */
#define TENTH "moment-back\nmoment-back\nmoment-back\nmoment-back\nmoment-back\n" \
	"moment-back\nmoment-back\nmoment-back\nmoment-back\nmoment-back\n"

static const struct view views[] = {
	/* panes */
	{ "stream", "" },
	{ "stream-alert", "keys gaaj" },
	{ "stream-failed", "keys gej" },
	{ "functions", "keys 2" },
	{ "alerts", "keys 3" },
	{ "source", "keys ga4" },
	{ "output", "keys 5" },
	{ "tasks", "keys 6" },
	{ "tasks-over-time", "keys 6ij\nkey Right" },
	{ "latency", "keys ga7" },
	{ "spectrogram", "keys 7Bi" },
	{ "decisions", "keys 8" },
	{ "diff", "keys 9" },
	{ "diff-mark", TENTH TENTH "keys rF9D" },
	{ "diff-mark-at-the-end", "keys r" },
	/* what one can go into */
	{ "detail-arguments", "keys gaa\nkey Enter" },
	{ "detail-stack", "keys gab" },
	{ "detail-source", "keys gaa\nkey Enter\nkey Right\nkey Right" },
	{ "detail-raw", "keys gaa\nkey Enter\nkey Right\nkey Right\nkey Right" },
	{ "detail-thread", "keys gaa\nkey Enter\nkey Left\nkey Left" },
	{ "detail-context", "keys gaa\nkey Enter\nkey Left" },
	{ "functions-of-calls", "keys 2B" },
	{ "functions-inside", "keys 2\nkey Enter" },
	{ "alerts-calls", "keys 3\nkey Enter" },
	{ "tasks-calls", "keys 6j\nkey Enter" },
	{ "diff-calls", "keys 9/^read\nkey Enter\nkey Enter\nkeys e" },
	{ "diff-of-line", "keys ga4D" },
	{ "diff-of-line-back", "keys ga4D\nkey Backspace" },
	{ "diff-of-function", "keys 2jD\nkey Enter" },
	{ "diff-calls-stream", "keys 9/^read\nkey Enter\nkey Enter\nkeys jjj\nkey Enter" },
	{ "diff-calls-found", "keys 9/^read\nkey Enter\nkey Enter\nkeys /sleep\nkey Enter" },
	{ "diff-calls-back", "keys 9/^read\nkey Enter\nkey Enter\nkeys jjj\nkey Enter\nkey Backspace" },
	{ "latency-box", "keys ga7\nkey Right\nkeys V\nkey Right\nkey Right" },
	{ "latency-box-calls", "keys gaa7\nkey Right\nkeys V\nkey Right\nkey Right\nkey Enter" },
	{ "functions-calls", "keys 2\nkey Enter\nkey Right\nkey Enter" },
	{ "functions-calls-back", "keys 2\nkey Enter\nkey Right\nkey Enter\nkey Backspace" },
	{ "functions-over-time", "keys 2i" },
	{ "source-calls", "keys gaa4\nkey Enter" },
	{ "decisions-calls", "keys 8\nkey Enter" },
	{ "alerts-muted", "keys 3W" },
	{ "alerts-why", "keys 3e" },
	{ "functions-why", "keys 2C" },
	{ "functions-why-not", "keys 2jC" },
	{ "stream-why-not", "keys gaajC" },
	{ "zoomed", "keys 4z" },
	{ "past", "key S-Left\nkey S-Left\nkeys ,," },
	{ "narrowed", "key f\nkeys tid = 1001\nkey Enter\nkeys g!" },
	{ "narrowed-to-nothing", "key f\nkeys fn = mmap\nkey Enter" },
	{ "folded", "keys S" },
	/* lists laid over them */
	{ "help", "keys ?" },
	{ "marks-none", "keys '" },
	{ "marks", "keys gmjjjjmjm'" },
	{ "columns", "keys c" },
	{ "themes", "themes" },
	/* what is typed */
	{ "filter", "key f\nkeys fn = read and lat > 1.2ms" },
	{ "filter-wrong", "key f\nkeys fn = read and latt > 1ms" },
	{ "filter-offers", "key f\nkeys fn = read and \nkey Tab" },
	{ "find", "keys g/total" },
	{ "find-none", "keys /nothing\nkey Enter" },
	{ "command", "keys :ma" },
	{ "command-list", "keys :\nkey Tab" },
	{ "sort", "keys 2s" },
	{ "sort-chosen", "keys 2s\nkey Down\nkey Down\nkey Down\nkey Down\nkey Enter" },
	{ "sort-nothing", "keys s" },
	{ "command-asked", "keys gaj\nkey F11" },
	{ "command-wrong", "keys :fliter x\nkey Enter" },
	{ "command-time-wrong", "keys :at noon\nkey Enter" },
	{ "save", "keys w" },
	{ "message", "keyboard" },
};

/* --- the run that this one is held against ------------------------------------------- */

static struct recorder *recorder;

static void
record(const struct event *event)
{
	recorder_feed(recorder, event);
}

static void
record_earlier(const char *directory)
{
	struct session *session = session_new(&(struct session_options){ .names = true });
	static struct records records;
	struct why why = { "" };

	records = (struct records){ .session = session, .hear = record };
	if (!CHECK_EQ(recorder_open(directory, &(struct recording_limits){ 0 }, &recorder, &why), 0))
		return;
	recorder_begin(recorder, session);
	tally_tell_earlier(&records);
	CHECK_EQ(recorder_close(recorder, &why), 0);
	session_free(session);
}

int
main(void)
{
	static const char config[] = "commands:\n  - { name: descriptors, run: \"ls -l /proc/%{pid}/fd\", key: F11, ask: yes }\n";
	struct shot_world world = { .told = tally_tell, .output = tally_output, .baseline = "before", .config = config };
	struct why why = { "" };
	int result;

	shots_move();
	tally_write_sources();
	record_earlier(world.baseline);
	world.maps = srcmaps_new();
	CHECK_EQ(srcmaps_load(world.maps, TALLY_MAP, &why), 0);
	result = shots_take_views(views, sizeof views / sizeof *views, &world);
	srcmaps_free(world.maps);
	shots_move_back();
	return check_result() != 0 || result != 0;
}
