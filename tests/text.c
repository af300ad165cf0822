/*
 * Text put together in a small buffer, and the sentences made of it.
 */
#include "base/text.h"

#include <errno.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/why.h"
#include "check.h"

static void
it_is_put_together_in_order(void)
{
	char room[40];
	struct text text = text_in(room, sizeof room);

	CHECK_STR(room, "");
	text_add(&text, "pid ");
	text_addf(&text, "%d", 42);
	text_addc(&text, ',');
	text_add_bytes(&text, " x\0y", 4);
	CHECK_EQ(text.len, 11);
	CHECK(memcmp(room, "pid 42, x\0y", 12) == 0);
	CHECK(!text.cut);
}

/* A guard behind the buffer shows that nothing goes past its end. */
static void
what_does_not_fit_is_left_out_and_said(void)
{
	char room[10];

	for (size_t cap = 0; cap <= 8; cap++) {
		struct text text;

		memset(room, '#', sizeof room);
		text = text_in(room, cap);
		text_add(&text, "abc");
		text_addf(&text, "%s", "defg");
		text_addc(&text, 'h');
		CHECK_EQ(text.cut, cap < 9);
		CHECK_EQ(text.len, cap > 0 ? cap - 1 : 0);
		CHECK(memcmp(room, "abcdefgh", text.len) == 0);
		CHECK(cap == 0 || room[text.len] == '\0');
		for (size_t i = cap; i < sizeof room; i++)
			CHECK_EQ(room[i], '#');
	}
}

static void
what_fits_to_the_last_byte_is_not_cut(void)
{
	char room[4];
	struct text text = text_in(room, sizeof room);

	text_addf(&text, "%s", "abc");
	CHECK(!text.cut);
	text_add(&text, "");
	text_add_bytes(&text, NULL, 0);
	CHECK(!text.cut);
	text_addc(&text, 'd');
	CHECK(text.cut);
	CHECK_STR(room, "abc");
}

static void
a_sentence_returns_its_error(void)
{
	struct why why = { .text = "" };

	CHECK_EQ(why_set(&why, -ENOENT, "no such file: %s", "x.yaml"), -ENOENT);
	CHECK_STR(why.text, "no such file: x.yaml");
	CHECK_EQ(why_set(NULL, -EINVAL, "nobody asked"), -EINVAL);
	CHECK_EQ(why_at(NULL, -EINVAL, "f", 1, 1, "nobody asked"), -EINVAL);
}

static void
it_says_where_as_far_as_that_is_known(void)
{
	struct why why;

	why_at(&why, -EINVAL, "keys.yaml", 3, 14, "no action is called %s", "jmup");
	CHECK_STR(why.text, "keys.yaml:3:14: no action is called jmup");
	why_at(&why, -EINVAL, "keys.yaml", 3, 0, "odd");
	CHECK_STR(why.text, "keys.yaml:3: odd");
	why_at(&why, -EINVAL, "keys.yaml", 0, 0, "odd");
	CHECK_STR(why.text, "keys.yaml: odd");
}

static void
it_is_one_line_without_controls(void)
{
	struct why why;

	why_set(&why, -EINVAL, "a\nb\033[2Jc\177d\302\233e\303\244");
	CHECK_STR(why.text, "a?b?[2Jc?d??e\303\244");
}

static void
it_is_cut_when_it_is_long(void)
{
	static char name[2000];
	struct why why;

	memset(name, 'n', sizeof name - 1);
	why_at(&why, -EINVAL, name, 3, 4, "%s", name);
	CHECK_EQ(strlen(why.text), sizeof why.text - 1);
	CHECK_EQ(why.text[0], 'n');
}

static void
a_sentence_may_quote_the_one_it_replaces(void)
{
	struct why why;

	why_set(&why, -EINVAL, "line 3 is odd");
	why_set(&why, -EINVAL, "theme dark: %s", why.text);
	CHECK_STR(why.text, "theme dark: line 3 is odd");
}

static void
say_good_bye(void)
{
	fputs("terminal given back\n", stderr);
}

/* What a program that dies prints, and how it ends. */
static int
die_in_child(char *printed, size_t cap)
{
	int ends[2], status;
	ssize_t len;
	pid_t child;

	if (pipe(ends) < 0 || (child = fork()) < 0)
		exit(99);
	if (child == 0) {
		dup2(ends[1], STDERR_FILENO);
		die_hook(say_good_bye);
		die("no memory for %d rows", 7);
	}
	close(ends[1]);
	len = read(ends[0], printed, cap - 1);
	printed[len > 0 ? len : 0] = '\0';
	for (ssize_t more; len > 0 && (more = read(ends[0], printed + len, cap - 1 - (size_t)len)) > 0; len += more)
		printed[len + more] = '\0';
	close(ends[0]);
	waitpid(child, &status, 0);
	return status;
}

static void
dying_gives_the_terminal_back_first(void)
{
	char printed[200];
	int status = die_in_child(printed, sizeof printed);

	CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 1);
	CHECK_STR(printed, "terminal given back\nsightline: no memory for 7 rows\n");
}

/* As printf() writes them. */
static void
test_numbers(void)
{
	static const uint64_t numbers[] = { 0, 1, 9, 10, 15, 16, 255, 4096, 1234567890, UINT32_MAX, UINT64_MAX };

	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
		char room[64], expected[64];
		struct text text = text_in(room, sizeof room);

		text_add_decimal(&text, numbers[i]);
		text_addc(&text, ' ');
		text_add_hex(&text, numbers[i]);
		snprintf(expected, sizeof expected, "%llu %#llx", (unsigned long long)numbers[i], (unsigned long long)numbers[i]);
		CHECK_STR(room, expected);
	}
}

int
main(void)
{
	test_numbers();
	it_is_put_together_in_order();
	what_does_not_fit_is_left_out_and_said();
	what_fits_to_the_last_byte_is_not_cut();
	a_sentence_returns_its_error();
	it_says_where_as_far_as_that_is_known();
	it_is_one_line_without_controls();
	it_is_cut_when_it_is_long();
	a_sentence_may_quote_the_one_it_replaces();
	dying_gives_the_terminal_back_first();
	return check_result();
}
