#include "base/written.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

/* Columns count letters, not bytes. */
static unsigned
letters(const char *text, size_t len)
{
	unsigned count = 0;

	for (size_t i = 0; i < len && text[i] != '\0'; i++)
		count += ((unsigned char)text[i] & 0xc0) != 0x80;
	return count;
}

int
why_written(struct why *why, int error, const struct written *written, size_t offset, const char *fmt, ...)
{
	unsigned column = written->column;
	char sentence[sizeof why->text];
	va_list args;

	va_start(args, fmt);
	if (vsnprintf(sentence, sizeof sentence, fmt, args) < 0)
		sentence[0] = '\0';
	va_end(args);
	if (column > 0 && written->text != NULL && strchr(written->text, '\n') == NULL)
		column += letters(written->text, offset);
	return why_at(why, error, written->file, written->line, column, "%s", sentence);
}

struct written
written_option(const char *option, const char *text)
{
	return (struct written){ .text = text, .file = option, .line = 1, .column = 1 };
}
