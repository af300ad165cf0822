/* Source Map v3: what tools wrote, what we encode ourselves, and what is refused. */
#include "mapfile.h"

#include <errno.h>
#include <stdint.h>

static void
check_hit(const struct srcmaps *maps, const char *file, unsigned line, unsigned column, const char *expected)
{
	struct srcmap_hit hit;
	char seen[200] = "nothing";

	if (srcmaps_lookup(maps, file, line, column, &hit))
		snprintf(seen, sizeof seen, "%s%s:%u:%u %s", hit.exact ? "" : "~", hit.file, hit.line, hit.column, hit.language);
	if (!CHECK_STR(seen, expected))
		printf("\tfor %s:%u:%u\n", file, line, column);
}

static void
what_the_typescript_compiler_wrote_is_read(void)
{
	struct srcmaps *maps = sample("tsc.v3.map");

	check_hit(maps, "/app/hot.js", 1, 0, "nothing");
	check_hit(maps, "/app/hot.js", 3, 0, "hot.ts:1:1 typescript");
	check_hit(maps, "/app/hot.js", 4, 0, "hot.ts:3:1 typescript");
	check_hit(maps, "/app/hot.js", 6, 0, "hot.ts:5:5 typescript");
	check_hit(maps, "/app/hot.js", 6, 1, "hot.ts:5:5 typescript");	/* before the first part */
	check_hit(maps, "/app/hot.js", 6, 13, "hot.ts:5:11 typescript");
	check_hit(maps, "/app/hot.js", 6, 14, "hot.ts:5:14 typescript");
	check_hit(maps, "/app/hot.js", 17, 0, "hot.ts:14:39 typescript");
	check_hit(maps, "/app/hot.js", 99, 3, "~hot.ts:15:1 typescript");
	srcmaps_free(maps);
}

static void
what_haxe_wrote_is_read(void)
{
	struct srcmaps *maps = sample("haxe.v3.map");

	check_hit(maps, "hot.js", 3, 0, "/src/Main.hx:2:34 haxe");
	check_hit(maps, "hot.js", 24, 0, "/usr/share/haxe/std/haxe/iterators/ArrayIterator.hx:35:10 haxe");
	srcmaps_free(maps);
}

/* --- names of sources ------------------------------------------------------------------- */

