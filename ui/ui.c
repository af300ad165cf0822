#include "ui/ui.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "model/session.h"
#include "trace/source.h"
#include "ui/frame.h"
#include "ui/keymap.h"
#include "ui/layout.h"
#include "ui/screen.h"
#include "ui/script.h"
#include "ui/terminal.h"

enum {
	NS_PER_MS = 1000000,
	SLICE_NS = 8 * NS_PER_MS,	/* of draining, before keys are looked at */
	FRAME_NS = 33 * NS_PER_MS,	/* between frames that new data ask for */
	CLOCK_NS = 250 * NS_PER_MS,	/* between frames that only time asks for */
	POLL_BUSY_MS = 5, POLL_IDLE_MS = 50,
	LEAVE_NS = 1400 * NS_PER_MS,
	AGAIN_NS = 1000 * NS_PER_MS,	/* within which a second Ctrl-C means it */
	SLICE_RECORDS = 256,		/* between looks at the clock */
	DEFAULT_ROWS = 24, DEFAULT_COLS = 80,
};

static const struct pane_ops *const pane_table[PANES] = {
	[PANE_STREAM] = &pane_stream, [PANE_FUNCTIONS] = &pane_functions, [PANE_ALERTS] = &pane_alerts,
	[PANE_SOURCE] = &pane_source, [PANE_OUTPUT] = &pane_output, [PANE_DETAIL] = &pane_detail,
	[PANE_LATENCY] = &pane_latency, [PANE_HELP] = &pane_help,
};

struct ui {
	const struct ui_options *options;
	struct screen *screen;		/* NULL: a script draws into the grid only */
	struct script script;
	struct keymap keymap;
	struct grid grid;
	struct pane panes[PANES];
	struct layout_plan plan;
	enum pane_id main, focus;
	bool zoom, help;
	struct scene scene;
	struct source_state source_state;
	struct terminal *terminal;
	bool terminal_ended;
	char message[160];
	bool asking;			/* the question of how to leave is on the screen */
	bool leaving;			/* the loop ends */
	bool to_draw, data_came;
	uint64_t drawn_ns, interrupted_ns;
	int signal;			/* that told us to leave */
	enum ui_leave leave;
	struct why why;			/* a script's trouble */
	int error;
};

/* Set by the handler, read by the loop. */
static volatile sig_atomic_t got_signal;

static void
on_signal(int number)
{
	got_signal = number;
}

static uint64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* --- data ---------------------------------------------------------------------- */

/* Takes records in for a slice of time; true when the ring is empty. */
static bool
drain(struct ui *ui)
{
	uint64_t end_ns = now() + SLICE_NS;
	const struct event *event;

	for (unsigned count = 1;; count++) {
		event = source_next(ui->options->source);
		if (event == NULL)
			return true;
		session_feed(ui->options->session, event);
		source_pop(ui->options->source);
		ui->data_came = true;
		if (count % SLICE_RECORDS == 0 && now() > end_ns)
			return false;
	}
}

static void
read_terminal(struct ui *ui)
{
	if (ui->terminal == NULL || ui->terminal_ended)
		return;
	if (terminal_read(ui->terminal, &ui->terminal_ended))
		ui->data_came = true;
	/* Nobody holds it open between the program's start and its first look; that is not the end. */
	if (ui->terminal_ended && !source_ended(ui->options->source))
		ui->terminal_ended = false;
}

/* --- drawing ---------------------------------------------------------------------- */

static struct frame
frame_of(struct ui *ui)
{
	const struct ring *ring = &ui->options->source->ring;

	return (struct frame){
		.scene = &ui->scene, .ring_used = ring_used(ring), .ring_size = ring_size(ring), .focus = ui->focus,
		.message = ui->message, .question = ui->asking,
	};
}

static void
draw_title(const struct canvas *canvas, const struct pane *pane, const struct scene *scene)
{
	char hint[160] = "", title[64];
	int len;

	snprintf(title, sizeof title, "%s%s", pane->ops->title, pane->focus ? " *" : "");
	draw_rule(canvas, 0, pane->focus ? ROLE_TITLE_FOCUS : ROLE_TITLE, title);
	if (pane->ops->hint != NULL)
		pane->ops->hint(pane, scene, hint, sizeof hint);
	len = (int)strlen(hint);
	if (len > 0 && len + (int)strlen(title) + 8 < canvas->cols) {
		draw_text(canvas, 0, canvas->cols - len - 3, ROLE_DIM, " ");
		draw_text(canvas, 0, canvas->cols - len - 2, ROLE_DIM, hint);
		draw_text(canvas, 0, canvas->cols - 2, ROLE_DIM, " ");
	}
}

