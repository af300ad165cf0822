/* The grammar: from words to a tree. */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "base/safetext.h"
#include "base/text.h"
#include "model/filter.h"
#include "model/filter_tree.h"
#include "syscall/callclass.h"

enum { DEPTH_MAX = 64, TESTS_MAX = 512, QUOTED_MAX = 64 };

struct parser {
	const char *text;
	struct filter_token token;	/* the next one, as a term */
	unsigned depth, tests;
	bool failed;
	struct filter_error *error;
};

static struct filter_node *parse_or(struct parser *parser);

/* --- going on --------------------------------------------------------------------- */

static size_t
end_of(const struct filter_token *token)
{
	return token->at + token->len;
}

/* What follows a token is the next one. */
static void
go_behind(struct parser *parser, const struct filter_token *token)
{
	parser->token = filter_lex_term(parser->text, end_of(token));
}

static struct filter_token
take(struct parser *parser)
{
	struct filter_token token = parser->token;

	go_behind(parser, &token);
	return token;
}

static bool
is_word(const struct parser *parser, const struct filter_token *token, const char *word)
{
	return token->kind == TOKEN_WORD && token->len == strlen(word) &&
	       memcmp(parser->text + token->at, word, token->len) == 0;
}

/* --- what is wrong ------------------------------------------------------------------- */

/* The first thing wrong is told; always NULL, so that failing is one statement. */
__attribute__((format(printf, 4, 5))) static struct filter_node *
fail(struct parser *parser, const struct filter_token *token, const char *suggestion, const char *fmt, ...)
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

/* `"lat!"`: a token as it may be quoted. */
struct shown {
	char text[QUOTED_MAX + 8];
};

static struct shown
show(const struct parser *parser, const struct filter_token *token)
{
	size_t len = token->len < QUOTED_MAX ? token->len : QUOTED_MAX;
	struct shown shown;

	snprintf(shown.text, sizeof shown.text, token->kind == TOKEN_STRING ? "%.*s%s" : "\"%.*s%s\"", (int)len,
		 parser->text + token->at, token->len > len ? "..." : "");
	return shown;
}

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

	(void)fail(parser, token, nearest(name, field_name, NULL), "unknown field %s", show(parser, token).text);
	free(name);
	return NULL;
}

static struct filter_node *
fail_unexpected(struct parser *parser, const struct filter_token *token, const char *expected)
{
	switch (token->kind) {
	case TOKEN_END:
		return fail(parser, token, NULL, "%s is missing", expected);
	case TOKEN_UNENDED:
		return fail(parser, token, NULL, "the quote is not closed");
	case TOKEN_STRANGE:
		return fail(parser, token, parser->text[token->at] == '&' ? "&&" : parser->text[token->at] == '|' ? "||" : NULL,
			    "%s means nothing here", show(parser, token).text);
	default:
		return fail(parser, token, NULL, "%s instead of %s", show(parser, token).text, expected);
	}
}

/* --- nodes ------------------------------------------------------------------------------- */

static struct filter_node *
make_node(enum filter_node_kind kind, struct filter_node *child, size_t at, size_t end)
{
	struct filter_node *node = mem_new(1, sizeof *node);

	node->kind = kind;
	node->child = child;
	node->at = at;
	node->end = end;
	return node;
}

/* Takes the test over. */
static struct filter_node *
make_test(struct parser *parser, const struct filter_test *test, const struct filter_token *first, size_t end)
{
	struct filter_node *node = make_node(NODE_TEST, NULL, first->at, end);

	node->test = *test;
	if (++parser->tests <= TESTS_MAX)
		return node;
	filter_tree_free(node);
	return fail(parser, first, NULL, "more than %d conditions", TESTS_MAX);
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
	(void)fail_unexpected(parser, token, expected);
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
		(void)fail(parser, token, NULL, "no text has \\x00 in it");
		return false;
	}
	done = add_value(test, text, token->kind == TOKEN_STRING, ranges, &fault);
	free(text);
	if (!done)
		(void)fail(parser, token, fault.suggestion[0] != '\0' ? fault.suggestion : NULL, "%s", fault.reason);
	return done;
}

/* The values of "(a, b)" behind the parenthesis; where it ends. */
static bool
read_list(struct parser *parser, struct filter_test *test, struct filter_token *token)
{
	do {
		*token = filter_lex_value(parser->text, end_of(token));
		if (!read_value(parser, test, token, true))
			return false;
		*token = filter_lex_term(parser->text, end_of(token));
	} while (token->kind == TOKEN_COMMA);
	if (token->kind != TOKEN_CLOSE)
		(void)fail_unexpected(parser, token, "a comma or \")\"");
	return token->kind == TOKEN_CLOSE;
}

