/* Parents of traces, and lists of pairs, as the environment has them. */
#include "export/otlp_context.h"

#include "check.h"

enum { PAIR = 64 };

static void
hex(const uint8_t *bytes, unsigned len, char *buf)
{
	for (unsigned i = 0; i < len; i++)
		snprintf(buf + 2 * i, 3, "%02x", bytes[i]);
}

static void
a_parent_gives_the_trace_and_the_span(void)
{
	static const char *const good[] = {
		"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
		"00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
		"cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-will-be-like",	/* a later version */
	};

	for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
		struct otlp_context context;
		struct why why;
		char text[2 * OTLP_TRACE_ID + 1];

		CHECK_EQ(otlp_context_read(good[i], &context, &why), 0);
		CHECK(context.has_parent);
		hex(context.trace, OTLP_TRACE_ID, text);
		CHECK_STR(text, "4bf92f3577b34da6a3ce929d0e0e4736");
		hex(context.parent, OTLP_SPAN_ID, text);
		CHECK_STR(text, "00f067aa0ba902b7");
	}
}

static void
a_bad_parent_is_told(void)
{
	static const struct {
		const char *parent, *wrong;
	} cases[] = {
		{ "", "it is not VERSION-TRACE-SPAN-FLAGS with 2, 32, 16 and 2 digits" },
		{ "00", "it is not VERSION-TRACE-SPAN-FLAGS with 2, 32, 16 and 2 digits" },
		{ "00_4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7_01", "it is not VERSION-TRACE-SPAN-FLAGS with 2, 32, 16 and 2 digits" },
		{ "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "version and flags are hexadecimal digits, in lower case" },
		{ "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0G", "version and flags are hexadecimal digits, in lower case" },
		{ "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "there is no version ff" },
		{ "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-x", "there is something behind it" },
		{ "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x", "there is something behind it" },
		{ "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01", "the trace is 32 hexadecimal digits in lower case, not all 0" },
		{ "00-00000000000000000000000000000000-00f067aa0ba902b7-01", "the trace is 32 hexadecimal digits in lower case, not all 0" },
		{ "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902bx-01", "the span is 16 hexadecimal digits in lower case, not all 0" },
		{ "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01", "the span is 16 hexadecimal digits in lower case, not all 0" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct otlp_context context = { .service = "untouched" };
		char expected[512];
		struct why why;

		CHECK(otlp_context_read(cases[i].parent, &context, &why) < 0);
		snprintf(expected, sizeof expected, "--trace-parent: \"%s\" is no parent of a trace: %s", cases[i].parent, cases[i].wrong);
		CHECK_STR(why.text, expected);
		CHECK_STR(context.service, "untouched");
	}
}

static void
the_environment_is_asked_when_nothing_is_given(void)
{
	struct otlp_context one, two;
	struct why why;
	char text[2 * OTLP_SPAN_ID + 1];

	unsetenv("TRACEPARENT");
	CHECK_EQ(otlp_context_read(NULL, &one, &why), 0);
	CHECK_EQ(otlp_context_read(NULL, &two, &why), 0);
	CHECK(!one.has_parent && memcmp(one.trace, two.trace, OTLP_TRACE_ID) != 0);
	setenv("TRACEPARENT", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", 1);
	CHECK_EQ(otlp_context_read(NULL, &one, &why), 0);
	hex(one.parent, OTLP_SPAN_ID, text);
	CHECK_STR(text, "00f067aa0ba902b7");
	setenv("TRACEPARENT", "none", 1);
	CHECK(otlp_context_read(NULL, &one, &why) < 0);
	CHECK_STR(why.text, "TRACEPARENT: \"none\" is no parent of a trace: it is not VERSION-TRACE-SPAN-FLAGS with 2, 32, 16 and 2 digits");
	CHECK_EQ(otlp_context_new(&one, &why), 0);
	CHECK(!one.has_parent);
	setenv("TRACEPARENT", "", 1);
	CHECK_EQ(otlp_context_read(NULL, &one, &why), 0);
	CHECK(!one.has_parent);
}

/* "key=value;key=value;" of a list. */
static const char *
pairs(const char *list)
{
	static char all[256];
	char room[PAIR];
	const char *key, *value;

	all[0] = '\0';
	while (otlp_next_pair(&list, room, sizeof room, &key, &value))
		snprintf(all + strlen(all), sizeof all - strlen(all), "%s=%s;", key, value);
	return all;
}

static void
lists_of_pairs_are_taken_apart(void)
{
	CHECK_STR(pairs(""), "");
	CHECK_STR(pairs("a=b"), "a=b;");
	CHECK_STR(pairs("a=b,c=d"), "a=b;c=d;");
	CHECK_STR(pairs(" a=b , c=d "), "a=b;c=d;");
	CHECK_STR(pairs("a=b=c"), "a=b=c;");
	CHECK_STR(pairs("a=,c=d"), "a=;c=d;");
	CHECK_STR(pairs("a=%20%2C%3D%25,c=%zz%2"), "a= ,=%;c=%zz%2;");
	CHECK_STR(pairs("without,=nokey,,c=d,"), "c=d;");
	CHECK_STR(pairs("long=0123456789012345678901234567890123456789012345678901234567890123456789,c=d"), "c=d;");
}

int
main(void)
{
	a_parent_gives_the_trace_and_the_span();
	a_bad_parent_is_told();
	the_environment_is_asked_when_nothing_is_given();
	lists_of_pairs_are_taken_apart();
	return check_result();
}
