/*
 * jsonstr.h - the inside of JSON strings: UTF-8 and escapes
 */
#ifndef JSONSTR_H
#define JSONSTR_H

#include <stdbool.h>

/*
 * Where what needs no decoding ends: at a quote, a backslash, a control
 * character (such as the text's terminator) or a byte that is not UTF-8.
 */
char *jsonstr_plain_end(char *at);

/*
 * Decodes the escape at *at, a backslash, to *out, and moves both behind;
 * never more bytes than it has itself. False, and both as before, when it is
 * none, or of U+0000, or of half a surrogate pair.
 */
bool jsonstr_escape(char **at, char **out);

#endif
