/* Conditions on one another, and the way back. */
#include "ui/crumbs.h"

#include "check.h"

static struct crumbs crumbs;

static struct spot
at(uint64_t call)
{
	return (struct spot){ .call = call, .focus = PANE_STREAM, .main = PANE_STREAM };
}

static void
set(const char *text, uint64_t call)
{
	struct spot here = at(call);

	crumbs_set(&crumbs, text, &here);
}

/* "all > fn read > err" */
static const char *
line(void)
{
	static char room[512];
	struct text text = text_in(room, sizeof room);

	text_add(&text, "all");
	for (size_t i = 0; i < crumbs_trail(&crumbs)->count; i++) {
		text_add(&text, " > ");
		crumbs_label(&crumbs, i, &text);
	}
	return room;
}

/* The call one comes back to; 0: there is no way back. */
static uint64_t
pop(uint64_t from)
{
	struct spot here = at(from), spot;

	return crumbs_pop(&crumbs, &here, &spot) ? spot.call : 0;
}

static uint64_t
walk(int step, uint64_t from)
{
	struct spot here = at(from), spot;

	return crumbs_walk(&crumbs, step, &here, &spot) ? spot.call : 0;
}

static void
each_condition_knows_the_way_back(void)
{
	crumbs_init(&crumbs);
	CHECK_STR(line(), "all");
	CHECK_EQ(pop(1), 0);
	set("pid = 42", 10);
	set("pid = 42 and fn = read", 20);
	CHECK_STR(line(), "all > pid 42 > fn read");
	CHECK_EQ(pop(30), 20);
	CHECK_STR(crumbs_text(&crumbs), "pid = 42");
	CHECK_EQ(pop(40), 10);
	CHECK_STR(crumbs_text(&crumbs), "");
	CHECK_EQ(pop(50), 0);
	crumbs_done(&crumbs);
}

static void
what_a_line_holds_is_taken_back_one_by_one(void)
{
	crumbs_init(&crumbs);
	set("fn = read and (err or lat > 1ms) and not path = \"/a and b\"", 7);
	CHECK_STR(line(), "all > fn read > (err or lat > 1ms) > not path = \"/a and b\"");
	CHECK_EQ(pop(8), 7);
	CHECK_STR(crumbs_text(&crumbs), "fn = read and (err or lat > 1ms)");
	set("fn = read or err", 9);	/* a choice is one condition */
	CHECK_STR(line(), "all > fn = read or err");
	CHECK_EQ(pop(10), 9);
	CHECK_STR(line(), "all");
	crumbs_done(&crumbs);
}

static void
what_came_together_goes_together(void)
{
	crumbs_init(&crumbs);
	set("err", 5);
	set("err and fn = read and lat > 1ms and lat < 2ms", 7);
	crumbs_join(&crumbs, 1);
	set("err and fn = read and lat > 1ms and lat < 2ms and fd = 3", 9);
	CHECK_EQ(pop(10), 9);
	CHECK_EQ(pop(11), 7);
	CHECK_STR(line(), "all > err");
	CHECK_EQ(walk(-1, 12), 11);	/* with what came together still one */
	CHECK_EQ(pop(13), 7);
	CHECK_STR(line(), "all > err");
	crumbs_join(&crumbs, 0);
	CHECK_EQ(pop(14), 5);
	CHECK_STR(line(), "all");
	crumbs_done(&crumbs);
}

static void
the_history_goes_back_and_forth(void)
{
	crumbs_init(&crumbs);
	set("err", 10);
	set("fn = read", 20);
	CHECK_EQ(walk(-1, 30), 20);	/* where one stood when err was left */
	CHECK_STR(line(), "all > err");
	CHECK_EQ(walk(-1, 25), 10);
	CHECK_STR(line(), "all");
	CHECK_EQ(walk(-1, 1), 0);
	CHECK_EQ(walk(1, 2), 25);
	CHECK_EQ(walk(1, 3), 30);
	CHECK_STR(line(), "all > fn read");
	CHECK_EQ(walk(1, 4), 0);
	CHECK_EQ(walk(-1, 5), 3);
	set("gap", 6);			/* what lay ahead is gone */
	CHECK_EQ(walk(1, 7), 0);
	CHECK_EQ(walk(-1, 8), 6);
	CHECK_STR(line(), "all > err");
	crumbs_done(&crumbs);
}

static void
looking_around_lays_the_filter_aside(void)
{
	struct spot here = at(5);

	crumbs_init(&crumbs);
	set("fn = write", 3);
	here.focus = PANE_ALERTS;
	crumbs_look_around(&crumbs, 57, &here);
	CHECK_EQ(crumbs_around(&crumbs), 57);
	CHECK_STR(line(), "all > fn write");
	CHECK_EQ(pop(57), 5);
	CHECK_EQ(crumbs_around(&crumbs), 0);
	CHECK_STR(line(), "all > fn write");
	CHECK_EQ(pop(6), 3);
	crumbs_done(&crumbs);
}

static void
clearing_is_undone_by_clearing_again(void)
{
	crumbs_init(&crumbs);
	CHECK(crumbs_toggled(&crumbs) == NULL);
	set("err", 1);
	CHECK_STR(crumbs_toggled(&crumbs), "");
	set("", 2);
	CHECK_STR(crumbs_toggled(&crumbs), "err");
	crumbs_done(&crumbs);
}

static void
the_oldest_are_forgotten(void)
{
	char text[32];

	crumbs_init(&crumbs);
	for (unsigned i = 0; i < 3 * TRAILS_MAX; i++) {
		snprintf(text, sizeof text, "seq = %u", i + 1);
		set(text, i + 1);
	}
	CHECK_EQ(crumbs.count, TRAILS_MAX);
	for (unsigned i = 1; i < TRAILS_MAX; i++)
		CHECK(walk(-1, 9) != 0);
	CHECK_EQ(walk(-1, 9), 0);
	CHECK_STR(line(), "all > seq 129");
	crumbs_done(&crumbs);
}

int
main(void)
{
	each_condition_knows_the_way_back();
	what_a_line_holds_is_taken_back_one_by_one();
	what_came_together_goes_together();
	the_history_goes_back_and_forth();
	looking_around_lays_the_filter_aside();
	clearing_is_undone_by_clearing_again();
	the_oldest_are_forgotten();
	return check_result();
}
