#include "model/pattern.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/finder.h"

bool
pattern_init(struct pattern *pattern, enum pattern_kind kind, const char *text, size_t *reterr_at, char *reterr,
	     size_t cap)
{
	struct finder *finder = NULL;

	if (kind == PATTERN_REGEX)
		finder = finder_new_strict(text, reterr_at, reterr, cap);
	else if (kind == PATTERN_PART)
		finder = finder_new_literal(text);
	if (kind == PATTERN_REGEX && finder == NULL)
		return false;
	*pattern = (struct pattern){ .kind = kind, .text = mem_string(text), .len = strlen(text), .finder = finder };
	return true;
}

void
pattern_done(struct pattern *pattern)
{
	finder_free(pattern->finder);
	free(pattern->text);
	pattern->text = NULL;
}

/* Bytes of the character at `text`; one where there is none. */
static size_t
character_len(const char *text, size_t len)
{
	size_t count = 1;

	while (count < len && ((unsigned char)text[count] & 0xc0) == 0x80)
		count++;
	return count;
}

/* What follows the last star is tried at each place behind it; no star before it matters any more. */
static bool
glob_matches(const char *glob, size_t glob_len, const char *text, size_t len)
{
	size_t g = 0, t = 0, star = glob_len, retry = 0;

	while (t < len) {
		if (g < glob_len && glob[g] == '*') {
			star = g++;
			retry = t;
		} else if (g < glob_len && glob[g] == '?') {
			g++;
			t += character_len(text + t, len - t);
		} else if (g < glob_len && glob[g] == text[t]) {
			g++;
			t++;
		} else if (star < glob_len) {
			g = star + 1;
			t = retry += character_len(text + retry, len - retry);
		} else {
			return false;
		}
	}
	while (g < glob_len && glob[g] == '*')
		g++;
	return g == glob_len;
}

bool
pattern_matches(const struct pattern *pattern, const char *text, size_t len)
{
	switch (pattern->kind) {
	case PATTERN_EXACT:
		return len == pattern->len && memcmp(text, pattern->text, len) == 0;
	case PATTERN_GLOB:
		return glob_matches(pattern->text, pattern->len, text, len);
	case PATTERN_PART:
	case PATTERN_REGEX:
		return pattern->finder == NULL || finder_matches(pattern->finder, text, len);
	}
	return false;
}

bool
pattern_matches_path(const struct pattern *pattern, const char *path)
{
	size_t len = strlen(path);

	if (pattern_matches(pattern, path, len))
		return true;
	if (pattern->kind != PATTERN_EXACT && pattern->kind != PATTERN_GLOB)
		return false;
	for (const char *slash = path; (slash = strchr(slash, '/')) != NULL; slash++)
		if (slash[1] != '\0' && pattern_matches(pattern, slash + 1, len - (size_t)(slash + 1 - path)))
			return true;
	return false;
}