static void
draw_placed(struct ui *ui, const struct canvas *all, const struct placed *placed)
{
	struct pane *pane = &ui->panes[placed->pane];
	struct canvas whole = canvas_part(all, placed->row, placed->col, placed->rows, placed->cols), body = whole;

	if (placed->titled && whole.rows > 1) {
		draw_title(&whole, pane, &ui->scene);
		body = canvas_part(&whole, 1, 0, whole.rows - 1, whole.cols);
	}
	if (placed->divided) {
		struct canvas line = canvas_part(all, placed->row, placed->col - 1, placed->rows, 1);

		draw_vertical(&line, 0, ROLE_RULE);
	}
	pane->ops->draw(pane, &ui->scene, &body);
}

static void
draw_help(struct ui *ui, const struct canvas *all)
{
	struct canvas body = canvas_part(all, 1, 0, all->rows - 2, all->cols);
	struct pane *pane = &ui->panes[PANE_HELP];

	pane->rows = body.rows;
	pane->cols = body.cols;
	pane->focus = true;
	draw_title(all, pane, &ui->scene);
	pane->ops->draw(pane, &ui->scene, &body);
}

static void
draw_all(struct ui *ui, const struct canvas *all)
{
	struct frame frame = frame_of(ui);

	if (ui->plan.size == SIZE_TINY) {
		draw_foreign(all, 0, 0, all->cols, ROLE_TEXT, "too small (20x5)", 16);
		return;
	}
	if (ui->help) {
		draw_help(ui, all);
		return;
	}
	for (int i = 0; i < ui->plan.count; i++)
		draw_placed(ui, all, &ui->plan.places[i]);
	if (ui->plan.size == SIZE_SMALL) {
		frame_short(all, all->rows - 1, &frame);
		return;
	}
	frame_header(all, 0, &frame);
	frame_tabs(all, 1, &frame);
	frame_status(all, all->rows - 2, &frame);
	frame_hints(all, all->rows - 1);
}

/* Gives every pane its size and lets it come to terms with what is new; the stream first, the others follow its call. */
static void
settle(struct ui *ui)
{
	struct scene *scene = &ui->scene;

	scene->now_ns = now();
	scene->terminal = ui->terminal;
	if (!scene->paused)
		scene->end = session_end(ui->options->session);
	source_state(ui->options->source, &ui->source_state);
	scene->source = &ui->source_state;
	layout_make(ui->grid.rows, ui->grid.cols, ui->main, ui->zoom, &ui->plan);
	for (int i = 0; i < ui->plan.count; i++) {
		const struct placed *placed = &ui->plan.places[i];
		struct pane *pane = &ui->panes[placed->pane];

		pane->rows = placed->titled && placed->rows > 1 ? placed->rows - 1 : placed->rows;
		pane->cols = placed->cols;
	}
	for (unsigned id = 0; id < PANES; id++) {
		struct pane *pane = &ui->panes[id];

		pane->focus = id == ui->focus;
		if (id == PANE_OUTPUT && ui->terminal != NULL && pane->rows > 0)
			terminal_resize(ui->terminal, pane->rows, pane->cols);
		if (pane->ops->settle != NULL)
			pane->ops->settle(pane, scene);
		if (id == PANE_STREAM)
			scene->call = pane->call;
	}
}

static void
draw(struct ui *ui)
{
	struct canvas all = canvas_of(&ui->grid);

	settle(ui);
	grid_clear(&ui->grid);
	draw_all(ui, &all);
	if (ui->screen != NULL)
		screen_show(ui->screen, &ui->grid);
	ui->drawn_ns = ui->scene.now_ns;
	ui->to_draw = ui->data_came = false;
}

static void
resize(struct ui *ui, int rows, int cols)
{
	grid_done(&ui->grid);
	grid_init(&ui->grid, rows, cols, ui->options->ascii || !screen_is_utf8());
	ui->to_draw = true;
}

/* --- leaving ------------------------------------------------------------------------ */

static bool
still_runs(const struct ui *ui)
{
	return !source_ended(ui->options->source);
}

static void
say(struct ui *ui, const char *text)
{
	snprintf(ui->message, sizeof ui->message, "%s", text);
	ui->to_draw = true;
}

