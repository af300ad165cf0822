/*
 * jsontext.h - JSON that the traced program wrote, made fit to pass on
 *
 * A value is checked once, and kept as text: printable ASCII on one line,
 * without spaces between, numbers and the order of keys as the program wrote
 * them. Whoever writes it again may copy it, or walk it without looking for
 * errors.
 */
#ifndef JSONTEXT_H
#define JSONTEXT_H

#include <stdbool.h>
#include <stddef.h>

enum { JSONTEXT_DEPTH = 128 };	/* arrays and objects inside each other */

/* The value that these bytes are, spaces around it allowed; NULL when they are not one. To be freed. */
char *jsontext_make(const char *bytes, size_t len);

/* Whether bytes could be a JSON string: UTF-8 without zero bytes. */
bool jsontext_is_string(const char *bytes, size_t len);

#endif
