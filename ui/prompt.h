/*
 * prompt.h - a line that the user types, with a cursor in it
 *
 * Keys are numbered as in keymap.h; a letter is always text. Left, Right,
 * Home, End, C-a, C-e, C-b, C-f move; Backspace, Delete, C-d, C-w, C-u, C-k
 * take away; Up, Down, C-p, C-n bring lines typed before; Enter and Esc end it.
 */
#ifndef PROMPT_H
#define PROMPT_H

#include <stdbool.h>
#include <stddef.h>

struct typed;

enum { PROMPT_CAP = 1024 };

struct prompt {
	char text[PROMPT_CAP];	/* UTF-8, terminated */
	size_t len, at;		/* bytes; the cursor stands before byte `at`, never inside a character */
	const struct typed *typed; /* lines typed before; NULL: none. Must outlive the prompt */
	char kind;		/* of them, those of this kind */
	size_t back;		/* how many lines back in them it shows; 0: what is being typed */
	char kept[PROMPT_CAP];	/* what was typed before Up was pressed */
};

/*
 * PROMPT_TYPING: nothing but the cursor, or nothing at all, changed; PROMPT_CHANGED: the text did;
 * PROMPT_DONE: Enter; PROMPT_LEFT: Esc, C-c, or Backspace with nothing typed; PROMPT_FREE: the key is none of its own.
 */
enum prompt_state { PROMPT_TYPING, PROMPT_CHANGED, PROMPT_DONE, PROMPT_LEFT, PROMPT_FREE };

/* Begins with a text in it, the cursor behind it. */
void prompt_begin(struct prompt *prompt, const char *text, const struct typed *typed, char kind);

enum prompt_state prompt_key(struct prompt *prompt, int key);

/* Replaces the bytes from `from` to the cursor, as a completion does; the cursor comes to stand behind. */
void prompt_replace(struct prompt *prompt, size_t from, const char *text);

#endif
