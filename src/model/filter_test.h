/*
 * filter_test.h - one question about a call
 *
 * Made step by step by who reads a filter: a test of a field, then its values
 * one by one, then filter_test_settle(). What depends on the system call
 * alone becomes a table of bits; what depends on who asked is found out once
 * for each place or stack and remembered.
 */
#ifndef FILTER_TEST_H
#define FILTER_TEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/table.h"
#include "model/filter_field.h"
#include "model/filter_lex.h"
#include "model/pattern.h"
#include "model/profile.h"

struct filter_calls;

struct filter_test {
	bool (*holds)(struct filter_test *test, const struct filter_look *look);
	const struct filter_field *field;
	enum filter_token_kind op; /* TOKEN_EQ, LT, LE, GT, GE, LIKE, HAS; opposites are for who asks */
	struct filter_range *ranges;
	size_t range_count, range_cap;
	struct pattern *patterns;
	size_t pattern_count, pattern_cap;
	struct filter_calls *calls;	/* which system calls it holds for; NULL: it depends on more */
	enum profile_by group;		/* of a percentile */
	double share;
	struct table known;		/* place or stack → 1 it holds, 0 it does not; of a percentile group → value */
	unsigned cost;			/* enum filter_cost, more or less */
};

/* A value as it stands in the text. */
struct filter_operand {
	const char *text;	/* what it says */
	bool quoted;		/* it is that very text */
};

/* A test of a field; of its name alone when `op` is TOKEN_END. */
struct filter_test filter_test_new(const struct filter_field *field, enum filter_token_kind op);
void filter_test_done(struct filter_test *test);

/* Adds a value: any of them will do. False, and why it is none. */
bool filter_test_add(struct filter_test *test, const struct filter_operand *operand, struct filter_fault *reterr);

/* Adds all from one value to another, both included. */
bool filter_test_add_range(struct filter_test *test, const char *first, const char *last, struct filter_fault *reterr);

/* Compares with a percentile of all calls of the same system call, or function. */
void filter_test_percentile(struct filter_test *test, enum profile_by group, double share);

/* Calls of a class: "%net". */
struct filter_test filter_test_class(const char *name);

/* Calls at most `reach` away from `seq`. */
struct filter_test filter_test_near(uint64_t seq, uint64_t reach);

/* Calls with a system call, thread or path that has the text in it; with * or ? that is it. `which`: 0, 1, 2. */
enum { FILTER_WORD_TESTS = 3 };
struct filter_test filter_test_word(const struct filter_operand *operand, unsigned which);

/* All values are there. */
void filter_test_settle(struct filter_test *test);

#endif
