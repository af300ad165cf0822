/* Who calls whom, and how often a recursive function counts. */
#include "model/callgraph.h"

#include "check.h"

#define CHAIN(...) callgraph_chain(graph, (const char *const[]){ __VA_ARGS__ }, \
				   sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static void
a_call_counts_once_for_each_function(void)
{
	struct callgraph *graph = callgraph_new();
	uint32_t direct = CHAIN("load", "run", "main"), deep = CHAIN("load", "walk", "walk", "walk", "run", "main");
	struct callgraph_figures figures[8];

	callgraph_add(graph, direct, 10);
	callgraph_add(graph, deep, 5);
	callgraph_add(graph, deep, 5);
	CHECK_EQ(callgraph_whole(graph, "load").calls, 3);
	CHECK_EQ(callgraph_whole(graph, "load").total_ns, 20);
	CHECK_EQ(callgraph_whole(graph, "walk").calls, 2);
	CHECK_EQ(callgraph_whole(graph, "walk").total_ns, 10);
	CHECK_EQ(callgraph_whole(graph, "main").total_ns, 20);
	CHECK_EQ(callgraph_whole(graph, "nobody").calls, 0);
	CHECK_EQ(callgraph_callers(graph, "load", figures, 8), 2);
	CHECK_EQ(figures[0].total_ns, 10);
	CHECK_EQ(figures[0].total_ns + figures[1].total_ns, 20);
	CHECK_EQ(callgraph_callees(graph, "run", figures, 8), 2);
	CHECK_EQ(callgraph_callers(graph, "walk", figures, 8), 1);
	CHECK_STR(figures[0].name, "run");
	CHECK_EQ(callgraph_callers(graph, "main", figures, 8), 0);
	CHECK_EQ(callgraph_callees(graph, "nobody", figures, 8), 0);
	callgraph_free(graph);
}

static void
the_greatest_come_first_and_fit(void)
{
	static const char *const names[] = { "a", "b", "c", "d", "e" };
	struct callgraph *graph = callgraph_new();
	struct callgraph_figures figures[2];

	for (unsigned i = 0; i < 5; i++)
		callgraph_add(graph, CHAIN(names[i], "main"), (i * 3) % 5 + 1);
	CHECK_EQ(callgraph_callees(graph, "main", figures, 2), 5);
	CHECK_STR(figures[0].name, "d");
	CHECK_STR(figures[1].name, "b");
	CHECK_EQ(figures[0].total_ns, 5);
	callgraph_free(graph);
	callgraph_free(NULL);
}

int
main(void)
{
	a_call_counts_once_for_each_function();
	the_greatest_come_first_and_fit();
	return check_result();
}