static void
sources_are_joined_to_their_root(void)
{
	static const struct {
		const char *root, *source, *file;
	} cases[] = {
		{ "", "a.ts", "a.ts" },
		{ "src", "a.ts", "src/a.ts" },
		{ "src/", "a.ts", "src/a.ts" },
		{ "src/", "/abs/a.ts", "/abs/a.ts" },
		{ "src", "file:///abs/a%20b.ts", "/abs/a b.ts" },
		{ "file:///root", "a.ts", "/root/a.ts" },
		{ "", "file:////usr/a.ts", "/usr/a.ts" },
		{ "", "file:///a%00%2x%.ts", "/a%00%2x%.ts" },
		{ "x", "webpack:///./a.ts", "webpack:///./a.ts" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct srcmaps *maps = srcmaps_new();
		struct srcmap_hit hit = { .file = "" };
		char text[300];

		snprintf(text, sizeof text,
			 "{\"version\":3,\"file\":\"o.js\",\"sourceRoot\":\"%s\",\"sources\":[\"%s\"],\"mappings\":\"AAAA\"}",
			 cases[i].root, cases[i].source);
		CHECK_EQ(load(maps, text, NULL), 0);
		CHECK(srcmaps_lookup(maps, "o.js", 1, 0, &hit));
		CHECK_STR(hit.file, cases[i].file);
		srcmaps_free(maps);
	}
}

static void
a_guard_against_scripts_is_passed_over(void)
{
	struct srcmaps *maps = srcmaps_new();
	struct why why = { "" };

	CHECK_EQ(load(maps, ")]}'\n{\"version\":3,\"file\":\"o.js\",\"sources\":[\"a.js\"],\"mappings\":\"AAAA\"}", NULL), 0);
	check_hit(maps, "o.js", 1, 0, "a.js:1:1 javascript");
	CHECK_EQ(load(maps, ")]}'\n{\"version\":3,\"file\":7,\"sources\":[]}", &why), -EINVAL);
	says(&why, ":2:21: Invalid source map JSON: no text in `file`");
	srcmaps_free(maps);
}

/* --- parts ---------------------------------------------------------------------------------- */

static void
a_part_from_nowhere_ends_the_one_before(void)
{
	struct srcmaps *maps = srcmaps_new();

	/* line 1: nowhere at 1, a:1:1 at 5, nowhere at 9; line 2: nowhere; line 3: b:1:1 (a source without a name) */
	CHECK_EQ(load(maps, "{\"version\":3,\"file\":\"o.js\",\"sources\":[\"a.ts\",null],\"names\":[\"n\"],"
			    "\"sourcesContent\":[\"x\",null],\"mappings\":\"A,IAAAA,I;E;ACAA,EDAA\"}", NULL), 0);
	check_hit(maps, "o.js", 1, 0, "a.ts:1:1 typescript");
	check_hit(maps, "o.js", 1, 1, "a.ts:1:1 typescript");
	check_hit(maps, "o.js", 1, 8, "a.ts:1:1 typescript");
	check_hit(maps, "o.js", 1, 9, "nothing");
	check_hit(maps, "o.js", 2, 0, "~a.ts:1:1 typescript");
	check_hit(maps, "o.js", 2, 5, "~a.ts:1:1 typescript");
	check_hit(maps, "o.js", 3, 0, "a.ts:1:1 typescript");
	srcmaps_free(maps);
}

/* What is shown of an original whose file is gone. */
static void
check_content(const struct srcmaps *maps, const char *generated, const char *original, const char *expected)
{
	const char *text = srcmaps_content(maps, generated, original);

	CHECK_STR(text != NULL ? text : "nothing", expected);
}

static void
a_map_brings_originals_along(void)
{
	struct srcmaps *maps = srcmaps_new();

	CHECK_EQ(load(maps, "{\"version\":3,\"file\":\"o.js\",\"sourceRoot\":\"src\",\"sources\":[\"a.ts\",null,\"b.ts\",\"a.ts\",\"c.ts\"],"
			    "\"sourcesContent\":[\"one\\ntwo\\n\",\"unnamed\",null,\"again\"],\"mappings\":\"AAAA\"}", NULL), 0);
	check_content(maps, "/app/o.js", "src/a.ts", "one\ntwo\n");
	check_content(maps, "/app/o.js", "src/b.ts", "nothing");
	check_content(maps, "/app/o.js", "src/c.ts", "nothing");
	check_content(maps, "/app/o.js", "a.ts", "nothing");
	check_content(maps, "/app/o.js", "", "nothing");
	check_content(maps, "/app/p.js", "src/a.ts", "nothing");
	CHECK_EQ(load(maps, "{\"version\":3,\"file\":\"p.js\",\"sources\":[],\"sourcesContent\":[\"x\"],\"mappings\":\"\"}", NULL), 0);
	CHECK_EQ(load(maps, "{\"version\":3,\"file\":\"q.js\",\"sources\":[\"d.ts\"],\"sourcesContent\":null,\"mappings\":\"\"}", NULL), 0);
	check_content(maps, "q.js", "d.ts", "nothing");
	CHECK_EQ(load(maps, "{\"version\":3,\"file\":\"s.js\",\"sections\":[{\"offset\":{\"line\":0,\"column\":0},\"map\":{\"version\":3,"
			    "\"sources\":[\"e.ts\"],\"sourcesContent\":[\"in a section\"],\"mappings\":\"AAAA\"}}]}", NULL), 0);
	check_content(maps, "s.js", "e.ts", "in a section");
	srcmaps_free(maps);
}

/* As long as a file may be that is shown, and no longer. */
static void
a_text_that_is_too_long_is_left_out(void)
{
	const size_t most = 16 << 20;

	for (unsigned more = 0; more < 2; more++) {
		struct srcmaps *maps = srcmaps_new();
		char *text = malloc(most + 200);
		int len = sprintf(text, "{\"version\":3,\"file\":\"o.js\",\"sources\":[\"a.ts\"],\"mappings\":\"AAAA\",\"sourcesContent\":[\"");

		memset(text + len, 'x', most + more);
		strcpy(text + len + most + more, "\"]}");
		CHECK_EQ(load(maps, text, NULL), 0);
		CHECK_EQ(srcmaps_content(maps, "o.js", "a.ts") == NULL, more > 0);
		srcmaps_free(maps);
		free(text);
	}
}

static void
sections_begin_where_they_say(void)
{
#define SECTION(line, column, source, mappings) \
	"{\"offset\":{\"line\":" line ",\"column\":" column "},\"map\":{\"version\":3,\"sources\":[\"" source "\"],\"mappings\":\"" \
	mappings "\"}}"
	static const char text[] = "{\"version\":3,\"file\":\"o.js\",\"sections\":["
				   SECTION("0", "0", "a.ts", "AAAA;AACA") "," SECTION("1", "10", "b.py", "AAAA;EACA") "]}";
	struct srcmaps *maps = srcmaps_new();

	CHECK_EQ(load(maps, text, NULL), 0);
	check_hit(maps, "o.js", 1, 0, "a.ts:1:1 typescript");
	check_hit(maps, "o.js", 2, 10, "a.ts:2:1 typescript");
	check_hit(maps, "o.js", 2, 11, "b.py:1:1 python");
	check_hit(maps, "o.js", 3, 3, "b.py:2:1 python");
	srcmaps_free(maps);
}

static void
without_a_file_the_map_s_own_name_tells(void)
{
	struct srcmaps *maps = srcmaps_new();
	static const char text[] = "{\"version\":3,\"sources\":[\"a.ts\"],\"mappings\":\"AAAA\"}";
	const char *path = file_with(text, sizeof text - 1);

	CHECK_EQ(srcmaps_load(maps, path, NULL), 0);
	check_hit(maps, path, 1, 0, "a.ts:1:1 typescript");
	srcmaps_free(maps);
}

/* --- against a plain reading ------------------------------------------------------------ */

enum { LINES = 40, COLUMNS = 30 };

struct segment {
	unsigned line, column, orig_line, orig_column;
};

static char *
encode_number(char *out, int64_t number)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	uint64_t bits = number < 0 ? ((uint64_t)-number << 1) + 1 : (uint64_t)number << 1;

	do {
		*out++ = digits[(bits & 31) + (bits > 31 ? 32 : 0)];
		bits >>= 5;
	} while (bits > 0);
	return out;
}

