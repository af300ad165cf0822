#include "ui/find.h"

#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "model/asof.h"
#include "model/finder.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "ui/inside.h"
#include "ui/stream.h"

enum { SLICE_NS = 6 * 1000000, BETWEEN_CLOCKS = 64, TEXT_MAX = 16384 };

static struct pane *
stream_of(struct ui *ui)
{
	return &ui->panes[PANE_STREAM];
}

/* The pane whose own rows are looked through; NULL: the calls are. */
static struct pane *
searched_pane(struct ui *ui)
{
	struct pane *pane = ui->over != PANE_NONE ? &ui->panes[ui->over] : &ui->panes[ui->focus];

	return pane->ops->find != NULL ? pane : NULL;
}

/* By the text of the call as the detail pane shows it. */
static bool
is_found(const struct ui *ui, uint64_t seq)
{
	const struct decode_options options = { .string_max = 4096, .result_text = true };
	char line[TEXT_MAX];
	struct text text = text_in(line, sizeof line);
	struct asof asof = { .then = ui->scene.figures };
	struct call_row row;
	bool found = false;

	if (asof_row(&asof, ui->scene.session, seq, ui->scene.at_ns, &row) && row.event != NULL) {
		decode_call(&text, &row.event->call, &options);
		found = finder_matches(ui->find.finder, text.bytes, text.len);
	}
	asof_done(&asof);
	return found;
}

/* Beside the pattern while that is typed, else where messages are. */
static void
say(struct ui *ui, const char *text, bool good)
{
	if (ui->bar.kind != BAR_FIND) {
		ui_say(ui, text);
		return;
	}
	snprintf(ui->bar.verdict, sizeof ui->bar.verdict, "%s", text);
	ui->bar.good = good;
	ui->to_draw = true;
}

static void
say_nothing_found(struct ui *ui)
{
	char text[160];

	snprintf(text, sizeof text, "no call has %.80s", finder_pattern(ui->find.finder));
	say(ui, text, false);
	/* What was found with the first letters alone is not what is looked for. */
	if (ui->bar.kind == BAR_FIND && ui->find.origin != 0)
		stream_return(stream_of(ui), &ui->scene, ui->find.origin, ui->find.followed);
}

/* Of a pane that is looked through itself. */
static void
say_no_row(struct ui *ui)
{
	char text[160];

	snprintf(text, sizeof text, "no row here has %.80s", finder_pattern(ui->find.finder));
	say(ui, text, false);
}

static void
say_progress(struct ui *ui)
{
	const struct find *find = &ui->find;
	uint64_t first = session_first(ui->scene.session), end = ui->scene.end, all = end > first ? end - first : 1, done;
	char text[160];

	done = find->step > 0 ? find->at - find->from : find->from - find->at;
	if (find->round && find->step > 0)
		done = end - find->from + (find->at - first);
	else if (find->round)
		done = find->from - first + (end - find->at);
	snprintf(text, sizeof text, "looking for %.80s: %u %%   Esc stops", finder_pattern(find->finder),
		 (unsigned)(done < all ? done * 100 / all : 100));
	say(ui, text, true);
}

/* The call behind the one that was looked at, round the end once; 0: all were. */
static uint64_t
go_on(struct ui *ui, uint64_t seq)
{
	struct find *find = &ui->find;
	uint64_t next = stream_beside(stream_of(ui), &ui->scene, seq, find->step);

	if (next == 0 && !find->round) {
		find->round = true;
		next = stream_end(stream_of(ui), &ui->scene, -find->step);
	}
	if (find->round && next != 0 && (find->step > 0 ? next >= find->from : next <= find->from))
		return 0;
	return next;
}

static void
come_to(struct ui *ui, uint64_t seq)
{
	struct find *find = &ui->find;

	find->at = 0;
	if (find->round)
		say(ui, find->step > 0 ? "found from the oldest call on" : "found from the newest call back", true);
	else
		say(ui, "", true);
	stream_of(ui)->ops->go(stream_of(ui), &ui->scene, seq);
}

