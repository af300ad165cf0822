#include "base/jsondoc.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/jsonstr.h"
#include "base/mem.h"
#include "base/text.h"

struct parser {
	struct jsondoc doc;
	char *text, *at, *end;
	struct jsondoc_error *error;
};

/* --- what went wrong ------------------------------------------------------------- */

static void
find_place(const char *text, const char *at, unsigned *ret_line, unsigned *ret_column)
{
	unsigned line = 1, column = 1;

	for (const char *c = text; c < at; c++) {
		if (*c == '\n') {
			line++;
			column = 1;
		} else if (((unsigned char)*c & 0xc0) != 0x80) {
			column++;
		}
	}
	*ret_line = line;
	*ret_column = column;
}

static bool
is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
	       c == '+' || c == '-';
}

/* The word or the character that stands there. Other than ASCII is left out: it may be broken. */
static void
add_near(struct text *text, const struct parser *parser, const char *at)
{
	size_t quote = *at == '"', len = quote;

	if (at >= parser->end) {
		text_add(text, " near end of file");
		return;
	}
	while (len < 20 && is_word(at[len]))
		len++;
	if (len == quote && (*at <= ' ' || *at >= 0x7f))
		return;
	text_addf(text, " near '%.*s'", (int)(len > 0 ? len : 1), at);
}

static bool
complain(struct parser *parser, const char *at, const char *what)
{
	struct text text = text_in(parser->error->text, sizeof parser->error->text);

	text_add(&text, what);
	add_near(&text, parser, at);
	find_place(parser->text, at, &parser->error->line, &parser->error->column);
	return false;
}

/* --- values ------------------------------------------------------------------------ */

/* A new value that begins there, by number: the array may move. SIZE_MAX when there are too many. */
static size_t
add_value(struct parser *parser, enum jsonval_kind kind, const char *at)
{
	struct jsondoc *doc = &parser->doc;

	if (doc->count >= JSONDOC_VALUES) {
		complain(parser, at, "too many values");
		return SIZE_MAX;
	}
	doc->values = mem_grow(doc->values, &doc->cap, doc->count + 1, sizeof *doc->values);
	doc->values[doc->count] = (struct jsonval){ .span = 1, .at = (uint32_t)(at - parser->text), .kind = (uint8_t)kind };
	return doc->count++;
}

static void
skip_space(struct parser *parser)
{
	while (*parser->at == ' ' || *parser->at == '\n' || *parser->at == '\t' || *parser->at == '\r')
		parser->at++;
}

