/*
 * prompt.h - a line that the user types
 */
#ifndef PROMPT_H
#define PROMPT_H

#include <stdbool.h>
#include <stddef.h>

enum { PROMPT_CAP = 256 };

struct prompt {
	bool open;
	char text[PROMPT_CAP];
	size_t len;
};

enum prompt_state { PROMPT_TYPING, PROMPT_DONE, PROMPT_LEFT };

/* Opens it with nothing typed. */
void prompt_open(struct prompt *prompt);

/* Takes a key as keymap.h numbers them: text, Backspace, C-u; Enter and Esc end it. */
enum prompt_state prompt_key(struct prompt *prompt, int key);

#endif