static bool
read_set(struct parser *parser, struct filter_test *test, struct filter_token *token)
{
	*token = filter_lex_value(parser->text, end_of(token));
	if (token->kind == TOKEN_OPEN)
		return read_list(parser, test, token);
	if (token->kind == TOKEN_WORD && test->field->numbers != NULL &&
	    memmem(parser->text + token->at, token->len, "..", 2) != NULL)
		return read_value(parser, test, token, true);
	(void)fail_unexpected(parser, token, test->field->numbers != NULL ? "a list (a, b) or a range a..b" : "a list (a, b)");
	return false;
}

/* --- percentiles ------------------------------------------------------------------------------- */

/* "p99", "p99.9": its share; false when it is none. */
static bool
read_share(const struct parser *parser, const struct filter_token *token, double *ret_share)
{
	const char *at = parser->text + token->at + 1, *end = parser->text + end_of(token);
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
	struct filter_token word = filter_lex_term(parser->text, end_of(token));

	if (is_word(parser, &word, "fn"))
		*ret_group = PROFILE_CALL;
	else if (is_word(parser, &word, "func"))
		*ret_group = PROFILE_FUNCTION;
	else {
		(void)fail_unexpected(parser, &word, "fn or func");
		return false;
	}
	*token = filter_lex_term(parser->text, end_of(&word));
	if (token->kind != TOKEN_CLOSE)
		(void)fail_unexpected(parser, token, "\")\"");
	return token->kind == TOKEN_CLOSE;
}

/* Whether a duration is compared with "p99(fn)"; token is where it ends, then. */
static bool
is_percentile(const struct parser *parser, const struct filter_test *test, const struct filter_token *value,
	      struct filter_token *token, double *ret_share)
{
	*token = filter_lex_term(parser->text, end_of(value));
	return test->field->values == VALUE_DURATION && token->kind == TOKEN_OPEN && read_share(parser, value, ret_share);
}

static bool
read_percentile(struct parser *parser, struct filter_test *test, const struct filter_token *value, double share,
		struct filter_token *token)
{
	enum profile_by group;

	if (test->op < TOKEN_LT || test->op > TOKEN_GE) {
		(void)fail(parser, value, NULL, "a percentile is compared by < <= > or >=");
		return false;
	}
	if (!read_group(parser, token, &group))
		return false;
	filter_test_percentile(test, group, share);
	return true;
}

/* --- comparisons ----------------------------------------------------------------------------------- */

static bool
is_operator(enum filter_token_kind kind)
{
	return kind >= TOKEN_EQ && kind <= TOKEN_IN;
}

/* "not in" is one operator; its second word. */
static bool
is_not_in(const struct parser *parser, const struct filter_token *token, struct filter_token *ret_in)
{
	*ret_in = filter_lex_term(parser->text, end_of(token));
	return token->kind == TOKEN_NOT && token->len == 3 && ret_in->kind == TOKEN_IN;
}

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

	return fail(parser, token, NULL, "%s takes %s", field->name, ops);
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
	value = test->op == TOKEN_LIKE ? filter_lex_regex(parser->text, end_of(token))
				       : filter_lex_value(parser->text, end_of(token));
	if (is_percentile(parser, test, &value, token, &share))
		return read_percentile(parser, test, &value, share, token);
	*token = value;
	return read_value(parser, test, &value, false);
}

static struct filter_node *
parse_comparison(struct parser *parser, const struct filter_token *name)
{
	const struct filter_field *field = filter_field_find(parser->text + name->at, name->len);
	struct filter_token token = parser->token, in;
	struct filter_node *node;
	struct filter_test test;
	bool opposite, not_in = is_not_in(parser, &token, &in);

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
	go_behind(parser, &token);
	filter_test_settle(&test);
	node = make_test(parser, &test, name, end_of(&token));
	return node != NULL && (opposite || not_in) ? make_node(NODE_NOT, node, node->at, node->end) : node;
}

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
		(void)fail(parser, token, nearest(name, nearest_in_list, callclass_names), "unknown class %s",
			   show(parser, token).text);
	free(name);
	return known ? make_test(parser, &test, token, end_of(token)) : NULL;
}

