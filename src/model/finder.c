#define PCRE2_CODE_UNIT_WIDTH 8
#include "model/finder.h"

#include <ctype.h>
#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/mem.h"

enum { STEPS_MAX = 100000 };	/* of the matcher on one text */

struct finder {
	pcre2_code *code;
	pcre2_match_data *data;
	pcre2_match_context *context;
	char *pattern;
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

static pcre2_code *
compile(const char *pattern, uint32_t options)
{
	PCRE2_SIZE offset;
	int error;

	return pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, options, &error, &offset, NULL);
}

struct finder *
finder_new(const char *pattern)
{
	uint32_t options = has_capital(pattern) ? 0 : PCRE2_CASELESS;
	pcre2_code *code = pattern[0] != '\0' ? compile(pattern, options) : NULL;
	struct finder *finder;

	if (code == NULL && pattern[0] != '\0')
		code = compile(pattern, options | PCRE2_LITERAL);
	if (code == NULL)
		return NULL;
	(void)pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);	/* without it, slower */
	finder = mem_new(1, sizeof *finder);
	finder->code = code;
	finder->data = pcre2_match_data_create(1, NULL);
	finder->context = pcre2_match_context_create(NULL);
	pcre2_set_match_limit(finder->context, STEPS_MAX);
	finder->pattern = mem_string(pattern);
	return finder;
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
	return pcre2_match(finder->code, (PCRE2_SPTR)text, len, 0, 0, finder->data, finder->context) >= 0;
}

const char *
finder_pattern(const struct finder *finder)
{
	return finder->pattern;
}
