/*
 * dump.h - a configuration to begin one's own with: --dump-config
 */
#ifndef DUMP_H
#define DUMP_H

#include <stdio.h>

/* Everything there is to set, with a comment on each; what is there without a '#' before it is the default. */
void dump_config(FILE *out);

#endif
