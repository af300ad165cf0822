/*
 * reading.h - a file's symbols and debug information, read while others go on
 *
 *	reading = reading_begin(&file, pid, debuginfod);
 *	while ((module = reading_wait(reading, 4)) == NULL)
 *		...				// keys, frames
 *	reading_free(reading);			// the module is the caller's
 *
 * A thread of its own makes the module and its tables; nobody else has the
 * module until then. Begin, wait and free on one thread.
 */
#ifndef READING_H
#define READING_H

#include <stdint.h>
#include <sys/types.h>

struct debuginfod;
struct mapfile;
struct module;
struct reading;

/* NULL: no thread was to be had. The file's path must live until it is free. */
struct reading *reading_begin(const struct mapfile *file, pid_t pid, struct debuginfod *debuginfod);

/* The module, once it is made: waits at most so many milliseconds, UINT_MAX: until it is. NULL: it is not yet. */
struct module *reading_wait(struct reading *reading, unsigned ms);

const char *reading_path(const struct reading *reading);

/* After it gave its module. */
void reading_free(struct reading *reading);

#endif
