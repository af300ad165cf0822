#include "ui/commands.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/shellword.h"
#include "config/config.h"
#include "model/asof.h"
#include "model/fieldtext.h"
#include "model/filter_field.h"
#include "model/session.h"
#include "ui/keymap.h"
#include "ui/palette.h"

enum { LINE_MAX_BYTES = 65536, VALUE_MAX = 8192 };

/* Commands that are read so far, and what they may not be in the way of. */
struct reading {
	struct commands *commands;
	const struct keymap *keymap;
	struct why *why;
};

static bool
is_taken(const char *name)
{
	for (unsigned i = 0; i < PALETTE_COUNT; i++)
		if (strcmp(palette_info((enum palette)i)->name, name) == 0)
			return true;
	return action_find(name) != ACTION_NONE;
}

static int
read_name(struct reading *reading, struct command *command, const struct written *value)
{
	if (value->text[0] == '\0' || value->text[strcspn(value->text, " \t#:")] != '\0' ||
	    (value->text[0] >= '0' && value->text[0] <= '9'))
		return why_written(reading->why, -EINVAL, value, 0, "the name of a command is one word, and no number");
	if (is_taken(value->text))
		return why_written(reading->why, -EINVAL, value, 0, "\"%.40s\" is a command of sightline's",
				   value->text);
	if (commands_named(reading->commands, value->text) != NULL)
		return why_written(reading->why, -EINVAL, value, 0, "there are two commands \"%.40s\"", value->text);
	command->name = value->text;
	return 0;
}

/* A name in %{…} at `at`, which is moved behind it; 0 bytes: none begins there. */
static size_t
take_name(const char **at, const char **ret_name)
{
	size_t len;

	if (strncmp(*at, "%{", 2) != 0)
		return 0;
	len = strcspn(*at + 2, "}");
	if ((*at)[2 + len] == '\0' || len == 0)
		return 0;
	*ret_name = *at + 2;
	*at += len + 3;
	return len;
}

/* Those that only are or are not so are nothing to put into a line. */
static const char *
field_name(size_t i, const void *context)
{
	(void)context;
	if (i >= filter_field_count)
		return NULL;
	return field_has_text(filter_fields[i].name, strlen(filter_fields[i].name)) ? filter_fields[i].name : "";
}

static int
read_line(struct reading *reading, struct command *command, const struct written *value)
{
	const char *at = value->text, *name;

	if (at[strspn(at, " \t\n")] == '\0')
		return why_written(reading->why, -EINVAL, value, 0, "a line for the shell is expected");
	while (*at != '\0') {
		size_t offset = (size_t)(at - value->text), len = take_name(&at, &name);
		char word[40];
		const char *near;

		if (len == 0) {
			at++;
			continue;
		}
		if (field_has_text(name, len))
			continue;
		snprintf(word, sizeof word, "%.*s", (int)len, name);
		near = nearest(word, field_name, NULL);
		return why_written(reading->why, -EINVAL, value, offset, "a call has no %%{%s}%s%s%s", word, near != NULL ? " (" : "",
				   near != NULL ? near : "", near != NULL ? "?)" : "");
	}
	command->run = value->text;
	return 0;
}

static int
read_key(struct reading *reading, struct command *command, const struct written *value)
{
	const struct command *other;
	enum action action;

	command->key = key_from_name(value->text, strlen(value->text));
	if (command->key < 0)
		return why_written(reading->why, -EINVAL, value, 0, "no key is called \"%.40s\"", value->text);
	action = keymap_user(reading->keymap, command->key);
	if (action != ACTION_NONE)
		return why_written(reading->why, -EINVAL, value, 0, "%s is bound to %s already", value->text,
				   action_info(action)->name);
	other = commands_keyed(reading->commands, command->key);
	if (other != NULL)
		return why_written(reading->why, -EINVAL, value, 0, "%s is bound to %s already", value->text,
				   other->name);
	return 0;
}

static int
read_truth(struct reading *reading, bool *ret_truth, const struct written *value)
{
	static const char *const words[] = { "no", "yes", "false", "true", "off", "on" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(value->text, words[i]) == 0) {
			*ret_truth = i % 2 == 1;
			return 0;
		}
	return why_written(reading->why, -EINVAL, value, 0, "\"%.40s\" is neither yes nor no", value->text);
}

