/* A line that is typed, and lines that were typed before. */
#include "ui/prompt.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "ui/keymap.h"
#include "ui/typed.h"

static struct prompt prompt;

static enum prompt_state
type(const char *keys)
{
	enum prompt_state state = PROMPT_TYPING;

	for (; *keys != '\0'; keys++)
		state = prompt_key(&prompt, (unsigned char)*keys);
	return state;
}

static void
letters_are_text_and_go_where_the_cursor_is(void)
{
	static const struct { const char *keys, *text; size_t at; } cases[] = {
		{ "read", "read", 4 },
		{ "read\x01" "p", "pread", 1 },			/* C-a */
		{ "read\x01\x05" "v", "readv", 5 },		/* C-e */
		{ "read\x02\x02" "-", "re-ad", 3 },		/* C-b twice */
		{ "read\x02\x02\x06" "-", "rea-d", 4 },		/* and C-f */
		{ "read\x7f\x7f", "re", 2 },
		{ "read\x01\x04", "ead", 0 },			/* C-d */
		{ "fn = read and err\x17", "fn = read and ", 14 }, /* C-w */
		{ "fn = read   \x17", "fn = ", 5 },
		{ "fn read\x02\x02\x15", "ad", 0 },		/* C-u: what is left of the cursor */
		{ "fn read\x01\x06\x06\x0b", "fn", 2 },		/* C-k */
		{ "qQfXnN:/=!", "qQfXnN:/=!", 10 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		prompt_begin(&prompt, "", NULL, TYPED_FIND);
		type(cases[i].keys);
		CHECK_STR(prompt.text, cases[i].text);
		CHECK_EQ(prompt.at, cases[i].at);
		CHECK_EQ(prompt.len, strlen(cases[i].text));
	}
}

static void
letters_beyond_ascii_are_one_step(void)
{
	prompt_begin(&prompt, "a\xc3\xa9", NULL, TYPED_FIND);
	CHECK_EQ(prompt_key(&prompt, 0x20ac), PROMPT_CHANGED);
	CHECK_EQ(prompt_key(&prompt, 0x1f600), PROMPT_CHANGED);
	CHECK_STR(prompt.text, "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80");
	CHECK_EQ(prompt_key(&prompt, KEYS_LEFT), PROMPT_TYPING);
	CHECK_EQ(prompt_key(&prompt, KEYS_LEFT), PROMPT_TYPING);
	CHECK_EQ(prompt.at, 3);
	CHECK_EQ(prompt_key(&prompt, KEYS_BACKSPACE), PROMPT_CHANGED);
	CHECK_EQ(prompt_key(&prompt, KEYS_DELETE), PROMPT_CHANGED);
	CHECK_STR(prompt.text, "a\xf0\x9f\x98\x80");
}

static void
a_line_ends_by_enter_and_is_left_by_escape(void)
{
	prompt_begin(&prompt, "x", NULL, TYPED_FIND);
	CHECK_EQ(type("\r"), PROMPT_DONE);
	CHECK_STR(prompt.text, "x");
	CHECK_EQ(type("\x1b"), PROMPT_LEFT);
	CHECK_EQ(type("\x7f"), PROMPT_CHANGED);
	CHECK_EQ(type("\x7f"), PROMPT_LEFT);	/* nothing is left to take away */
	CHECK_EQ(prompt_key(&prompt, KEYS_F1), PROMPT_FREE);
	CHECK_EQ(prompt_key(&prompt, '\t'), PROMPT_FREE);
}

static void
a_line_has_an_end(void)
{
	prompt_begin(&prompt, "", NULL, TYPED_FIND);
	for (int i = 0; i < 2 * PROMPT_CAP; i++)
		prompt_key(&prompt, 'a');
	CHECK_EQ(prompt.len, PROMPT_CAP - 1);
	CHECK_EQ(prompt_key(&prompt, KEYS_BACKSPACE), PROMPT_CHANGED);
	prompt_key(&prompt, 0x20ac);	/* three bytes: not half of it */
	CHECK_EQ(prompt.len, PROMPT_CAP - 2);
}

static void
a_completion_takes_the_place_of_a_word(void)
{
	prompt_begin(&prompt, "fn = rea and err", NULL, TYPED_FILTER);
	type("\x01\x06\x06\x06\x06\x06\x06\x06\x06");
	prompt_replace(&prompt, 5, "readlink");
	CHECK_STR(prompt.text, "fn = readlink and err");
	CHECK_EQ(prompt.at, 13);
}

static void
up_brings_what_was_typed_before(void)
{
	struct typed *typed = typed_open(NULL);

	typed_add(typed, TYPED_FIND, "one");
	typed_add(typed, TYPED_FILTER, "err");
	typed_add(typed, TYPED_FIND, "two");
	typed_add(typed, TYPED_FIND, "one");	/* once, as the newest */
	typed_add(typed, TYPED_FIND, "   ");	/* not worth it */
	prompt_begin(&prompt, "t", typed, TYPED_FIND);
	CHECK_EQ(prompt_key(&prompt, KEYS_UP), PROMPT_CHANGED);
	CHECK_STR(prompt.text, "one");
	CHECK_EQ(prompt_key(&prompt, KEYS_UP), PROMPT_CHANGED);
	CHECK_STR(prompt.text, "two");
	CHECK_EQ(prompt_key(&prompt, KEYS_UP), PROMPT_TYPING);
	CHECK_STR(prompt.text, "two");
	CHECK_EQ(prompt_key(&prompt, KEYS_DOWN), PROMPT_CHANGED);
	CHECK_STR(prompt.text, "one");
	CHECK_EQ(prompt_key(&prompt, KEYS_DOWN), PROMPT_CHANGED);
	CHECK_STR(prompt.text, "t");
	CHECK_EQ(prompt_key(&prompt, KEYS_DOWN), PROMPT_TYPING);
	typed_close(typed);
}

static void
lines_are_kept_across_runs_of_several_programs(void)
{
	char room[] = "/tmp/sightline-typed-XXXXXX", path[128];
	struct typed *one, *other;
	struct stat stat_of;

	if (mkdtemp(room) == NULL)
		exit(99);
	snprintf(path, sizeof path, "%s/state/sightline/history", room);
	one = typed_open(path);
	other = typed_open(path);
	typed_add(one, TYPED_FILTER, "fn = read");
	typed_add(other, TYPED_FILTER, "err");
	typed_add(other, TYPED_FIND, "evil\033[2J");
	typed_close(one);
	typed_close(other);
	CHECK_EQ(stat(path, &stat_of), 0);
	CHECK_EQ(stat_of.st_mode & 0777, 0600);	/* what one looks for is nobody else's business */
	one = typed_open(path);
	CHECK_STR(typed_line(one, TYPED_FILTER, 1), "err");
	CHECK_STR(typed_line(one, TYPED_FILTER, 2), "fn = read");
	CHECK(typed_line(one, TYPED_FILTER, 3) == NULL);
	CHECK(typed_line(one, TYPED_FIND, 1) == NULL);
	for (int i = 0; i < 3000; i++) {
		char line[32];

		snprintf(line, sizeof line, "seq = %d", i);
		typed_add(one, TYPED_FILTER, line);
	}
	typed_close(one);
	typed_close(typed_open(path));	/* the file is made smaller */
	CHECK_EQ(stat(path, &stat_of), 0);
	CHECK(stat_of.st_size < 16 * 1024);
	one = typed_open(path);
	CHECK_STR(typed_line(one, TYPED_FILTER, 1), "seq = 2999");
	typed_close(one);
	unlink(path);
	snprintf(path, sizeof path, "rm -r %s", room);
	CHECK_EQ(system(path), 0);
}

static void
the_file_is_where_state_belongs(void)
{
	char *path;

	setenv("XDG_STATE_HOME", "/somewhere", 1);
	path = typed_path();
	CHECK_STR(path, "/somewhere/sightline/history");
	free(path);
	setenv("XDG_STATE_HOME", "not/absolute", 1);
	setenv("HOME", "/home/me", 1);
	path = typed_path();
	CHECK_STR(path, "/home/me/.local/state/sightline/history");
	free(path);
	unsetenv("HOME");
	CHECK(typed_path() == NULL);
}

int
main(void)
{
	letters_are_text_and_go_where_the_cursor_is();
	letters_beyond_ascii_are_one_step();
	a_line_ends_by_enter_and_is_left_by_escape();
	a_line_has_an_end();
	a_completion_takes_the_place_of_a_word();
	up_brings_what_was_typed_before();
	lines_are_kept_across_runs_of_several_programs();
	the_file_is_where_state_belongs();
	return check_result();
}
