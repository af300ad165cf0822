/*
 * filter.h - the one language that says which calls are meant
 *
 *	fn = read and lat > 1ms		%net !%desc tid=4213
 *	err in (EAGAIN, EINTR)		src = a.py:31-40
 *
 * The display filter, the keys that keep and drop, drill-downs, --filter,
 * rules of alerts and of colours: all of them are such a text. The manual
 * has its grammar (FILTERS); filter_field.c the table of its fields.
 *
 *	struct filter *filter;
 *	struct filter_error error;
 *
 *	if (filter_parse(text, &filter, &error) < 0)
 *		filter_error_text(&error, buf, sizeof buf);	// col 1: unknown field "latt" (lat?)
 *	if (session_row(session, seq, &row) && filter_match(filter, session, seq, &row))
 *		...
 *	filter_free(filter);
 *
 * A filter is compiled once: tests of numbers come first, those that need
 * text of the call last. It remembers what it found out about places and
 * stacks, so it belongs to one thread, and to one session as long as it
 * lives. What a call lacks is never equal, less or alike; != and !~ are the
 * opposite of = and ~, so that dropping a value drops nothing else.
 */
#ifndef FILTER_H
#define FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct call_row;
struct filter;
struct session;

enum { FILTER_TEXT_MAX = 4096 };	/* bytes of a filter's text */

struct filter_error {
	unsigned column;	/* from 1, in columns of the screen */
	size_t at, len;		/* bytes of the text that it is about; len 0: its end */
	char reason[192];	/* printable, no full stop */
	char suggestion[64];	/* what may have been meant; "" nothing */
};

/*
 * 0 and a filter to be given back, or -EINVAL and what is wrong (reterr may
 * be NULL). The empty text matches every call.
 */
int filter_parse(const char *text, struct filter **ret_filter, struct filter_error *reterr);
void filter_free(struct filter *filter);	/* NULL is none */

/* What another one of the same text found out and remembers, this one knows as well. */
void filter_learn(struct filter *filter, const struct filter *from);

/* `col 14: unknown field "latt" (lat?)` into buf, which is returned. */
const char *filter_error_text(const struct filter_error *error, char *buf, size_t cap);

/* Whether it means the call with that row of session_row(). */
bool filter_match(const struct filter *filter, const struct session *session, uint64_t seq, const struct call_row *row);

/* The text it was made of, as it was written but for blanks at both ends. */
const char *filter_text(const struct filter *filter);

/* Whether it means every call: its text is empty. */
bool filter_is_empty(const struct filter *filter);

/* What the user marked, for the field `mark`. */
struct filter_context {
	const uint64_t *marks;	/* seqs, by number: mark 1 is marks[0]; 0: a number that is not set */
	size_t mark_count;
};

/* Has the filter look there, at each match; the context is the caller's. NULL: there are no marks. */
void filter_watch(struct filter *filter, const struct filter_context *context);

/* What must be recorded and known for it to find what it means. */
enum filter_needs {
	FILTER_NEEDS_STACKS = 1 << 0,	/* who asked: session_options.names, and stacks taken */
	FILTER_NEEDS_MEMORY = 1 << 1,	/* what arguments refer to */
	FILTER_NEEDS_NAMES = 1 << 2,	/* what descriptors are */
	FILTER_NEEDS_MARKS = 1 << 3,	/* filter_watch(); views are made anew when marks change */
};
unsigned filter_needs(const struct filter *filter);

/* A condition of the outermost "and", as bytes of filter_text(): what a crumb shows. */
struct filter_term {
	size_t at, len;
};

/* The terms into at most `cap` elements; how many there are. An empty filter has none, an "or" is one. */
size_t filter_terms(const struct filter *filter, struct filter_term *terms, size_t cap);

/*
 * The text with a condition added, to be freed: filter_and("fn=read or err",
 * "path", "!=", "/a b") is `(fn=read or err) and path != "/a b"`. `op` is =,
 * !=, <, <=, >, >=, ~, !~ or has; the value is the very text, not a pattern,
 * and is quoted where it must be. NULL when the text is no filter, the field
 * is none, or has no such op or value (lat = foo).
 */
char *filter_and(const char *text, const char *field, const char *op, const char *value);

/* The same with a condition that is written as it stands: "err", "(a or b)", "near(#5, 20)". */
char *filter_and_text(const char *text, const char *condition);

#endif