static int
read_setting(struct reading *reading, struct command *command, const struct config_pair *pair)
{
	static const char *const known[] = { "name", "run", "key", "ask", "wait", NULL };
	const char *key = pair->key.text, *near;

	if (strcmp(key, "name") == 0)
		return read_name(reading, command, &pair->value);
	if (strcmp(key, "run") == 0)
		return read_line(reading, command, &pair->value);
	if (strcmp(key, "key") == 0)
		return read_key(reading, command, &pair->value);
	if (strcmp(key, "ask") == 0)
		return read_truth(reading, &command->ask, &pair->value);
	if (strcmp(key, "wait") == 0)
		return read_truth(reading, &command->wait, &pair->value);
	near = nearest(key, nearest_in_list, known);
	return why_written(reading->why, -EINVAL, &pair->key, 0, "a command has no \"%.40s\"%s%s%s", key, near != NULL ? " (" : "",
			   near != NULL ? near : "", near != NULL ? "?)" : "");
}

static int
read_command(struct reading *reading, const struct config_map *map)
{
	struct command command = { .key = -1, .wait = true };
	int r = 0;

	for (size_t i = 0; r == 0 && i < map->count; i++)
		r = read_setting(reading, &command, &map->pairs[i]);
	if (r == 0 && (command.name == NULL || command.run == NULL))
		r = why_written(reading->why, -EINVAL, &map->place, 0, "a command wants a \"%s\"", command.name == NULL ? "name" : "run");
	if (r == 0)
		reading->commands->items[reading->commands->count++] = command;
	return r;
}

int
commands_read(const struct config *config, const struct keymap *keymap, struct commands *ret_commands,
	      struct why *reterr_why)
{
	struct reading reading = { ret_commands, keymap, reterr_why };
	int r = 0;

	*ret_commands = (struct commands){ .count = 0 };
	if (config == NULL)
		return 0;
	ret_commands->items = mem_new(config->command_count + 1, sizeof *ret_commands->items);
	for (size_t i = 0; r == 0 && i < config->command_count; i++)
		r = read_command(&reading, &config->commands[i]);
	return r;
}

void
commands_done(struct commands *commands)
{
	free(commands->items);
	*commands = (struct commands){ .count = 0 };
}

const struct command *
commands_named(const struct commands *commands, const char *name)
{
	for (size_t i = 0; i < commands->count; i++)
		if (strcmp(commands->items[i].name, name) == 0)
			return &commands->items[i];
	return NULL;
}

const struct command *
commands_keyed(const struct commands *commands, int key)
{
	for (size_t i = 0; i < commands->count; i++)
		if (commands->items[i].key == key)
			return &commands->items[i];
	return NULL;
}

/* --- the line ---------------------------------------------------------------------- */

/* What is not there, or not whole, would make another command of it. */
static int
add_value(struct text *line, const char *name, size_t len, const struct session *session, uint64_t seq,
	  const struct call_row *row, struct why *why)
{
	char room[VALUE_MAX];
	struct text value = text_in(room, sizeof room);

	if (!field_add_text(&value, name, len, session, seq, row))
		return why_set(why, -ENOENT, "call #%llu has no %.*s", (unsigned long long)seq, (int)len, name);
	if (value.cut)
		return why_set(why, -ENOENT, "call #%llu: its %.*s is too long", (unsigned long long)seq, (int)len,
			       name);
	shellword_add(line, value.bytes);
	return 0;
}

char *
command_line(const struct command *command, const struct session *session, uint64_t seq, uint64_t at_ns,
	     struct why *reterr_why)
{
	char *bytes = mem_new(LINE_MAX_BYTES, 1);
	struct text line = text_in(bytes, LINE_MAX_BYTES);
	const char *at = command->run, *name;
	struct asof asof = { .then = NULL };
	struct call_row row;
	bool is_there = asof_row(&asof, session, seq, at_ns, &row);
	int r = 0;

	while (r == 0 && *at != '\0') {
		size_t len = take_name(&at, &name);

		if (len == 0)
			text_addc(&line, *at++);
		else if (is_there)
			r = add_value(&line, name, len, session, seq, &row, reterr_why);
		else
			r = why_set(reterr_why, -ENOENT, "there is no call here that %s could be about", command->name);
	}
	asof_done(&asof);
	if (r == 0 && line.cut)
		r = why_set(reterr_why, -ENOENT, "the line of %s is too long", command->name);
	if (r == 0)
		return bytes;
	free(bytes);
	return NULL;
}
