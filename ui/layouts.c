#include "ui/layouts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "config/yaml.h"
#include "ui/layouts_builtin.h"
#include "ui/pane.h"

enum { SIZE_MOST = 1000, LEAST_ROWS = 2, LEAST_COLS = 8 };

static int read_split(const struct yaml_node *node, struct split *ret_split, struct why *why);

static void
free_parts(struct split *split)
{
	for (size_t i = 0; i < split->count; i++)
		free_parts(&split->parts[i]);
	free(split->parts);
	*split = (struct split){ .pane = PANE_MAIN };
}

/* --- reading -------------------------------------------------------------------------- */

static int
read_number(const struct yaml_node *map, const char *key, int *number, struct why *why)
{
	const struct yaml_node *node = yaml_get(map, key);
	const char *text;
	size_t len;

	if (node == NULL)
		return 0;
	text = node->text.text;
	len = node->kind == YAML_TEXT ? strspn(text, "0123456789") : 0;
	if (len == 0 || len > 4 || text[len] != '\0' || text[0] == '0' || atoi(text) > SIZE_MOST)
		return why_written(why, -EINVAL, &node->text, 0, "%s: a number from 1 to %d is expected, not \"%.40s\"",
				   key, SIZE_MOST, text);
	*number = atoi(text);
	return 0;
}

static int
read_title(const struct yaml_node *map, bool *titled, struct why *why)
{
	const struct yaml_node *node = yaml_get(map, "title");
	int r = node != NULL ? yaml_expect(node, YAML_TEXT, "yes or no", why) : 0;

	if (node == NULL || r < 0)
		return r;
	*titled = strcmp(node->text.text, "yes") == 0;
	return *titled || strcmp(node->text.text, "no") == 0 ?
		       0 :
		       why_written(why, -EINVAL, &node->text, 0, "title: yes or no is expected, not \"%.40s\"",
				   node->text.text);
}

static const char *
name_of(size_t i, const void *context)
{
	(void)context;
	return i < PANE_HELP ? pane_ops_of((enum pane_id)i)->name : i == PANE_HELP ? "main" : NULL;
}

static int
read_pane(const struct yaml_node *node, enum pane_id *ret_pane, struct why *why)
{
	int r = yaml_expect(node, YAML_TEXT, "the name of a pane", why);
	const char *near;

	if (r < 0)
		return r;
	for (unsigned i = 0; i <= PANE_HELP; i++)
		if (strcmp(name_of(i, NULL), node->text.text) == 0) {
			*ret_pane = i == PANE_HELP ? PANE_MAIN : (enum pane_id)i;
			return 0;
		}
	near = nearest(node->text.text, name_of, NULL);
	return why_written(why, -EINVAL, &node->text, 0, "there is no pane \"%.40s\"%s%s%s", node->text.text,
			   near != NULL ? " (" : "", near != NULL ? near : "", near != NULL ? "?)" : "");
}

static int
read_parts(const struct yaml_node *node, struct split *split, struct why *why)
{
	int r = yaml_expect(node, YAML_LIST, "a list of parts", why);

	if (r == 0 && node->count == 0)
		r = yaml_wrong(node, why, "%s: at least one part is expected", node->key.text);
	if (r < 0)
		return r;
	split->parts = mem_new(node->count, sizeof *split->parts);
	for (size_t i = 0; r == 0 && i < node->count; i++)
		r = read_split(&node->parts[i], &split->parts[split->count++], why);
	return r;
}

static int
read_split(const struct yaml_node *node, struct split *ret_split, struct why *why)
{
	static const char *const known[] = { "pane", "rows", "columns", "size", "weight", "from", "title", NULL };
	const struct yaml_node *pane = yaml_get(node, "pane"), *rows = yaml_get(node, "rows"),
			       *columns = yaml_get(node, "columns");
	int r = yaml_expect(node, YAML_MAP, "a part {pane: …}, {rows: …} or {columns: …}", why);

	*ret_split = (struct split){ .pane = PANE_MAIN, .weight = 1, .titled = true, .place = node->text };
	if (r == 0)
		r = yaml_only(node, known, "a part", why);
	if (r == 0 && (pane != NULL) + (rows != NULL) + (columns != NULL) != 1)
		r = why_written(why, -EINVAL, &node->text, 0, "a part has one of pane, rows and columns");
	if (r == 0 && yaml_get(node, "size") != NULL && yaml_get(node, "weight") != NULL)
		r = why_written(why, -EINVAL, &node->text, 0, "a part has a size or a weight, not both");
	if (r == 0)
		r = read_number(node, "size", &ret_split->fixed, why);
	if (r == 0)
		r = read_number(node, "weight", &ret_split->weight, why);
	if (r == 0)
		r = read_number(node, "from", &ret_split->from, why);
	if (r == 0)
		r = read_title(node, &ret_split->titled, why);
	ret_split->columns = columns != NULL;
	if (r == 0)
		r = pane != NULL ? read_pane(pane, &ret_split->pane, why)
				 : read_parts(columns != NULL ? columns : rows, ret_split, why);
	return r;
}

/* --- a whole layout ----------------------------------------------------------------------- */

/* How often a pane is in it; *ret_last is where it stands last. */
static unsigned
occurrences(const struct split *split, enum pane_id pane, const struct split **ret_last)
{
	unsigned count = 0;

	if (split->count == 0 && split->pane == pane) {
		*ret_last = split;
		return 1;
	}
	for (size_t i = 0; i < split->count; i++)
		count += occurrences(&split->parts[i], pane, ret_last);
	return count;
}

