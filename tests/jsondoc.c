/* JSON text: what is read, and what is refused, is what jansson reads and refuses. */
#include "base/jsondoc.h"

#include <jansson.h>
#include <stdint.h>

#include "check.h"

static char *copy;		/* what was parsed, until the next */
static struct jsondoc doc;
static struct jsondoc_error error;

/* In memory of just the right size, so that a read beyond its end is seen. */
static bool
parse_bytes(const char *text, size_t len)
{
	jsondoc_done(&doc);
	free(copy);
	copy = malloc(len + 1);
	memcpy(copy, text, len);
	copy[len] = '\0';
	return jsondoc_parse(&doc, copy, len, &error);
}

static bool
parse(const char *text)
{
	return parse_bytes(text, strlen(text));
}

/* --- against jansson ------------------------------------------------------------------- */

static bool
same_value(const struct jsonval *ours, const json_t *theirs);

static bool
same_object(const struct jsonval *ours, const json_t *theirs)
{
	const struct jsonval *name = NULL, *value;

	if (ours->count != json_object_size(theirs))
		return false;
	while ((name = jsonval_next(ours, name)) != NULL) {
		value = jsonval_next(ours, name);
		if (jsonval_member(ours, name->string) != value ||
		    !same_value(value, json_object_get(theirs, name->string)))
			return false;
		name = value;
	}
	return true;
}

static bool
same_array(const struct jsonval *ours, const json_t *theirs)
{
	const struct jsonval *value = NULL;
	size_t i = 0;

	while ((value = jsonval_next(ours, value)) != NULL)
		if (!same_value(value, json_array_get(theirs, i++)))
			return false;
	return i == json_array_size(theirs) && i == ours->count;
}

static bool
same_value(const struct jsonval *ours, const json_t *theirs)
{
	switch ((enum jsonval_kind)ours->kind) {
	case JSONVAL_NULL:
		return json_is_null(theirs);
	case JSONVAL_FALSE:
		return json_is_false(theirs);
	case JSONVAL_TRUE:
		return json_is_true(theirs);
	case JSONVAL_REAL:
		return json_is_real(theirs);
	case JSONVAL_INTEGER:
		return json_is_integer(theirs) && json_integer_value(theirs) == ours->integer;
	case JSONVAL_STRING:
		return json_is_string(theirs) && json_string_length(theirs) == ours->count &&
		       strcmp(json_string_value(theirs), ours->string) == 0;
	case JSONVAL_ARRAY:
		return json_is_array(theirs) && same_array(ours, theirs);
	case JSONVAL_OBJECT:
		return json_is_object(theirs) && same_object(ours, theirs);
	}
	return false;
}

/* Whether both refuse it, or both read the same; `ret_good`: which. */
static bool
agree(const char *text, size_t len, bool *ret_good)
{
	bool good = parse_bytes(text, len), same;
	bool nul = memchr(text, '\0', len) != NULL;
	json_error_t theirs_error;
	json_t *theirs = json_loadb(text, len, JSON_REJECT_DUPLICATES, &theirs_error);

	/* jansson 2.14 overlooks a '\0' behind a number; we refuse each. */
	same = nul ? !good : good == (theirs != NULL) && (!good || same_value(doc.values, theirs));
	/* Strings and escapes that are not whole are told where they begin, not where the line or the file ends. */
	if (!good && !nul && theirs_error.line > 0 && strstr(error.text, "string") == NULL &&
	    strstr(error.text, "escape") == NULL)
		same &= (int)error.line == theirs_error.line;
	json_decref(theirs);
	*ret_good = good;
	return same;
}

