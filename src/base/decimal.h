/*
 * decimal.h - numbers such as 3 and 2.5, as they are written everywhere
 */
#ifndef DECIMAL_H
#define DECIMAL_H

#include <stdbool.h>

/*
 * Digits, and perhaps a point and digits: what strtod() makes of that is the
 * locale's matter. *ret_rest is what follows. False: it begins with none.
 */
bool decimal_read(const char *text, double *ret_value, const char **ret_rest);

#endif