static int
check_tree(const struct split *tree, struct why *why)
{
	const struct split *last = NULL;

	for (unsigned i = 0; i < PANE_HELP; i++)
		if (occurrences(tree, (enum pane_id)i, &last) > 1)
			return why_written(why, -EINVAL, &last->place, 0, "pane %s is in this layout twice",
					   name_of(i, NULL));
	if (occurrences(tree, PANE_MAIN, &last) != 1)
		return why_written(why, -EINVAL, last != NULL ? &last->place : &tree->place, 0,
				   "a layout has one pane \"main\", the one that was chosen");
	return 0;
}

static int
read_layouts(struct layouts *layouts, const struct yaml_node *map, struct why *why)
{
	const char *known[SIZE_CLASSES] = { NULL };
	int r;

	for (unsigned size = SIZE_SMALL; size < SIZE_CLASSES; size++)
		known[size - SIZE_SMALL] = layout_class_name((enum size_class)size);
	r = yaml_only(map, known, "layouts", why);
	for (unsigned size = SIZE_SMALL; r == 0 && size < SIZE_CLASSES; size++) {
		const struct yaml_node *node = yaml_get(map, layout_class_name((enum size_class)size));

		if (node == NULL)
			continue;
		free_parts(&layouts->trees[size]);
		r = read_split(node, &layouts->trees[size], why);
		if (r == 0)
			r = check_tree(&layouts->trees[size], why);
	}
	return r;
}

static int
read_builtin(struct layouts *layouts, struct why *why)
{
	struct yaml_doc doc;
	int r = yaml_read("ui/layouts.yaml", layouts_builtin, sizeof layouts_builtin - 1, "the value", &doc, why);

	if (r < 0)
		return r;
	r = read_layouts(layouts, &doc.root, why);
	if (r == 0)
		r = layout_check(layouts, why);
	yaml_done(&doc);
	return r;
}

int
layouts_new(const struct yaml_node *own, struct layouts **ret_layouts, struct why *reterr_why)
{
	struct layouts *layouts = mem_new(1, sizeof *layouts);
	int r = read_builtin(layouts, reterr_why);

	if (r == 0 && own != NULL)
		r = read_layouts(layouts, own, reterr_why);
	if (r == 0 && own != NULL)
		r = layout_check(layouts, reterr_why);
	if (r < 0)
		layouts_free(layouts);
	else
		*ret_layouts = layouts;
	return r;
}

void
layouts_free(struct layouts *layouts)
{
	for (unsigned size = 0; layouts != NULL && size < SIZE_CLASSES; size++)
		free_parts(&layouts->trees[size]);
	free(layouts);
}

/* --- by hand -------------------------------------------------------------------------------- */

/* The next part that is shown, or the one before where there is none. */
static struct split *
neighbour(struct split *split, size_t i)
{
	for (size_t k = i + 1; k < split->count; k++)
		if (split->parts[k].shown)
			return &split->parts[k];
	for (size_t k = i; k-- > 0;)
		if (split->parts[k].shown)
			return &split->parts[k];
	return NULL;
}

/* What a part cannot do without: what its own parts have by size, and some room for each of the others. */
static int
least(const struct split *split, bool columns)
{
	int need = columns ? LEAST_COLS : LEAST_ROWS, sum = 0;

	for (size_t i = 0; i < split->count; i++) {
		const struct split *part = &split->parts[i];
		int one = !part->shown ? 0 : split->columns == columns && part->fixed > 0 ? part->now : least(part, columns);

		sum += one;
		need = split->columns != columns && one > need ? one : need;
	}
	return split->columns == columns && sum > need ? sum : need;
}

static bool
shift(struct split *part, struct split *other, bool columns, int by)
{
	if ((by < 0 && part->now + by < least(part, columns)) ||
	    (by > 0 && other->now - by < least(other, columns)))
		return false;
	part->extra += by;
	other->extra -= by;
	return true;
}

/* Whether the pane is in the split; the innermost split of that direction around it is changed, where it has two parts. */
static bool
grow(struct split *split, enum pane_id pane, bool columns, int by, bool *ret_tried, bool *ret_done)
{
	if (split->count == 0)
		return split->pane == pane;
	for (size_t i = 0; i < split->count; i++) {
		struct split *part = &split->parts[i], *other = neighbour(split, i);

		if (!part->shown || !grow(part, pane, columns, by, ret_tried, ret_done))
			continue;
		if (!*ret_tried && split->columns == columns && other != NULL) {
			*ret_tried = true;
			*ret_done = shift(part, other, columns, by);
		}
		return true;
	}
	return false;
}

bool
layouts_grow(struct layouts *layouts, const struct layout_plan *plan, enum pane_id pane, bool columns, int by)
{
	struct split *tree = &layouts->trees[plan->size];
	bool tried = false, done = false;

	if (!grow(tree, pane, columns, by, &tried, &done))
		(void)grow(tree, PANE_MAIN, columns, by, &tried, &done);
	return done;
}

static void
reset(struct split *split)
{
	split->extra = 0;
	for (size_t i = 0; i < split->count; i++)
		reset(&split->parts[i]);
}

void
layouts_reset(struct layouts *layouts)
{
	for (unsigned size = 0; size < SIZE_CLASSES; size++)
		reset(&layouts->trees[size]);
}

const char *
layouts_text(void)
{
	return layouts_builtin;
}
