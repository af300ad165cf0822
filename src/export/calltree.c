#include "export/calltree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/session.h"

enum { NAME_MAX_LEN = 512, STACKS_KNOWN = 1 << 20 };

void
calltree_init(struct calltree *tree)
{
	*tree = (struct calltree){ .count = 1 };
	tree->nodes = mem_grow(NULL, &tree->cap, 1, sizeof *tree->nodes);
}

void
calltree_done(struct calltree *tree)
{
	free(tree->nodes);
	names_done(&tree->names);
	table_done(&tree->children);
	table_done(&tree->stacks);
	*tree = (struct calltree){ 0 };
}

const char *
calltree_name(const struct calltree *tree, size_t node)
{
	return names_text(&tree->names, tree->nodes[node].name);
}

/* The child with that name, made when it is new; the parent itself when there is no room. */
static uint32_t
child_named(struct calltree *tree, uint32_t parent, const char *name)
{
	uint32_t number = names_find(&tree->names, name);
	uint64_t node;

	if (number != 0 && table_get(&tree->children, (uint64_t)parent << 32 | number, &node))
		return (uint32_t)node;
	if (tree->count == CALLTREE_NODES)
		return parent;
	number = names_add(&tree->names, name);
	node = tree->count++;
	tree->nodes = mem_grow(tree->nodes, &tree->cap, tree->count, sizeof *tree->nodes);
	tree->nodes[node] = (struct calltree_node){
		.parent = parent, .name = number, .depth = tree->nodes[parent].depth + 1,
	};
	table_set(&tree->children, (uint64_t)parent << 32 | number, node);
	return (uint32_t)node;
}

static uint32_t
child_at(struct calltree *tree, uint32_t parent, const struct place *place)
{
	const char *slash = strrchr(place->module, '/'), *module = slash != NULL ? slash + 1 : place->module;
	char name[NAME_MAX_LEN];

	if (place->function[0] != '\0')
		snprintf(name, sizeof name, "%s", place->function);
	else if (module[0] == '\0' || module[0] == '[')
		snprintf(name, sizeof name, "%s", module[0] != '\0' ? module : "[unknown]");
	else
		snprintf(name, sizeof name, "[%s]", module);
	return child_named(tree, parent, name);
}

/* The places of a stack, innermost first, inlined functions as frames of their own; how many. */
static size_t
list_places(const struct session_frame *frames, unsigned count, const struct place **list)
{
	size_t len = 0;

	for (unsigned i = 0; i < count; i++)
		for (const struct place *place = frames[i].place; place != NULL; place = place->outer)
			if (len < CALLTREE_DEPTH)
				list[len++] = place;
	return len;
}

static uint32_t
node_of_stack(struct calltree *tree, const struct session *session, uint32_t stack)
{
	const struct place *list[CALLTREE_DEPTH];
	const struct session_frame *frames;
	unsigned count;
	uint32_t node = 0;
	bool cut;

	frames = session_stack(session, stack, &count, &cut);
	if (cut)
		node = child_named(tree, node, "[...]");
	for (size_t i = list_places(frames, count, list); i-- > 0;)
		node = child_at(tree, node, list[i]);
	return node;
}

void
calltree_add(struct calltree *tree, const struct session *session, const struct event_call *event, const char *name)
{
	uint64_t node;

	if (!table_get(&tree->stacks, event->stack, &node)) {
		if (tree->stacks.count >= STACKS_KNOWN)
			table_clear(&tree->stacks);
		node = node_of_stack(tree, session, event->stack);
		table_set(&tree->stacks, event->stack, node);
	}
	node = child_named(tree, (uint32_t)node, name);
	tree->nodes[node].calls++;
	tree->nodes[node].ns += event->duration_ns;
}
