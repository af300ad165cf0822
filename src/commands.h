/*
 * commands.h - what sightline can be told to do beside tracing
 *
 * The first word of the command line, and which options and operands go with
 * it. A program of the same name is traced by "sightline -- rewrite".
 */
#ifndef COMMANDS_H
#define COMMANDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "base/why.h"

enum command { COMMAND_TRACE, COMMAND_REWRITE, COMMAND_DIFF, COMMAND_MERGE };

/* COMMAND_TRACE when the word is none. */
enum command command_find(const char *word);

/* 0 when the option with that long name goes with the command; else -EINVAL and a sentence. */
int command_takes(enum command command, const char *option, struct why *reterr_why);

/* The same for a number of operands; `first` is the first of them, NULL when there is none. */
int command_operands(enum command command, size_t count, const char *first, struct why *reterr_why);

/* A line of usage for each, as --help shows them. */
void commands_usage(FILE *out);

/* Does what the options' command says; the exit status. Not for COMMAND_TRACE. In command_run.c, which sees all layers. */
struct run;
int command_run(const struct run *run);

#endif