static void
leave(struct ui *ui, enum ui_leave how)
{
	ui->leave = how;
	ui->leaving = true;
}

static void
ask_to_leave(struct ui *ui)
{
	bool started = !session_totals(ui->options->session)->attached;

	if (!still_runs(ui) || !started || !ui->options->ask || ui->screen == NULL) {
		leave(ui, started ? ui->options->leave : UI_LEAVE_DETACH);
		return;
	}
	ui->asking = true;
	say(ui, "It still runs:   k kill it and leave   d let it run on and leave   Esc stay");
}

static void
take_answer(struct ui *ui, int key)
{
	if (key == 'k')
		leave(ui, UI_LEAVE_KILL);
	else if (key == 'd')
		leave(ui, UI_LEAVE_DETACH);
	else if (key != 27 && key != 'q')
		return;
	ui->asking = false;
	say(ui, "");
}

static void act_generally(struct ui *ui, enum action action);

static void
heed_signal(struct ui *ui)
{
	int number = got_signal;
	uint64_t now_ns = now();

	if (number == 0)
		return;
	got_signal = 0;
	if (number == SIGTSTP) {
		act_generally(ui, ACTION_SUSPEND);
		return;
	}
	/* Ctrl-C asks first, and means it when it comes again. */
	if (number == SIGINT && ui->screen != NULL && !ui->asking && now_ns - ui->interrupted_ns > AGAIN_NS) {
		ui->interrupted_ns = now_ns;
		ui->signal = number;
		ask_to_leave(ui);
		if (!ui->leaving)
			ui->signal = 0;
		return;
	}
	ui->signal = number;
	leave(ui, session_totals(ui->options->session)->attached ? UI_LEAVE_DETACH : ui->options->leave);
}

/* Asks the source to end and takes in what still comes, for a bounded time. */
static void
end_source(struct ui *ui)
{
	uint64_t end_ns = now() + LEAVE_NS;
	const struct timespec nap = { 0, NS_PER_MS };

	if (still_runs(ui))
		source_request(ui->options->source, ui->leave == UI_LEAVE_KILL ? SOURCE_KILL : SOURCE_DETACH);
	while (now() < end_ns) {
		bool ended = source_ended(ui->options->source);

		read_terminal(ui);
		if (drain(ui) && ended)
			return;
		nanosleep(&nap, NULL);
	}
}

/* --- actions ------------------------------------------------------------------------- */

static void
focus_on(struct ui *ui, enum pane_id pane)
{
	ui->focus = pane;
	/* A pane that has no place on the screen takes the main one. */
	if (layout_find(&ui->plan, pane) == NULL || ui->plan.size != SIZE_WIDE || ui->zoom)
		ui->main = pane;
	ui->to_draw = true;
}

/* The next pane on the screen, in the layout's order; where only one is shown, the next tab. */
static void
focus_next(struct ui *ui, int step)
{
	int at = 0;

	if (ui->plan.size != SIZE_WIDE || ui->zoom) {
		focus_on(ui, (enum pane_id)(((int)ui->focus + step + TABS_COUNT) % TABS_COUNT));
		return;
	}
	for (int i = 0; i < ui->plan.count; i++)
		if (ui->plan.places[i].pane == ui->focus)
			at = i;
	ui->focus = ui->plan.places[(at + step + ui->plan.count) % ui->plan.count].pane;
	ui->to_draw = true;
}

static void
toggle_pause(struct ui *ui)
{
	ui->scene.paused = !ui->scene.paused;
	ui->to_draw = true;
}

/* Detail has everything until it is closed again. */
static void
open_detail(struct ui *ui)
{
	ui->focus = PANE_DETAIL;
	if (ui->plan.size != SIZE_WIDE) {
		ui->main = PANE_DETAIL;
		ui->zoom = false;
	}
	ui->to_draw = true;
}

static void
go_back(struct ui *ui)
{
	if (ui->message[0] != '\0')
		say(ui, "");
	else if (ui->zoom)
		ui->zoom = false;
	else if (ui->focus != PANE_STREAM)
		focus_on(ui, PANE_STREAM);
	ui->to_draw = true;
}

