#include "base/nearest.h"

#include <string.h>

enum { WORD_MAX = 40 };

static unsigned
least(unsigned a, unsigned b)
{
	return a < b ? a : b;
}

/* Damerau's distance, with three rows of the table kept. */
static unsigned
distance(const char *a, size_t a_len, const char *b, size_t b_len)
{
	unsigned rows[3][WORD_MAX + 1];

	for (size_t j = 0; j <= b_len; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a_len; i++) {
		unsigned *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b_len; j++) {
			row[j] = least(least(above[j], row[j - 1]) + 1, above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return rows[a_len % 3][b_len];
}

const char *
nearest(const char *word, nearest_name *name, const void *context)
{
	size_t len = strlen(word);
	unsigned best = len < 3 ? 1 : len < 6 ? 2 : 3;	/* more than that is another word */
	const char *found = NULL, *at;

	if (len == 0 || len > WORD_MAX)
		return NULL;
	for (size_t i = 0; (at = name(i, context)) != NULL; i++) {
		size_t at_len = strlen(at);
		unsigned away = at_len <= WORD_MAX ? distance(word, len, at, at_len) : WORD_MAX;

		if (away < best + (found == NULL) && away < len) {
			best = away;
			found = at;
		}
	}
	return found;
}

const char *
nearest_in_list(size_t i, const void *list)
{
	return ((const char *const *)list)[i];
}
