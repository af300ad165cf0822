/* What a mistyped word was meant to be. */
#include "base/nearest.h"

#include "check.h"

static const char *const names[] = { "lat", "path", "filter", "runtime-modules", "roles", "ok", NULL };

static const struct { const char *word, *meant; } words[] = {
	{ "latt", "lat" }, { "alt", "lat" }, { "fliter", "filter" }, { "runtime_modules", "runtime-modules" }, { "rolls", "roles" },
	{ "path", "path" }, { "xyz", NULL }, { "", NULL }, { "k", NULL }, { "zzzzzzzzzzzzzzz", NULL },
	{ "a-word-that-is-longer-than-any-name-could-ever-be-here", NULL },
};

int
main(void)
{
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		const char *found = nearest(words[i].word, nearest_in_list, names);

		if (words[i].meant == NULL)
			CHECK(found == NULL);
		else if (CHECK(found != NULL))
			CHECK_STR(found, words[i].meant);
	}
	return check_result();
}
