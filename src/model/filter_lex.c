#include "model/filter_lex.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

struct sign {
	const char *text;
	enum filter_token_kind kind;
};

/* The longer ones first. */
static const struct sign signs[] = {
	{ "&&", TOKEN_AND }, { "||", TOKEN_OR }, { "!=", TOKEN_NE }, { "!~", TOKEN_UNLIKE }, { "<=", TOKEN_LE },
	{ ">=", TOKEN_GE }, { "==", TOKEN_EQ }, { "=", TOKEN_EQ }, { "<", TOKEN_LT }, { ">", TOKEN_GT }, { "~", TOKEN_LIKE },
	{ "!", TOKEN_NOT }, { "(", TOKEN_OPEN }, { ")", TOKEN_CLOSE }, { ",", TOKEN_COMMA },
};

static const struct sign words[] = {
	{ "and", TOKEN_AND }, { "or", TOKEN_OR }, { "not", TOKEN_NOT }, { "has", TOKEN_HAS }, { "in", TOKEN_IN },
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

static bool
ends_value(const char *at)
{
	return at[0] == '\0' || is_blank(at[0]) || strchr("(),\"", at[0]) != NULL || strncmp(at, "&&", 2) == 0 ||
	       strncmp(at, "||", 2) == 0;
}

static bool
ends_term(const char *at)
{
	return ends_value(at) || strchr("=<>~!&|", at[0]) != NULL;
}

static struct filter_token
read_string(const char *text, size_t at)
{
	size_t end = at + 1;

	for (; text[end] != '\0'; end++) {
		if (text[end] == '"')
			return (struct filter_token){ TOKEN_STRING, at, end + 1 - at };
		if (text[end] == '\\' && text[end + 1] != '\0')
			end++;
	}
	return (struct filter_token){ TOKEN_UNENDED, at, end - at };
}

static struct filter_token
read_sign(const char *text, size_t at)
{
	for (size_t i = 0; i < COUNT(signs); i++)
		if (strncmp(text + at, signs[i].text, strlen(signs[i].text)) == 0)
			return (struct filter_token){ signs[i].kind, at, strlen(signs[i].text) };
	return (struct filter_token){ TOKEN_STRANGE, at, 1 };
}

static size_t
skip_blanks(const char *text, size_t at)
{
	while (is_blank(text[at]))
		at++;
	return at;
}

static struct filter_token
read_word(const char *text, size_t at, bool (*ends)(const char *at))
{
	size_t end = at;

	if (text[at] == '\0')
		return (struct filter_token){ TOKEN_END, at, 0 };
	if (text[at] == '"')
		return read_string(text, at);
	while (!ends(text + end))
		end++;
	return end > at ? (struct filter_token){ TOKEN_WORD, at, end - at } : read_sign(text, at);
}

struct filter_token
filter_lex_term(const char *text, size_t at)
{
	struct filter_token token = read_word(text, skip_blanks(text, at), ends_term);

	for (size_t i = 0; token.kind == TOKEN_WORD && i < COUNT(words); i++)
		if (token.len == strlen(words[i].text) && memcmp(text + token.at, words[i].text, token.len) == 0)
			token.kind = words[i].kind;
	return token;
}

struct filter_token
filter_lex_value(const char *text, size_t at)
{
	return read_word(text, skip_blanks(text, at), ends_value);
}

struct filter_token
filter_lex_regex(const char *text, size_t at)
{
	struct filter_token token = filter_lex_value(text, at);
	size_t end = token.at;
	unsigned depth = 0;

	if (token.kind != TOKEN_WORD && token.kind != TOKEN_OPEN)
		return token;
	for (; text[end] != '\0' && !is_blank(text[end]); end++) {
		if (depth == 0 && text[end] != '(' && ends_value(text + end))
			break;
		depth += text[end] == '(';
		depth -= text[end] == ')';
		if (text[end] == '\\' && text[end + 1] != '\0')
			end++;
	}
	return (struct filter_token){ TOKEN_WORD, token.at, end - token.at };
}

/* --- strings ------------------------------------------------------------------- */

static int
hex_digit(char c)
{
	if (!isxdigit((unsigned char)c))
		return -1;
	return isdigit((unsigned char)c) ? c - '0' : tolower((unsigned char)c) - 'a' + 10;
}

/* The byte that an escape at `at` says, and how long it is; 0: it is none. */
static size_t
read_escape(const char *at, bool regex, char *ret_byte)
{
	static const char letters[] = "nt\"\\r", meant[] = "\n\t\"\\\r";
	const char *letter = at[1] != '\0' ? strchr(letters, at[1]) : NULL;
	int high, low;

	if (at[0] != '\\' || (regex && at[1] != '"'))
		return 0;
	if (letter != NULL) {
		*ret_byte = meant[letter - letters];
		return 2;
	}
	if (at[1] != 'x' || (high = hex_digit(at[2])) < 0 || (low = hex_digit(at[3])) < 0)
		return 0;
	*ret_byte = (char)(high * 16 + low);
	return 4;
}

char *
filter_token_text(const char *text, const struct filter_token *token, bool regex)
{
	const char *at = text + token->at, *end = at + token->len;
	char *said = mem_new(token->len + 1, 1), *out = said;

	if (token->kind != TOKEN_STRING)
		return memcpy(said, at, token->len);
	for (at++, end--; at < end;) {
		size_t len = read_escape(at, regex, out);

		if (len == 0 && regex && at[0] == '\\' && at + 1 < end) {	/* a pair that the expression reads */
			*out++ = *at++;
			*out = *at++;
		} else if (len == 0) {
			*out = *at++;
		} else {
			at += len;
		}
		if (*out++ == '\0') {
			free(said);
			return NULL;
		}
	}
	return said;
}

static char *
quote_byte(char *out, char byte)
{
	static const char digits[] = "0123456789abcdef";

	if (byte == '"' || byte == '\\')
		*out++ = '\\';
	if ((unsigned char)byte >= ' ' && byte != 0x7f) {
		*out++ = byte;
		return out;
	}
	*out++ = '\\';
	*out++ = 'x';
	*out++ = digits[(unsigned char)byte >> 4];
	*out++ = digits[byte & 15];
	return out;
}

/* Of an expression only a quote that is not escaped yet. */
static char *
quote_regex(char *out, const char *value)
{
	for (; *value != '\0'; value++) {
		if (*value == '\\' && value[1] != '\0')
			*out++ = *value++;
		else if (*value == '"')
			*out++ = '\\';
		*out++ = *value;
	}
	return out;
}

static bool
needs_quotes(const char *value)
{
	for (const char *at = value; *at != '\0'; at++)
		if (ends_value(at) || (unsigned char)*at < ' ' || *at == 0x7f || *at == '*' || *at == '?' ||
		    *at == '\\')
			return true;
	return value[0] == '\0';
}

char *
filter_quote(const char *value, bool quoted, bool regex)
{
	char *text, *out;

	if (!quoted && !needs_quotes(value))
		return mem_string(value);
	text = mem_new(4 * strlen(value) + 3, 1);
	out = text;
	*out++ = '"';
	if (regex)
		out = quote_regex(out, value);
	else
		for (; *value != '\0'; value++)
			out = quote_byte(out, *value);
	*out = '"';
	return text;
}
