/*
 * safetext.h - the one place that makes foreign bytes fit to show
 *
 * Everything the traced program chose (paths, buffers, names, its own comm)
 * goes through here before it reaches a terminal or a file.
 */
#ifndef SAFETEXT_H
#define SAFETEXT_H

#include <stdbool.h>
#include <stddef.h>

struct text;

/*
 * For the screen: appends bytes as printable UTF-8 of at most `columns`
 * terminal columns and returns the columns used. C0, DEL, C1, bidi controls,
 * zero-width and other invisible format characters, unassigned or
 * width-less code points and invalid UTF-8 become '?' one per bad byte or
 * character ('.' is not used: it is a good character). Cut at a column, never
 * inside a character; `mark_cut` puts '~' in the last column when something
 * was left out. Width by wcwidth() of the current locale; in a locale without
 * UTF-8 everything beyond ASCII becomes '?'.
 */
unsigned safe_text(struct text *text, const char *bytes, size_t len, unsigned columns, bool mark_cut);

/* The columns that safe_text() would use for all of it. */
unsigned safe_width(const char *bytes, size_t len);

/*
 * In strace's notation, without the quotes: printable ASCII as it is, \" and
 * \\, \t \n \v \f \r, everything else octal, as short as what follows allows
 * ("\0", but "\0001" before a digit). Output is pure printable ASCII.
 */
void safe_quote(struct text *text, const char *bytes, size_t len);

/*
 * For text files and sentences: the bytes as valid UTF-8 on one line, with
 * what safe_text() would refuse as \xNN of each byte.
 */
void safe_line(struct text *text, const char *bytes, size_t len);

#endif
