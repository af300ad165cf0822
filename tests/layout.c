/* Every screen is filled by its panes and nothing lies on anything; bad layouts get their sentence. */
#include "ui/layouts.h"

#include <errno.h>

#include "check.h"
#include "config/yaml.h"

static int
read_text(const char *text, struct layouts **ret_layouts, struct why *why)
{
	struct yaml_doc doc;
	int r;

	why->text[0] = '\0';
	r = yaml_read("l.yaml", text, strlen(text), "the value", &doc, why);
	if (r < 0)
		return r;
	r = layouts_new(&doc.root, ret_layouts, why);
	yaml_done(&doc);
	return r;
}

/* Whether two places share a cell. */
static bool
overlap(const struct placed *a, const struct placed *b)
{
	return a->row < b->row + b->rows && b->row < a->row + a->rows && a->col < b->col + b->cols && b->col < a->col + a->cols;
}

/* Cells of panes and of lines between them fill the room exactly. */
static void
is_filled(const struct layout_plan *plan, int rows, int cols)
{
	int cells = 0, room = (plan->size == SIZE_SMALL ? rows - 1 : rows - 4) * cols;

	for (int i = 0; i < plan->count; i++) {
		const struct placed *at = &plan->places[i];

		CHECK(at->row >= 0 && at->col >= 0 && at->row + at->rows <= rows && at->col + at->cols <= cols);
		CHECK(at->rows > 0 && at->cols > 0);
		cells += at->rows * at->cols;
		for (int k = 0; k < i; k++)
			CHECK(!overlap(at, &plan->places[k]));
	}
	if (plan->size == SIZE_SMALL || plan->size == SIZE_NORMAL)	/* nothing stands side by side there */
		CHECK_EQ(cells, room);
	CHECK(cells <= room && cells > room * 9 / 10);
}

static void
every_screen_is_filled(void)
{
	struct layouts *layouts;

	if (!CHECK_EQ(layouts_new(NULL, &layouts, NULL), 0))
		return;
	for (int rows = 1; rows <= 70; rows++)
		for (int cols = 1; cols <= 210; cols += cols < 45 ? 1 : 5)
			for (unsigned main = 0; main < PANE_HELP; main++) {
				struct layout_plan plan;

				layout_make(layouts, rows, cols, (enum pane_id)main, main == PANE_SOURCE, &plan);
				CHECK_EQ(plan.size == SIZE_TINY, plan.count == 0);
				if (plan.size == SIZE_TINY)
					continue;
				is_filled(&plan, rows, cols);
				if (plan.size < SIZE_WIDE)
					CHECK(layout_find(&plan, (enum pane_id)main) != NULL);
			}
	layouts_free(layouts);
}

static void
the_largest_screen_shows_every_tab(void)
{
	struct layouts *layouts;
	struct layout_plan plan;

	if (!CHECK_EQ(layouts_new(NULL, &layouts, NULL), 0))
		return;
	layout_make(layouts, 60, 200, PANE_STREAM, false, &plan);
	CHECK_EQ(plan.size, SIZE_HUGE);
	for (unsigned pane = 0; pane < TABS_COUNT; pane++)
		CHECK(layout_find(&plan, (enum pane_id)pane) != NULL);
	layouts_free(layouts);
}

static int
rows_of(struct layouts *layouts, enum pane_id pane, struct layout_plan *plan)
{
	layout_make(layouts, 40, 120, PANE_STREAM, false, plan);
	return layout_find(plan, pane)->rows;
}

static void
a_pane_grows_at_its_neighbours_cost_until_reset(void)
{
	struct layouts *layouts;
	struct layout_plan plan;
	int stream, detail;

	if (!CHECK_EQ(layouts_new(NULL, &layouts, NULL), 0))
		return;
	detail = rows_of(layouts, PANE_DETAIL, &plan);
	stream = rows_of(layouts, PANE_STREAM, &plan);
	CHECK(layouts_grow(layouts, &plan, PANE_DETAIL, false, 3));
	CHECK_EQ(rows_of(layouts, PANE_DETAIL, &plan), detail + 3);
	CHECK_EQ(rows_of(layouts, PANE_STREAM, &plan), stream - 3);
	is_filled(&plan, 40, 120);
	for (int i = 0; i < 100; i++) {
		(void)layouts_grow(layouts, &plan, PANE_STREAM, false, -1);
		(void)layouts_grow(layouts, &plan, PANE_STREAM, true, 2);
		layout_make(layouts, 40, 120, PANE_STREAM, false, &plan);
		is_filled(&plan, 40, 120);
	}
	CHECK(rows_of(layouts, PANE_STREAM, &plan) >= 2);
	CHECK(!layouts_grow(layouts, &plan, PANE_STREAM, false, -1));
	layout_make(layouts, 34, 110, PANE_STREAM, false, &plan);	/* smaller than it was when it was done */
	is_filled(&plan, 34, 110);
	layouts_reset(layouts);
	CHECK_EQ(rows_of(layouts, PANE_DETAIL, &plan), detail);
	layout_make(layouts, 24, 80, PANE_STREAM, true, &plan);
	CHECK(!layouts_grow(layouts, &plan, PANE_STREAM, true, 2));	/* nothing beside it */
	layouts_free(layouts);
}

