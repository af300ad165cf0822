#include "ui/prompt.h"

#include "ui/keymap.h"

enum { ENTER = '\r', NEWLINE = '\n', ESCAPE = 27, KILL_LINE = 'u' - 'a' + 1, DELETE_BACK = 127 };

void
prompt_open(struct prompt *prompt)
{
	*prompt = (struct prompt){ .open = true };
}

/* The last character, which may be several bytes of UTF-8. */
static void
take_back(struct prompt *prompt)
{
	while (prompt->len > 0 && ((unsigned char)prompt->text[--prompt->len] & 0xc0) == 0x80)
		continue;
	prompt->text[prompt->len] = '\0';
}

enum prompt_state
prompt_key(struct prompt *prompt, int key)
{
	if (key == ENTER || key == NEWLINE) {
		prompt->open = false;
		return PROMPT_DONE;
	}
	if (key == ESCAPE || ((key == KEYS_BACKSPACE || key == DELETE_BACK) && prompt->len == 0)) {
		prompt->open = false;
		return PROMPT_LEFT;
	}
	if (key == KEYS_BACKSPACE || key == DELETE_BACK) {
		take_back(prompt);
	} else if (key == KILL_LINE) {
		prompt->len = 0;
		prompt->text[0] = '\0';
	} else if (key >= ' ' && key <= 0xff && prompt->len + 1 < PROMPT_CAP) {
		prompt->text[prompt->len++] = (char)key;
		prompt->text[prompt->len] = '\0';
	}
	return PROMPT_TYPING;
}
