#include "ui/condition.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

static void
begin(struct text *text, const char *field, const char *op)
{
	text_addf(text, "%s%s %s ", text->len > 0 ? " and " : "", field, op);
}

/* A word that can mean nothing but itself. */
static bool
is_plain(const char *value)
{
	for (const char *at = value; *at != '\0'; at++)
		if (!isalnum((unsigned char)*at) && strchr("_./:-+@", *at) == NULL)
			return false;
	return isalnum((unsigned char)value[0]) || value[0] == '_' || value[0] == '/';
}

void
condition_equal(struct text *text, const char *field, const char *value)
{
	if (strcmp(value, "(unknown)") == 0) {
		begin(text, field, "!~");
		text_add(text, "\".\"");
		return;
	}
	begin(text, field, "=");
	if (is_plain(value)) {
		text_add(text, value);
		return;
	}
	text_addc(text, '"');
	for (; *value != '\0'; value++) {
		if ((unsigned char)*value < ' ' || *value == 0x7f)
			text_addf(text, "\\x%02x", (unsigned char)*value);
		else if (*value == '"' || *value == '\\')
			text_addf(text, "\\%c", *value);
		else
			text_addc(text, *value);
	}
	text_addc(text, '"');
}

void
condition_duration(struct text *text, uint64_t ns)
{
	static const struct { uint64_t ns; unsigned digits; const char *name; } units[] = {
		{ 1000000000, 9, "s" }, { 1000000, 6, "ms" }, { 1000, 3, "us" }, { 1, 0, "ns" },
	};
	size_t i = 0;
	uint64_t rest;
	unsigned digits;

	while (units[i].ns > 1 && ns < units[i].ns)
		i++;
	text_addf(text, "%llu", (unsigned long long)(ns / units[i].ns));
	rest = ns % units[i].ns;
	digits = units[i].digits;
	for (; rest > 0 && rest % 10 == 0; rest /= 10)
		digits--;
	if (rest > 0)
		text_addf(text, ".%0*llu", (int)digits, (unsigned long long)rest);
	text_add(text, units[i].name);
}

void
condition_range(struct text *text, const char *field, uint64_t low_ns, uint64_t high_ns)
{
	if (low_ns > 0) {
		begin(text, field, ">=");
		condition_duration(text, low_ns);
	}
	if (high_ns < UINT64_MAX) {
		begin(text, field, "<");
		condition_duration(text, high_ns);
	}
}
