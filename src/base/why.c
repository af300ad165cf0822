#include "base/why.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"

/* The one thing every layer may need at its worst moment; see die_hook(). */
static void (*hook)(void);

static void
vset(struct why *why, const char *where, const char *fmt, va_list args)
{
	struct text text = text_in(why->text, sizeof why->text);
	int len;

	text_add(&text, where);
	len = vsnprintf(why->text + text.len, sizeof why->text - text.len, fmt, args);
	if (len < 0)
		why->text[text.len] = '\0';
	for (char *c = why->text; *c != '\0'; c++)
		if ((unsigned char)*c < ' ' || *c == 0x7f)
			*c = '?';
}

int
why_set(struct why *why, int error, const char *fmt, ...)
{
	va_list args;

	if (why == NULL)
		return error;
	va_start(args, fmt);
	vset(why, "", fmt, args);
	va_end(args);
	return error;
}

int
why_at(struct why *why, int error, const char *file, unsigned line, unsigned column, const char *fmt, ...)
{
	char where[400];
	struct text text = text_in(where, sizeof where);
	va_list args;

	if (why == NULL)
		return error;
	text_add(&text, file);
	if (line > 0)
		text_addf(&text, ":%u", line);
	if (line > 0 && column > 0)
		text_addf(&text, ":%u", column);
	text_add(&text, ": ");
	va_start(args, fmt);
	vset(why, where, fmt, args);
	va_end(args);
	return error;
}

void
die_hook(void (*run_first)(void))
{
	hook = run_first;
}

void
die(const char *fmt, ...)
{
	va_list args;

	if (hook != NULL)
		hook();
	fputs("sightline: ", stderr);
	va_start(args, fmt);
	vfprintf(stderr, fmt, args);
	va_end(args);
	fputc('\n', stderr);
	exit(1);
}
