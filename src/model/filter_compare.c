/* Comparisons: a field, an operator, and values. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "model/filter_parser.h"

static const char *
field_name(size_t i, const void *context)
{
	(void)context;
	return i < filter_field_count ? filter_fields[i].name : NULL;
}

static struct filter_node *
fail_unknown_field(struct parser *parser, const struct filter_token *token)
{
	char *name = filter_token_text(parser->text, token, false);

	(void)parser_fail(parser, token, nearest(name, field_name, NULL), "unknown field %s",
			  parser_show(parser, token).text);
	free(name);
	return NULL;
}

/* --- values ---------------------------------------------------------------------------------- */

static const char *
value_example(const struct filter_field *field)
{
	static const char *const examples[] = {
		[VALUE_COUNT] = "number", [VALUE_WORD] = "number or text", [VALUE_RESULT] = "number or error",
		[VALUE_SIZE] = "size such as 64KiB", [VALUE_SEQ] = "number of a call",
		[VALUE_DURATION] = "duration such as 1.5ms", [VALUE_TIME] = "time such as 1.5s",
		[VALUE_SCORE] = "score such as 3.5", [VALUE_ERROR] = "error such as ENOENT",
		[VALUE_SEVERITY] = "severity: low, medium or high",
	};

	return field->numbers != NULL ? examples[field->values] : "text";
}

static bool
is_value(const struct filter_token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_STRING;
}

static bool
fail_value(struct parser *parser, const struct filter_token *token, const struct filter_field *field)
{
	char expected[64];

	snprintf(expected, sizeof expected, "a value (%s)", value_example(field));
	(void)parser_fail_unexpected(parser, token, expected);
	return false;
}

/* "1..5" and fields that have a number: where the second value begins, or 0. */
static size_t
find_dots(const struct filter_test *test, const char *text)
{
	const char *dots = test->field->numbers != NULL ? strstr(text, "..") : NULL;

	return dots != NULL ? (size_t)(dots - text) + 2 : 0;
}

static bool
add_value(struct filter_test *test, char *text, bool quoted, bool ranges, struct filter_fault *reterr)
{
	size_t behind = ranges && !quoted ? find_dots(test, text) : 0;

	if (behind == 0)
		return filter_test_add(test, &(struct filter_operand){ text, quoted }, reterr);
	text[behind - 2] = '\0';
	return filter_test_add_range(test, text, text + behind, reterr);
}

/* Adds the value that a token says; false when it is none. */
static bool
read_value(struct parser *parser, struct filter_test *test, const struct filter_token *token, bool ranges)
{
	struct filter_fault fault = { "", "" };
	char *text;
	bool done;

	if (!is_value(token))
		return fail_value(parser, token, test->field);
	text = filter_token_text(parser->text, token, test->op == TOKEN_LIKE);
	if (text == NULL) {
		(void)parser_fail(parser, token, NULL, "no text has \\x00 in it");
		return false;
	}
	done = add_value(test, text, token->kind == TOKEN_STRING, ranges, &fault);
	free(text);
	if (!done)
		(void)parser_fail(parser, token, fault.suggestion[0] != '\0' ? fault.suggestion : NULL, "%s", fault.reason);
	return done;
}

/* The values of "(a, b)" behind the parenthesis; where it ends. */
static bool
read_list(struct parser *parser, struct filter_test *test, struct filter_token *token)
{
	do {
		*token = filter_lex_value(parser->text, parser_end(token));
		if (!read_value(parser, test, token, true))
			return false;
		*token = filter_lex_term(parser->text, parser_end(token));
	} while (token->kind == TOKEN_COMMA);
	if (token->kind != TOKEN_CLOSE)
		(void)parser_fail_unexpected(parser, token, "a comma or \")\"");
	return token->kind == TOKEN_CLOSE;
}

static bool
read_set(struct parser *parser, struct filter_test *test, struct filter_token *token)
{
	*token = filter_lex_value(parser->text, parser_end(token));
	if (token->kind == TOKEN_OPEN)
		return read_list(parser, test, token);
	if (token->kind == TOKEN_WORD && test->field->numbers != NULL &&
	    memmem(parser->text + token->at, token->len, "..", 2) != NULL)
		return read_value(parser, test, token, true);
	(void)parser_fail_unexpected(parser, token, test->field->numbers != NULL ? "a list (a, b) or a range a..b"
										: "a list (a, b)");
	return false;
}

/* --- percentiles ------------------------------------------------------------------------------- */

