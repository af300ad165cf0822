#include "ui/script.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "ui/keymap.h"
#include "ui/palette.h"

enum { SIZE_MOST = 1000 };

static struct script_command *
add(struct script *script, enum script_verb verb)
{
	script->commands = mem_grow(script->commands, &script->cap, script->count + 1, sizeof *script->commands);
	script->commands[script->count] = (struct script_command){ .verb = verb };
	return &script->commands[script->count++];
}

bool
script_parse_size(const char *text, int *ret_rows, int *ret_cols)
{
	int cols, rows, used = 0;

	if (sscanf(text, "%4dx%4d%n", &cols, &rows, &used) != 2 || text[used] != '\0' || cols < 1 || rows < 1 ||
	    cols > SIZE_MOST || rows > SIZE_MOST)
		return false;
	*ret_rows = rows;
	*ret_cols = cols;
	return true;
}

/* "256 FILE" */
static const char *
read_save_colors(struct script_command *command, const char *rest)
{
	char depth[8];
	struct text text = text_in(depth, sizeof depth);

	text_add_bytes(&text, rest, strcspn(rest, " "));
	if (!depth_read(depth, &command->depth))
		return "a depth is expected: full, 256, 16, 8 or mono";
	rest += strcspn(rest, " ");
	rest += strspn(rest, " ");
	command->file = mem_string(rest);
	return rest[0] != '\0' ? NULL : "a file is expected behind the depth";
}

/* ":save-screen FILE" and its like; a reason, or NULL. */
static const char *
read_command(struct script *script, const char *word, const char *rest)
{
	static const struct { const char *name; enum script_verb verb; } verbs[] = {
		{ ":wait-end", SCRIPT_WAIT_END }, { ":wait-calls", SCRIPT_WAIT_CALLS }, { ":size", SCRIPT_SIZE },
		{ ":save-screen", SCRIPT_SAVE_SCREEN }, { ":save-roles", SCRIPT_SAVE_ROLES },
		{ ":save-colors", SCRIPT_SAVE_COLORS }, { ":save-picture", SCRIPT_SAVE_PICTURE }, { ":quit", SCRIPT_QUIT },
	};
	struct script_command *command;
	size_t i;
	char *end;

	for (i = 0; i < sizeof verbs / sizeof *verbs && strcmp(verbs[i].name, word) != 0; i++)
		continue;
	if (i == sizeof verbs / sizeof *verbs && !palette_has(word + 1))
		return "no such command";
	if (i == sizeof verbs / sizeof *verbs) {
		add(script, SCRIPT_COMMAND)->file = mem_format("%s%s%s", word + 1, rest[0] != '\0' ? " " : "", rest);
		return NULL;
	}
	command = add(script, verbs[i].verb);
	switch (command->verb) {
	case SCRIPT_WAIT_CALLS:
		command->number = strtoull(rest, &end, 10);
		return rest[0] != '\0' && *end == '\0' ? NULL : "a number of calls is expected";
	case SCRIPT_SIZE:
		return script_parse_size(rest, &command->rows, &command->cols) ? NULL : "a size such as 80x24 is expected";
	case SCRIPT_SAVE_COLORS:
		return read_save_colors(command, rest);
	case SCRIPT_SAVE_SCREEN:
	case SCRIPT_SAVE_PICTURE:
	case SCRIPT_SAVE_ROLES:
		command->file = mem_string(rest);
		return rest[0] != '\0' ? NULL : "a file is expected";
	default:
		return rest[0] == '\0' ? NULL : "nothing is expected behind it";
	}
}

/* A code point of UTF-8; a byte that is none stands for itself. */
static int
next_letter(const char **text)
{
	const unsigned char *at = (const unsigned char *)*text;
	int extra = at[0] >= 0xf0 ? 3 : at[0] >= 0xe0 ? 2 : at[0] >= 0xc2 ? 1 : 0, code = extra > 0 ? at[0] & (0x3f >> extra) : at[0];

	for (int i = 1; i <= extra; i++) {
		if ((at[i] & 0xc0) != 0x80) {
			*text += 1;
			return at[0];
		}
		code = code << 6 | (at[i] & 0x3f);
	}
	*text += 1 + extra;
	return code;
}

static const char *
read_keys(struct script *script, const char *word, const char *rest)
{
	if (strcmp(word, "key") == 0) {
		int key = key_from_name(rest, strlen(rest));

		if (key < 0 || rest[0] == '\0')
			return "no key has that name";
		add(script, SCRIPT_KEY)->key = key;
		return NULL;
	}
	while (*rest != '\0')
		add(script, SCRIPT_KEY)->key = next_letter(&rest);
	return NULL;
}

static const char *
read_line(struct script *script, char *line)
{
	char *word = line + strspn(line, " \t"), *rest;

	word[strcspn(word, "\r\n")] = '\0';
	if (*word == '\0' || *word == '#')
		return NULL;
	rest = word + strcspn(word, " \t");
	if (*rest != '\0')
		*rest++ = '\0';
	rest += strspn(rest, " \t");
	if (word[0] == ':')
		return read_command(script, word, rest);
	if (strcmp(word, "keys") == 0 || strcmp(word, "key") == 0)
		return read_keys(script, word, rest);
	if (action_find(word) == ACTION_NONE)
		return "no action has that name";
	add(script, SCRIPT_ACTION)->action = action_find(word);
	return NULL;
}

int
script_load(const char *path, struct script *ret_script, struct why *reterr_why)
{
	struct script script = { .count = 0 };
	FILE *file = fopen(path, "re");
	const char *wrong = NULL;
	char *line = NULL;
	size_t room = 0;
	unsigned number = 0;

	if (file == NULL)
		return why_set(reterr_why, -errno, "cannot read %s: %s", path, strerror(errno));
	while (wrong == NULL && getline(&line, &room, file) >= 0) {
		size_t before = script.count;

		number++;
		wrong = read_line(&script, line);
		for (size_t i = before; i < script.count; i++)
			script.commands[i].line = number;
	}
	free(line);
	fclose(file);
	if (wrong != NULL) {
		script_done(&script);
		return why_at(reterr_why, -EINVAL, path, number, 0, "%s", wrong);
	}
	*ret_script = script;
	return 0;
}

void
script_once(struct script *ret_script)
{
	*ret_script = (struct script){ .count = 0 };
	add(ret_script, SCRIPT_WAIT_END);
	add(ret_script, SCRIPT_SAVE_SCREEN)->file = mem_string("-");
	add(ret_script, SCRIPT_QUIT);
}

void
script_done(struct script *script)
{
	for (size_t i = 0; i < script->count; i++)
		free(script->commands[i].file);
	free(script->commands);
	script->commands = NULL;
	script->count = script->cap = 0;
}
