/*
 * callgraph.h - which function stands above which when calls are made
 *
 * A chain is the functions of one stack, innermost first. Each call counts
 * once for every function in its chain, however often that stands there, and
 * once for every pair of neighbours: so a recursive function has its time
 * once, and no more than there was.
 */
#ifndef CALLGRAPH_H
#define CALLGRAPH_H

#include <stddef.h>
#include <stdint.h>

struct callgraph;

/* Calls made in a function or below it. */
struct callgraph_figures {
	const char *name;
	uint64_t calls, total_ns;
};

struct callgraph *callgraph_new(void);
void callgraph_free(struct callgraph *graph);

/* A second one that goes on from here by itself; told the same chains it numbers them alike. */
struct callgraph *callgraph_fork(const struct callgraph *graph, size_t *bytes);	/* *bytes grows by what it takes */

size_t callgraph_chains(const struct callgraph *graph);	/* how many were numbered */

/* The number of a chain, to be kept by who asks: `count` names, innermost first. Never 0. */
uint32_t callgraph_chain(struct callgraph *graph, const char *const *names, size_t count);

/* A call of that chain returned. */
void callgraph_add(struct callgraph *graph, uint32_t chain, uint64_t duration_ns);

/* Of the function itself and what it calls; zeroes for one that was never seen. */
struct callgraph_figures callgraph_whole(const struct callgraph *graph, const char *name);

/*
 * The functions that call it, or that it calls, most time first, into at most
 * `cap` elements; how many there are.
 */
size_t callgraph_callers(const struct callgraph *graph, const char *name, struct callgraph_figures *figures,
			 size_t cap);
size_t callgraph_callees(const struct callgraph *graph, const char *name, struct callgraph_figures *figures,
			 size_t cap);

#endif
