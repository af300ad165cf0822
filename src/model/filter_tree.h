/*
 * filter_tree.h - a filter as it was read, before it is compiled
 */
#ifndef FILTER_TREE_H
#define FILTER_TREE_H

#include <stddef.h>

#include "model/filter_test.h"

struct filter_error;

enum filter_node_kind { NODE_TEST, NODE_NOT, NODE_AND, NODE_OR };

struct filter_node {
	enum filter_node_kind kind;
	struct filter_test test;	/* of NODE_TEST */
	struct filter_node *child;	/* the first one */
	struct filter_node *next;	/* beside this one */
	size_t at, end;			/* bytes of the text, parentheses around it included */
	unsigned cost;			/* of all below */
};

void filter_tree_free(struct filter_node *node);

/*
 * Reads a text. 0 and its tree (NULL for the empty text), or -EINVAL with all
 * of reterr set.
 */
int filter_tree_parse(const char *text, struct filter_node **ret_tree, struct filter_error *reterr);

/* Has the cheaper ones of what stands beside each other go first; sets costs. */
void filter_tree_sort(struct filter_node *node);

#endif
