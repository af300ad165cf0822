/*
 * compare.h - a run held against a recording of an earlier one
 */
#ifndef COMPARE_H
#define COMPARE_H

#include <stdbool.h>
#include <stdio.h>

#include "base/why.h"

struct session;
struct srcmaps;

/* A whole recording as a session, to be freed. 0, or a negative errno and a sentence. */
int compare_load(const char *directory, struct srcmaps *maps, struct session **ret_session, struct why *reterr_why);

/*
 * What differs, written to `out`: `json` or text. `name` is what to call the
 * session. 1: something is slower beyond the tolerance, 0: nothing; or a
 * negative errno and a sentence.
 */
struct compare {
	const char *baseline;	/* directory of the earlier run's recording */
	const char *name;
	const struct session *session;
	struct srcmaps *maps;
	double tolerance;	/* percent; 0: the default */
	bool json;
};
int compare_run(const struct compare *compare, FILE *out, struct why *reterr_why);

#endif
