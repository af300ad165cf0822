/*
 * markup.h - text in HTML and SVG that stays text
 *
 * What is written is well formed as XML too, wherever it stands: between
 * tags or in an attribute with double quotes.
 */
#ifndef MARKUP_H
#define MARKUP_H

#include <stddef.h>
#include <stdio.h>

/* Text that is safe already (safetext.h), with what means something to HTML escaped. */
void markup_escape(FILE *out, const char *text, size_t len);

/* A foreign name: made safe, at most 4 KiB of it, and escaped. */
void markup_name(FILE *out, const char *name);

#endif
