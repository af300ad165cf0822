/* The loop: data, keys, actions; see inside.h. */
#include "ui/ui.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "export/telemetry.h"
#include "model/diff.h"
#include "model/past.h"
#include "model/session.h"
#include "ui/inside.h"
#include "ui/screen.h"
#include "ui/terminal.h"

enum {
	NS_PER_MS = 1000000,
	FRAME_NS = 33 * NS_PER_MS,	/* between frames that new data ask for */
	CLOCK_NS = 250 * NS_PER_MS,	/* between frames that only time asks for */
	PANE_SLICE_NS = 5 * NS_PER_MS,	/* of what a pane does between frames */
	POLL_BUSY_MS = 5, POLL_IDLE_MS = 50,
	DEFAULT_ROWS = 24, DEFAULT_COLS = 80,
};

/* Set by the handler, read by the loop. */
static volatile sig_atomic_t got_signal;

static void
on_signal(int number)
{
	got_signal = number;
}

void
ui_forget_signal(void)
{
	got_signal = 0;
}

/* --- keys ------------------------------------------------------------------------------ */

/* Pasted text is for a prompt, where it is one line; as keys it would do anything. */
static bool
take_pasted(struct ui *ui, int *key)
{
	if (*key == KEYS_PASTE_BEGIN || *key == KEYS_PASTE_END) {
		ui->pasting = *key == KEYS_PASTE_BEGIN;
		if (ui->pasting && ui->bar.kind == BAR_CLOSED)
			ui_say(ui, "pasted text is not taken for keys");
		return true;
	}
	if (ui->pasting && *key == '\r')
		*key = ' ';
	return ui->pasting && ui->bar.kind == BAR_CLOSED;
}

/* A command of the user's own is run, or stands there to be looked at first. */
static void
command(struct ui *ui, const struct command *command)
{
	struct why why;

	if (command->ask)
		bar_open(ui, BAR_COMMAND, command->name);
	else if (outside_run(ui, command, &why) < 0)
		ui_say(ui, why.text);
}

/* Who came from another program sees that the key was taken, and where to look. */
static void
say_unbound(struct ui *ui, int key)
{
	char name[KEY_NAME_CAP], help[KEY_NAME_CAP], message[2 * KEY_NAME_CAP + 40];

	snprintf(message, sizeof message, "%s does nothing here: %s shows every key", key_to_name(key, name),
		 keymap_first(&ui->keymap, ACTION_HELP, help, sizeof help));
	ui_say(ui, message);
}

static void
press(struct ui *ui, int key)
{
	enum action action = keymap_press(&ui->keymap, key);
	const struct command *own = action == ACTION_NONE ? commands_keyed(&ui->commands, key) : NULL;

	if (own != NULL)
		command(ui, own);
	else if (action == ACTION_NONE && ui->keymap.pending < 0)
		say_unbound(ui, key);
	else
		act(ui, action);
}

void
ui_take_key(struct ui *ui, int key)
{
	compose_settle(ui);	/* a key is meant for what is there now */
	if (!ui->asking && program_takes(ui, key))
		return;
	if (take_pasted(ui, &key))
		return;
	if (ui->asking)
		leave_answer(ui, key);
	else if (ui->bar.kind != BAR_CLOSED)
		bar_key(ui, key);
	else
		press(ui, key);
}

static void
take_keys(struct ui *ui)
{
	int key, rows, cols;

	while (ui->screen != NULL && !ui->leaving && (key = screen_key(ui->screen)) != -1) {
		if (key == -2) {
			ui->signal = SIGHUP;
			leave_by_default(ui);
		} else if (key == KEYS_RESIZE) {
			screen_size(ui->screen, &rows, &cols);
			compose_resize(ui, rows, cols);
		} else if (key == KEYS_MOUSE) {
			mouse_take(ui);
		} else {
			ui_take_key(ui, key);
		}
	}
}

static void
heed_signal(struct ui *ui)
{
	int number = got_signal;

	got_signal = 0;
	if (number == SIGTSTP)
		act_generally(ui, ACTION_SUSPEND);
	else if (number != 0)
		leave_by_signal(ui, number);
}

/* --- work between frames --------------------------------------------------------------- */

