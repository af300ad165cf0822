/*
 * mapping.h - a part of a file, or memory without one, that is mapped executable
 */
#ifndef MAPPING_H
#define MAPPING_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "trace/mapfile.h"

struct event_map;
struct names;

struct mapping {
	uint64_t begin, end, offset;
	const char *path;	/* kept in names, without " (deleted)"; "" for anonymous memory */
	uint64_t inode;
	uint64_t identity;	/* of its file: the same for all mappings of it */
	uint32_t space;
	pid_t pid;		/* finds the file through /proc/PID/root while it lives */
};

/* To be freed. */
struct mapping *mapping_new(const struct event_map *event, pid_t pid, struct names *names);

/* To open its file by. */
struct mapfile mapping_file(const struct mapping *mapping);

/* Memory without a file, named or not; some runtimes map theirs twice, through a file without a name. */
bool mapping_may_be_made(const struct mapping *mapping);

#endif
