/*
 * shellword.h - text as one word of a command for /bin/sh
 */
#ifndef SHELLWORD_H
#define SHELLWORD_H

#include "base/text.h"

/* Adds the word in single quotes: whatever is in it, the shell takes it as it stands. */
void shellword_add(struct text *text, const char *word);

#endif
