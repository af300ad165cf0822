/* Text for the terminal's clipboard, as bytes. */
#include "ui/clipboard.h"

#include <stdlib.h>

#include "check.h"

static const struct { const char *text; bool tmux; const char *bytes; } cases[] = {
	{ "", false, "\033]52;c;\a" },
	{ "f", false, "\033]52;c;Zg==\a" },
	{ "fo", false, "\033]52;c;Zm8=\a" },
	{ "foo", false, "\033]52;c;Zm9v\a" },
	{ "foobar", false, "\033]52;c;Zm9vYmFy\a" },
	{ "\xff\xfe\xfd", false, "\033]52;c;//79\a" },
	{ "foo", true, "\033Ptmux;\033\033]52;c;Zm9v\a\033\\\033]52;c;Zm9v\a" },
};

static void
text_is_encoded(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		size_t len;
		char *bytes = clipboard_bytes(cases[i].text, strlen(cases[i].text), cases[i].tmux, &len);

		CHECK_STR(bytes, cases[i].bytes);
		CHECK_EQ(len, strlen(cases[i].bytes));
		free(bytes);
	}
}

/* 100,000 characters at most, and the last one of the text is whole. */
static void
long_text_is_cut_between_characters(void)
{
	enum { LONG = 200000 };
	char *text = malloc(LONG), *bytes;
	size_t len;

	for (size_t i = 0; i < LONG; i += 2)
		memcpy(text + i, "\xc3\xa9", 2);
	bytes = clipboard_bytes(text, LONG, false, &len);
	CHECK_EQ(len, strlen("\033]52;c;\a") + 4 * ((CLIPBOARD_MAX + 2) / 3));
	free(bytes);
	bytes = clipboard_bytes(text + 1, LONG - 1, false, &len);	/* begins within a character: ends one byte before */
	CHECK_EQ(len, strlen("\033]52;c;\a") + 4 * ((CLIPBOARD_MAX - 1 + 2) / 3));
	free(bytes);
	free(text);
}

static void
a_terminal_that_would_print_it_is_left_alone(void)
{
	CHECK(clipboard_known("xterm-256color"));
	CHECK(clipboard_known("tmux-256color"));
	CHECK(!clipboard_known("linux"));
	CHECK(!clipboard_known("vt100"));
	CHECK(!clipboard_known(NULL));
}

int
main(void)
{
	text_is_encoded();
	long_text_is_cut_between_characters();
	a_terminal_that_would_print_it_is_left_alone();
	return check_result();
}
