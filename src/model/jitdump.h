/*
 * jitdump.h - code that a program makes as it runs, with its lines: jit-PID.dump
 *
 * The format is that of perf's jitdump. A program that writes such a file maps
 * its first page executable, for profilers to see: so it is found. Code is
 * loaded and moved in it at times (CLOCK_MONOTONIC), and what an address means
 * depends on when. Nothing in it is trusted. Front-end thread only.
 *
 *	dump = jitdump_new(open file);
 *	if (jitdump_find(dump, address, time_ns, &code))
 *		...
 *	jitdump_free(dump);
 */
#ifndef JITDUMP_H
#define JITDUMP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct jitdump;

struct jitdump_code {
	uint64_t begin, size;
	uint32_t number;	/* of the piece of code, from 1: another one at the same address has another */
	const char *name;	/* as the file has it; lives as long as the dump, as all text here */
	const char *file;	/* where the address comes from; "" unknown, and the line is 0 */
	unsigned line, column;
	bool own_file;		/* the file is the one in the name */
};

/* Whether a file of that path may be one by its name. */
bool jitdump_is_path(const char *path);

/* Takes the descriptor over; -1: only jitdump_feed() tells. */
struct jitdump *jitdump_new(int fd);
void jitdump_free(struct jitdump *dump);

/* What lay at the address at that time; reads what was written since when that is not known. False when nothing is. */
bool jitdump_find(struct jitdump *dump, uint64_t address, uint64_t time_ns, struct jitdump_code *ret_code);

/* Reads what was written since. How many bytes there were in all. */
uint64_t jitdump_read_on(struct jitdump *dump);

/* Takes in the bytes of a file from its beginning, in parts of any size. For jitdump_read_on() and tests. */
void jitdump_feed(struct jitdump *dump, const void *bytes, size_t len);

#endif