static void
encode(char *out, const struct segment *segments, size_t count)
{
	struct segment last = { 1, 1, 1, 1 };

	for (size_t i = 0; i < count; i++) {
		const struct segment *next = &segments[i];

		if (i > 0 && next->line == last.line)
			*out++ = ',';
		for (; last.line < next->line; last.line++, last.column = 1)
			*out++ = ';';
		out = encode_number(out, (int64_t)next->column - last.column);
		out = encode_number(out, 0);
		out = encode_number(out, (int64_t)next->orig_line - last.orig_line);
		out = encode_number(out, (int64_t)next->orig_column - last.orig_column);
		last = *next;
	}
	*out = '\0';
}

/* The last at or before on the line; else the first of the line; else the first of the last line before. */
static const struct segment *
find_plainly(const struct segment *segments, size_t count, unsigned line, unsigned column)
{
	const struct segment *found = NULL, *first = NULL;

	for (size_t i = 0; i < count && segments[i].line <= line; i++)
		if (first == NULL || segments[i].line != first->line)
			first = &segments[i];
	for (size_t i = 0; i < count && column > 0; i++)
		if (segments[i].line == line && segments[i].column <= column)
			found = &segments[i];
	return found != NULL ? found : first;
}

static void
every_place_is_what_a_plain_reading_says(void)
{
	static struct segment segments[LINES * COLUMNS];
	static char mappings[LINES * COLUMNS * 24], text[sizeof mappings + 200];
	struct srcmaps *maps = srcmaps_new();
	uint32_t random = 12345;
	size_t count = 0;

	for (unsigned line = 2; line < LINES; line++)
		for (unsigned column = 1; column < COLUMNS; column++) {
			random = random * 1664525 + 1013904223;
			if (line % 3 == 0 || random >> 29 != 0)
				continue;
			segments[count++] = (struct segment){ line, column, 1 + (random >> 4) % 1000000,
							      1 + (random >> 9) % 5000 };
		}
	CHECK(count > 50);
	encode(mappings, segments, count);
	snprintf(text, sizeof text, "{\"version\":3,\"file\":\"o.js\",\"sources\":[\"a.ts\"],\"mappings\":\"%s\"}", mappings);
	CHECK_EQ(load(maps, text, NULL), 0);
	for (unsigned line = 0; line < LINES + 2; line++)
		for (unsigned column = 0; column < COLUMNS + 2; column++) {
			const struct segment *plain = find_plainly(segments, count, line, column);
			struct srcmap_hit hit = { .line = 0 };

			CHECK_EQ(srcmaps_lookup(maps, "o.js", line, column, &hit), plain != NULL);
			CHECK_EQ(hit.line, plain != NULL ? plain->orig_line : 0);
			CHECK_EQ(hit.column, plain != NULL ? plain->orig_column : 0);
			CHECK_EQ(hit.exact, plain != NULL && plain->line == line);
		}
	srcmaps_free(maps);
}

