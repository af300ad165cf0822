/* A condition more: texts of filters put together. */
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/filter.h"
#include "model/filter_field.h"
#include "model/filter_lex.h"
#include "model/filter_tree.h"

enum shape { NO_FILTER, EMPTY, CHOICE, OTHER };	/* a choice is what "or" joins, without parentheses around it */

static enum shape
shape_of(const char *text)
{
	struct filter_error error;
	struct filter_node *tree;
	enum shape shape = EMPTY;

	if (filter_tree_parse(text, &tree, &error) < 0)
		return NO_FILTER;
	/* With parentheses it begins before its first; a word is three tests with the same text. */
	if (tree != NULL)
		shape = tree->kind == NODE_OR && tree->child->at == tree->at && tree->child->end != tree->end ? CHOICE : OTHER;
	filter_tree_free(tree);
	return shape;
}

static char *
join(const char *text, enum shape text_shape, const char *condition, enum shape condition_shape)
{
	const char *open = text_shape == CHOICE ? "(" : "", *close = text_shape == CHOICE ? ")" : "";
	const char *then_open = condition_shape == CHOICE ? "(" : "", *then_close = condition_shape == CHOICE ? ")" : "";

	return mem_format("%s%s%s and %s%s%s", open, text, close, then_open, condition, then_close);
}

char *
filter_and_text(const char *text, const char *condition)
{
	enum shape text_shape = shape_of(text), condition_shape = shape_of(condition);

	if (text_shape == NO_FILTER || condition_shape == NO_FILTER)
		return NULL;
	if (text_shape == EMPTY || condition_shape == EMPTY)
		return mem_string(text_shape == EMPTY ? condition : text);
	return join(text, text_shape, condition, condition_shape);
}

static bool
is_operator(const char *op)
{
	static const char *const ops[] = { "=", "!=", "<", "<=", ">", ">=", "~", "!~", "has" };

	for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
		if (strcmp(op, ops[i]) == 0)
			return true;
	return false;
}

/* "path != \"/a b\"" when that is a condition; to be freed. */
static char *
make_condition(const char *field, const char *op, const char *value, bool quoted)
{
	bool regex = op[strlen(op) - 1] == '~';
	char *said = filter_quote(value, quoted, regex);
	char *condition = mem_format("%s %s %s", field, op, said);

	free(said);
	if (shape_of(condition) == OTHER)
		return condition;
	free(condition);
	return NULL;
}

char *
filter_and(const char *text, const char *field, const char *op, const char *value)
{
	char *condition, *joined;

	if (filter_field_find(field, strlen(field)) == NULL || !is_operator(op))
		return NULL;
	condition = make_condition(field, op, value, false);
	if (condition == NULL)	/* the name of a call that no kernel knows is one in quotes */
		condition = make_condition(field, op, value, true);
	if (condition == NULL)
		return NULL;
	joined = filter_and_text(text, condition);
	free(condition);
	return joined;
}
