/* The grammar: from words to a tree. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "model/filter.h"
#include "model/filter_parser.h"
#include "syscall/callclass.h"

enum { DEPTH_MAX = 64 };

static struct filter_node *parse_or(struct parser *parser);

/* --- what is no comparison --------------------------------------------------------------------------- */

static struct filter_node *
parse_class(struct parser *parser, const struct filter_token *token)
{
	char *name = filter_token_text(parser->text, token, false);
	struct filter_test test;
	bool known = callclass_is(name);

	if (known)
		test = filter_test_class(name);
	else
		(void)parser_fail(parser, token, nearest(name, nearest_in_list, callclass_names), "unknown class %s",
			   parser_show(parser, token).text);
	free(name);
	return known ? parser_test(parser, &test, token, parser_end(token)) : NULL;
}

/* One of the numbers of near(), and what must follow it. */
static bool
read_number(struct parser *parser, struct filter_token *token, enum filter_value_kind kind,
	    enum filter_token_kind behind, int64_t *ret_number)
{
	struct filter_fault fault = { "", "" };
	struct filter_value value;
	char *text;
	bool done;

	*token = filter_lex_value(parser->text, parser_end(token));
	if (token->kind != TOKEN_WORD) {
		(void)parser_fail_unexpected(parser, token, "a number: near(#88031, 20)");
		return false;
	}
	text = filter_token_text(parser->text, token, false);
	done = filter_value_read(kind, text, &value, &fault) && value.exact >= 0;
	free(text);
	if (!done) {
		(void)parser_fail(parser, token, NULL, "%s is no number: near(#88031, 20)",
				  parser_show(parser, token).text);
		return false;
	}
	*ret_number = value.exact;
	*token = filter_lex_term(parser->text, parser_end(token));
	if (token->kind != behind)
		(void)parser_fail_unexpected(parser, token, behind == TOKEN_COMMA ? "a comma: near(#88031, 20)" : "\")\"");
	return token->kind == behind;
}

static struct filter_node *
parse_near(struct parser *parser, const struct filter_token *name)
{
	struct filter_token token = parser->token;
	struct filter_test test;
	int64_t seq, reach;

	if (!read_number(parser, &token, VALUE_SEQ, TOKEN_COMMA, &seq) ||
	    !read_number(parser, &token, VALUE_COUNT, TOKEN_CLOSE, &reach))
		return NULL;
	parser_go_behind(parser, &token);
	test = filter_test_near((uint64_t)seq, (uint64_t)reach);
	return parser_test(parser, &test, name, parser_end(&token));
}

/* Text that a system call, a thread or a path has: the three as an "or". */
static struct filter_node *
parse_text(struct parser *parser, const struct filter_token *token)
{
	struct filter_node *node = parser_node(NODE_OR, NULL, token->at, parser_end(token)), **last = &node->child;
	struct filter_operand operand = { .quoted = token->kind == TOKEN_STRING };
	char *text = filter_token_text(parser->text, token, false);

	operand.text = text;
	if (text == NULL)
		(void)parser_fail(parser, token, NULL, "no text has \\x00 in it");
	for (unsigned which = 0; which < FILTER_WORD_TESTS && !parser->failed; which++) {
		struct filter_test test = filter_test_word(&operand, which);

		*last = parser_test(parser, &test, token, parser_end(token));
		if (*last != NULL)
			last = &(*last)->next;
	}
	free(text);
	if (!parser->failed)
		return node;
	filter_tree_free(node);
	return NULL;
}

/* The name of a field, which has no operator behind it. */
static struct filter_node *
parse_alone(struct parser *parser, const struct filter_token *name, const struct filter_field *field)
{
	struct filter_test test;
	char meant[64];

	if (field->alone == NULL) {
		snprintf(meant, sizeof meant, "%s %s ...", field->name, field->values == VALUE_DURATION ? ">" : "=");
		return parser_fail(parser, name, meant, "%s wants a comparison", field->name);
	}
	test = filter_test_new(field, TOKEN_END);
	return parser_test(parser, &test, name, parser_end(name));
}

static bool
is_operator(enum filter_token_kind kind)
{
	return kind >= TOKEN_EQ && kind <= TOKEN_IN;
}

