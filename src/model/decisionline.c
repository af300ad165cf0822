#include "model/decisionline.h"

#include <string.h>

static const char *const TAGS[] = { [DECISIONLINE_DECISION] = "[DECISION]", [DECISIONLINE_RESULT] = "[RESULT]" };

enum decisionline_kind
decisionline_begins(const char *bytes, size_t len)
{
	for (int kind = DECISIONLINE_DECISION; kind <= DECISIONLINE_RESULT; kind++) {
		size_t tag_len = strlen(TAGS[kind]);

		if (memcmp(bytes, TAGS[kind], len < tag_len ? len : tag_len) == 0)
			return (enum decisionline_kind)kind;
	}
	return DECISIONLINE_NONE;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static struct decisionline_part
trimmed(const char *bytes, size_t len)
{
	while (len > 0 && is_space(bytes[0])) {
		bytes++;
		len--;
	}
	while (len > 0 && is_space(bytes[len - 1]))
		len--;
	return (struct decisionline_part){ bytes, len };
}

/* Cuts the text at the first `mark`; false when there is none. */
static bool
split(struct decisionline_part text, const char *mark, struct decisionline_part *ret_left,
      struct decisionline_part *ret_right)
{
	const char *at = memmem(text.bytes, text.len, mark, strlen(mark));

	if (at == NULL)
		return false;
	*ret_left = trimmed(text.bytes, (size_t)(at - text.bytes));
	at += strlen(mark);
	*ret_right = (struct decisionline_part){ at, (size_t)(text.bytes + text.len - at) };
	return true;
}

/* A result is written in two ways; the mark that comes first says in which, since the value may hold the other. */
static bool
split_result(struct decisionline_part text, struct decisionline_part *ret_left, struct decisionline_part *ret_value)
{
	struct decisionline_part left, value;
	bool found = split(text, " = ", ret_left, ret_value);

	if (!split(text, " result=", &left, &value) || (found && value.bytes > ret_value->bytes))
		return found;
	*ret_left = left;
	*ret_value = value;
	return true;
}

/* "category::name" or, where that is allowed, "name". */
static bool
read_name(struct decisionline_part left, bool bare_allowed, struct decisionline *line)
{
	struct decisionline_part category, name, rest;

	if (!split(left, "::", &category, &name)) {
		line->name = left;
		return bare_allowed;
	}
	line->category = category;
	line->name = name;
	return !split(name, "::", &category, &rest);
}

bool
decisionline_parse(const char *bytes, size_t len, struct decisionline *ret_line)
{
	struct decisionline line = { .kind = decisionline_begins(bytes, len) };
	struct decisionline_part text, left;
	size_t tag_len;
	bool found;

	if (line.kind == DECISIONLINE_NONE || len < (tag_len = strlen(TAGS[line.kind])))
		return false;
	text = trimmed(bytes + tag_len, len - tag_len);
	found = line.kind == DECISIONLINE_RESULT ? split_result(text, &left, &line.value) :
						   split(text, " input=", &left, &line.value);
	if (!found || !read_name(left, line.kind == DECISIONLINE_RESULT, &line))
		return false;
	*ret_line = line;
	return true;
}
