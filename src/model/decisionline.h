/*
 * decisionline.h - what a transpiler says of its decisions, line by line
 *
 *	[DECISION] category::name input={"a":1}
 *	[RESULT] name = {"b":2}
 *	[RESULT] category::name result={"b":2}
 *
 * A line begins with its tag; a decision has exactly one "::" before its
 * input; values are any JSON, not yet looked at here. Pure; trusts nothing.
 */
#ifndef DECISIONLINE_H
#define DECISIONLINE_H

#include <stdbool.h>
#include <stddef.h>

enum decisionline_kind { DECISIONLINE_NONE, DECISIONLINE_DECISION, DECISIONLINE_RESULT };

struct decisionline_part {
	const char *bytes;	/* in the line */
	size_t len;
};

struct decisionline {
	enum decisionline_kind kind;
	struct decisionline_part category; /* len 0 and bytes NULL: a result without one */
	struct decisionline_part name, value;
};

/* What a line that begins so may be; NONE when it has neither tag nor the beginning of one. */
enum decisionline_kind decisionline_begins(const char *bytes, size_t len);

enum { DECISIONLINE_TAG_MAX = 10 };	/* bytes of the longer tag */

/* Takes a whole line apart; false when it has a tag and is not right after it, or has none. */
bool decisionline_parse(const char *bytes, size_t len, struct decisionline *ret_line);

#endif
