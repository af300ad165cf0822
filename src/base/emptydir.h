/*
 * emptydir.h - a directory that is ours to fill
 */
#ifndef EMPTYDIR_H
#define EMPTYDIR_H

#include "base/why.h"

/*
 * Makes the directory, or takes one with nothing in it, and opens it. 0, or a
 * negative errno and a sentence "cannot DO PATH: …"; `verb` is "record to".
 */
int emptydir_open(const char *path, const char *verb, int *ret_directory, struct why *reterr_why);

#endif
