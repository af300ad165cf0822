#include "model/filter_tree.h"

#include <stdlib.h>

void
filter_tree_free(struct filter_node *node)
{
	struct filter_node *next;

	for (; node != NULL; node = next) {
		next = node->next;
		filter_tree_free(node->child);
		if (node->kind == NODE_TEST)
			filter_test_done(&node->test);
		free(node);
	}
}

/* Before the first that is dearer: what costs the same stays in the order it was written. */
static void
insert_by_cost(struct filter_node **list, struct filter_node *node)
{
	while (*list != NULL && (*list)->cost <= node->cost)
		list = &(*list)->next;
	node->next = *list;
	*list = node;
}

void
filter_tree_sort(struct filter_node *node)
{
	struct filter_node *sorted = NULL, *next;

	node->cost = node->kind == NODE_TEST ? node->test.cost : 0;
	for (struct filter_node *child = node->child; child != NULL; child = next) {
		next = child->next;
		filter_tree_sort(child);
		node->cost += child->cost;
		insert_by_cost(&sorted, child);
	}
	node->child = sorted;
}