/* --- bad maps ------------------------------------------------------------------------------- */

#define V3 "{\"version\":3,\"file\":\"o\",\"sources\":[\"a\"],\"names\":[\"n\"],\n\"mappings\":"

static void
a_bad_map_is_refused_with_a_reason(void)
{
	static const struct {
		const char *text, *sentence; /* after the path */
	} cases[] = {
		{ "{\"version\":3,\"sources\":[]}", ":1:1: Invalid source map JSON: missing field `mappings`" },
		{ "{\"version\":3,\"sources\":{},\"mappings\":\"\"}", ":1:24: Invalid source map JSON: no list in `sources`" },
		{ "{\"version\":3,\"sources\":[1],\"mappings\":\"\"}", ":1:25: Invalid source map JSON: no text in `sources`" },
		{ "{\"version\":3,\"sources\":[],\"names\":[null],\"mappings\":\"\"}",
		  ":1:36: Invalid source map JSON: no text in `names`" },
		{ "{\"version\":3,\"sources\":[],\"sourcesContent\":[1],\"mappings\":\"\"}",
		  ":1:45: Invalid source map JSON: no text in `sourcesContent`" },
		{ "{\"version\":3,\"sources\":[],\"sourceRoot\":1,\"mappings\":\"\"}",
		  ":1:40: Invalid source map JSON: no text in `sourceRoot`" },
		{ V3 "[]}", ":2:12: Invalid source map JSON: no text in `mappings`" },
		{ V3 "\"AA\"}", ":2:12: Invalid source map JSON: too few fields in `mappings` in mapping 1" },
		{ V3 "\"AAAA,AAA\"}", ":2:12: Invalid source map JSON: too few fields in `mappings` in mapping 2" },
		{ V3 "\"AAAAAA\"}", ":2:12: Invalid source map JSON: too many fields in `mappings` in mapping 1" },
		{ V3 "\"A AA\"}", ":2:12: Invalid source map JSON: no base 64 number in `mappings` in mapping 1" },
		{ V3 "\"g\"}", ":2:12: Invalid source map JSON: no base 64 number in `mappings` in mapping 1" },
		{ V3 "\"ggggggggggggggA\"}", ":2:12: Invalid source map JSON: no base 64 number in `mappings` in mapping 1" },
		{ V3 "\"D\"}", ":2:12: Invalid source map JSON: number out of range in `mappings` in mapping 1" },
		{ V3 "\"AADA\"}", ":2:12: Invalid source map JSON: number out of range in `mappings` in mapping 1" },
		{ V3 "\"+/////D,+/////D,+/////D\"}",
		  ":2:12: Invalid source map JSON: number out of range in `mappings` in mapping 3" },
		{ V3 "\"ACAA\"}", ":2:12: Invalid source map JSON: no such source in `mappings` in mapping 1" },
		{ V3 "\";AAAA;AAAAC\"}", ":2:12: Invalid source map JSON: no such name in `mappings` in mapping 2" },
		{ "{\"version\":3,\"sections\":7}", ":1:25: Invalid source map JSON: no list in `sections`" },
		{ "{\"version\":3,\"sections\":[7]}", ":1:26: Invalid source map JSON: missing field `offset`" },
		{ "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0}}]}",
		  ":1:36: Invalid source map JSON: missing field `column`" },
		{ "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":0}}]}",
		  ":1:26: Invalid source map JSON: missing field `map`" },
		{ "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":0},\"url\":\"x\"}]}",
		  ":1:26: Invalid source map: a section elsewhere (`url`) is not read" },
		{ "{\"version\":3,\"sections\":[{\"offset\":{\"line\":0,\"column\":0},\"map\":{\"sections\":[]}}]}",
		  ":1:64: Invalid source map: sections inside a section" },
		{ "{\"version\":3,\"sections\":[" SECTION("5", "0", "a", "") ",\n" SECTION("4", "9", "a", "") "]}",
		  ":2:11: Invalid source map: sections out of order" },
		{ "{\"version\":3,\"sections\":[{\"offset\":{\"line\":4294967295,\"column\":0},\"map\":{}}]}",
		  ":1:36: Invalid source map: sections out of order" },
	};
	struct srcmaps *maps = srcmaps_new();

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct why why = { "" };

		if (!CHECK_EQ(load(maps, cases[i].text, &why), -EINVAL))
			printf("\t%s\n", cases[i].text);
		says(&why, cases[i].sentence);
	}
	srcmaps_free(maps);
}