static bool
panes_busy(const struct ui *ui)
{
	for (unsigned id = 0; id < PANES; id++)
		if (ui->panes[id].ops->busy != NULL && ui->panes[id].ops->busy(&ui->panes[id]))
			return true;
	return false;
}

static void
let_panes_work(struct ui *ui)
{
	for (unsigned id = 0; id < PANES; id++) {
		struct pane *pane = &ui->panes[id];

		if (pane->ops->busy == NULL || !pane->ops->busy(pane))
			continue;
		pane->ops->work(pane, &ui->scene, ui_now() + PANE_SLICE_NS);
		ui->data_came = true;
		ui->to_draw |= !pane->ops->busy(pane);
	}
}

bool
ui_is_busy(const struct ui *ui)
{
	return ui->find.at != 0 || ui->save != NULL || narrow_pending(ui) || filter_pending(ui) ||
	       ui->against.source != NULL || ui->against.marking != NULL || panes_busy(ui);
}

/* --- the loop -------------------------------------------------------------------------- */

/* Whether anything on the screen moves with time alone: a clock, the age of an open call. */
static bool
time_shows(const struct ui *ui)
{
	return session_totals(ui->options->session)->phase == SESSION_LIVE && !ui->scene.paused;
}

static bool
due(const struct ui *ui, uint64_t now_ns)
{
	if (ui->to_draw)
		return true;
	if (ui->data_came && !ui->scene.paused)
		return now_ns - ui->drawn_ns >= FRAME_NS;
	return time_shows(ui) && now_ns - ui->drawn_ns >= CLOCK_NS;
}

static void
wait_for_something(struct ui *ui, bool drained)
{
	struct pollfd fds[2];
	nfds_t count = 0;
	int timeout = !drained || ui_is_busy(ui) ? 0 : ui->data_came || ui->scene.playing != 0 ? POLL_BUSY_MS : POLL_IDLE_MS;

	if (ui->screen != NULL)
		fds[count++] = (struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN };
	if (ui->terminal != NULL && !ui->terminal_ended && !source_ended(ui->options->source))
		fds[count++] = (struct pollfd){ .fd = ui->options->tty, .events = terminal_typed(ui->terminal) ? POLLIN | POLLOUT : POLLIN };
	if (ui->screen == NULL && timeout > POLL_BUSY_MS)
		timeout = POLL_BUSY_MS;
	if (poll(fds, count, timeout) < 0 && errno != EINTR)
		ui->leaving = true;
}

/* What this run is held against, read and marked; true when there is more of it. */
static bool
read_other(struct ui *ui)
{
	bool reading = ui->against.source != NULL || ui->against.marking != NULL, more = against_slice(&ui->against);

	ui->data_came |= reading;
	ui->to_draw |= reading && !more;
	return more;
}

/* Figures that are being marked stay as they are: what comes meanwhile waits. True when all was taken in. */
static bool
take_in(struct ui *ui)
{
	return ui->against.marking == NULL && ui_drain(ui);
}

static void
loop(struct ui *ui)
{
	while (!ui->leaving && ui->error == 0) {
		bool ended = source_ended(ui->options->source), drained = take_in(ui), busy = scrub_slice(ui);

		past_keep(ui->past, ui->scene.recorded);
		busy |= read_other(ui);
		ui_read_terminal(ui);
		heed_signal(ui);
		take_keys(ui);
		(void)narrow_tick(ui);
		(void)filter_tick(ui);
		(void)find_tick(ui);
		(void)save_tick(ui);
		play_tick(ui);
		let_panes_work(ui);
		perform(ui, ended, drained);
		hold_look(ui);
		if (ui->screen != NULL)
			ui->data_came |= owncost_look(&ui->cost, ui_now());
		if (ui->screen != NULL)
			ui->to_draw |= working_say(&ui->working, ui->options->session, ui_now());
		record_flush(ui);
		telemetry_flush(ui->options->telemetry);
		if (ui->asking && ended && drained)
			leave_by_default(ui);	/* there is nothing left to ask about */
		if (ui->screen != NULL && due(ui, ui_now()) && !ui->leaving)
			compose_draw(ui);
		if (!ui->leaving)
			wait_for_something(ui, drained && !busy);
	}
}

/* --- beginning and end ----------------------------------------------------------------- */

