/*
 * merger.h - several recordings as one, on one time line
 *
 * A source over sources: records come in the order of the wall clocks of the
 * machines they were made on, with the numbers of tasks, mappings, stacks and
 * calls given anew, so that whoever reads them sees one trace. Each run is
 * announced by a NOTE. There is one START, that of the first run to begin,
 * and one END, after all have ended.
 */
#ifndef MERGER_H
#define MERGER_H

#include <stddef.h>

#include "base/why.h"

struct source;

/* Opens recordings by their directories, one or more. 0, or a negative errno and a sentence. */
int merger_open(const char *const *directories, size_t count, struct source **ret_source, struct why *reterr_why);

#endif