static bool
parse_word(struct parser *parser, const char *word, enum jsonval_kind kind)
{
	size_t len = strlen(word);

	if (strncmp(parser->at, word, len) != 0 || is_word(parser->at[len]))
		return complain(parser, parser->at, "a value expected");
	if (add_value(parser, kind, parser->at) == SIZE_MAX)
		return false;
	parser->at += len;
	return true;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Behind the digits, if there are any. */
static char *
behind_digits(char *at)
{
	while (is_digit(*at))
		at++;
	return at;
}

/* Behind fraction and exponent; `at` itself when there are none, NULL when they are not whole. */
static char *
behind_fraction(char *at)
{
	char *digits;

	if (*at == '.') {
		digits = at + 1;
		at = behind_digits(digits);
		if (at == digits)
			return NULL;
	}
	if (*at == 'e' || *at == 'E') {
		digits = at + 1 + (at[1] == '+' || at[1] == '-');
		at = behind_digits(digits);
		if (at == digits)
			return NULL;
	}
	return at;
}

static bool
take_integer(const char *at, const char *end, int64_t *ret_integer)
{
	bool negative = *at == '-';
	int64_t sum = 0;

	for (at += negative; at < end; at++)
		if (__builtin_mul_overflow(sum, 10, &sum) ||
		    __builtin_add_overflow(sum, negative ? '0' - *at : *at - '0', &sum))
			return false;
	*ret_integer = sum;
	return true;
}

static bool
parse_number(struct parser *parser)
{
	char *begin = parser->at, *digits = begin + (*begin == '-'), *end = behind_digits(digits), *whole = end;
	int64_t integer = 0;
	size_t number;

	if (end == digits || (*digits == '0' && end > digits + 1))
		return complain(parser, begin, "invalid number");
	end = behind_fraction(end);
	if (end == NULL || is_word(*end))
		return complain(parser, begin, "invalid number");
	if (end == whole && !take_integer(begin, end, &integer))
		return complain(parser, begin, "number out of range");
	number = add_value(parser, end == whole ? JSONVAL_INTEGER : JSONVAL_REAL, begin);
	if (number == SIZE_MAX)
		return false;
	parser->doc.values[number].integer = integer;
	parser->at = end;
	return true;
}

/* --- strings ------------------------------------------------------------------------- */

static bool
bad_string(struct parser *parser, const char *begin, const char *at)
{
	if (at >= parser->end)
		return complain(parser, begin, "string without an end");
	return complain(parser, at, (unsigned char)*at >= 0x80 ? "invalid UTF-8" : "control character in a string");
}

/* From `at` on, the first backslash, into room of our own: what is decoded is never longer than its text. */
static bool
decode_rest(struct parser *parser, char *begin, char *at, struct jsonval *value)
{
	struct jsondoc *doc = &parser->doc;
	char *first, *out, *plain;

	if (doc->decoded == NULL)
		doc->decoded = mem_new((size_t)(parser->end - parser->text) + 1, 1);
	first = out = doc->decoded + doc->decoded_len;
	plain = begin + 1;
	for (;;) {
		memcpy(out, plain, (size_t)(at - plain));
		out += at - plain;
		if (*at == '"')
			break;
		if (*at != '\\')
			return bad_string(parser, begin, at);
		if (!jsonstr_escape(&at, &out))
			return complain(parser, at, "invalid escape");
		plain = at;
		at = jsonstr_plain_end(at);
	}
	*out = '\0';
	doc->decoded_len += (size_t)(out - first) + 1;
	value->string = first;
	value->count = (uint32_t)(out - first);
	parser->at = at + 1;
	return true;
}

static bool
parse_string(struct parser *parser)
{
	char *begin = parser->at, *at = jsonstr_plain_end(begin + 1);
	size_t number = add_value(parser, JSONVAL_STRING, begin);
	struct jsonval *value;

	if (number == SIZE_MAX)
		return false;
	value = &parser->doc.values[number];
	if (*at == '\\')
		return decode_rest(parser, begin, at, value);
	if (*at != '"')
		return bad_string(parser, begin, at);
	*at = '\0';
	value->string = begin + 1;
	value->count = (uint32_t)(at - begin - 1);
	parser->at = at + 1;
	return true;
}

/* --- containers ---------------------------------------------------------------------- */

static int
compare_keys(const void *a, const void *b)
{
	const struct jsonval *left = *(const struct jsonval *const *)a, *right = *(const struct jsonval *const *)b;

	if (left->count != right->count)
		return left->count < right->count ? -1 : 1;
	return memcmp(left->string, right->string, left->count);
}

/* The later of two equal names, NULL when all differ. Sorting: what is in the file must not make it slow. */
static const struct jsonval *
find_duplicate(const struct jsonval *object)
{
	enum { FEW = 16 };
	const struct jsonval *few[FEW], **keys = object->count > FEW ? mem_new(object->count, sizeof *keys) : few;
	const struct jsonval *key = object + 1, *found = NULL;

	for (size_t i = 0; i < object->count; i++) {
		keys[i] = key;
		for (size_t j = 0; object->count <= FEW && j < i && found == NULL; j++)
			if (compare_keys(&keys[i], &keys[j]) == 0)
				found = key;
		key += 1 + key[1].span;
	}
	if (object->count > FEW) {
		qsort(keys, object->count, sizeof *keys, compare_keys);
		for (size_t i = 1; i < object->count && found == NULL; i++)
			if (compare_keys(&keys[i], &keys[i - 1]) == 0)
				found = keys[i]->at > keys[i - 1]->at ? keys[i] : keys[i - 1];
		free(keys);
	}
	return found;
}

static bool
parse_value(struct parser *parser, unsigned depth);

static bool
parse_member(struct parser *parser, unsigned depth)
{
	if (*parser->at != '"')
		return complain(parser, parser->at, "string or '}' expected");
	if (!parse_string(parser))
		return false;
	skip_space(parser);
	if (*parser->at != ':')
		return complain(parser, parser->at, "':' expected");
	parser->at++;
	return parse_value(parser, depth);
}

static bool
parse_container(struct parser *parser, unsigned depth)
{
	bool object = *parser->at == '{';
	char close = object ? '}' : ']';
	size_t number = add_value(parser, object ? JSONVAL_OBJECT : JSONVAL_ARRAY, parser->at);
	const struct jsonval *duplicate;
	uint32_t count = 0;

	if (number == SIZE_MAX)
		return false;
	if (depth >= JSONDOC_DEPTH)
		return complain(parser, parser->at, "nested too deeply");
	parser->at++;
	skip_space(parser);
	for (; *parser->at != close; count++) {
		if (count > 0 && *parser->at != ',')
			return complain(parser, parser->at, object ? "',' or '}' expected" : "',' or ']' expected");
		parser->at += count > 0;
		skip_space(parser);
		if (!(object ? parse_member(parser, depth + 1) : parse_value(parser, depth + 1)))
			return false;
		skip_space(parser);
	}
	parser->at++;
	parser->doc.values[number].count = count;
	parser->doc.values[number].span = (uint32_t)(parser->doc.count - number);
	duplicate = object ? find_duplicate(&parser->doc.values[number]) : NULL;
	return duplicate == NULL || complain(parser, parser->text + duplicate->at, "duplicate object key");
}

static bool
parse_value(struct parser *parser, unsigned depth)
{
	skip_space(parser);
	switch (*parser->at) {
	case '{':
	case '[':
		return parse_container(parser, depth);
	case '"':
		return parse_string(parser);
	case 't':
		return parse_word(parser, "true", JSONVAL_TRUE);
	case 'f':
		return parse_word(parser, "false", JSONVAL_FALSE);
	case 'n':
		return parse_word(parser, "null", JSONVAL_NULL);
	default:
		if (*parser->at == '-' || is_digit(*parser->at))
			return parse_number(parser);
		return complain(parser, parser->at, "a value expected");
	}
}

static bool
parse_all(struct parser *parser)
{
	skip_space(parser);
	if (*parser->at != '{' && *parser->at != '[')
		return complain(parser, parser->at, "'[' or '{' expected");
	if (!parse_value(parser, 0))
		return false;
	skip_space(parser);
	/* A '\0' inside the text is no end of it. */
	return parser->at == parser->end || complain(parser, parser->at, "end of file expected");
}

bool
jsondoc_parse(struct jsondoc *ret_doc, char *text, size_t len, struct jsondoc_error *ret_error)
{
	struct parser parser = { .doc = { .text = text }, .text = text, .at = text, .end = text + len, .error = ret_error };

	if (!parse_all(&parser)) {
		jsondoc_done(&parser.doc);
		return false;
	}
	*ret_doc = parser.doc;
	return true;
}

void
jsondoc_done(struct jsondoc *doc)
{
	free(doc->values);
	free(doc->decoded);
	*doc = (struct jsondoc){ .values = NULL };
}

/* --- asking ---------------------------------------------------------------------------- */

void
jsondoc_where(const struct jsondoc *doc, const struct jsonval *value, unsigned *ret_line, unsigned *ret_column)
{
	find_place(doc->text, doc->text + value->at, ret_line, ret_column);
}

const struct jsonval *
jsonval_member(const struct jsonval *object, const char *name)
{
	const struct jsonval *key = object + 1;
	size_t len = strlen(name);

	if (object->kind != JSONVAL_OBJECT)
		return NULL;
	for (uint32_t i = 0; i < object->count; i++) {
		if (key->count == len && memcmp(key->string, name, len) == 0)
			return key + 1;
		key += 1 + key[1].span;
	}
	return NULL;
}

const struct jsonval *
jsonval_next(const struct jsonval *container, const struct jsonval *last)
{
	const struct jsonval *next = last != NULL ? last + last->span : container + 1;

	if (container->kind != JSONVAL_ARRAY && container->kind != JSONVAL_OBJECT)
		return NULL;
	return next < container + container->span ? next : NULL;
}
