/*
 * symbols.h - from an address to module, function, file and line
 *
 * Modules are files as they were mapped (path, device, inode); their symbol
 * and line tables are made once, when first asked for, and every address is
 * looked up once. Front-end thread only.
 */
#ifndef SYMBOLS_H
#define SYMBOLS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/place.h"

struct debuginfod;
struct symbols;
struct srcmaps;
struct usercode;
struct event_map;
struct event_place;
struct event_stack;

struct symbols_options {
	struct srcmaps *maps;		/* NULL none */
	const struct usercode *usercode; /* NULL: the rules as they are built in */
	struct debuginfod *debuginfod;	/* NULL: nobody is asked for what is not here */
	bool recorded;			/* places are told by records, no file of this machine is asked */
};

struct symbols *symbols_new(const struct symbols_options *options);
void symbols_free(struct symbols *symbols);

/*
 * A mapping was reported; keeps what is needed to look its addresses up.
 * `pid` finds files through /proc/PID/root while it lives.
 */
void symbols_map(struct symbols *symbols, const struct event_map *event, uint32_t pid);

/* What a recorder knew of an address: symbols_place() answers that from now on. Source maps given now are asked as well. */
void symbols_told(struct symbols *symbols, const struct event_place *event);

/*
 * Before a stack is looked up by who cannot wait long: has the files its frames lie in read, one after the other, each
 * by a thread of its own, and waits at most so many milliseconds. False while there is more to read. Who does not ask
 * waits when the stack is looked up.
 */
bool symbols_prepare(struct symbols *symbols, const struct event_stack *event, unsigned ms);
const char *symbols_reading(const struct symbols *symbols);	/* NULL: nothing */

/* Files that servers are asked for. */
size_t symbols_asking(const struct symbols *symbols);

/* An address that a stack has. */
struct symbols_asked {
	uint64_t pc;
	uint64_t time_ns;	/* when that was: places of code that the program makes are used again */
	uint32_t map;		/* number of the mapping; 0 none */
	bool exact;		/* pc itself is to be looked up; else pc - 1, the call before a return address */
};

/*
 * Its place, which lives as long as symbols, its strings too; repeated asking
 * costs one hash look-up. Never NULL.
 */
const struct place *symbols_place(struct symbols *symbols, const struct symbols_asked *asked);

/*
 * How many bytes the dumps have in which programs tell of code they make; and
 * once there are more, to look a place up again: true when it is known better.
 */
uint64_t symbols_dumped(struct symbols *symbols);
bool symbols_place_again(struct symbols *symbols, const struct place *place);

/* Whether something came to be known that makes looking again worth while. */
bool symbols_news(struct symbols *symbols);

/*
 * Looks up again what was made as the program ran and had no name yet: its map
 * is written late. Places change where they are. True when one got a name.
 */
bool symbols_look_again(struct symbols *symbols);

/* The program was started then, by the wall clock: what is older is not its. */
void symbols_started(struct symbols *symbols, uint64_t realtime_ns);

#endif
