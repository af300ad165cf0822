/*
 * commands.h - commands of the user's own, run on the call under the cursor
 *
 * The configuration's `commands`, checked: each has a name, by which it is
 * typed behind ":", a line for /bin/sh, and perhaps a key. What the line says
 * in %{…} is a field of the filter language.
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

struct config;
struct keymap;
struct session;

struct command {
	const char *name, *run;
	int key;	/* -1: none */
	bool ask;	/* the line is shown before it is run */
	bool wait;	/* what it wrote stays until Enter */
};

struct commands {
	struct command *items;
	size_t count;
};

/*
 * 0, or -EINVAL and a sentence with file:line:column: something is missing,
 * not known, or taken. Texts stay the configuration's, which may be NULL.
 * commands_done() in either case.
 */
int commands_read(const struct config *config, const struct keymap *keymap, struct commands *ret_commands,
		  struct why *reterr_why);
void commands_done(struct commands *commands);

/* NULL: there is none of that name, none with that key. */
const struct command *commands_named(const struct commands *commands, const char *name);
const struct command *commands_keyed(const struct commands *commands, int key);

/* The line for that call, to be freed; NULL and a sentence when the call has not all it takes. */
char *command_line(const struct command *command, const struct session *session, uint64_t seq, uint64_t at_ns,
		   struct why *reterr_why);

#endif
