/* A line that goes on in the next row keeps its words whole where it can, and its characters in any case. */
#include "ui/wrap.h"

#include "check.h"

int
main(void)
{
	CHECK_EQ(wrap_part("", 10), 0);
	CHECK_EQ(wrap_part("short", 10), 5);
	CHECK_EQ(wrap_part("exactly 10", 10), 10);
	CHECK_EQ(wrap_part("ten bytes. and more", 10), 10);	/* the blank is behind the edge */
	CHECK_EQ(wrap_part("some words here", 12), 10);
	CHECK_EQ(wrap_part("a blank-early-only-does-not-count", 12), 12);
	CHECK_EQ(wrap_part("withoutanyblank", 8), 8);
	CHECK_EQ(wrap_part("abcdefg\xc3\xa9xyz", 8), 7);	/* not within a character */
	CHECK_EQ(wrap_part("\xe2\x94\x80\xe2\x94\x80", 1), 1);	/* but always on */
	return check_result();
}
