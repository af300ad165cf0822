/*
 * jitmap.h - names of code that a program makes as it runs: /tmp/perf-PID.map
 *
 * Many runtimes write such a file (node --perf-basic-prof, Java agents, .NET
 * with DOTNET_PerfMapEnabled, python3.12 -X perf): a line for each piece of
 * code, "BEGIN SIZE NAME" with hexadecimal numbers, appended as code is made.
 * It is read as far as it goes, and further when an address is not in it.
 * Front-end thread only.
 */
#ifndef JITMAP_H
#define JITMAP_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct jitmap;

struct jitmap_code {
	uint64_t begin, size;
	const char *name;	/* as the file has it; lives as long as the map */
};

/*
 * The map of a process, which need not exist yet. One that was last written
 * before `since_ns` (wall clock; 0: before the process began) is another's
 * of the same number, one that is neither the process's user's nor ours is not believed.
 */
struct jitmap *jitmap_new(pid_t pid, uint64_t since_ns);
void jitmap_free(struct jitmap *map);

/* The newest code at the address; false when the file does not name it (yet). */
bool jitmap_find(struct jitmap *map, uint64_t address, struct jitmap_code *ret_code);

/* Takes in the text of a file, or more of it; what is not a line of that kind is passed over. For jitmap_find() and tests. */
void jitmap_feed(struct jitmap *map, const char *text, size_t len);

#endif
