#include "ui/choices.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/safetext.h"

void
choices_done(struct choices *choices)
{
	free(choices->items);
	*choices = (struct choices){ .count = 0 };
}

void
choices_clear(struct choices *choices, size_t from)
{
	choices->count = choices->chosen = choices->top = 0;
	choices->picked = false;
	choices->from = from;
}

void
choices_add(struct choices *choices, const char *text, const char *note)
{
	struct choice *choice;

	if (strlen(text) >= CHOICE_TEXT)
		return;		/* half of it would be another */
	choices->items = mem_grow(choices->items, &choices->cap, choices->count + 1, sizeof *choices->items);
	choice = &choices->items[choices->count++];
	snprintf(choice->text, sizeof choice->text, "%s", text);
	snprintf(choice->note, sizeof choice->note, "%s", note);
}

void
choices_step(struct choices *choices, int step)
{
	if (choices->count == 0)
		return;
	if (!choices->picked)
		choices->chosen = step > 0 ? 0 : choices->count - 1;
	else
		choices->chosen = (choices->chosen + choices->count + (size_t)(long)step) % choices->count;
	choices->picked = true;
}

size_t
choices_common(const struct choices *choices)
{
	const char *first = choices->count > 0 ? choices->items[0].text : "";
	size_t common = strlen(first);

	for (size_t i = 1; i < choices->count; i++) {
		size_t same = 0;

		while (same < common && choices->items[i].text[same] == first[same])
			same++;
		common = same;
	}
	while (common > 0 && ((unsigned char)first[common] & 0xc0) == 0x80)
		common--;	/* not in the middle of a character */
	return common;
}

/* --- drawing --------------------------------------------------------------------- */

static int
widest(const struct choices *choices, size_t top, int rows, bool notes)
{
	int most = 0;

	for (size_t i = top; i < choices->count && i < top + (size_t)rows; i++) {
		const char *text = notes ? choices->items[i].note : choices->items[i].text;
		int width = (int)safe_width(text, strlen(text));

		most = width > most ? width : most;
	}
	return most;
}

/* The part of the list with the chosen one in it. */
static size_t
window_top(const struct choices *choices, int rows)
{
	size_t height = (size_t)rows, half = height / 2;

	if (choices->count <= height || choices->chosen < half)
		return 0;
	return choices->chosen - half < choices->count - height ? choices->chosen - half : choices->count - height;
}

void
choices_draw(const struct choices *choices, const struct canvas *canvas, int row, int rows, int col)
{
	int count = choices->count < (size_t)rows ? (int)choices->count : rows, text_cols, note_cols, width;
	size_t top;

	if (count <= 0)
		return;
	top = window_top(choices, count);
	text_cols = widest(choices, top, count, false);
	note_cols = widest(choices, top, count, true);
	width = text_cols + (note_cols > 0 ? note_cols + 2 : 0) + 3;
	if (width > canvas->cols)
		width = canvas->cols;
	if (col - 1 + width > canvas->cols)
		col = canvas->cols - width + 1;
	if (col < 1)
		col = 1;
	for (int i = 0; i < count; i++) {
		const struct choice *choice = &choices->items[top + (size_t)i];
		bool now = choices->picked && top + (size_t)i == choices->chosen;
		enum role role = now ? ROLE_CHOICE_NOW : ROLE_CHOICE;
		int at = row - count + i, text_room = width - 2 < text_cols ? width - 2 : text_cols;
		int note_room = width - text_room - 4;

		draw_fill(canvas, at, col - 1, width, role);
		draw_text(canvas, at, col - 1, role, now ? ">" : " ");
		draw_foreign(canvas, at, col, text_room, role, choice->text, strlen(choice->text));
		if (note_room > 0)
			draw_foreign(canvas, at, col + text_room + 2, note_room, now ? role : ROLE_CHOICE_NOTE, choice->note,
				     strlen(choice->note));
	}
	/* More above or below: said at the edge of the list. */
	if (top > 0)
		draw_text(canvas, row - count, col + width - 2, ROLE_CHOICE_NOTE, "^");
	if (top + (size_t)count < choices->count)
		draw_text(canvas, row - 1, col + width - 2, ROLE_CHOICE_NOTE, "v");
}