static void
what_is_read_and_refused_is_what_jansson_does(void)
{
	static const char *const texts[] = {
		"", " ", "{", "[", "}", "]", "{}", "[]", "[1", "[1,", "[1,]", "[,1]", "[1 2]", "{\"a\"}", "{\"a\":}",
		"{\"a\":1,}", "{\"a\":1", "{\"a\" 1}", "{a:1}", "{\"a\":1 \"b\":2}", "{1:2}", "[]]", "{}{}", "[] x",
		"1", "\"a\"", "null", "true", "[null,true,false]", "[nul]", "[nullx]", "[True]", "[truefalse]", "[true1]",
		"[0]", "[-0]", "[00]", "[01]", "[-01]", "[-]", "[--1]", "[+1]", "[1.]", "[.1]", "[1.5]", "[1e]", "[1e+]",
		"[1e5]", "[1E-5]", "[1.5e+5]", "[1.e5]", "[1a]", "[1e5x]", "[0x10]", "[1-2]", "[1_0]",
		"[9223372036854775807]", "[9223372036854775808]", "[-9223372036854775808]", "[-9223372036854775809]",
		"[99999999999999999999999]", "[NaN]", "[Infinity]",
		"[\"\"]", "[\"a", "[\"a\\", "[\"a\\\"", "[\"\n\"]", "[\"\t\"]", "[\"\x7f\"]", "[\"\\n\\t\\b\\f\\r\\/\\\\\\\"\"]",
		"[\"\\x\"]", "[\"\\'\"]", "[\"\\u\"]", "[\"\\u12\"]", "[\"\\u12g4\"]", "[\"\\u0041\\u00e9\\u20ac\"]",
		"[\"\\u0000\"]", "[\"a\\u0000b\"]", "[\"\\ud83d\\ude00\"]", "[\"\\ud83d\"]", "[\"\\ud83dx\"]",
		"[\"\\ud83d\\n\"]", "[\"\\ud83d\\u0041\"]", "[\"\\ude00\"]", "[\"\\uD83D\\uDE00 \\uABCD\"]",
		"[\"\xc3\xa9\"]", "[\"\xe2\x82\xac\"]", "[\"\xf0\x9f\x98\x80\"]", "[\"\xc3\"]", "[\"\xc3(\"]", "[\"\xa9\"]",
		"[\"\xc0\xaf\"]", "[\"\xc1\xbf\"]", "[\"\xe0\x80\xaf\"]", "[\"\xe0\x9f\xbf\"]", "[\"\xed\xa0\x80\"]",
		"[\"\xed\x9f\xbf\"]", "[\"\xf0\x80\x80\x80\"]", "[\"\xf4\x8f\xbf\xbf\"]", "[\"\xf4\x90\x80\x80\"]",
		"[\"\xf5\x80\x80\x80\"]", "[\"\xfe\"]", "[\"\xe2\x82\"]", "[\"\xf0\x9f\x98\"]", "\xef\xbb\xbf[]", "[\xc3\xa9]",
		"{\"a\":1,\"a\":2}", "{\"a\":1,\"b\":{\"a\":2}}", "{\"a\":1,\"\\u0061\":2}", "{\"\":1,\"\":2}", "{\"\":1}",
		"{\"a\":[{\"a\":1},{\"a\":1}]}", "[{\"a\":1,\"b\":2,\"a\":3}]", "{\"a\\n\":1,\"a\\\\n\":2}",
		"{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"j\":10,\"k\":11,\"l\":12,"
		"\"m\":13,\"n\":14,\"o\":15,\"p\":16,\"q\":17,\"r\":[18]}",
		"{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"j\":10,\"k\":11,\"l\":12,"
		"\"m\":13,\"n\":14,\"o\":15,\"p\":16,\"q\":17,\"b\":[18]}",
		" \t\r\n[ \n 1 ,\n\n 2 , {\"a\" : \n x} ]", "[/* no */]", "[1]//", "[1]\v", "[\f1]", "['a']",
	};
	unsigned good_count = 0, bad_count = 0;
	bool good;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (!CHECK(agree(texts[i], strlen(texts[i]), &good)))
			printf("\t%s: %s\n", texts[i], good ? "read" : error.text);
		good_count += good;
		bad_count += !good;
	}
	CHECK(good_count > 25 && bad_count > 70);
	CHECK(agree("[1]\0", 4, &good) && !good);
	CHECK(agree("[\"a\0b\"]", 7, &good) && !good);
	CHECK(agree("[\0]", 3, &good) && !good);
}

static const char SAMPLE[] =
	"{\"version\": 1,\n \"names\": [\"\\u00e9x\", \"\xc3\xa9\", \"\\ud83d\\ude00\\n\"],\n"
	" \"rows\": [{\"line\": -20, \"ok\": true, \"real\": 1.5e3}, {\"line\": 0, \"none\": null, \"no\": false}]}";

static void
so_it_does_when_any_byte_is_another(void)
{
	static const char bytes[] = "\0\x01\n \"\\{}[]:,-0e.+utfn/x\x7f\x80\xc3\xed\xf4\xff";
	char text[sizeof SAMPLE];
	unsigned good_count = 0, count = 0;
	bool good;

	for (size_t at = 0; at < sizeof SAMPLE - 1; at++) {
		for (size_t i = 0; i < sizeof bytes - 1; i++) {
			memcpy(text, SAMPLE, sizeof text);
			text[at] = bytes[i];
			if (!agree(text, sizeof SAMPLE - 1, &good))
				CHECK_STR(text, "as jansson reads it");
			good_count += good;
			count++;
		}
	}
	CHECK(good_count > 300 && count - good_count > 3000);
}

