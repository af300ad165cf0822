#include "base/why.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

/* The one thing every layer may need at its worst moment; see die_hook(). */
static void (*hook)(void);

/* C0, DEL, and both bytes of a C1 control in UTF-8. */
static void
replace_controls(char *text)
{
	for (unsigned char *c = (unsigned char *)text; *c != '\0'; c++) {
		if (*c < ' ' || *c == 0x7f)
			*c = '?';
		else if (*c == 0xc2 && c[1] >= 0x80 && c[1] <= 0x9f)
			c[0] = c[1] = '?';
	}
}

static void __attribute__((format(printf, 3, 0)))
set_text(struct why *why, const char *where, const char *fmt, va_list args)
{
	struct why made;	/* the arguments may quote the sentence that this one replaces */
	struct text text = text_in(made.text, sizeof made.text);

	text_add(&text, where);
	if (vsnprintf(made.text + text.len, sizeof made.text - text.len, fmt, args) < 0)
		made.text[text.len] = '\0';
	replace_controls(made.text);
	memcpy(why->text, made.text, strlen(made.text) + 1);
}

int
why_set(struct why *why, int error, const char *fmt, ...)
{
	va_list args;

	if (why == NULL)
		return error;
	va_start(args, fmt);
	set_text(why, "", fmt, args);
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
	set_text(why, where, fmt, args);
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
