/* How an editor is told of a line. */
#include "ui/editor.h"

#include <stdlib.h>

#include "check.h"

static const struct { const char *editor, *file; unsigned line; const char *command; } cases[] = {
	{ "vi", "a.c", 12, "vi +12 'a.c'" },
	{ "/usr/bin/nvim -u NONE", "/src/a b.c", 7, "/usr/bin/nvim -u NONE +7 '/src/a b.c'" },
	{ "nano", "a.c", 1, "nano +1 'a.c'" },
	{ "emacsclient -t", "a.c", 3, "emacsclient -t +3 'a.c'" },
	{ "micro", "a.c", 3, "micro 'a.c':3" },
	{ "hx", "a.c", 3, "hx 'a.c':3" },
	{ "kak", "a.c", 3, "kak +3 'a.c'" },
	{ "code --wait", "a.c", 3, "code --wait --goto 'a.c':3" },
	{ "acme", "a.c", 3, "acme 'a.c'" },
	{ "tmux new-window 'ne +%l '%f", "a.c", 3, "tmux new-window 'ne +3 ''a.c'" },
	{ "vi", "it's; rm -rf $HOME", 3, "vi +3 'it'\\''s; rm -rf $HOME'" },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *command = editor_command(cases[i].editor, cases[i].file, cases[i].line);

		CHECK_STR(command, cases[i].command);
		free(command);
	}
	setenv("VISUAL", " ", 1);
	setenv("EDITOR", "kak", 1);
	CHECK_STR(editor_chosen(NULL), "kak");
	setenv("VISUAL", "hx", 1);
	CHECK_STR(editor_chosen(NULL), "hx");
	CHECK_STR(editor_chosen("code -w"), "code -w");
	unsetenv("VISUAL");
	unsetenv("EDITOR");
	CHECK_STR(editor_chosen(NULL), "vi");
	return check_result();
}
