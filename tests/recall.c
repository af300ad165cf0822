/* Walks remembered by what they rest on: what holds is found, and nothing else. */
#include <string.h>

#include "check.h"
#include "trace/recall.h"
#include "trace/regs.h"
#include "trace/unwind.h"

enum { RBP = 6 };
static const struct recall_site site = { .space = 3, .generation = 7, .pc = 0x401000, .sp = 0x7ffe0000 };

/* A stack whose word at offset 8 * i is 100 + i. */
static void
fill(struct unwind_window *window, size_t len)
{
	*window = (struct unwind_window){ .tid = 1, .begin = site.sp, .len = len };
	for (uint64_t i = 0; i < len / 8; i++) {
		uint64_t word = 100 + i;

		memcpy(window->bytes + 8 * i, &word, sizeof word);
	}
}

static void
set_word(struct unwind_window *window, size_t i, uint64_t word)
{
	memcpy(window->bytes + 8 * i, &word, sizeof word);
}

/* A walk that rested on words 1 and 5, and on rbp where `registers`. */
static struct evidence
evidence_of(const struct regs *regs, bool registers)
{
	return (struct evidence){
		.whole = true, .count = 2, .words = { { site.sp + 8, 101 }, { site.sp + 40, 105 } },
		.registers = registers ? 1 << RBP : 0, .start = regs->value,
	};
}

static void
a_walk_holds_while_its_words_do(void)
{
	static struct unwind_window window;
	struct regs regs = { .value = { [RBP] = 9 } };
	struct evidence evidence = evidence_of(&regs, false);
	struct recall *recall = recall_new();
	size_t span;
	bool registers;

	CHECK(!recall_wants(recall, &site, &span, &registers));
	recall_keep(recall, &site, &evidence, 42);
	CHECK(recall_wants(recall, &site, &span, &registers));
	CHECK_EQ(span, 48u);
	CHECK(!registers);
	fill(&window, 512);
	CHECK_EQ(recall_find(recall, &site, &window, NULL, 1), 42u);
	set_word(&window, 2, 0);	/* on which nothing rested */
	CHECK_EQ(recall_find(recall, &site, &window, NULL, 1), 42u);
	set_word(&window, 5, 0);
	CHECK_EQ(recall_find(recall, &site, &window, NULL, 1), 0u);
	fill(&window, 40);		/* the stack ends before its last word */
	CHECK_EQ(recall_find(recall, &site, &window, NULL, 1), 0u);
	fill(&window, 512);
	CHECK_EQ(recall_find(recall, &site, &window, NULL, 43), 0u);	/* numbers so old are no longer good */
	recall_free(recall);
}

static void
registers_count_where_they_were_used(void)
{
	static struct unwind_window window;
	struct regs regs = { .value = { [RBP] = 9 } };
	struct evidence evidence = evidence_of(&regs, true);
	struct recall *recall = recall_new();
	size_t span;
	bool registers = false;

	recall_keep(recall, &site, &evidence, 42);
	CHECK(recall_wants(recall, &site, &span, &registers));
	CHECK(registers);
	fill(&window, 512);
	CHECK_EQ(recall_find(recall, &site, &window, &regs, 1), 42u);
	CHECK_EQ(recall_find(recall, &site, &window, NULL, 1), 0u);
	regs.value[RBP] = 10;
	CHECK_EQ(recall_find(recall, &site, &window, &regs, 1), 0u);
	recall_free(recall);
}

static void
another_place_or_mapping_is_another_walk(void)
{
	struct regs regs = { .pc = 0 };
	struct evidence evidence = evidence_of(&regs, false);
	struct recall *recall = recall_new();
	struct recall_site others[] = { site, site, site, site };
	size_t span;
	bool registers;

	others[0].space++;
	others[1].generation++;
	others[2].pc++;
	others[3].sp += 16;
	recall_keep(recall, &site, &evidence, 42);
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		CHECK(!recall_wants(recall, &others[i], &span, &registers));
	recall_free(recall);
}

static void
walks_from_one_place_are_kept_side_by_side(void)
{
	static struct unwind_window window;
	struct regs regs = { .pc = 0 };
	struct recall *recall = recall_new();

	for (uint32_t caller = 1; caller <= 4; caller++) {
		struct evidence evidence = evidence_of(&regs, false);

		evidence.words[1].value = caller;
		recall_keep(recall, &site, &evidence, caller);
	}
	fill(&window, 512);
	for (uint32_t caller = 1; caller <= 4; caller++) {
		set_word(&window, 5, caller);
		CHECK_EQ(recall_find(recall, &site, &window, NULL, 1), caller);
	}
	recall_free(recall);
}

static void
what_rests_on_more_is_not_kept(void)
{
	struct regs regs = { .pc = 0 };
	struct evidence cut = evidence_of(&regs, false), far = cut, below = cut;
	struct recall *recall = recall_new();
	size_t span;
	bool registers;

	cut.whole = false;
	far.words[1].address = site.sp + UNWIND_WINDOW;
	below.words[1].address = site.sp - 8;
	recall_keep(recall, &site, &cut, 1);
	recall_keep(recall, &site, &far, 2);
	recall_keep(recall, &site, &below, 3);
	CHECK(!recall_wants(recall, &site, &span, &registers));
	recall_free(recall);
}

int
main(void)
{
	a_walk_holds_while_its_words_do();
	registers_count_where_they_were_used();
	another_place_or_mapping_is_another_walk();
	walks_from_one_place_are_kept_side_by_side();
	what_rests_on_more_is_not_kept();
	return check_result();
}
