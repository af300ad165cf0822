/*
 * seen.h - values that fields of the filter language had in this run, with how often
 */
#ifndef SEEN_H
#define SEEN_H

#include <stddef.h>
#include <stdint.h>

struct filter_field;
struct scene;

struct seen_value {
	char *text;		/* as it is, not quoted */
	uint64_t count;		/* calls */
};

struct seen {
	struct seen_value *values;	/* the most frequent first */
	size_t count, cap;
	uint64_t of;		/* of so many newest calls; 0: of the whole run */
};

/* Those whose text begins with or holds `part`, ignoring case; "" all. At most a few hundred. To be given back. */
void seen_values(const struct scene *scene, const struct filter_field *field, const char *part, struct seen *ret_seen);
void seen_done(struct seen *seen);

#endif
