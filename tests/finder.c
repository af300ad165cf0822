/* What is found, and that no pattern takes for ever. */
#include "model/finder.h"

#include "check.h"

static bool
finds(const char *pattern, const char *text)
{
	struct finder *finder = finder_new(pattern);
	bool found;

	CHECK(finder != NULL);
	CHECK_STR(finder_pattern(finder), pattern);
	found = finder_matches(finder, text, strlen(text));
	finder_free(finder);
	return found;
}

int
main(void)
{
	char text[64];

	CHECK(finds("etc/pass", "openat(AT_FDCWD, \"/etc/passwd\")"));
	CHECK(finds("at_fdcwd", "openat(AT_FDCWD"));
	CHECK(!finds("At_fdcwd", "openat(AT_FDCWD"));
	CHECK(finds("^read\\(3", "read(3, \"x\", 1)"));
	CHECK(!finds("^read\\(3", "pread(3"));
	CHECK(finds("read(", "read(3)"));	/* no expression, so letter by letter */
	CHECK(finds("[", "a[b"));
	CHECK(finds("\\S+\\.SO", "libc.SO"));
	CHECK(finder_new("") == NULL);
	memset(text, 'a', sizeof text);
	text[sizeof text - 1] = '\0';
	CHECK(!finds("^(a+)+$b", text));
	finder_free(NULL);
	return check_result();
}
