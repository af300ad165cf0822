/*
 * decides.c - says on standard error what it decides, as a transpiler does
 *
 * Prints what should be known of each decision, in order: its line in this
 * file, category, name, input and result (null when there is none), with tabs
 * between. Then it prints "ready" and its number and, when it was told to
 * `wait`, reads its input to the end.
 */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

enum { LONG = 50 * 1024, TOO_LONG = 70 * 1024 };

static char expected[LONG + 4096];
static char long_line[TOO_LONG + 64];
static size_t expected_len;

#define EXPECT(...) \
	(expected_len += (size_t)snprintf(expected + expected_len, sizeof expected - expected_len, __VA_ARGS__))

/* Whole, or the expectation would not hold. */
static void
must_be(ssize_t len, size_t expected_of_it)
{
	if (len < 0 || (size_t)len != expected_of_it)
		_exit(99);
}

/* At the line where it stands, so that a stack shows that line. */
#define SAY(fd, text) must_be(write((fd), (text), strlen(text)), strlen(text))

static void
in_pieces(void)
{
	SAY(2, "[DECISION] codegen::string_strategy ");
	SAY(2, "input={\"len\" : 3, ");
	SAY(2, "\"text\":\"caf\303\251 \\ud83d\\ude00\"}\n"), EXPECT("%d\t", __LINE__);
	EXPECT("codegen\tstring_strategy\t{\"len\":3,\"text\":\"caf\303\251 \360\237\230\200\"}\t[1,-200,2.5,true,null]\n");
	SAY(2, "[RES");
	SAY(2, "ULT] string_strategy = [1,-200, 2.5,true,null]\n");
}

static void
in_a_vector(void)
{
	char tag[] = "[DECISION] ", what[] = "stdlib::io_mapping", in[] = " input=", value[] = "18446744073709551615\n";
	const struct iovec parts[] = {
		{ tag, strlen(tag) }, { NULL, 0 }, { what, strlen(what) }, { in, strlen(in) }, { value, strlen(value) },
	};

	must_be(writev(2, parts, 5), strlen(tag) + strlen(what) + strlen(in) + strlen(value)), EXPECT("%d\t", __LINE__);
	EXPECT("stdlib\tio_mapping\t18446744073709551615\t{\"to\":\"print\"}\n");
	SAY(2, "[RESULT] stdlib::io_mapping result={\"to\":\"print\"}\n");
}

static void
through_copies(void)
{
	int a = dup(2), b = dup2(a, 20), c = dup3(b, 21, O_CLOEXEC), d = fcntl(c, F_DUPFD, 30);

	SAY(a, "[DECISION] a::dup input=1\n"), EXPECT("%d\ta\tdup\t1\tnull\n", __LINE__);
	SAY(b, "[DECISION] a::dup2 input=2\n"), EXPECT("%d\ta\tdup2\t2\tnull\n", __LINE__);
	SAY(c, "[DECISION] a::dup3 input=3\n"), EXPECT("%d\ta\tdup3\t3\tnull\n", __LINE__);
	SAY(d, "[DECISION] a::fcntl input=4\n"), EXPECT("%d\ta\tfcntl\t4\tnull\n", __LINE__);
	dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), d);
	SAY(d, "[DECISION] a::nothing input=5\n");
}

/* The child speaks while a line of its parent's has only begun. */
static void
from_two_processes(void)
{
	int child;

	SAY(2, "[DECISION] both::same input=");
	child = fork();
	if (child == 0) {
		SAY(2, "[DECISION] both::same input=\"child\"\n");
		SAY(2, "[RESULT] same = \"child's\"\n");
		_exit(0);
	}
	EXPECT("%d\tboth\tsame\t\"child\"\t\"child's\"\n", __LINE__ - 4);
	waitpid(child, NULL, 0);
	SAY(2, "\"parent\"\n"), EXPECT("%d\tboth\tsame\t\"parent\"\t\"parent's\"\n", __LINE__);
	SAY(2, "[RESULT] same = \"parent's\"\n");
}

static const char *
line_of(size_t len)
{
	size_t head = (size_t)sprintf(long_line, "[DECISION] large::line input=\"");

	memset(long_line + head, 'x', len);
	strcpy(long_line + head + len, "\"\n");
	return long_line + head;
}

static void
at_length(void)
{
	const char *value = line_of(LONG);

	SAY(2, long_line), EXPECT("%d\tlarge\tline\t\"%.*s\"\tnull\n", __LINE__, LONG, value);
	line_of(TOO_LONG);
	SAY(2, long_line);
}

static void
not_well(void)
{
	SAY(2, "[DECISION] one:two input=1\n");
	SAY(2, "[DECISION] one::two input={\n");
	SAY(2, "[RESULT] nobody = 1\n");
	SAY(2, " [DECISION] one::two input=1\n");
	SAY(2, "\033[2J[DECISION] one::two input=1\n");
}

int
main(int argc, char **argv)
{
	char byte;

	in_pieces();
	in_a_vector();
	through_copies();
	from_two_processes();
	at_length();
	not_well();
	must_be(write(1, expected, expected_len), expected_len);
	printf("ready %d\n", (int)getpid());
	fflush(stdout);
	while (argc > 1 && strcmp(argv[1], "wait") == 0 && read(0, &byte, 1) > 0)
		continue;
	return 0;
}
