#include "ui/prompt.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "ui/keymap.h"
#include "ui/typed.h"

#define CTRL(letter) ((letter) - 'a' + 1)

enum { ENTER = '\r', NEWLINE = '\n', ESCAPE = 27, DELETE_BACK = 127 };

void
prompt_begin(struct prompt *prompt, const char *text, const struct typed *typed, char kind)
{
	*prompt = (struct prompt){ .typed = typed, .kind = kind };
	prompt_replace(prompt, 0, text);
}

/* --- characters ---------------------------------------------------------------- */

static bool
is_inside(const struct prompt *prompt, size_t at)
{
	return at < prompt->len && ((unsigned char)prompt->text[at] & 0xc0) == 0x80;
}

static size_t
before(const struct prompt *prompt, size_t at)
{
	if (at > 0)
		at--;
	while (at > 0 && is_inside(prompt, at))
		at--;
	return at;
}

static size_t
behind(const struct prompt *prompt, size_t at)
{
	if (at < prompt->len)
		at++;
	while (is_inside(prompt, at))
		at++;
	return at;
}

/* Where the word left of the cursor begins: spaces are passed over, then what is none. */
static size_t
word_before(const struct prompt *prompt)
{
	size_t at = prompt->at;

	while (at > 0 && prompt->text[at - 1] == ' ')
		at--;
	while (at > 0 && prompt->text[at - 1] != ' ')
		at--;
	return at;
}

static size_t
encode(uint32_t code, char bytes[4])
{
	if (code < 0x80) {
		bytes[0] = (char)code;
		return 1;
	}
	if (code < 0x800) {
		bytes[0] = (char)(0xc0 | code >> 6);
		bytes[1] = (char)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		bytes[0] = (char)(0xe0 | code >> 12);
		bytes[1] = (char)(0x80 | (code >> 6 & 0x3f));
		bytes[2] = (char)(0x80 | (code & 0x3f));
		return 3;
	}
	bytes[0] = (char)(0xf0 | code >> 18);
	bytes[1] = (char)(0x80 | (code >> 12 & 0x3f));
	bytes[2] = (char)(0x80 | (code >> 6 & 0x3f));
	bytes[3] = (char)(0x80 | (code & 0x3f));
	return 4;
}

/* --- changes ------------------------------------------------------------------- */

/* What does not fit is not taken at all. */
static void
put(struct prompt *prompt, const char *bytes, size_t len)
{
	if (prompt->len + len >= PROMPT_CAP)
		return;
	memmove(prompt->text + prompt->at + len, prompt->text + prompt->at, prompt->len - prompt->at + 1);
	memcpy(prompt->text + prompt->at, bytes, len);
	prompt->len += len;
	prompt->at += len;
}

static enum prompt_state
cut(struct prompt *prompt, size_t from, size_t to)
{
	memmove(prompt->text + from, prompt->text + to, prompt->len - to + 1);
	prompt->len -= to - from;
	prompt->at = from;
	return to > from ? PROMPT_CHANGED : PROMPT_TYPING;
}

static enum prompt_state
move_to(struct prompt *prompt, size_t at)
{
	prompt->at = at;
	return PROMPT_TYPING;
}

/* Older lines, or younger ones and at last what was being typed. */
static enum prompt_state
recall(struct prompt *prompt, bool older)
{
	size_t back = older ? prompt->back + 1 : prompt->back - 1;
	const char *line = back == 0 ? prompt->kept : typed_line(prompt->typed, prompt->kind, back);

	if ((!older && prompt->back == 0) || line == NULL)
		return PROMPT_TYPING;
	if (prompt->back == 0)
		memcpy(prompt->kept, prompt->text, sizeof prompt->kept);
	snprintf(prompt->text, sizeof prompt->text, "%s", line);
	prompt->len = prompt->at = strlen(prompt->text);
	prompt->back = back;
	return PROMPT_CHANGED;
}

void
prompt_replace(struct prompt *prompt, size_t from, const char *text)
{
	cut(prompt, from, prompt->at);
	put(prompt, text, strlen(text));
}

enum prompt_state
prompt_key(struct prompt *prompt, int key)
{
	char bytes[4];

	switch (key) {
	case ENTER:
	case NEWLINE:
		return PROMPT_DONE;
	case ESCAPE:
	case CTRL('c'):
	case CTRL('g'):
		return PROMPT_LEFT;
	case KEYS_LEFT:
	case CTRL('b'):
		return move_to(prompt, before(prompt, prompt->at));
	case KEYS_RIGHT:
	case CTRL('f'):
		return move_to(prompt, behind(prompt, prompt->at));
	case KEYS_HOME:
	case CTRL('a'):
		return move_to(prompt, 0);
	case KEYS_END:
	case CTRL('e'):
		return move_to(prompt, prompt->len);
	case KEYS_UP:
	case CTRL('p'):
		return recall(prompt, true);
	case KEYS_DOWN:
	case CTRL('n'):
		return recall(prompt, false);
	case KEYS_BACKSPACE:
	case DELETE_BACK:
	case CTRL('h'):
		return prompt->len == 0 ? PROMPT_LEFT : cut(prompt, before(prompt, prompt->at), prompt->at);
	case KEYS_DELETE:
	case CTRL('d'):
		return cut(prompt, prompt->at, behind(prompt, prompt->at));
	case CTRL('w'):
		return cut(prompt, word_before(prompt), prompt->at);
	case CTRL('u'):
		return cut(prompt, 0, prompt->at);
	case CTRL('k'):
		return cut(prompt, prompt->at, prompt->len);
	default:
		if (key < ' ' || key >= KEYS_UP || (key >= 0x7f && key < 0xa0))
			return PROMPT_FREE;
		put(prompt, bytes, encode((uint32_t)key, bytes));
		return PROMPT_CHANGED;
	}
}
