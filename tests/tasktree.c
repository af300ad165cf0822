/* The tree of tasks: order, folding, what is below whom, and as conditions. */
#include "records.h"

#include <stdlib.h>

#include "check.h"
#include "ui/tasktree.h"

enum { CHAIN = 3000 };

static struct records records;
static struct session *session;
static struct tasktree tree;
static struct tasktree_options options;

static const struct tasks *
tasks(void)
{
	return session_tasks(session);
}

static void
begin(void)
{
	session = session_new(&(struct session_options){ 0 });
	records = (struct records){ .session = session };
	tree = (struct tasktree){ 0 };
	options = (struct tasktree_options){ 0 };
	records_start(&records, "forest");
}

static void
end(void)
{
	tasktree_done(&tree);
	session_free(session);
}

static void
make(void)
{
	tasktree_make(&tree, tasks(), &options);
}

/* 1 leads thread 2, which forks 3; 3 forks 4; 1 forks 5. */
static void
plant(void)
{
	begin();
	records_task(&records, 0, "root");
	records_thread(&records, 1, "thread");
	records_task(&records, 2, "child");
	records_task(&records, 3, "grandchild");
	records_task(&records, 1, "brother");
}

static void
test_order(void)
{
	static const struct { uint32_t serial, depth, below, lines; bool last; } should[] = {
		{ 1, 0, 4, 0, true }, { 2, 1, 2, 0, false }, { 3, 2, 1, 2, true }, { 4, 3, 0, 2, true }, { 5, 1, 0, 0, true },
	};

	plant();
	make();
	CHECK_EQ(tree.count, 5);
	for (size_t i = 0; i < 5; i++) {
		CHECK_EQ(tree.rows[i].serial, should[i].serial);
		CHECK_EQ(tree.rows[i].depth, should[i].depth);
		CHECK_EQ(tree.rows[i].below, should[i].below);
		CHECK_EQ(tree.rows[i].lines, should[i].lines);
		CHECK_EQ(tree.rows[i].last, should[i].last);
	}
	options.flat = true;
	make();
	CHECK_EQ(tree.count, 5);
	for (size_t i = 0; i < 5; i++)
		CHECK_EQ(tree.rows[i].depth, 0);
	end();
}

static void
test_fold(void)
{
	plant();
	tasktree_fold(&tree, 2, true);
	make();
	CHECK_EQ(tree.count, 3);
	CHECK(tree.rows[1].folded);
	CHECK_EQ(tree.rows[1].below, 2);
	CHECK_EQ(tasktree_find(&tree, tasks(), 4), 1);	/* who stands for it */
	CHECK_EQ(tasktree_find(&tree, tasks(), 5), 2);
	tasktree_fold(&tree, 2, false);
	make();
	CHECK_EQ(tree.count, 5);
	end();
}

/* Brothers change places, children stay with their parents. */
static void
test_sort(void)
{
	plant();
	for (unsigned i = 0; i < 3; i++)
		records_call(&records, 5, "getpid", 1, 1000, NULL);
	records_call(&records, 4, "getpid", 1, 1000, NULL);
	options.sort = TASK_SORT_CALLS;
	make();
	CHECK_EQ(tree.rows[1].serial, 5);
	CHECK_EQ(tree.rows[2].serial, 2);
	CHECK_EQ(tree.rows[3].serial, 3);
	options.inverted = true;
	make();
	CHECK_EQ(tree.rows[1].serial, 2);
	CHECK_EQ(tree.rows[4].serial, 5);
	end();
}

static void
check_condition(uint32_t serial, const char *should)
{
	char text[64];

	CHECK(tasktree_condition(tasks(), serial, text, sizeof text));
	CHECK_STR(text, should);
}

static void
test_conditions(void)
{
	char small[16];

	plant();
	check_condition(1, "pid in (1001, 1003, 1004, 1005)");
	check_condition(2, "tid = 1002 or pid in (1003, 1004)");
	check_condition(3, "pid in (1003, 1004)");
	check_condition(5, "pid = 1005");
	CHECK(!tasktree_condition(tasks(), 1, small, sizeof small));
	end();
}

/* Deeper than any stack of ours would like. */
static void
test_chain(void)
{
	begin();
	for (uint32_t i = 0; i < CHAIN; i++)
		records_task(&records, i, "link");
	make();
	CHECK_EQ(tree.count, CHAIN);
	CHECK_EQ(tree.rows[CHAIN - 1].depth, CHAIN - 1);
	CHECK_EQ(tree.rows[0].below, CHAIN - 1);
	end();
}

int
main(void)
{
	test_order();
	test_fold();
	test_sort();
	test_conditions();
	test_chain();
	return check_result();
}
