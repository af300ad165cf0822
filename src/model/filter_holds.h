/* filter_holds.h - whether a test holds for a call, by what it asks; for filter_test.c alone */
#ifndef FILTER_HOLDS_H
#define FILTER_HOLDS_H

#include "model/filter_test.h"

typedef bool filter_holds(struct filter_test *test, const struct filter_look *look);

filter_holds filter_holds_alone;	/* the name of a field */
filter_holds filter_holds_numbers;	/* ranges, which are in order and apart */
filter_holds filter_holds_texts, filter_holds_either;	/* patterns; or ranges */
filter_holds filter_holds_once;		/* patterns of who asked, found out once for each place or stack */
filter_holds filter_holds_calls;	/* what depends on the system call alone */
filter_holds filter_holds_percentile;

/* A text against each of the patterns: the ear of a test. */
filter_hear filter_test_hears;

#endif