/* One of the numbers of near(), and what must follow it. */
static bool
read_number(struct parser *parser, struct filter_token *token, enum filter_value_kind kind, enum filter_token_kind behind,
	    int64_t *ret_number)
{
	struct filter_fault fault = { "", "" };
	struct filter_value value;
	char *text;
	bool done;

	*token = filter_lex_value(parser->text, end_of(token));
	if (token->kind != TOKEN_WORD) {
		(void)fail_unexpected(parser, token, "a number: near(#88031, 20)");
		return false;
	}
	text = filter_token_text(parser->text, token, false);
	done = filter_value_read(kind, text, &value, &fault) && value.exact >= 0;
	free(text);
	if (!done) {
		(void)fail(parser, token, NULL, "%s is no number: near(#88031, 20)", show(parser, token).text);
		return false;
	}
	*ret_number = value.exact;
	*token = filter_lex_term(parser->text, end_of(token));
	if (token->kind != behind)
		(void)fail_unexpected(parser, token, behind == TOKEN_COMMA ? "a comma: near(#88031, 20)" : "\")\"");
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
	go_behind(parser, &token);
	test = filter_test_near((uint64_t)seq, (uint64_t)reach);
	return make_test(parser, &test, name, end_of(&token));
}

/* Text that a system call, a thread or a path has: the three as an "or". */
static struct filter_node *
parse_text(struct parser *parser, const struct filter_token *token)
{
	struct filter_node *node = make_node(NODE_OR, NULL, token->at, end_of(token)), **last = &node->child;
	struct filter_operand operand = { .quoted = token->kind == TOKEN_STRING };
	char *text = filter_token_text(parser->text, token, false);

	operand.text = text;
	if (text == NULL)
		(void)fail(parser, token, NULL, "no text has \\x00 in it");
	for (unsigned which = 0; which < FILTER_WORD_TESTS && !parser->failed; which++) {
		struct filter_test test = filter_test_word(&operand, which);

		*last = make_test(parser, &test, token, end_of(token));
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
		return fail(parser, name, meant, "%s wants a comparison", field->name);
	}
	test = filter_test_new(field, TOKEN_END);
	return make_test(parser, &test, name, end_of(name));
}

static struct filter_node *
parse_word(struct parser *parser)
{
	struct filter_token token = take(parser), in;
	const struct filter_field *field = filter_field_find(parser->text + token.at, token.len);

	if (token.kind == TOKEN_WORD && parser->text[token.at] == '%')
		return parse_class(parser, &token);
	if (is_word(parser, &token, "near") && parser->token.kind == TOKEN_OPEN)
		return parse_near(parser, &token);
	if (token.kind == TOKEN_WORD && (is_operator(parser->token.kind) || is_not_in(parser, &parser->token, &in)))
		return parse_comparison(parser, &token);
	if (token.kind == TOKEN_WORD && field != NULL)
		return parse_alone(parser, &token, field);
	return parse_text(parser, &token);
}

/* --- what joins them -------------------------------------------------------------------------------------- */

static struct filter_node *
parse_group(struct parser *parser)
{
	struct filter_token open = take(parser);
	struct filter_node *node = parse_or(parser);

	if (node == NULL)
		return NULL;
	if (parser->token.kind != TOKEN_CLOSE) {
		filter_tree_free(node);
		return fail_unexpected(parser, &parser->token, "\")\"");
	}
	node->at = open.at;
	node->end = end_of(&parser->token);
	(void)take(parser);
	return node;
}

static struct filter_node *
parse_not(struct parser *parser)
{
	struct filter_token token = parser->token;
	struct filter_node *node;

	if (parser->depth == DEPTH_MAX)
		return fail(parser, &token, NULL, "more than %d levels", DEPTH_MAX);
	parser->depth++;
	if (token.kind == TOKEN_NOT) {
		(void)take(parser);
		node = parse_not(parser);
		if (node != NULL)
			node = make_node(NODE_NOT, node, token.at, node->end);
	} else if (token.kind == TOKEN_OPEN) {
		node = parse_group(parser);
	} else if (is_value(&token)) {
		node = parse_word(parser);
	} else {
		node = fail_unexpected(parser, &token, "a condition");
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
		(void)take(parser);
	return kind != TOKEN_END && kind != TOKEN_CLOSE && kind != TOKEN_OR;
}

static bool
goes_on_or(struct parser *parser)
{
	if (parser->token.kind != TOKEN_OR)
		return false;
	(void)take(parser);
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
	return make_node(kind, first, first->at, last->end);
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
		(void)fail(&parser, &(struct filter_token){ .at = FILTER_TEXT_MAX }, NULL, "longer than %d bytes", FILTER_TEXT_MAX);
		return -EINVAL;
	}
	if (parser.token.kind != TOKEN_END)
		tree = parse_or(&parser);
	if (tree != NULL && parser.token.kind != TOKEN_END)
		(void)fail(&parser, &parser.token, NULL, "%s closes nothing", show(&parser, &parser.token).text);
	if (parser.failed) {
		filter_tree_free(tree);
		return -EINVAL;
	}
	*ret_tree = tree;
	return 0;
}
