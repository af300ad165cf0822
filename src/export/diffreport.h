/*
 * diffreport.h - two runs compared, for people and for programs
 */
#ifndef DIFFREPORT_H
#define DIFFREPORT_H

#include <stdbool.h>
#include <stdio.h>

struct diff;
struct session;

struct diffreport {
	const struct session *sessions[2];	/* by enum diff_side */
	const char *names[2];			/* what to call them: directories */
	double tolerance;
	bool all;				/* text: also what is the same */
};

/* A table for each way of grouping that has rows; only what differs, unless all is wanted. */
void diffreport_text(FILE *out, const struct diffreport *report, const struct diff *diff);

/* One object; every row. */
void diffreport_json(FILE *out, const struct diffreport *report, const struct diff *diff);

#endif
