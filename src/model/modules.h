/*
 * modules.h - the files of mappings, each read once
 *
 * A big file takes half a second to read. Who cannot wait has it read by a
 * thread beforehand, one at a time; who does not ask for that waits when the
 * module is asked for.
 */
#ifndef MODULES_H
#define MODULES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/table.h"

struct debuginfod;
struct mapping;
struct module;
struct reading;

struct modules {
	struct debuginfod *debuginfod;	/* NULL: nobody is asked for what is not here */
	struct table by_identity;	/* of a mapping's file → struct module * */
	struct reading *reading;	/* of the file whose module comes next; NULL none */
	uint64_t read;			/* its identity */
};
/* One that is zero but for debuginfod has none. Waits for the file that is being read. */
void modules_done(struct modules *modules);

/* The module of the mapping's file; NULL when there are too many already. */
struct module *modules_get(struct modules *modules, const struct mapping *mapping);

/* Has its file read; false while that takes longer than so many milliseconds: ask again, for the same or another. */
bool modules_prepare(struct modules *modules, const struct mapping *mapping, unsigned ms);

/* The path of what is being read; NULL: nothing is. */
const char *modules_reading(const struct modules *modules);

#endif
