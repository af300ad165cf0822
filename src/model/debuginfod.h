/*
 * debuginfod.h - debug information of programs that have none, from servers
 *
 * Only with --debuginfod. A thread of its own asks the servers that
 * DEBUGINFOD_URLS names, through elfutils' library, which keeps what it got
 * in its cache; whoever asks waits for as long as was said and no longer.
 * Front-end thread only.
 */
#ifndef DEBUGINFOD_H
#define DEBUGINFOD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/why.h"

struct debuginfod;

/*
 * `patience_ms`: how long to wait for one file at its first asking; 0 not at
 * all. 0, or a negative errno and a sentence: no library, no servers named.
 */
int debuginfod_new(unsigned patience_ms, struct debuginfod **ret_debuginfod, struct why *reterr_why);

/* Ends what is under way. NULL is fine. */
void debuginfod_free(struct debuginfod *debuginfod);

/*
 * The debug file of that build-id: a descriptor, the caller's; -EAGAIN while it
 * is looked for; -ENOENT when there is none, or its server does not answer.
 */
int debuginfod_ask(struct debuginfod *debuginfod, const void *id, size_t id_len);

/* How many files servers are asked for now; 0 of NULL. */
size_t debuginfod_asking(struct debuginfod *debuginfod);

/* Whether something was found since the last time this said so. */
bool debuginfod_news(struct debuginfod *debuginfod);

#endif
