#include "model/filter_parser.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"
#include "model/filter.h"

enum { TESTS_MAX = 512, QUOTED_MAX = 64 };

/* --- going on --------------------------------------------------------------------- */

size_t
parser_end(const struct filter_token *token)
{
	return token->at + token->len;
}

void
parser_go_behind(struct parser *parser, const struct filter_token *token)
{
	parser->token = filter_lex_term(parser->text, parser_end(token));
}

struct filter_token
parser_take(struct parser *parser)
{
	struct filter_token token = parser->token;

	parser_go_behind(parser, &token);
	return token;
}

bool
parser_is_word(const struct parser *parser, const struct filter_token *token, const char *word)
{
	return token->kind == TOKEN_WORD && token->len == strlen(word) &&
	       memcmp(parser->text + token->at, word, token->len) == 0;
}

bool
parser_is_not_in(const struct parser *parser, const struct filter_token *token, struct filter_token *ret_in)
{
	*ret_in = filter_lex_term(parser->text, parser_end(token));
	return token->kind == TOKEN_NOT && token->len == 3 && ret_in->kind == TOKEN_IN;
}

/* --- what is wrong ------------------------------------------------------------------- */

/* The first thing wrong is told. */
struct filter_node *
parser_fail(struct parser *parser, const struct filter_token *token, const char *suggestion, const char *fmt, ...)
{
	struct filter_error *error = parser->error;
	struct text meant = text_in(error->suggestion, sizeof error->suggestion);
	struct text reason = text_in(error->reason, sizeof error->reason);
	char room[sizeof error->reason];
	va_list list;

	if (parser->failed)
		return NULL;
	parser->failed = true;
	va_start(list, fmt);
	vsnprintf(room, sizeof room, fmt, list);
	va_end(list);
	safe_line(&reason, room, strlen(room));
	if (suggestion != NULL)
		safe_line(&meant, suggestion, strlen(suggestion));
	error->at = token->at;
	error->len = token->len;
	error->column = safe_width(parser->text, token->at) + 1;
	return NULL;
}

struct parser_shown
parser_show(const struct parser *parser, const struct filter_token *token)
{
	size_t len = token->len < QUOTED_MAX ? token->len : QUOTED_MAX;
	struct parser_shown shown;

	snprintf(shown.text, sizeof shown.text, token->kind == TOKEN_STRING ? "%.*s%s" : "\"%.*s%s\"", (int)len,
		 parser->text + token->at, token->len > len ? "..." : "");
	return shown;
}

struct filter_node *
parser_fail_unexpected(struct parser *parser, const struct filter_token *token, const char *expected)
{
	char sign = parser->text[token->at];

	switch (token->kind) {
	case TOKEN_END:
		return parser_fail(parser, token, NULL, "%s is missing", expected);
	case TOKEN_UNENDED:
		return parser_fail(parser, token, NULL, "the quote is not closed");
	case TOKEN_STRANGE:
		return parser_fail(parser, token, sign == '&' ? "&&" : sign == '|' ? "||" : NULL, "%s means nothing here",
				   parser_show(parser, token).text);
	default:
		return parser_fail(parser, token, NULL, "%s instead of %s", parser_show(parser, token).text, expected);
	}
}

/* --- nodes ------------------------------------------------------------------------------- */

struct filter_node *
parser_node(enum filter_node_kind kind, struct filter_node *child, size_t at, size_t end)
{
	struct filter_node *node = mem_new(1, sizeof *node);

	node->kind = kind;
	node->child = child;
	node->at = at;
	node->end = end;
	return node;
}

struct filter_node *
parser_test(struct parser *parser, const struct filter_test *test, const struct filter_token *first, size_t end)
{
	struct filter_node *node = parser_node(NODE_TEST, NULL, first->at, end);

	node->test = *test;
	if (++parser->tests <= TESTS_MAX)
		return node;
	filter_tree_free(node);
	return parser_fail(parser, first, NULL, "more than %d conditions", TESTS_MAX);
}
