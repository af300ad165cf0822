/*
 * wrap.h - a line that goes on in the next row
 */
#ifndef WRAP_H
#define WRAP_H

#include <stddef.h>

/*
 * How many bytes of it go into a row of so many columns: up to a blank where
 * there is one in the row's second half, so that words stay whole; else as
 * many characters as fit, of a column each. The blank belongs to neither row.
 */
size_t wrap_part(const char *text, size_t columns);

#endif