/* What every pane leaves to the loop. */
static void
act_generally(struct ui *ui, enum action action)
{
	switch (action) {
	case ACTION_QUIT:
		ask_to_leave(ui);
		break;
	case ACTION_BACK:
		go_back(ui);
		break;
	case ACTION_HELP:
		ui->help = true;
		break;
	case ACTION_NEXT_PANE:
		focus_next(ui, 1);
		break;
	case ACTION_PREV_PANE:
		focus_next(ui, -1);
		break;
	case ACTION_PANE_1:
	case ACTION_PANE_2:
	case ACTION_PANE_3:
	case ACTION_PANE_4:
	case ACTION_PANE_5:
		focus_on(ui, PANE_STREAM + (enum pane_id)(action - ACTION_PANE_1));
		break;
	case ACTION_ZOOM:
		ui->zoom = !ui->zoom;
		ui->main = ui->focus;
		break;
	case ACTION_PAUSE:
		toggle_pause(ui);
		break;
	case ACTION_STACK:
		open_detail(ui);
		(void)ui->panes[PANE_DETAIL].ops->act(&ui->panes[PANE_DETAIL], &ui->scene, ACTION_STACK);
		break;
	case ACTION_REDRAW:
		if (ui->screen != NULL)
			screen_redraw(ui->screen);
		break;
	case ACTION_SUSPEND:
		if (ui->screen != NULL)
			screen_suspend(ui->screen);
		break;
	case ACTION_FOLLOW:
	case ACTION_LAST:
		(void)ui->panes[PANE_STREAM].ops->act(&ui->panes[PANE_STREAM], &ui->scene, action);
		break;
	default:
		break;
	}
	ui->to_draw = true;
}

static void
go_to_call(struct ui *ui, uint64_t seq)
{
	struct pane *stream = &ui->panes[PANE_STREAM];

	if (seq == 0 || seq < session_first(ui->options->session)) {
		say(ui, "that call is no longer kept");
		return;
	}
	focus_on(ui, PANE_STREAM);
	stream->ops->go(stream, &ui->scene, seq);
}

static void
act(struct ui *ui, enum action action)
{
	struct pane *pane = &ui->panes[ui->focus];
	unsigned reaction;

	if (action == ACTION_NONE)
		return;
	ui->message[0] = '\0';
	if (ui->help) {
		pane = &ui->panes[PANE_HELP];
		ui->help = pane->ops->act(pane, &ui->scene, action) != REACT_UNHANDLED;
		ui->to_draw = true;
		return;
	}
	reaction = pane->ops->act != NULL ? pane->ops->act(pane, &ui->scene, action) : REACT_UNHANDLED;
	if (reaction == REACT_UNHANDLED)
		act_generally(ui, action);
	if (reaction & REACT_DETAIL)
		open_detail(ui);
	if (reaction & REACT_STREAM)
		go_to_call(ui, pane->call);
	if (reaction & REACT_MESSAGE)
		say(ui, pane->message);
	ui->to_draw = true;
}

static void
take_key(struct ui *ui, int key)
{
	settle(ui);	/* a key is meant for what is there now */
	if (ui->asking)
		take_answer(ui, key);
	else
		act(ui, keymap_action(&ui->keymap, key));
}

static void
take_keys(struct ui *ui)
{
	int key, rows, cols;

	while (ui->screen != NULL && !ui->leaving && (key = screen_key(ui->screen)) != -1) {
		if (key == -2) {
			ui->signal = SIGHUP;
			leave(ui, session_totals(ui->options->session)->attached ? UI_LEAVE_DETACH : ui->options->leave);
		} else if (key == KEYS_RESIZE) {
			screen_size(ui->screen, &rows, &cols);
			resize(ui, rows, cols);
		} else {
			take_key(ui, key);
		}
	}
}

/* --- scripts ------------------------------------------------------------------------- */

static void
save(struct ui *ui, const char *path, void (*print)(const struct grid *grid, FILE *out))
{
	FILE *out = fopen(path, "we");

	draw(ui);
	if (out != NULL)
		print(&ui->grid, out);
	if (out == NULL || fclose(out) != 0)
		ui->error = why_set(&ui->why, -errno, "cannot write %s: %s", path, strerror(errno));
}

