#include "model/filter.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/filter_tree.h"

enum { MATCH = -1, FAIL = -2 };

/* Asks, and goes on at one of two steps, which come before it, or is done. */
struct step {
	struct filter_test *test;
	int yes, no;
};

struct filter {
	char *text;
	struct filter_node *tree;	/* owns the tests; NULL: empty */
	struct step *steps;
	size_t count, cap;
	int first;			/* step */
	unsigned needs;
	struct filter_term *terms;	/* of the text */
	size_t term_count, term_cap;
	const struct filter_context *context;
	struct filter_memory *memory;
};

static const struct filter_context no_context;

/* --- compiling ----------------------------------------------------------------------- */

static int plan(struct filter *filter, struct filter_node *node, int yes, int no);

/* Of what stands beside each other the last goes first, as each has to know where the next one is. */
static int
plan_joined(struct filter *filter, struct filter_node *node, bool all, int yes, int no)
{
	int rest;

	if (node->next == NULL)
		return plan(filter, node, yes, no);
	rest = plan_joined(filter, node->next, all, yes, no);
	return all ? plan(filter, node, rest, no) : plan(filter, node, yes, rest);
}

static unsigned
needs_of(const struct filter_test *test)
{
	unsigned needs = test->field != NULL ? test->field->needs : 0;

	return test->group == PROFILE_FUNCTION ? needs | FILTER_NEEDS_STACKS : needs;
}

static int
plan_test(struct filter *filter, struct filter_test *test, int yes, int no)
{
	filter->needs |= needs_of(test);
	filter->steps = mem_grow(filter->steps, &filter->cap, filter->count + 1, sizeof *filter->steps);
	filter->steps[filter->count] = (struct step){ test, yes, no };
	return (int)filter->count++;
}

/* Steps that go to `yes` when the node holds and to `no` when not; the first of them. */
static int
plan(struct filter *filter, struct filter_node *node, int yes, int no)
{
	switch (node->kind) {
	case NODE_TEST:
		return plan_test(filter, &node->test, yes, no);
	case NODE_NOT:
		return plan(filter, node->child, no, yes);
	case NODE_AND:
	case NODE_OR:
		return plan_joined(filter, node->child, node->kind == NODE_AND, yes, no);
	}
	return no;
}

/* As they were written, so before they are sorted. */
static void
note_terms(struct filter *filter, size_t lead)
{
	const struct filter_node *node = filter->tree;

	if (node->kind == NODE_AND)
		node = node->child;
	for (; node != NULL; node = node->next) {
		filter->terms = mem_grow(filter->terms, &filter->term_cap, filter->term_count + 1,
					 sizeof *filter->terms);
		filter->terms[filter->term_count++] = (struct filter_term){ node->at - lead, node->end - node->at };
	}
}

/* --- life ------------------------------------------------------------------------------ */

int
filter_parse(const char *text, struct filter **ret_filter, struct filter_error *reterr)
{
	static const char blanks[] = " \t\n\r\f\v";
	size_t lead = strspn(text, blanks), len = strlen(text);
	struct filter_error unheard;
	struct filter_node *tree;
	struct filter *filter;
	int r = filter_tree_parse(text, &tree, reterr != NULL ? reterr : &unheard);

	if (r < 0)
		return r;
	while (len > lead && strchr(blanks, text[len - 1]) != NULL)
		len--;
	filter = mem_new(1, sizeof *filter);
	filter->text = mem_format("%.*s", (int)(len - lead), text + lead);
	filter->context = &no_context;
	filter->memory = mem_new(1, sizeof *filter->memory);
	filter->tree = tree;
	filter->first = MATCH;
	if (tree != NULL) {
		note_terms(filter, lead);
		filter_tree_sort(tree);
		filter->first = plan(filter, tree, MATCH, FAIL);
	}
	*ret_filter = filter;
	return 0;
}

void
filter_free(struct filter *filter)
{
	if (filter == NULL)
		return;
	filter_tree_free(filter->tree);
	free(filter->memory);
	free(filter->steps);
	free(filter->terms);
	free(filter->text);
	free(filter);
}

void
filter_learn(struct filter *filter, const struct filter *from)
{
	for (size_t i = 0; i < filter->count; i++) {
		struct table *known = &filter->steps[i].test->known;

		table_done(known);
		*known = table_copy(&from->steps[i].test->known);
	}
}

const char *
filter_error_text(const struct filter_error *error, char *buf, size_t cap)
{
	struct text text = text_in(buf, cap);

	text_addf(&text, "col %u: %s", error->column, error->reason);
	if (error->suggestion[0] != '\0')
		text_addf(&text, " (%s?)", error->suggestion);
	return buf;
}

/* --- asking ------------------------------------------------------------------------------ */

bool
filter_match(const struct filter *filter, const struct session *session, uint64_t seq, const struct call_row *row)
{
	const struct filter_look look = {
		.session = session, .context = filter->context, .memory = filter->memory, .seq = seq, .row = row,
		.event = row->lost ? NULL : row->event,
	};
	int at = filter->first;

	while (at >= 0) {
		const struct step *step = &filter->steps[at];

		at = step->test->holds(step->test, &look) ? step->yes : step->no;
	}
	return at == MATCH;
}

const char *
filter_text(const struct filter *filter)
{
	return filter->text;
}

bool
filter_is_empty(const struct filter *filter)
{
	return filter->tree == NULL;
}

void
filter_watch(struct filter *filter, const struct filter_context *context)
{
	filter->context = context != NULL ? context : &no_context;
}

unsigned
filter_needs(const struct filter *filter)
{
	return filter->needs;
}

size_t
filter_terms(const struct filter *filter, struct filter_term *terms, size_t cap)
{
	size_t count = filter->term_count < cap ? filter->term_count : cap;

	if (count > 0)
		memcpy(terms, filter->terms, count * sizeof *terms);
	return filter->term_count;
}