bool
find_tick(struct ui *ui)
{
	struct find *find = &ui->find;
	uint64_t until_ns = ui_now() + SLICE_NS;

	for (unsigned count = 1; find->at != 0; count++) {
		uint64_t seq = find->at;

		if (is_found(ui, seq)) {
			come_to(ui, seq);
			break;
		}
		find->at = go_on(ui, seq);
		if (find->at == 0)
			say_nothing_found(ui);
		else if (count % BETWEEN_CLOCKS == 0 && ui_now() > until_ns) {
			say_progress(ui);
			return true;
		}
	}
	return false;
}

void
find_stop(struct ui *ui)
{
	ui->find.at = 0;
}

/* From the call beside one on: `from` is looked at last of all. With `own` it is looked at first. */
static void
begin(struct ui *ui, uint64_t from, int step, bool own)
{
	struct find *find = &ui->find;

	find->round = false;
	find->step = step;
	find->from = from;
	find->at = from == 0 || own ? from : go_on(ui, from);
	ui->to_draw = true;
	if (find->at == 0)
		say_nothing_found(ui);
}

void
find_next(struct ui *ui, int step)
{
	struct pane *pane = searched_pane(ui);

	if (ui->find.finder == NULL) {
		ui_say(ui, "nothing to find yet: / asks for it");
		return;
	}
	ui->scene.finder = ui->find.finder;
	if (pane == NULL) {
		begin(ui, stream_of(ui)->call, step, false);
		return;
	}
	if (!pane->ops->find(pane, &ui->scene, ui->find.finder, step))
		say_no_row(ui);
}

/* Takes a finder as the one in use; NULL: none is. */
static void
use(struct ui *ui, struct finder *finder)
{
	finder_free(ui->find.finder);
	ui->find.finder = finder;
	ui->scene.finder = finder;
}

void
find_begin(struct ui *ui, const char *pattern)
{
	use(ui, finder_new(pattern));
	find_next(ui, 1);
}

void
find_done(struct find *find)
{
	finder_free(find->finder);
	find->finder = NULL;
}

/* --- the line -------------------------------------------------------------------- */

/* At every key, from where the cursor stood at first: the match comes to the cursor while it is typed. */
static void
find_changed(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	struct pane *pane = searched_pane(ui);
	char reason[160];
	size_t at = 0;

	bar->good = true;
	bar->verdict[0] = '\0';
	if (ui->find.origin == 0) {
		ui->find.origin = stream_of(ui)->call;
		ui->find.followed = stream_follows(stream_of(ui));
	}
	find_stop(ui);
	use(ui, finder_new_strict(bar->prompt.text, &at, reason, sizeof reason));
	if (bar->prompt.text[0] == '\0')
		return;
	if (ui->find.finder == NULL) {
		snprintf(bar->verdict, sizeof bar->verdict, "col %zu: %s; taken letter by letter", at + 1, reason);
		use(ui, finder_new(bar->prompt.text));
	}
	if (pane != NULL) {
		bar->good = pane->ops->find(pane, &ui->scene, ui->find.finder, 0);
		if (!bar->good)
			say_no_row(ui);
	} else {
		begin(ui, ui->find.origin, 1, true);
	}
}

static bool
find_entered(struct ui *ui)
{
	ui->find.origin = 0;
	if (!ui->bar.good)
		ui_say(ui, ui->bar.verdict);
	return true;
}

static void
find_left(struct ui *ui)
{
	find_stop(ui);
	use(ui, NULL);
	if (searched_pane(ui) == NULL)
		stream_return(stream_of(ui), &ui->scene, ui->find.origin, ui->find.followed);
	ui->find.origin = 0;
}

const struct bar_ops bar_find = {
	.label = "/", .keys = "Enter stay here  F4 filter  Esc back",
	.typed = TYPED_FIND, .changed = find_changed, .done = find_entered, .left = find_left,
};
