#include "base/decimal.h"

#include <ctype.h>

bool
decimal_read(const char *text, double *ret_value, const char **ret_rest)
{
	double value = 0, part = 1;

	if (!isdigit((unsigned char)*text))
		return false;
	for (; isdigit((unsigned char)*text); text++)
		value = value * 10 + (*text - '0');
	if (text[0] == '.' && isdigit((unsigned char)text[1]))
		for (text++; isdigit((unsigned char)*text); text++) {
			value = value * 10 + (*text - '0');
			part *= 10;
		}
	*ret_value = value / part;
	*ret_rest = text;
	return true;
}
