/*
 * filter_lex.h - the words of a filter's text
 *
 * What a byte means depends on where it stands: "<" ends the name of a field,
 * but is part of the value std::vector<int>. So who reads asks for a term or
 * for a value.
 */
#ifndef FILTER_LEX_H
#define FILTER_LEX_H

#include <stdbool.h>
#include <stddef.h>

enum filter_token_kind {
	TOKEN_END,
	TOKEN_WORD,		/* as it stands; also and, or, not, in, has */
	TOKEN_STRING,		/* in quotes, which at and len include */
	TOKEN_OPEN, TOKEN_CLOSE, TOKEN_COMMA,
	TOKEN_AND, TOKEN_OR, TOKEN_NOT,	/* && || ! and the words */
	TOKEN_EQ, TOKEN_NE, TOKEN_LT, TOKEN_LE, TOKEN_GT, TOKEN_GE, TOKEN_LIKE, TOKEN_UNLIKE, TOKEN_HAS, TOKEN_IN,
	TOKEN_UNENDED,		/* a string without its quote */
	TOKEN_STRANGE,		/* a sign that means nothing */
};

struct filter_token {
	enum filter_token_kind kind;
	size_t at, len;		/* bytes of the text */
};

/* The token at or behind byte `at`, where a term or an operator may stand. */
struct filter_token filter_lex_term(const char *text, size_t at);

/* The same where a value may stand: words go up to a blank, a parenthesis, a comma, && or ||. */
struct filter_token filter_lex_value(const char *text, size_t at);

/* The same for a regular expression: what is in parentheses of its own belongs to it. */
struct filter_token filter_lex_regex(const char *text, size_t at);

/*
 * What a token says, to be freed: a word as it is, a string without quotes
 * and escapes: \" \\ \n \t \r \xNN. In a regular expression only \" is one,
 * and all else is left to the expression. NULL when it holds \x00.
 */
char *filter_token_text(const char *text, const struct filter_token *token, bool regex);

/* As a value that says these bytes, in quotes where it must be, or where `quoted`; to be freed. */
char *filter_quote(const char *value, bool quoted, bool regex);

#endif
