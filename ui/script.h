/*
 * script.h - commands in a file instead of keys on a keyboard
 *
 * One command a line; '#' begins a comment:
 *
 *	keys jjk		letters, one after the other
 *	key PgDn		a key by its name
 *	page-down		an action by its name
 *	:filter fn = read	what can be typed behind ":" on the screen, and takes something
 *	:wait-end		until the program has ended and all is shown
 *	:wait-calls N		until N calls were reported
 *	:size 120x40		another size of the screen
 *	:save-screen FILE	the screen as text; "-" is standard output
 *	:save-picture FILE	the screen in its colours, as SVG
 *	:save-roles FILE	the screen as letters of roles
 *	:save-colors 256 FILE	the screen as letters of looks at a depth: full, 256, 16, 8 or mono
 *	:quit			leave, asking nothing
 *
 * Nothing waits for a time to pass, so the same program gives the same screens.
 */
#ifndef SCRIPT_H
#define SCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "ui/actions.h"
#include "ui/color.h"

enum script_verb {
	SCRIPT_KEY,
	SCRIPT_ACTION,
	SCRIPT_COMMAND,
	SCRIPT_WAIT_END,
	SCRIPT_WAIT_CALLS,
	SCRIPT_SIZE,
	SCRIPT_SAVE_SCREEN,
	SCRIPT_SAVE_ROLES,
	SCRIPT_SAVE_COLORS,
	SCRIPT_SAVE_PICTURE,
	SCRIPT_QUIT,
};

struct script_command {
	enum script_verb verb;
	int key;
	enum action action;
	uint64_t number;
	int rows, cols;
	enum depth depth;
	char *file;		/* … or the command */
	unsigned line;		/* in the script, from 1 */
};

struct script {
	struct script_command *commands;
	size_t count, cap, next;
};

/* Reads a whole script; errors begin with file:line. */
int script_load(const char *path, struct script *ret_script, struct why *reterr_why);

/* What prints one screen at the end. */
void script_once(struct script *ret_script);

void script_done(struct script *script);

/* "80x24": columns and rows, each 1 to 1000. False when it is not that. */
bool script_parse_size(const char *text, int *ret_rows, int *ret_cols);

#endif
