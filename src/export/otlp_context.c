#include "export/otlp_context.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

enum { PARENT = 55, TRACE_AT = 3, SPAN_AT = 36 };	/* 00-<32 digits>-<16 digits>-<2 digits> */

static int
digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* False when there is another character, or all digits are 0. */
static bool
read_id(const char *text, uint8_t *id, unsigned len)
{
	bool some = false;

	for (unsigned i = 0; i < len; i++) {
		int high = digit(text[2 * i]), low = digit(text[2 * i + 1]);

		if (high < 0 || low < 0)
			return false;
		id[i] = (uint8_t)(high << 4 | low);
		some |= id[i] != 0;
	}
	return some;
}

static int
read_parent(const char *name, const char *text, struct otlp_context *context, struct why *why)
{
	const char *wrong = NULL;

	if (strlen(text) < PARENT || text[2] != '-' || text[35] != '-' || text[52] != '-')
		wrong = "it is not VERSION-TRACE-SPAN-FLAGS with 2, 32, 16 and 2 digits";
	else if (digit(text[0]) < 0 || digit(text[1]) < 0 || digit(text[53]) < 0 || digit(text[54]) < 0)
		wrong = "version and flags are hexadecimal digits, in lower case";
	else if (strncmp(text, "ff", 2) == 0)
		wrong = "there is no version ff";
	else if (text[PARENT] != '\0' && (strncmp(text, "00", 2) == 0 || text[PARENT] != '-'))
		wrong = "there is something behind it";
	else if (!read_id(text + TRACE_AT, context->trace, OTLP_TRACE_ID))
		wrong = "the trace is 32 hexadecimal digits in lower case, not all 0";
	else if (!read_id(text + SPAN_AT, context->parent, OTLP_SPAN_ID))
		wrong = "the span is 16 hexadecimal digits in lower case, not all 0";
	if (wrong != NULL)
		return why_set(why, -EINVAL, "%s: \"%.80s\" is no parent of a trace: %s", name, text, wrong);
	context->has_parent = true;
	return 0;
}

static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL ? value : "";
}

int
otlp_context_new(struct otlp_context *ret_context, struct why *reterr_why)
{
	struct otlp_context context = {
		.service = environment("OTEL_SERVICE_NAME"), .attributes = environment("OTEL_RESOURCE_ATTRIBUTES"),
	};

	if (getrandom(context.trace, sizeof context.trace, 0) != sizeof context.trace)
		return why_set(reterr_why, -EIO, "cannot make a number for the trace");
	*ret_context = context;
	return 0;
}

int
otlp_context_read(const char *parent, struct otlp_context *ret_context, struct why *reterr_why)
{
	const char *name = parent != NULL ? "--trace-parent" : "TRACEPARENT";
	struct otlp_context context;
	int r = otlp_context_new(&context, reterr_why);

	if (parent == NULL && environment(name)[0] != '\0')
		parent = environment(name);
	if (r == 0 && parent != NULL)
		r = read_parent(name, parent, &context, reterr_why);
	if (r == 0)
		*ret_context = context;
	return r;
}

/* Up to one of `ends`, decoded, without the blanks around it. False when it does not fit. */
static bool
take_part(const char **at, const char *ends, char **room, char *limit)
{
	const char *stop, *end;

	*at += strspn(*at, " \t");
	stop = end = *at + strcspn(*at, ends);
	while (end > *at && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	for (; *at < end; (*at)++) {
		char c = **at;

		if (c == '%' && isxdigit((unsigned char)(*at)[1]) && isxdigit((unsigned char)(*at)[2])) {
			c = (char)(digit((char)tolower((*at)[1])) << 4 | digit((char)tolower((*at)[2])));
			*at += 2;
		}
		if (*room + 1 >= limit)
			return false;
		*(*room)++ = c;
	}
	*at = stop;
	*(*room)++ = '\0';
	return true;
}

bool
otlp_next_pair(const char **at, char *room, unsigned cap, const char **ret_key, const char **ret_value)
{
	while (**at != '\0') {
		char *to = room, *limit = room + cap;
		bool fits, pair = false;

		*at += strspn(*at, " ,");
		*ret_key = to;
		fits = take_part(at, "=,", &to, limit);
		if (fits && **at == '=') {
			++*at;
			*ret_value = to;
			fits = take_part(at, ",", &to, limit);
			pair = fits && (*ret_key)[0] != '\0';
		}
		*at += strcspn(*at, ",");
		if (pair)
			return true;
	}
	return false;
}