static int
open_screen(struct ui *ui, struct why *why)
{
	int rows = DEFAULT_ROWS, cols = DEFAULT_COLS, r = 0;

	if (ui->options->screen != NULL && !script_parse_size(ui->options->screen, &rows, &cols))
		return why_set(why, -EINVAL, "--screen: \"%s\" is not a size such as 80x24", ui->options->screen);
	if (ui->options->script != NULL) {
		r = script_load(ui->options->script, &ui->script, why);
	} else if (ui->options->screen != NULL) {
		script_once(&ui->script);
	} else {
		r = screen_open(&ui->theme, ui->options->color, &ui->screen, why);
		if (r == 0)
			screen_size(ui->screen, &rows, &cols);
	}
	if (r == 0)
		compose_resize(ui, rows, cols);
	return r;
}

static void
catch_signals(void)
{
	/* SIGTSTP, too: curses' own handler does not stop where no shell controls the job. */
	static const int numbers[] = { SIGINT, SIGTERM, SIGHUP, SIGTSTP };
	struct sigaction action = { .sa_handler = on_signal };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		sigaction(numbers[i], &action, NULL);
}

/* A script has no history: it gives the same screens anywhere. */
static void
open_typed(struct ui *ui)
{
	char *path = ui->screen != NULL ? typed_path() : NULL;

	ui->typed = typed_open(path);
	free(path);
}

/* What can fail; 0, or a negative errno and a sentence. */
static int
begin(struct ui *ui, struct why *why)
{
	const struct ui_options *options = ui->options;
	int r = configure(ui, why);

	crumbs_init(&ui->crumbs);
	if (r == 0 && options->baseline != NULL)
		r = against_open(&ui->against, options->baseline, options->maps, options->baseline_history, why);
	return r == 0 ? open_screen(ui, why) : r;
}

static void
open_all(struct ui *ui)
{
	const struct ui_options *options = ui->options;

	catch_signals();
	open_typed(ui);
	ui->past = past_new(options->session);
	for (unsigned id = 0; id < PANES; id++)
		pane_open(&ui->panes[id], pane_ops_of((enum pane_id)id));
	*stream_columns(&ui->panes[PANE_STREAM]) = ui->settings.columns;
	ui->scene.scrolloff = ui->settings.scrolloff;
	program_open(ui);
	if (options->mouse)
		mouse_listen(ui, true);
	if (options->filter != NULL)
		(void)narrow_set(ui, options->filter, NULL);
	if (options->notice != NULL)
		ui_say(ui, options->notice);
}

static struct ui_result
result_of(const struct ui *ui)
{
	return (struct ui_result){
		.signal = ui->signal, .recording = ui->recording_error, .recording_why = ui->recording_why,
		.tee = ui->terminal != NULL ? terminal_tee_error(ui->terminal) : 0,
	};
}

/* The source first: what it still tells is shown, recorded and counted. Also where begin() failed. */
static void
end(struct ui *ui)
{
	leave_end_source(ui);
	save_stop(ui);
	record_close(ui);
	screen_close(ui->screen);
	for (unsigned id = 0; id < PANES; id++)
		if (ui->panes[id].ops != NULL)
			pane_close(&ui->panes[id]);
	configure_done(ui);
	past_free(ui->past);
	against_done(&ui->against);
	find_done(&ui->find);
	bar_done(&ui->bar);
	filter_drop(ui);
	narrow_done(ui);
	crumbs_done(&ui->crumbs);
	typed_close(ui->typed);
	script_done(&ui->script);
	grid_done(&ui->grid);
}

int
ui_run(const struct ui_options *options, struct ui_result *ret_result, struct why *reterr_why)
{
	struct ui ui = {
		.options = options, .leave = options->leave, .recorder = options->recorder, .over = PANE_NONE, .behind = PANE_NONE,
		.scene = {
			.session = options->session, .figures = options->session, .figures_id = 1, .recorded = options->recorded,
			.tolerance = options->tolerance > 0 ? options->tolerance / 100 : DIFF_TOLERANCE,
		},
	};
	int r = begin(&ui, reterr_why);

	if (r == 0) {
		open_all(&ui);
		loop(&ui);
	}
	end(&ui);
	*ret_result = result_of(&ui);
	terminal_free(ui.terminal);	/* which knows how its copy did */
	if (r == 0 && ui.error < 0)
		r = why_set(reterr_why, ui.error, "%s", ui.why.text);
	return r;
}
