/*
 * A view written to a file; see inside.h. Of the stream it is the calls that
 * are shown, in the format that the name asks for, a slice at a time; of
 * other panes what they would show on a very high screen.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/format.h"
#include "base/mem.h"
#include "export/export.h"
#include "model/asof.h"
#include "model/session.h"
#include "ui/inside.h"
#include "ui/rows.h"
#include "ui/stream.h"

enum { SLICE_NS = 6 * 1000000, BETWEEN_CLOCKS = 64, PAGE_ROWS = 4000 };

struct save {
	FILE *out;
	char *path;
	struct export export;
	struct asof asof;
	uint64_t at, first, last;	/* the next call, and the range; at 0: none is left */
	uint64_t count;
};

static const struct { const char *ending, *format; } formats[] = {
	{ ".jsonl", "jsonl" }, { ".ndjson", "jsonl" }, { ".csv", "csv" }, { ".txt", "text" }, { ".log", "text" },
};

/* Text where the name says nothing. */
static const char *
format_of(const char *path)
{
	size_t len = strlen(path);

	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		size_t ending = strlen(formats[i].ending);

		if (len > ending && strcmp(path + len - ending, formats[i].ending) == 0)
			return formats[i].format;
	}
	return "text";
}

/* "~/" is the user's home, as a shell has it. */
static char *
path_of(const char *typed)
{
	const char *home = getenv("HOME");

	return strncmp(typed, "~/", 2) == 0 && home != NULL ? mem_format("%s%s", home, typed + 1) : mem_string(typed);
}

static void
say_failure(struct ui *ui, const char *path, int error)
{
	char text[160];

	snprintf(text, sizeof text, "cannot write %.100s: %s", path, strerror(error));
	ui_say(ui, text);
}

static void
free_save(struct ui *ui)
{
	asof_done(&ui->save->asof);
	free(ui->save->path);
	free(ui->save);
	ui->save = NULL;
}

static void
end(struct ui *ui)
{
	struct save *save = ui->save;
	int r = export_end(&save->export), error = -r;
	char number[FORMAT_CAP], text[160];

	if (fclose(save->out) != 0 && error == 0)
		error = errno;
	if (error != 0) {
		say_failure(ui, save->path, error);
	} else {
		snprintf(text, sizeof text, "%s call%s written to %.100s", format_grouped(number, save->count),
			 save->count == 1 ? "" : "s", save->path);
		ui_say(ui, text);
	}
	free_save(ui);
}

static void
say_progress(struct ui *ui)
{
	const struct save *save = ui->save;
	char text[160];

	snprintf(text, sizeof text, "writing %.100s: %u %%", save->path,
		 (unsigned)((save->at - save->first) * 100 / (save->last - save->first + 1)));
	ui_say(ui, text);
}

bool
save_tick(struct ui *ui)
{
	struct save *save = ui->save;
	struct rows rows;
	uint64_t until_ns = ui_now() + SLICE_NS;

	if (save == NULL)
		return false;
	if (narrow_pending(ui))
		return true;	/* which calls are shown is not known yet */
	rows = stream_rows(ui->panes[PANE_STREAM].state, &ui->scene);
	for (unsigned count = 1; save->at != 0 && save->at <= save->last && save->export.error == 0; count++) {
		struct call_row row;

		if (asof_row(&save->asof, ui->scene.session, save->at, ui->scene.at_ns, &row) && row.event != NULL) {
			asof_finish(&save->asof, &row);
			export_feed(&save->export, &row.event->head);
			save->count++;
		}
		save->at = rows_call(&rows, save->at + 1, 1);
		if (count % BETWEEN_CLOCKS == 0 && ui_now() > until_ns) {
			if (save->at != 0)
				say_progress(ui);
			return true;
		}
	}
	end(ui);
	return false;
}

