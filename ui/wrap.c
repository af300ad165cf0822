#include "ui/wrap.h"

#include <string.h>

size_t
wrap_part(const char *text, size_t columns)
{
	size_t len = strlen(text), part = columns;

	if (len <= columns)
		return len;
	while (part > columns / 2 && text[part] != ' ')
		part--;
	if (text[part] == ' ')
		return part;
	for (part = columns; part > 1 && ((unsigned char)text[part] & 0xc0) == 0x80;)
		part--;
	return part;
}
