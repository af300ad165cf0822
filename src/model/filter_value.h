/*
 * filter_value.h - numbers as a filter spells them
 *
 * Every number is an int64_t here, so that one kind of test does for all:
 * durations and times in ns, addresses and other words by their bits, scores
 * by filter_score_key(). What a value is equal to is a range: durations,
 * times and scores are what would be shown so (lat = 1.2ms is 1.15 up to,
 * but not, 1.25 ms), as only that can be read off a screen; a time also what
 * would be rounded to it.
 */
#ifndef FILTER_VALUE_H
#define FILTER_VALUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum filter_value_kind {
	VALUE_COUNT,	/* 4096, 0x1000, -1 */
	VALUE_WORD,	/* the same, 0644, and a size */
	VALUE_RESULT,	/* the same without 0644, and the name of an error */
	VALUE_SIZE,	/* 64KiB */
	VALUE_SEQ,	/* 88031, #88031 */
	VALUE_DURATION,	/* 1.2ms, 3m12s */
	VALUE_TIME,	/* 1.2 and 1.2s, 1200ms */
	VALUE_SCORE,	/* 3.5 */
	VALUE_ERROR,	/* ENOENT, 2 */
	VALUE_SEVERITY,	/* low, medium, high */
};

struct filter_range {
	int64_t first, last;	/* both belong to it */
};

struct filter_value {
	int64_t exact;		/* for < and > */
	struct filter_range equal; /* for = */
};

struct filter_fault {
	char reason[160];
	char suggestion[64];	/* "": none */
};

/* What a text says; false, and why not. */
bool filter_value_read(enum filter_value_kind kind, const char *text, struct filter_value *ret_value,
		       struct filter_fault *reterr);

/* A double as a number with the same order; not of NAN. */
int64_t filter_score_key(double score);

#endif