static void
begin_calls(struct ui *ui, FILE *out, char *path)
{
	const struct rows rows = stream_rows(ui->panes[PANE_STREAM].state, &ui->scene);
	const struct export_options options = {
		.string_max = 65536, .follow = true, .times = true, .stacks = true, .originals = true, .kept = true,
	};
	struct save *save = mem_new(1, sizeof *save);

	save->out = out;
	save->path = path;
	save->at = save->first = rows_call(&rows, session_first(ui->scene.session), 1);
	save->last = ui->scene.end > 0 ? ui->scene.end - 1 : 0;
	export_begin(&save->export, export_find(format_of(path)), out, ui->scene.session, &options);
	ui->save = save;
}

/* The rows of a picture down to the last that says something. */
static struct grid
without_blank_end(const struct grid *page)
{
	struct grid part = *page;

	while (part.rows > 0) {
		const struct cell *row = &page->cells[(part.rows - 1) * page->cols];
		int col = 0;

		while (col < page->cols && strcmp(row[col].text, " ") == 0)
			col++;
		if (col < page->cols)
			break;
		part.rows--;
	}
	return part;
}

static void
print_pane(struct ui *ui, FILE *out)
{
	struct pane *pane = &ui->panes[ui->focus];
	struct grid page, part;
	struct canvas canvas;

	grid_init(&page, PAGE_ROWS, ui->grid.cols, ui->grid.ascii);
	canvas = canvas_of(&page);
	pane->rows = page.rows;
	pane->cols = page.cols;
	if (pane->ops->settle != NULL)
		pane->ops->settle(pane, &ui->scene);
	pane->ops->draw(pane, &ui->scene, &canvas);
	part = without_blank_end(&page);
	grid_print(&part, out);
	grid_done(&page);
	compose_settle(ui);
}

static void
save_pane(struct ui *ui, FILE *out, char *path)
{
	char text[160];

	print_pane(ui, out);
	if (fclose(out) != 0) {
		say_failure(ui, path, errno);
	} else {
		snprintf(text, sizeof text, "%s written to %.100s", ui->panes[ui->focus].ops->title, path);
		ui_say(ui, text);
	}
	free(path);
}

void
save_stop(struct ui *ui)
{
	while (save_tick(ui))
		continue;
}

/* --- the line ------------------------------------------------------------------------- */

void
save_ask(struct ui *ui)
{
	char name[64];

	if (ui->save != NULL) {
		ui_say(ui, "a file is being written already");
		return;
	}
	snprintf(name, sizeof name, "%s.txt", ui->focus == PANE_STREAM ? "calls" : ui->panes[ui->focus].ops->name);
	bar_open(ui, BAR_SAVE, name);
}

static void
save_changed(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	char *path = path_of(bar->prompt.text);
	const char *format = ui->focus == PANE_STREAM ? format_of(path) : "text";
	struct stat st;

	bar->good = path[0] != '\0';
	if (path[0] == '\0')
		snprintf(bar->verdict, sizeof bar->verdict, "the name of a file%s", ui->focus == PANE_STREAM ? ": .txt, .jsonl or .csv" : "");
	else if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		bar->good = snprintf(bar->verdict, sizeof bar->verdict, "that is a directory") < 0;
	else if (stat(path, &st) == 0 && S_ISREG(st.st_mode))
		snprintf(bar->verdict, sizeof bar->verdict, "%s, in place of the file that is there", format);
	else
		snprintf(bar->verdict, sizeof bar->verdict, "%s", format);
	free(path);
}

void
save_to(struct ui *ui, const char *typed)
{
	char *path;
	FILE *out;

	if (ui->save != NULL) {
		ui_say(ui, "a file is being written already");
		return;
	}
	path = path_of(typed);
	out = fopen(path, "we");
	if (out == NULL) {
		say_failure(ui, path, errno);
		free(path);
	} else if (ui->focus == PANE_STREAM) {
		begin_calls(ui, out, path);
	} else {
		save_pane(ui, out, path);
	}
}

static bool
save_entered(struct ui *ui)
{
	if (!ui->bar.good)
		return false;
	save_to(ui, ui->bar.prompt.text);
	return true;
}

const struct bar_ops bar_save = {
	.label = "save to ", .keys = "Enter write  Esc leave", .typed = TYPED_SAVE, .changed = save_changed, .done = save_entered,
};
