#include "base/text.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct text
text_in(char *bytes, size_t cap)
{
	if (cap > 0)
		bytes[0] = '\0';
	return (struct text){ .bytes = bytes, .cap = cap };
}

void
text_add_bytes(struct text *text, const char *bytes, size_t len)
{
	size_t room = text->cap > text->len ? text->cap - text->len - 1 : 0;

	if (len > room) {
		len = room;
		text->cut = true;
	}
	if (len == 0)
		return;
	memcpy(text->bytes + text->len, bytes, len);
	text->len += len;
	text->bytes[text->len] = '\0';
}

void
text_add(struct text *text, const char *string)
{
	text_add_bytes(text, string, strlen(string));
}

void
text_addc(struct text *text, char c)
{
	text_add_bytes(text, &c, 1);
}

void
text_add_decimal(struct text *text, uint64_t number)
{
	char digits[20], *at = digits + sizeof digits;

	do
		*--at = (char)('0' + number % 10);
	while ((number /= 10) > 0);
	text_add_bytes(text, at, (size_t)(digits + sizeof digits - at));
}

void
text_add_hex(struct text *text, uint64_t number)
{
	char digits[18], *at = digits + sizeof digits;

	do
		*--at = "0123456789abcdef"[number % 16];
	while ((number /= 16) > 0);
	if (at + 1 < digits + sizeof digits || *at != '0') {
		*--at = 'x';
		*--at = '0';
	}
	text_add_bytes(text, at, (size_t)(digits + sizeof digits - at));
}

void
text_addf(struct text *text, const char *fmt, ...)
{
	size_t room = text->cap > text->len ? text->cap - text->len : 0;
	va_list args;
	int len;

	if (room == 0) {
		text->cut = true;
		return;
	}
	va_start(args, fmt);
	len = vsnprintf(text->bytes + text->len, room, fmt, args);
	va_end(args);
	if (len < 0)
		return;
	if ((size_t)len >= room) {
		len = (int)(room - 1);
		text->cut = true;
	}
	text->len += (size_t)len;
}