/* Whether the command is done; else it is tried again later. `drained`: all there is was taken in. */
static bool
run_command(struct ui *ui, const struct script_command *command, bool ended, bool drained)
{
	switch (command->verb) {
	case SCRIPT_KEY:
		take_key(ui, command->key);
		return true;
	case SCRIPT_ACTION:
		settle(ui);
		act(ui, command->action);
		return true;
	case SCRIPT_WAIT_END:
		return ended && drained && (ui->terminal == NULL || ui->terminal_ended);
	case SCRIPT_WAIT_CALLS:
		return session_end(ui->options->session) > command->number || (ended && drained);
	case SCRIPT_SIZE:
		resize(ui, command->rows, command->cols);
		return true;
	case SCRIPT_SAVE_SCREEN:
		save(ui, command->file, grid_print);
		return true;
	case SCRIPT_SAVE_ROLES:
		save(ui, command->file, grid_print_roles);
		return true;
	case SCRIPT_QUIT:
		leave(ui, session_totals(ui->options->session)->attached ? UI_LEAVE_DETACH : ui->options->leave);
		return true;
	}
	return true;
}

static void
run_script(struct ui *ui, bool ended, bool drained)
{
	while (!ui->leaving && ui->error == 0 && ui->script.next < ui->script.count) {
		if (!run_command(ui, &ui->script.commands[ui->script.next], ended, drained))
			return;
		ui->script.next++;
	}
	if (ui->options->script != NULL && ui->script.next == ui->script.count && !ui->leaving)
		leave(ui, ui->options->leave);
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
	int timeout = !drained ? 0 : ui->data_came ? POLL_BUSY_MS : POLL_IDLE_MS;

	if (ui->screen != NULL)
		fds[count++] = (struct pollfd){ .fd = STDIN_FILENO, .events = POLLIN };
	if (ui->terminal != NULL && !ui->terminal_ended && still_runs(ui))
		fds[count++] = (struct pollfd){ .fd = ui->options->tty, .events = POLLIN };
	if (ui->options->script != NULL && timeout > POLL_BUSY_MS)
		timeout = POLL_BUSY_MS;
	if (poll(fds, count, timeout) < 0 && errno != EINTR)
		ui->leaving = true;
}

static void
loop(struct ui *ui)
{
	while (!ui->leaving && ui->error == 0) {
		bool ended = source_ended(ui->options->source), drained = drain(ui);

		read_terminal(ui);
		heed_signal(ui);
		take_keys(ui);
		run_script(ui, ended, drained);
		if (ui->asking && ended && drained)
			leave(ui, ui->options->leave);	/* there is nothing left to ask about */
		if (ui->screen != NULL && due(ui, now()) && !ui->leaving)
			draw(ui);
		if (!ui->leaving)
			wait_for_something(ui, drained);
	}
}

/* --- beginning and end ----------------------------------------------------------------- */

static int
open_screen(struct ui *ui, struct why *why)
{
	struct theme theme;
	int rows = DEFAULT_ROWS, cols = DEFAULT_COLS, r;

	r = theme_load(ui->options->theme != NULL ? ui->options->theme : "default", &theme, why);
	if (r < 0)
		return r;
	if (ui->options->screen != NULL && !script_parse_size(ui->options->screen, &rows, &cols))
		return why_set(why, -EINVAL, "--screen: \"%s\" is not a size such as 80x24", ui->options->screen);
	if (ui->options->script != NULL) {
		r = script_load(ui->options->script, &ui->script, why);
	} else {
		r = screen_open(&theme, &ui->screen, why);
		if (r == 0)
			screen_size(ui->screen, &rows, &cols);
	}
	if (r == 0)
		resize(ui, rows, cols);
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

int
ui_run(const struct ui_options *options, struct ui_result *ret_result, struct why *reterr_why)
{
	struct ui ui = { .options = options, .leave = options->leave, .scene = { .session = options->session } };
	int r = keymap_default(&ui.keymap, reterr_why);

	*ret_result = (struct ui_result){ 0 };
	if (r == 0)
		r = open_screen(&ui, reterr_why);
	if (r < 0) {
		end_source(&ui);
		return r;
	}
	catch_signals();
	for (unsigned id = 0; id < PANES; id++)
		pane_open(&ui.panes[id], pane_table[id]);
	if (options->tty >= 0)
		ui.terminal = terminal_new(options->tty, ui.grid.rows, ui.grid.cols);
	loop(&ui);
	end_source(&ui);
	screen_close(ui.screen);
	for (unsigned id = 0; id < PANES; id++)
		pane_close(&ui.panes[id]);
	terminal_free(ui.terminal);
	script_done(&ui.script);
	grid_done(&ui.grid);
	ret_result->signal = ui.signal;
	return ui.error < 0 ? why_set(reterr_why, ui.error, "%s", ui.why.text) : 0;
}
