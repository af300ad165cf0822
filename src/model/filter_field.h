/*
 * filter_field.h - what a filter can ask of a call
 *
 * One table says of each field its name, how it is spelt, and who reads it
 * from a call. A field with numbers is compared by ranges, one with texts by
 * patterns; a call may have several of either (its paths), or none.
 */
#ifndef FILTER_FIELD_H
#define FILTER_FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/filter_calls.h"
#include "model/filter_value.h"
#include "model/session.h"

struct filter_context;

/* What a filter found out about system calls: whether they have a size (enum traits_size + 1), 0 not known yet. */
struct filter_memory {
	uint8_t sizes[ABI_COUNT][FILTER_CALLS_NUMBERS];
};

/* A call that is asked about. */
struct filter_look {
	const struct session *session;
	const struct filter_context *context;	/* never NULL */
	struct filter_memory *memory;
	uint64_t seq;
	const struct call_row *row;
	const struct event_call *event;	/* of the row; NULL: lost */
};

enum { FILTER_NUMBERS_MAX = 16 };

/* Who hears a text of the call; true: it is the one, and no more need be told. */
typedef bool filter_hear(const void *ear, const char *text, size_t len);

enum filter_field_flags {
	FIELD_LOST = 1 << 0,	/* lost calls have it too */
	FIELD_NAMED = 1 << 1,	/* a value of = that is no number is one of its texts */
	FIELD_PATH = 1 << 2,	/* a text that is the end of a path is equal to it */
	FIELD_LINES = 1 << 3,	/* a value may end with :LINE or :FIRST-LAST */
	FIELD_BY_PLACE = 1 << 4, /* depends on row->place alone */
	FIELD_BY_STACK = 1 << 5, /* depends on event->stack alone */
};

/* What a test costs, from numbers of the record to text that must be made: the cheaper ones go first. */
enum filter_cost { COST_NUMBER = 1, COST_LOOK = 4, COST_TASK = 6, COST_SEARCH = 20, COST_TEXT = 30, COST_DECODE = 200 };

struct filter_field {
	const char *name;
	const char *help;	/* one clause, for completion */
	enum filter_value_kind values;
	unsigned number;	/* of arg0 to arg5 */
	/* Each NULL where there are none. Numbers: at most FILTER_NUMBERS_MAX; how many. */
	unsigned (*numbers)(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values);
	bool (*texts)(const struct filter_look *look, const struct filter_field *field, filter_hear *hear,
		      const void *ear);
	bool (*alone)(const struct filter_look *look);	/* the name without a value; may ask about lost calls */
	unsigned flags;		/* enum filter_field_flags */
	unsigned cost;		/* enum filter_cost: of numbers, or of texts where there are no numbers */
	unsigned needs;		/* enum filter_needs */
};

/* All of them, in the order that people ask for them. */
extern const struct filter_field filter_fields[];
extern const size_t filter_field_count;

/* The field that the `len` bytes name, or NULL. */
const struct filter_field *filter_field_find(const char *name, size_t len);

#endif
