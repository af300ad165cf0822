#include "model/callgraph.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"

/* Functions and pairs of them have figures alike. */
struct counter {
	uint32_t outer, inner;	/* of a pair: who calls whom; of a function outer is 0 */
	uint64_t calls, total_ns;
};

struct chain {
	uint32_t *counters;	/* what a call of it counts in */
	size_t count, cap;
};

/* A chain and a counter are numbered as they come, so a fork numbers them alike. */
struct callgraph {
	struct names *names;
	struct table by_pair;	/* outer and inner to a counter */
	struct counter *counters;
	size_t counter_count, counter_cap;
	struct chain *chains;
	size_t chain_count, chain_cap;
};

struct callgraph *
callgraph_new(void)
{
	struct callgraph *graph = mem_new(1, sizeof *graph);

	graph->names = names_new();
	return graph;
}

void
callgraph_free(struct callgraph *graph)
{
	if (graph == NULL)
		return;
	for (size_t i = 0; i < graph->chain_count; i++)
		free(graph->chains[i].counters);
	free(graph->chains);
	free(graph->counters);
	table_done(&graph->by_pair);
	names_drop(graph->names);
	free(graph);
}

struct callgraph *
callgraph_fork(const struct callgraph *graph, size_t *bytes)
{
	struct callgraph *fork = mem_copy(graph, sizeof *graph);

	names_hold(fork->names);
	fork->by_pair = table_copy(&graph->by_pair);
	fork->counters = mem_copy(graph->counters, graph->counter_cap * sizeof *graph->counters);
	fork->chains = mem_copy(graph->chains, graph->chain_cap * sizeof *graph->chains);
	for (size_t i = 0; i < fork->chain_count; i++)
		fork->chains[i].counters = mem_copy(graph->chains[i].counters,
						    graph->chains[i].cap * sizeof *graph->chains[i].counters);
	*bytes += graph->counter_cap * (sizeof *graph->counters + sizeof(uint64_t[3])) + graph->chain_cap * sizeof *graph->chains;
	return fork;
}

static uint64_t
pair_key(uint32_t outer, uint32_t inner)
{
	return (uint64_t)outer << 32 | inner;
}

static uint32_t
counter_of(struct callgraph *graph, uint32_t outer, uint32_t inner)
{
	uint64_t number;

	if (table_get(&graph->by_pair, pair_key(outer, inner), &number))
		return (uint32_t)number;
	graph->counters = mem_grow(graph->counters, &graph->counter_cap, graph->counter_count + 1,
				   sizeof *graph->counters);
	graph->counters[graph->counter_count] = (struct counter){ .outer = outer, .inner = inner };
	table_set(&graph->by_pair, pair_key(outer, inner), graph->counter_count);
	return (uint32_t)graph->counter_count++;
}

/* Once a chain, however often it stands there. */
static void
add_counter(struct chain *chain, uint32_t counter)
{
	for (size_t i = 0; i < chain->count; i++)
		if (chain->counters[i] == counter)
			return;
	chain->counters = mem_grow(chain->counters, &chain->cap, chain->count + 1, sizeof *chain->counters);
	chain->counters[chain->count++] = counter;
}

uint32_t
callgraph_chain(struct callgraph *graph, const char *const *names, size_t count)
{
	struct chain chain = { 0 };
	uint32_t inner = 0;

	for (size_t i = 0; i < count; i++) {
		uint32_t function = names_add(graph->names, names[i]);

		add_counter(&chain, counter_of(graph, 0, function));
		if (inner != 0 && inner != function)
			add_counter(&chain, counter_of(graph, function, inner));
		inner = function;
	}
	graph->chains = mem_grow(graph->chains, &graph->chain_cap, graph->chain_count + 1, sizeof *graph->chains);
	graph->chains[graph->chain_count++] = chain;
	return (uint32_t)graph->chain_count;
}

void
callgraph_add(struct callgraph *graph, uint32_t number, uint64_t duration_ns)
{
	const struct chain *chain = &graph->chains[number - 1];

	for (size_t i = 0; i < chain->count; i++) {
		struct counter *counter = &graph->counters[chain->counters[i]];

		counter->calls++;
		counter->total_ns += duration_ns;
	}
}

size_t
callgraph_chains(const struct callgraph *graph)
{
	return graph->chain_count;
}

struct callgraph_figures
callgraph_whole(const struct callgraph *graph, const char *name)
{
	struct callgraph_figures figures = { .name = name };
	uint32_t function = names_find(graph->names, name);
	uint64_t number;

	if (function != 0 && table_get(&graph->by_pair, pair_key(0, function), &number)) {
		figures.calls = graph->counters[number].calls;
		figures.total_ns = graph->counters[number].total_ns;
	}
	return figures;
}

/* Keeps the greatest `cap` in order. */
static void
insert(struct callgraph_figures *figures, size_t count, size_t cap, const struct callgraph_figures *added)
{
	size_t at = count < cap ? count : cap;

	while (at > 0 && (figures[at - 1].total_ns < added->total_ns)) {
		if (at < cap)
			figures[at] = figures[at - 1];
		at--;
	}
	if (at < cap)
		figures[at] = *added;
}

static size_t
list(const struct callgraph *graph, const char *name, bool callers, struct callgraph_figures *figures, size_t cap)
{
	uint32_t function = names_find(graph->names, name);
	size_t count = 0;

	for (size_t i = 0; function != 0 && i < graph->counter_count; i++) {
		const struct counter *counter = &graph->counters[i];
		uint32_t other = callers ? counter->outer : counter->inner;
		struct callgraph_figures each = { names_text(graph->names, other), counter->calls, counter->total_ns };

		if (counter->outer == 0 || (callers ? counter->inner : counter->outer) != function)
			continue;
		insert(figures, count, cap, &each);
		count++;
	}
	return count;
}

size_t
callgraph_callers(const struct callgraph *graph, const char *name, struct callgraph_figures *figures, size_t cap)
{
	return list(graph, name, true, figures, cap);
}

size_t
callgraph_callees(const struct callgraph *graph, const char *name, struct callgraph_figures *figures, size_t cap)
{
	return list(graph, name, false, figures, cap);
}
