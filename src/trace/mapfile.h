/*
 * mapfile.h - the very file that a program has mapped, opened to read it
 *
 * Never another file that now lies at the same path: a replaced or deleted
 * one is found through /proc while the program lives, or not at all.
 */
#ifndef MAPFILE_H
#define MAPFILE_H

#include <stdint.h>
#include <sys/types.h>

struct mapfile {
	const char *path;	/* as /proc/PID/maps shows it */
	uint64_t inode;
	uint64_t begin, end;	/* where it is mapped */
};

/* A descriptor (close-on-exec, a regular file), or -1. `pid` may be gone already; then the path must do. */
int mapfile_open(const struct mapfile *file, pid_t pid);

#endif