static void
ones_own_layout_takes_the_place_of_its_size_only(void)
{
	struct layouts *layouts;
	struct layout_plan plan;
	struct why why;

	if (!CHECK_EQ(read_text("normal: { columns: [ { pane: main }, { pane: source, size: 20 } ] }\n", &layouts, &why), 0)) {
		printf("  %s\n", why.text);
		return;
	}
	layout_make(layouts, 24, 80, PANE_STREAM, false, &plan);
	CHECK_EQ(plan.count, 2);
	CHECK_EQ(layout_find(&plan, PANE_SOURCE)->cols, 19);	/* one column is the line between */
	CHECK_EQ(layout_find(&plan, PANE_STREAM)->cols, 60);
	layout_make(layouts, 40, 120, PANE_STREAM, false, &plan);
	CHECK(plan.count > 4);
	layouts_free(layouts);
}

static const struct {
	const char *text, *says;
} wrong[] = {
	{ "norml: { pane: main }\n", "l.yaml:1:1: layouts has no \"norml\" (normal?)" },
	{ "tiny: { pane: main }\n", "l.yaml:1:1: layouts has no \"tiny\"" },
	{ "normal: main\n", "l.yaml:1:9: normal: a part {pane: …}, {rows: …} or {columns: …} is expected, not a text" },
	{ "normal: { pane: strem }\n", "l.yaml:1:17: there is no pane \"strem\" (stream?)" },
	{ "normal: { pane: help }\n", "l.yaml:1:17: there is no pane \"help\"" },
	{ "normal: { pane: stream }\n", "l.yaml:1:9: a layout has one pane \"main\", the one that was chosen" },
	{ "normal: { rows: [ { pane: main }, { pane: main } ] }\n",
	  "l.yaml:1:35: a layout has one pane \"main\", the one that was chosen" },
	{ "wide: { rows: [ { pane: main }, { pane: detail }, { pane: detail } ] }\n",
	  "l.yaml:1:51: pane detail is in this layout twice" },
	{ "normal: { pane: main, rows: [] }\n", "l.yaml:1:9: a part has one of pane, rows and columns" },
	{ "normal: {}\n", "l.yaml:1:9: a part has one of pane, rows and columns" },
	{ "normal: { rows: [] }\n", "l.yaml:1:11: rows: at least one part is expected" },
	{ "normal: { rows: 3 }\n", "l.yaml:1:17: rows: a list of parts is expected, not a text" },
	{ "normal: { pane: main, size: 0 }\n", "l.yaml:1:29: size: a number from 1 to 1000 is expected, not \"0\"" },
	{ "normal: { pane: main, size: 1001 }\n", "l.yaml:1:29: size: a number from 1 to 1000 is expected, not \"1001\"" },
	{ "normal: { pane: main, weight: -1 }\n", "l.yaml:1:31: weight: a number from 1 to 1000 is expected, not \"-1\"" },
	{ "normal: { pane: main, size: 2, weight: 1 }\n", "l.yaml:1:9: a part has a size or a weight, not both" },
	{ "normal: { pane: main, title: maybe }\n", "l.yaml:1:30: title: yes or no is expected, not \"maybe\"" },
	{ "normal: { pane: main, hight: 2 }\n", "l.yaml:1:23: a part has no \"hight\" (weight?)" },
	{ "normal: { rows: [ { pane: main }, { pane: detail, size: 12 } ] }\n",
	  "l.yaml:1:19: nothing is left for this part on a normal screen of 40x16" },
	{ "normal:\n  rows:\n    - { pane: main }\n    - { pane: detail, size: 15, from: 13 }\n",
	  "l.yaml:3:7: nothing is left for this part on a normal screen of 40x17" },
	{ "small: { columns: [ { pane: main }, { pane: detail, size: 18 } ] }\n",
	  "l.yaml:1:21: nothing is left for this part on a small screen of 20x5" },
};

static void
every_bad_layout_gets_its_sentence(void)
{
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct layouts *layouts = NULL;
		struct why why;

		CHECK_EQ(read_text(wrong[i].text, &layouts, &why), -EINVAL);
		CHECK_STR(why.text, wrong[i].says);
		CHECK(layouts == NULL);
	}
}

int
main(void)
{
	every_screen_is_filled();
	the_largest_screen_shows_every_tab();
	a_pane_grows_at_its_neighbours_cost_until_reset();
	ones_own_layout_takes_the_place_of_its_size_only();
	every_bad_layout_gets_its_sentence();
	return check_result();
}