static struct filter_node *
parse_word(struct parser *parser)
{
	struct filter_token token = parser_take(parser), in;
	const struct filter_field *field = filter_field_find(parser->text + token.at, token.len);

	if (token.kind == TOKEN_WORD && parser->text[token.at] == '%')
		return parse_class(parser, &token);
	if (parser_is_word(parser, &token, "near") && parser->token.kind == TOKEN_OPEN)
		return parse_near(parser, &token);
	if (token.kind == TOKEN_WORD &&
	    (is_operator(parser->token.kind) || parser_is_not_in(parser, &parser->token, &in)))
		return parser_comparison(parser, &token);
	if (token.kind == TOKEN_WORD && field != NULL)
		return parse_alone(parser, &token, field);
	return parse_text(parser, &token);
}

/* --- what joins them -------------------------------------------------------------------------------------- */

static struct filter_node *
parse_group(struct parser *parser)
{
	struct filter_token open = parser_take(parser);
	struct filter_node *node = parse_or(parser);

	if (node == NULL)
		return NULL;
	if (parser->token.kind != TOKEN_CLOSE) {
		filter_tree_free(node);
		return parser_fail_unexpected(parser, &parser->token, "\")\"");
	}
	node->at = open.at;
	node->end = parser_end(&parser->token);
	(void)parser_take(parser);
	return node;
}

static struct filter_node *
parse_not(struct parser *parser)
{
	struct filter_token token = parser->token;
	struct filter_node *node;

	if (parser->depth == DEPTH_MAX)
		return parser_fail(parser, &token, NULL, "more than %d levels", DEPTH_MAX);
	parser->depth++;
	if (token.kind == TOKEN_NOT) {
		(void)parser_take(parser);
		node = parse_not(parser);
		if (node != NULL)
			node = parser_node(NODE_NOT, node, token.at, node->end);
	} else if (token.kind == TOKEN_OPEN) {
		node = parse_group(parser);
	} else if ((token.kind == TOKEN_WORD || token.kind == TOKEN_STRING)) {
		node = parse_word(parser);
	} else {
		node = parser_fail_unexpected(parser, &token, "a condition");
	}
	parser->depth--;
	return node;
}

/* Whether another condition follows, with or without "and". */
static bool
goes_on(struct parser *parser)
{
	enum filter_token_kind kind = parser->token.kind;

	if (kind == TOKEN_AND)
		(void)parser_take(parser);
	return kind != TOKEN_END && kind != TOKEN_CLOSE && kind != TOKEN_OR;
}

static bool
goes_on_or(struct parser *parser)
{
	if (parser->token.kind != TOKEN_OR)
		return false;
	(void)parser_take(parser);
	return true;
}

/* What is joined by one kind of word; one alone is itself. */
static struct filter_node *
parse_joined(struct parser *parser, enum filter_node_kind kind, struct filter_node *(*parse)(struct parser *parser),
	     bool (*more)(struct parser *parser))
{
	struct filter_node *first = parse(parser), *last = first;

	if (first == NULL || !more(parser))
		return first;
	do {
		last->next = parse(parser);
		if (last->next == NULL) {
			filter_tree_free(first);
			return NULL;
		}
		last = last->next;
	} while (more(parser));
	return parser_node(kind, first, first->at, last->end);
}

static struct filter_node *
parse_and(struct parser *parser)
{
	return parse_joined(parser, NODE_AND, parse_not, goes_on);
}

static struct filter_node *
parse_or(struct parser *parser)
{
	return parse_joined(parser, NODE_OR, parse_and, goes_on_or);
}

int
filter_tree_parse(const char *text, struct filter_node **ret_tree, struct filter_error *reterr)
{
	struct parser parser = { .text = text, .token = filter_lex_term(text, 0), .error = reterr };
	struct filter_node *tree = NULL;

	if (strlen(text) > FILTER_TEXT_MAX) {
		(void)parser_fail(&parser, &(struct filter_token){ .at = FILTER_TEXT_MAX }, NULL, "longer than %d bytes",
				  FILTER_TEXT_MAX);
		return -EINVAL;
	}
	if (parser.token.kind != TOKEN_END)
		tree = parse_or(&parser);
	if (tree != NULL && parser.token.kind != TOKEN_END)
		(void)parser_fail(&parser, &parser.token, NULL, "%s closes nothing",
				  parser_show(&parser, &parser.token).text);
	if (parser.failed) {
		filter_tree_free(tree);
		return -EINVAL;
	}
	*ret_tree = tree;
	return 0;
}
