/*
 * bar.h - the line at the bottom in which the user types: find, filter, command
 *
 * What is typed is judged at every key; Tab offers what could come next, as a
 * list above the line; F4 carries the text from find to filter and back.
 */
#ifndef BAR_H
#define BAR_H

#include "ui/choices.h"
#include "ui/prompt.h"

struct ui;

enum bar_kind { BAR_CLOSED, BAR_FIND, BAR_FILTER, BAR_COMMAND, BAR_SAVE };

struct bar {
	enum bar_kind kind;
	struct prompt prompt;
	struct choices choices;
	bool offering;		/* the list is open */
	bool good;		/* what was typed can be used */
	char verdict[256];	/* what there is to say of it: "ok", "col 14: unknown field ..." */
};

/* What a kind of line does. All on the front end's thread; `ui->bar` is the line. */
struct bar_ops {
	const char *label;	/* in front of it */
	const char *keys;	/* what Enter, Tab … do, for the line below */
	char typed;		/* kind of its history */
	bool offers_always;	/* the list is open without Tab */
	void (*changed)(struct ui *ui);	/* the text is another one, or was opened: fills verdict and good */
	void (*offer)(struct ui *ui);	/* fills choices for where the cursor is; NULL: nothing is offered */
	bool (*wants_more)(struct ui *ui); /* the choice that was taken is only a beginning; NULL: none is */
	bool (*done)(struct ui *ui);	/* Enter; false keeps the line open */
	void (*left)(struct ui *ui);	/* Esc: as if it had not been opened; may be NULL */
};

extern const struct bar_ops bar_find, bar_filter, bar_command, bar_save;

/* Opens the line with a text in it. */
void bar_open(struct ui *ui, enum bar_kind kind, const char *text);
void bar_key(struct ui *ui, int key);
void bar_done(struct bar *bar);

/* What a filter that begins at byte `from` of the line can go on with. */
void bar_offer_filter(struct ui *ui, size_t from);

/* Draws it into `row`, its verdict into `below` (-1: it stands at the line's right), the list above. */
void bar_draw(const struct bar *bar, const struct canvas *canvas, int row, int below);

#endif
