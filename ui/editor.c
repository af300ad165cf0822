#include "ui/editor.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/shellword.h"
#include "base/text.h"

enum { COMMAND_MAX = 65536 };

/* Forms: l is the line, f the file; other letters stand for themselves. */
static const struct {
	const char *names, *form;
} forms[] = {
	{ "vi vim nvim vim.basic vim.tiny vim.nox nvi elvis view nano pico emacs emacsclient kak joe jmacs ne mg jed zile ed ex mcedit",
	  "+%l %f" },
	{ "hx helix micro subl sublime_text zed lapce", "%f:%l" },
	{ "code codium code-insiders cursor", "--goto %f:%l" },
	{ "kate kwrite gedit gnome-text-editor", "--line %l %f" },
	{ "idea pycharm clion rustrover goland", "--line %l %f" },
};

const char *
editor_chosen(const char *configured)
{
	static const char *const variables[] = { "VISUAL", "EDITOR" };

	if (configured != NULL)
		return configured;
	for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
		const char *value = getenv(variables[i]);

		if (value != NULL && value[strspn(value, " \t")] != '\0')
			return value;
	}
	return "vi";
}

static bool
is_listed(const char *list, const char *name, size_t len)
{
	for (const char *at = list; *at != '\0'; at += strcspn(at, " "), at += strspn(at, " "))
		if (strncmp(at, name, len) == 0 && (at[len] == ' ' || at[len] == '\0'))
			return true;
	return false;
}

/* An editor that is not listed gets the file alone: what it makes of a line is not known. */
static const char *
form_of(const char *editor)
{
	const char *name = editor + strspn(editor, " \t"), *end = name + strcspn(name, " \t");

	for (const char *at = name; at < end; at++)
		if (*at == '/')
			name = at + 1;
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
		if (is_listed(forms[i].names, name, (size_t)(end - name)))
			return forms[i].form;
	return "%f";
}

char *
editor_command(const char *editor, const char *file, unsigned line)
{
	char *bytes = mem_new(COMMAND_MAX, 1);
	struct text text = text_in(bytes, COMMAND_MAX);

	if (strstr(editor, "%f") == NULL) {
		text_add(&text, editor);
		text_addc(&text, ' ');
		editor = form_of(editor);
	}
	for (const char *at = editor; *at != '\0'; at++)
		if (at[0] == '%' && at[1] == 'l') {
			text_addf(&text, "%u", line);
			at++;
		} else if (at[0] == '%' && at[1] == 'f') {
			shellword_add(&text, file);
			at++;
		} else {
			text_addc(&text, *at);
		}
	return bytes;
}