/* "p99", "p99.9": its share; false when it is none. */
static bool
read_share(const struct parser *parser, const struct filter_token *token, double *ret_share)
{
	const char *at = parser->text + token->at + 1, *end = parser->text + parser_end(token);
	double share = 0, step = 1;
	bool point = false;

	if (token->kind != TOKEN_WORD || at[-1] != 'p' || at == end || *at == '.')
		return false;
	for (; at < end; at++) {
		if (*at == '.' && !point) {
			point = true;
			continue;
		}
		if (*at < '0' || *at > '9')
			return false;
		share = share * 10 + (*at - '0');
		step *= point ? 10 : 1;
	}
	*ret_share = share / step / 100;
	return *ret_share > 0 && *ret_share <= 1;
}

/* "(fn)" behind "p99", to where it ends. */
static bool
read_group(struct parser *parser, struct filter_token *token, enum profile_by *ret_group)
{
	struct filter_token word = filter_lex_term(parser->text, parser_end(token));

	if (parser_is_word(parser, &word, "fn"))
		*ret_group = PROFILE_CALL;
	else if (parser_is_word(parser, &word, "func"))
		*ret_group = PROFILE_FUNCTION;
	else {
		(void)parser_fail_unexpected(parser, &word, "fn or func");
		return false;
	}
	*token = filter_lex_term(parser->text, parser_end(&word));
	if (token->kind != TOKEN_CLOSE)
		(void)parser_fail_unexpected(parser, token, "\")\"");
	return token->kind == TOKEN_CLOSE;
}

/* Whether a duration is compared with "p99(fn)"; token is where it ends, then. */
static bool
is_percentile(const struct parser *parser, const struct filter_test *test, const struct filter_token *value,
	      struct filter_token *token, double *ret_share)
{
	*token = filter_lex_term(parser->text, parser_end(value));
	return test->field->values == VALUE_DURATION && token->kind == TOKEN_OPEN &&
	       read_share(parser, value, ret_share);
}

static bool
read_percentile(struct parser *parser, struct filter_test *test, const struct filter_token *value, double share,
		struct filter_token *token)
{
	enum profile_by group;

	if (test->op < TOKEN_LT || test->op > TOKEN_GE) {
		(void)parser_fail(parser, value, NULL, "a percentile is compared by < <= > or >=");
		return false;
	}
	if (!read_group(parser, token, &group))
		return false;
	filter_test_percentile(test, group, share);
	return true;
}

/* --- comparisons ----------------------------------------------------------------------------------- */

static bool
takes(const struct filter_field *field, enum filter_token_kind op)
{
	if (op == TOKEN_LIKE || op == TOKEN_HAS)
		return field->texts != NULL;
	return op == TOKEN_EQ || field->numbers != NULL;
}

static struct filter_node *
fail_operator(struct parser *parser, const struct filter_token *token, const struct filter_field *field)
{
	const char *ops = field->numbers == NULL && field->texts == NULL ? "no value" :
			  field->texts == NULL				 ? "= != < <= > >= or in" :
									   "= != ~ !~ has or in";

	return parser_fail(parser, token, NULL, "%s takes %s", field->name, ops);
}

/* `op` as a test knows it, and whether the test's opposite is meant. */
static enum filter_token_kind
positive(enum filter_token_kind op, bool *ret_opposite)
{
	*ret_opposite = op == TOKEN_NE || op == TOKEN_UNLIKE;
	return op == TOKEN_NE || op == TOKEN_IN ? TOKEN_EQ : op == TOKEN_UNLIKE ? TOKEN_LIKE : op;
}

/* The value, or values, behind an operator; `token` is the operator, and then where they end. */
static bool
read_values(struct parser *parser, struct filter_test *test, struct filter_token *token)
{
	struct filter_token value;
	double share;

	if (token->kind == TOKEN_IN)
		return read_set(parser, test, token);
	value = test->op == TOKEN_LIKE ? filter_lex_regex(parser->text, parser_end(token))
				       : filter_lex_value(parser->text, parser_end(token));
	if (is_percentile(parser, test, &value, token, &share))
		return read_percentile(parser, test, &value, share, token);
	*token = value;
	return read_value(parser, test, &value, false);
}

struct filter_node *
parser_comparison(struct parser *parser, const struct filter_token *name)
{
	const struct filter_field *field = filter_field_find(parser->text + name->at, name->len);
	struct filter_token token = parser->token, in;
	struct filter_node *node;
	struct filter_test test;
	bool opposite, not_in = parser_is_not_in(parser, &token, &in);

	if (field == NULL)
		return fail_unknown_field(parser, name);
	if (not_in)
		token = in;
	test = filter_test_new(field, positive(token.kind, &opposite));
	if (!takes(field, test.op) || (field->numbers == NULL && field->texts == NULL))
		return fail_operator(parser, &token, field);
	if (!read_values(parser, &test, &token)) {
		filter_test_done(&test);
		return NULL;
	}
	parser_go_behind(parser, &token);
	filter_test_settle(&test);
	node = parser_test(parser, &test, name, parser_end(&token));
	return node != NULL && (opposite || not_in) ? parser_node(NODE_NOT, node, node->at, node->end) : node;
}
