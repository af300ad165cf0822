/*
 * check.h - what every test program needs, and no more
 *
 * A failed check prints file, line and both values, and the test goes on.
 * main() ends with `return check_result();`: 0 passed, 1 failed. What cannot
 * run here ends with SKIP("reason"): 77. The last line counts the checks.
 */
#ifndef CHECK_H
#define CHECK_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static unsigned check_count, check_failures;

#define CHECK(cond) check_true((cond), #cond, __FILE__, __LINE__)
#define CHECK_EQ(a, b) check_equal((long long)(a), (long long)(b), #a, __FILE__, __LINE__)
#define CHECK_STR(a, b) check_string((a), (b), #a, __FILE__, __LINE__)
#define SKIP(reason) do { printf("skipped: %s\n", (reason)); exit(77); } while (0)

static inline int
check_true(int ok, const char *what, const char *file, int line)
{
	check_count++;
	if (!ok) {
		check_failures++;
		printf("%s:%d: not so: %s\n", file, line, what);
	}
	return ok;
}

static inline int
check_equal(long long a, long long b, const char *what, const char *file, int line)
{
	check_count++;
	if (a != b) {
		check_failures++;
		printf("%s:%d: %s is %lld, not %lld\n", file, line, what, a, b);
	}
	return a == b;
}

static inline int
check_string(const char *a, const char *b, const char *what, const char *file, int line)
{
	int same = a != NULL && b != NULL && strcmp(a, b) == 0;

	check_count++;
	if (!same) {
		check_failures++;
		printf("%s:%d: %s is\n  %s\nnot\n  %s\n", file, line, what, a ? a : "(null)", b ? b : "(null)");
	}
	return same;
}

static inline int
check_result(void)
{
	printf("%u checks, %u failed\n", check_count, check_failures);
	return check_failures ? 1 : 0;
}

#endif
