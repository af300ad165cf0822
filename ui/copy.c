/* What is copied to the terminal's clipboard; see inside.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/asof.h"
#include "model/session.h"
#include "syscall/decode.h"
#include "ui/clipboard.h"
#include "ui/inside.h"
#include "ui/screen.h"

enum { CALL_BYTES = 1 << 18, ROW_BYTES = 16384, SHOWN_BYTES = 60 };

static void
put(struct ui *ui, const char *text, size_t len)
{
	const char *term = getenv("TERM");
	char *bytes, size[FORMAT_CAP], message[160];
	size_t bytes_len;

	if (ui->screen == NULL || !clipboard_known(term)) {
		ui_say(ui, "this terminal has no clipboard that a program can reach");
		return;
	}
	bytes = clipboard_bytes(text, len, getenv("TMUX") != NULL, &bytes_len);
	screen_send(ui->screen, bytes, bytes_len);
	free(bytes);
	if (len > CLIPBOARD_MAX)
		snprintf(message, sizeof message, "copied the first %s: a terminal takes no more",
			 format_bytes(size, CLIPBOARD_MAX));
	else
		snprintf(message, sizeof message, "copied: %.*s%s", SHOWN_BYTES, text, len > SHOWN_BYTES ? "..." : "");
	ui_say(ui, message);
}

/* The row that the cursor is on, as it is shown. */
static void
row_text(const struct ui *ui, const struct placed *placed, struct text *text)
{
	const struct cell *cells = &ui->grid.cells[ui->grid.cursor_row * ui->grid.cols + placed->col];
	size_t end = 0;

	for (int i = 0; i < placed->cols; i++) {
		if (i == 0 && strcmp(cells[i].text, ">") == 0)
			continue;	/* the cursor's mark */
		text_add(text, cells[i].text);
		if (cells[i].text[0] != '\0' && strcmp(cells[i].text, " ") != 0)
			end = text->len;
	}
	text->len = end;
	text->bytes[end] = '\0';
}

/* What the cell says, in full; a pane without cells gives the whole row. */
void
copy_cell(struct ui *ui)
{
	const struct pane *pane = &ui->panes[ui->focus];
	const struct placed *placed;
	struct condition condition;
	char bytes[ROW_BYTES];
	struct text text = text_in(bytes, sizeof bytes);

	if (pane->ops->condition != NULL && pane->ops->condition(pane, &ui->scene, &condition) &&
	    condition.value[0] != '\0') {
		put(ui, condition.value, strlen(condition.value));
		return;
	}
	compose_draw(ui);
	placed = layout_find(&ui->plan, ui->focus);
	if (placed == NULL || ui->grid.cursor_row < placed->row || ui->grid.cursor_row >= placed->row + placed->rows) {
		ui_say(ui, "there is no row here to copy");
		return;
	}
	row_text(ui, placed, &text);
	put(ui, bytes + strspn(bytes, " "), strlen(bytes + strspn(bytes, " ")));
}

/* In strace's notation, strings as long as they were recorded. */
void
copy_call(struct ui *ui)
{
	const struct decode_options options = { .string_max = 65536, .result_text = true };
	struct asof asof = { .then = ui->scene.figures };
	struct call_row row;

	if (asof_row(&asof, ui->scene.session, ui->scene.call, ui->scene.at_ns, &row) && row.event != NULL) {
		char *bytes = mem_new(CALL_BYTES, 1);
		struct text text = text_in(bytes, CALL_BYTES);

		decode_call(&text, &row.event->call, &options);
		put(ui, bytes, text.len);
		free(bytes);
	} else {
		ui_say(ui, "there is no call to copy");
	}
	asof_done(&asof);
}