static void
any_text_as_mappings_is_survived(void)
{
	static const char *const pieces[] = {
		"AAAA", ",", ";", "CAAC", "AAAAA", ",A", "AACA", "IADA", "gB", "D", "+/////D", "=", "\\u0041", "\xc3\xa9", "9", "/",
	};
	char text[600], *at;
	struct srcmap_hit hit;
	unsigned good_count = 0;
	uint32_t random = 99;

	for (unsigned round = 0; round < 3000; round++) {
		struct srcmaps *maps = srcmaps_new();
		bool good;

		at = stpcpy(text, V3 "\"");
		for (unsigned i = 0; i < 1 + round % 40; i++) {
			random = random * 1664525 + 1013904223;
			/* Mostly the first few, with what separates them. */
			at = stpcpy(at, pieces[(random >> 16) % (i % 8 == 7 ? 16 : 6)]);
			at = stpcpy(at, random >> 31 != 0 ? "," : ";");
		}
		strcpy(at, "\"}");
		good = load(maps, text, NULL) == 0;
		good_count += good;
		for (unsigned line = 0; line < 5; line++)
			CHECK(!srcmaps_lookup(maps, "o", line, line * 3, &hit) || (good && strcmp(hit.file, "a") == 0));
		srcmaps_free(maps);
	}
	if (!CHECK(good_count > 300 && good_count < 2700))
		printf("\t%u\n", good_count);
}

int
main(void)
{
	what_the_typescript_compiler_wrote_is_read();
	what_haxe_wrote_is_read();
	sources_are_joined_to_their_root();
	a_guard_against_scripts_is_passed_over();
	a_part_from_nowhere_ends_the_one_before();
	a_map_brings_originals_along();
	a_text_that_is_too_long_is_left_out();
	sections_begin_where_they_say();
	without_a_file_the_map_s_own_name_tells();
	every_place_is_what_a_plain_reading_says();
	a_bad_map_is_refused_with_a_reason();
	any_text_as_mappings_is_survived();
	return check_result();
}
