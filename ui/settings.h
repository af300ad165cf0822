/*
 * settings.h - what the configuration says of moving and showing
 */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "base/why.h"
#include "ui/stream.h"

struct config;

struct settings {
	struct stream_columns columns;
	unsigned scrolloff;
};

/* 0, or -EINVAL and a sentence with file:line:column: no such column, a named filter that is none. `config` may be NULL. */
int settings_read(const struct config *config, struct settings *ret_settings, struct why *reterr_why);

/* The filter of that name; NULL: there is none. */
const char *settings_filter(const struct config *config, const char *name);

#endif
