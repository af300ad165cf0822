#define PCRE2_CODE_UNIT_WIDTH 8
#include "model/finder.h"

#include <ctype.h>
#include <pcre2.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/mem.h"

enum { STEPS_MAX = 100000 };	/* of the matcher on one text */

struct finder {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	char *pattern;
	bool jit;
};

static bool
has_capital(const char *pattern)
{
	for (; *pattern != '\0'; pattern++)
		if (*pattern == '\\' && pattern[1] != '\0')
			pattern++;
		else if (isupper((unsigned char)*pattern))
			return true;
	return false;
}

/* What is wrong with a pattern. */
struct fault {
	PCRE2_SIZE at;
	int error;
};

static pcre2_code *
compile(const char *pattern, uint32_t options, struct fault *ret_fault)
{
	if (!has_capital(pattern))
		options |= PCRE2_CASELESS;
	return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &ret_fault->error, &ret_fault->at,
			     NULL);
}

static struct finder *
make(const char *pattern, pcre2_code *code)
{
	struct finder *finder;

	finder = mem_new(1, sizeof *finder);
	finder->jit = pcre2_jit_compile(code, PCRE2_JIT_COMPLETE) == 0;	/* without it, slower */
	finder->code = code;
	finder->data = pcre2_match_data_create(1, NULL);
	finder->context = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(finder->context, STEPS_MAX);
	finder->pattern = mem_string(pattern);
	return finder;
}

struct finder *
finder_new(const char *pattern)
{
	struct fault fault;
	pcre2_code *code = pattern[0] != '\0' ? compile(pattern, 0, &fault) : NULL;

	if (code == NULL)
		return finder_new_literal(pattern);
	return make(pattern, code);
}

struct finder *
finder_new_literal(const char *pattern)
{
	struct fault fault;
	pcre2_code *code = pattern[0] != '\0' ? compile(pattern, PCRE2_LITERAL, &fault) : NULL;

	return code != NULL ? make(pattern, code) : NULL;
}

struct finder *
finder_new_strict(const char *pattern, size_t *reterr_at, char *reterr, size_t cap)
{
	struct fault fault = { 0 };
	pcre2_code *code = pattern[0] != '\0' ? compile(pattern, 0, &fault) : NULL;

	if (code != NULL)
		return make(pattern, code);
	*reterr_at = fault.at;
	if (pattern[0] == '\0')
		snprintf(reterr, cap, "it is empty");
	else if (pcre2_get_error_message(fault.error, (PCRE2_UCHAR *)reterr, cap) < 0)
		snprintf(reterr, cap, "it is no regular expression");
	return NULL;
}

void
finder_free(struct finder *finder)
{
	if (finder == NULL)
		return;
	pcre2_match_context_free(finder->context);
	pcre2_match_data_free(finder->data);
	pcre2_code_free(finder->code);
	free(finder->pattern);
	free(finder);
}

bool
finder_matches(const struct finder *finder, const char *text, size_t len)
{
	if (finder->jit)	/* what pcre2_match() looks at first takes as long as the match of a short text */
		return pcre2_jit_match(finder->code, (PCRE2_SPTR)text, len, 0, 0, finder->data, finder->context) >= 0;
	return pcre2_match(finder->code, (PCRE2_SPTR)text, len, 0, 0, finder->data, finder->context) >= 0;
}

bool
finder_span(const struct finder *finder, const char *text, size_t len, size_t from, size_t *ret_begin, size_t *ret_end)
{
	const PCRE2_SIZE *at;

	if (from >= len || pcre2_match(finder->code, (PCRE2_SPTR)text, len, from, 0, finder->data, finder->context) < 0)
		return false;
	at = pcre2_get_ovector_pointer(finder->data);
	if (at[1] <= at[0])
		return false;
	*ret_begin = at[0];
	*ret_end = at[1];
	return true;
}

const char *
finder_pattern(const struct finder *finder)
{
	return finder->pattern;
}
