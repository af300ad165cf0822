#include "ui/tasktree.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/tasks.h"

/* A task while it is sorted; brothers lie side by side. */
struct node {
	uint32_t serial, above;
	double value;
	const char *name;
};

/* Where the children of each task lie among the nodes. */
struct family {
	uint32_t first, count;
	uint32_t below;
};

const char *
tasktree_sort_name(unsigned sort)
{
	static const char *const names[TASK_SORTS] = {
		"start", "command", "calls/s", "calls", "errors", "max z", "time in calls",
	};

	return sort < TASK_SORTS ? names[sort] : NULL;
}

/* --- order ---------------------------------------------------------------------------- */

static double
sort_value(const struct task *task, const struct tasktree_options *options)
{
	switch (options->sort) {
	case TASK_SORT_RATE:   return -(double)task_rate(task, options->now_ns);
	case TASK_SORT_CALLS:  return -(double)task->calls;
	case TASK_SORT_ERRORS: return task->calls > 0 ? -(double)task->errors / (double)task->calls : 0;
	case TASK_SORT_Z:      return isnan(task->max_z) ? 0 : -(double)task->max_z;
	case TASK_SORT_TIME:   return -(double)task->call_ns;
	default:	       return 0;
	}
}

static int
compare_nodes(const void *a, const void *b, void *inverted)
{
	const struct node *left = a, *right = b;
	int order;

	if (left->above != right->above)
		return left->above < right->above ? -1 : 1;
	order = left->value != right->value ? (left->value < right->value ? -1 : 1) : strcmp(left->name, right->name);
	if (order == 0)
		order = left->serial < right->serial ? -1 : 1;
	return *(const bool *)inverted ? -order : order;
}

static struct node *
sort_nodes(const struct tasks *tasks, const struct tasktree_options *options)
{
	uint32_t count = tasks_count(tasks);
	struct node *nodes = mem_new(count + 1, sizeof *nodes);
	bool inverted = options->inverted;

	for (uint32_t i = 0; i < count; i++) {
		const struct task *task = tasks_get(tasks, i + 1);

		nodes[i] = (struct node){
			.serial = i + 1,
			.above = options->flat ? 0 : tasks_above(tasks, task),
			.value = sort_value(task, options),
			.name = options->sort == TASK_SORT_COMMAND ? task->comm : "",
		};
	}
	qsort_r(nodes, count, sizeof *nodes, compare_nodes, &inverted);
	return nodes;
}

/* By serial; 0 are those that nobody stands above. Who stands above has the lower serial, so one way back adds up. */
static struct family *
find_families(const struct node *nodes, uint32_t count, const struct tasks *tasks, bool flat)
{
	struct family *families = mem_new(count + 1, sizeof *families);

	for (uint32_t i = 0; i < count; i++) {
		struct family *family = &families[nodes[i].above];

		if (family->count++ == 0)
			family->first = i;
	}
	for (uint32_t serial = count; serial > 0 && !flat; serial--)
		families[tasks_above(tasks, tasks_get(tasks, serial))].below += families[serial].below + 1;
	return families;
}

/* --- rows ----------------------------------------------------------------------------- */

static bool
is_folded(const struct tasktree *tree, uint32_t serial)
{
	return serial < tree->folded_cap && tree->folded[serial];
}

static struct tasktree_row
row_of(const struct tasktree *tree, const struct node *node, const struct family *families,
       const struct tasktree_row *above)
{
	struct tasktree_row row = {
		.serial = node->serial,
		.below = families[node->serial].below,
		.folded = is_folded(tree, node->serial),
		.depth = above != NULL ? above->depth + 1 : 0,
		.lines = above != NULL ? above->lines : 0,
	};

	if (above != NULL && !above->last && above->depth > 0 && above->depth < TASKTREE_LEVELS)
		row.lines |= (uint32_t)1 << above->depth;
	return row;
}

/* Depth first, without recursion: a chain of forks may be as long as it likes. */
void
tasktree_make(struct tasktree *tree, const struct tasks *tasks, const struct tasktree_options *options)
{
	uint32_t count = tasks_count(tasks);
	struct node *nodes = sort_nodes(tasks, options);
	struct family *families = find_families(nodes, count, tasks, options->flat);
	size_t *above = mem_new((size_t)count + 1, sizeof *above);	/* rows whose children come now, the outermost first */
	uint32_t *next = mem_new((size_t)count + 1, sizeof *next);	/* of each the next child */
	size_t depth = 0;

	tree->count = 0;
	tree->rows = mem_grow(tree->rows, &tree->cap, count, sizeof *tree->rows);
	for (;;) {
		uint32_t parent = depth > 0 ? tree->rows[above[depth - 1]].serial : 0;
		const struct family *family = &families[parent];
		struct tasktree_row row;

		if (next[depth] == family->count) {
			if (depth == 0)
				break;
			depth--;
			continue;
		}
		row = row_of(tree, &nodes[family->first + next[depth]], families, depth > 0 ? &tree->rows[above[depth - 1]] : NULL);
		row.last = ++next[depth] == family->count;
		tree->rows[tree->count] = row;
		if (families[row.serial].count > 0 && !row.folded) {
			above[depth++] = tree->count;
			next[depth] = 0;
		}
		tree->count++;
	}
	free(next);
	free(above);
	free(families);
	free(nodes);
}

void
tasktree_done(struct tasktree *tree)
{
	free(tree->rows);
	free(tree->folded);
}

void
tasktree_fold(struct tasktree *tree, uint32_t serial, bool folded)
{
	tree->folded = mem_grow(tree->folded, &tree->folded_cap, (size_t)serial + 1, sizeof *tree->folded);
	tree->folded[serial] = folded;
}

size_t
tasktree_find(const struct tasktree *tree, const struct tasks *tasks, uint32_t serial)
{
	while (serial != 0) {
		const struct task *task = tasks_get(tasks, serial);

		for (size_t i = 0; i < tree->count; i++)
			if (tree->rows[i].serial == serial)
				return i;
		serial = task != NULL ? tasks_above(tasks, task) : 0;
	}
	return tree->count;
}

/* --- conditions ----------------------------------------------------------------------- */

/* Marks a task and all below it; they have higher serials. */
static bool *
mark_below(const struct tasks *tasks, uint32_t serial)
{
	bool *below = mem_new((size_t)tasks_count(tasks) + 1, sizeof *below);

	below[serial] = true;
	for (uint32_t other = serial + 1; other <= tasks_count(tasks); other++)
		below[other] = below[tasks_above(tasks, tasks_get(tasks, other))];
	return below;
}

bool
tasktree_condition(const struct tasks *tasks, uint32_t serial, char *buf, size_t cap)
{
	const struct task *task = tasks_get(tasks, serial);
	struct text text = text_in(buf, cap), pids = text_in(mem_new(cap, 1), cap);
	bool *below = mark_below(tasks, serial);
	unsigned count = 0;

	for (uint32_t other = serial; other <= tasks_count(tasks); other++) {
		const struct task *leader = tasks_get(tasks, other);

		if (below[other] && leader->tid == leader->pid)
			text_addf(&pids, "%s%u", count++ > 0 ? ", " : "", leader->pid);
	}
	if (task->tid != task->pid)
		text_addf(&text, "tid = %u%s", task->tid, count > 0 ? " or " : "");
	if (count == 1)
		text_addf(&text, "pid = %s", pids.bytes);
	else if (count > 1)
		text_addf(&text, "pid in (%s)", pids.bytes);
	text.cut |= pids.cut;
	free(below);
	free(pids.bytes);
	return !text.cut;
}
