/* Keys by their names, and back; see keymap.h. */
#include "ui/keymap.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const struct {
	const char *name;
	int key;
} specials[] = {
	{ "Up", KEYS_UP }, { "Down", KEYS_DOWN }, { "Left", KEYS_LEFT }, { "Right", KEYS_RIGHT }, { "Home", KEYS_HOME },
	{ "End", KEYS_END }, { "PgUp", KEYS_PAGE_UP }, { "PgDn", KEYS_PAGE_DOWN }, { "Backspace", KEYS_BACKSPACE },
	{ "BackTab", KEYS_BACK_TAB }, { "Delete", KEYS_DELETE }, { "Insert", KEYS_INSERT }, { "Tab", '\t' }, { "Enter", '\r' }, { "Esc", 27 },
	{ "Space", ' ' },
};

/* Bytes of the letter that begins there. */
static size_t
utf8_len(const char *text)
{
	unsigned char first = (unsigned char)text[0];

	return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* -1 when it is none, or none that a keyboard has. */
static int
utf8_letter(const char *text)
{
	size_t len = utf8_len(text);
	int letter = len == 1 ? text[0] : (unsigned char)text[0] & (0xff >> (len + 1));

	for (size_t i = 1; i < len; i++) {
		if (((unsigned char)text[i] & 0xc0) != 0x80)
			return -1;
		letter = letter << 6 | ((unsigned char)text[i] & 0x3f);
	}
	return letter > ' ' && letter != 0x7f && letter < KEYS_UP ? letter : -1;
}

/* C-a to C-z, and C-[ C-\\ C-] C-^ C-_: what terminals send for them. */
static int
control_key(char letter)
{
	if (letter >= 'a' && letter <= 'z')
		return letter - 'a' + 1;
	return letter >= '[' && letter <= '_' ? letter - '@' : -1;
}

int
key_from_name(const char *name, size_t len)
{
	static const struct { char letter; int bit; } held[] = { { 'S', KEYS_SHIFT }, { 'M', KEYS_ALT }, { 'C', KEYS_CTRL } };

	if (len == 0)
		return -1;
	if (utf8_len(name) == len)
		return utf8_letter(name);
	if (len == 3 && name[0] == 'C' && name[1] == '-')
		return control_key(name[2]);
	for (size_t i = 0; len > 3 && name[1] == '-' && i < sizeof held / sizeof *held; i++)
		if (name[0] == held[i].letter) {
			int key = key_from_name(name + 2, len - 2);

			return key >= KEYS_UP ? key | held[i].bit : -1;
		}
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (strlen(specials[i].name) == len && strncmp(specials[i].name, name, len) == 0)
			return specials[i].key;
	if (name[0] == 'F' && len <= 3) {
		int number = atoi(name + 1);

		if (number >= 1 && number <= 12)
			return KEYS_F1 + number - 1;
	}
	return -1;
}

static void
letter_to_utf8(int letter, char *text)
{
	size_t len = letter < 0x80 ? 1 : letter < 0x800 ? 2 : letter < 0x10000 ? 3 : 4;

	text[len] = '\0';
	for (size_t i = len; i-- > 1; letter >>= 6)
		text[i] = (char)(0x80 | (letter & 0x3f));
	text[0] = (char)(len == 1 ? letter : (0xff00 >> len & 0xff) | letter);
}

const char *
key_to_name(int key, char name[KEY_NAME_CAP])
{
	int plain = key >= KEYS_UP ? key & ~KEYS_MODIFIERS : key;
	const char *held = "";

	if (key >= KEYS_UP)
		held = key & KEYS_CTRL ? (key & KEYS_SHIFT ? "C-S-" : "C-") : key & KEYS_ALT ? "M-" : key & KEYS_SHIFT ? "S-" : "";
	for (size_t i = 0; i < sizeof specials / sizeof *specials; i++)
		if (specials[i].key == plain) {
			snprintf(name, KEY_NAME_CAP, "%s%s", held, specials[i].name);
			return name;
		}
	if (plain >= KEYS_F1 && plain <= KEYS_F12)
		snprintf(name, KEY_NAME_CAP, "%sF%d", held, plain - KEYS_F1 + 1);
	else if (plain < ' ')
		snprintf(name, KEY_NAME_CAP, "C-%c", plain < 27 ? plain + 'a' - 1 : plain + '@');
	else
		letter_to_utf8(plain, name);
	return name;
}
