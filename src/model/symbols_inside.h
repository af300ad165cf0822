/*
 * symbols_inside.h - what symbols are made of, for their files
 *
 *	symbols.c	places by address, each looked up once
 *	symbols_fill.c	what a place is, by its file, its lines and source maps
 *	symbols_told.c	places that a recording tells
 */
#ifndef SYMBOLS_INSIDE_H
#define SYMBOLS_INSIDE_H

#include "base/table.h"
#include "model/madecode.h"
#include "model/modules.h"
#include "model/symbols.h"

struct mapping;

/* A place with what it was made for: hashes may coincide. */
struct cached {
	struct place place;
	uint64_t pc;
	uint64_t time_ns;		/* when it was first asked for: of code made by the program it depends on that */
	uint32_t map;
	uint32_t made;			/* which code, by its number in a dump; 0 none */
	bool exact;
	bool pending;			/* more may come to be known of it */
	struct cached *older;
};

struct symbols {
	struct srcmaps *maps;
	const struct usercode *usercode;
	bool recorded;			/* no file is read */
	const struct cached *told;	/* the function that the next told one is inlined into; NULL none */
	struct table mappings;		/* number → struct mapping * */
	struct modules modules;
	struct madecode made;
	struct table places;		/* hash of (map, pc, exact) → struct cached * */
	struct cached *all;		/* every place made, for the end */
	size_t place_count, pending_count;
	struct names names;		/* what places point to */
};

/* symbols.c: text that lives as long as symbols; another place; for that address, unless there are too many. */
const char *symbols_keep(struct symbols *symbols, const char *text);
struct cached *symbols_add(struct symbols *symbols, const struct place *like);
struct cached *symbols_add_at(struct symbols *symbols, const struct place *like, const struct symbols_asked *asked);
bool symbols_is_at(const struct cached *cached, const struct symbols_asked *asked);
void symbols_find_by(struct symbols *symbols, struct cached *cached);	/* from now on it is what is found */

/* symbols_fill.c: finds out what can be known of a place by now; `pending` says whether that is all. */
void symbols_fill(struct symbols *symbols, struct cached *cached, const struct mapping *mapping);
void symbols_map_to_original(const struct symbols *symbols, struct place *place, unsigned column);

#endif
