/*
 * filter_parser.h - where the reading of a filter is, for filter_parse.c and filter_compare.c alone
 *
 * What cannot be read is told once, by parser_fail() or its likes; whoever
 * called them returns NULL (or false), and so does everybody above.
 */
#ifndef FILTER_PARSER_H
#define FILTER_PARSER_H

#include <stdbool.h>

#include "model/filter_lex.h"
#include "model/filter_tree.h"

struct filter_error;

struct parser {
	const char *text;
	struct filter_token token;	/* the next one, as a term */
	unsigned depth, tests;
	bool failed;
	struct filter_error *error;
};

/* The byte behind a token. */
size_t parser_end(const struct filter_token *token);

/* What follows a token is the next one. */
void parser_go_behind(struct parser *parser, const struct filter_token *token);

/* Takes the next one. */
struct filter_token parser_take(struct parser *parser);

bool parser_is_word(const struct parser *parser, const struct filter_token *token, const char *word);

/* "not in" is one operator; its second word. */
bool parser_is_not_in(const struct parser *parser, const struct filter_token *token, struct filter_token *ret_in);

/* `"lat!"`: a token as it may be quoted. */
struct parser_shown {
	char text[80];
};
struct parser_shown parser_show(const struct parser *parser, const struct filter_token *token);

/* What is wrong with a token; the suggestion may be NULL. Always NULL, so that failing is one statement. */
struct filter_node *parser_fail(struct parser *parser, const struct filter_token *token, const char *suggestion,
				const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* Something else was expected there. */
struct filter_node *parser_fail_unexpected(struct parser *parser, const struct filter_token *token,
					   const char *expected);

struct filter_node *parser_node(enum filter_node_kind kind, struct filter_node *child, size_t at, size_t end);

/* A node of a test, which it takes over, from the first token up to byte `end`; NULL when there are too many. */
struct filter_node *parser_test(struct parser *parser, const struct filter_test *test, const struct filter_token *first,
				size_t end);

/* filter_compare.c: the comparison of a field, whose name was taken, with what follows; NULL when that is none. */
struct filter_node *parser_comparison(struct parser *parser, const struct filter_token *name);

#endif