static void
so_it_does_when_text_is_cut_or_a_byte_is_missing(void)
{
	char text[sizeof SAMPLE];
	bool good;

	for (size_t at = 0; at < sizeof SAMPLE - 1; at++) {
		CHECK(agree(SAMPLE, at, &good) && !good);
		memcpy(text, SAMPLE, at);
		memcpy(text + at, SAMPLE + at + 1, sizeof SAMPLE - 1 - at);
		CHECK(agree(text, sizeof SAMPLE - 2, &good));
	}
}

/* --- by itself ---------------------------------------------------------------------------- */

static void
a_mistake_is_shown_where_it_is(void)
{
	static const struct {
		const char *text, *says;
		unsigned line, column;
	} cases[] = {
		{ "", "'[' or '{' expected near end of file", 1, 1 },
		{ "\n  version: 1", "'[' or '{' expected near 'version'", 2, 3 },
		{ "{\"a\": 1,\n \"b\" 2}", "':' expected near '2'", 2, 6 },
		{ "{\"\xc3\xa9\xc3\xa9\": oops}", "a value expected near 'oops'", 1, 8 },
		{ "{\"a\": 1, \"a\": 2}", "duplicate object key near '\"a'", 1, 10 },
		{ "[1, \"never", "string without an end near '\"never'", 1, 5 },
		{ "[\"a\x01\"]", "control character in a string", 1, 4 },
		{ "[\"a\xff\"]", "invalid UTF-8", 1, 4 },
		{ "[\"a\\q\"]", "invalid escape near '\\'", 1, 4 },
		{ "[\"\\n\",\n\"\\n\",\n012]", "invalid number near '012'", 3, 1 },
		{ "[123456789012345678901234]", "number out of range near '12345678901234567890'", 1, 2 },
		{ "[1\x1b]", "',' or ']' expected", 1, 3 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK(!parse(cases[i].text));
		CHECK_STR(error.text, cases[i].says);
		CHECK_EQ(error.line, cases[i].line);
		CHECK_EQ(error.column, cases[i].column);
	}
}

static void
values_know_where_they_stand(void)
{
	const struct jsonval *second;
	unsigned line, column;

	CHECK(parse("{\"a\\n\\n\": [\"\\n\",\n  {\"b\": 7}]}"));
	second = jsonval_member(doc.values, "a\n\n") + 2;
	jsondoc_where(&doc, second, &line, &column);
	CHECK_EQ(line, 2);
	CHECK_EQ(column, 3);
	CHECK_EQ(jsonval_member(second, "b")->integer, 7);
	CHECK(jsonval_member(doc.values, "a") == NULL);
	CHECK(jsonval_member(doc.values + 1, "a") == NULL);
	CHECK(jsonval_next(doc.values + 1, NULL) == NULL);
}

static char *
nested(unsigned depth)
{
	char *text = malloc(2 * (size_t)depth + 1);

	memset(text, '[', depth);
	memset(text + depth, ']', depth);
	text[2 * (size_t)depth] = '\0';
	return text;
}

static void
nesting_is_bounded(void)
{
	char *most = nested(JSONDOC_DEPTH), *more = nested(JSONDOC_DEPTH + 1), *far_more = nested(1000000);

	CHECK(parse(most));
	CHECK(!parse(more));
	CHECK_STR(error.text, "nested too deeply near '['");
	CHECK_EQ(error.column, JSONDOC_DEPTH + 1);
	CHECK(!parse(far_more));
	free(most);
	free(more);
	free(far_more);
}

static void
the_number_of_values_is_bounded(void)
{
	size_t len = 2 * (size_t)JSONDOC_VALUES + 1;
	char *text = malloc(len + 1);

	/* "[0,0,…0]": with the array itself one value too many */
	for (size_t i = 0; i < len; i++)
		text[i] = i % 2 == 1 ? '0' : ',';
	text[0] = '[';
	text[len - 1] = ']';
	text[len] = '\0';
	CHECK(!jsondoc_parse(&doc, text, len, &error));
	CHECK_STR(error.text, "too many values near '0'");
	CHECK_EQ(error.column, len - 1);
	free(text);
}

int
main(void)
{
	what_is_read_and_refused_is_what_jansson_does();
	so_it_does_when_any_byte_is_another();
	so_it_does_when_text_is_cut_or_a_byte_is_missing();
	a_mistake_is_shown_where_it_is();
	values_know_where_they_stand();
	nesting_is_bounded();
	jsondoc_done(&doc);
	the_number_of_values_is_bounded();
	free(copy);
	return check_result();
}
