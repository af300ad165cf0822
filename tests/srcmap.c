/* Maps of transpiled sources: what they say, and each bad one with its sentence. */
#include "check.h"

#include <errno.h>
#include <stdint.h>

#include "mapfile.h"

#define MAPPING(rust, python, function)                                                                              \
	"{\"rust_line\":" rust ",\"rust_function\":\"f\",\"python_line\":" python ",\"python_function\":\"" function \
	"\",\"python_context\":\"x = 1\"}"

static const char GOOD[] =
	"{\"version\":1,\"source_language\":\"python\",\"source_file\":\"sim.py\",\"generated_file\":\"src/sim.rs\","
	"\"mappings\":[" MAPPING("192", "143", "process_data") "," MAPPING("20", "3", "main") ","
	MAPPING("192", "999", "second") "," MAPPING("21", "4", "") "],"
	"\"function_map\":{\"_cse_temp_0\":\"temporary for: len(data) > 0\",\"a\":\"b\"},\"more\":[1]}";

static void
a_mapped_line_is_found_exactly(void)
{
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;
	struct why why;

	CHECK_EQ(load(maps, GOOD, &why), 0);
	CHECK(srcmaps_lookup(maps, "src/sim.rs", 192, 0, &hit));
	CHECK_STR(hit.file, "sim.py");
	CHECK_STR(hit.function, "process_data");	/* the first of two for that line */
	CHECK_STR(hit.language, "python");
	CHECK_EQ(hit.line, 143);
	CHECK(hit.exact);
	srcmaps_free(maps);
}

static void
other_lines_get_the_nearest_before(void)
{
	static const struct {
		unsigned line, original;
		bool found, exact;
	} cases[] = {
		{ 0, 0, false, false }, { 19, 0, false, false }, { 20, 3, true, true },	  { 21, 4, true, true },
		{ 22, 4, true, false }, { 191, 4, true, false }, { 193, 143, true, false },
		{ 4000000000, 143, true, false },
	};
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;

	load(maps, GOOD, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		CHECK_EQ(srcmaps_lookup(maps, "src/sim.rs", cases[i].line, 0, &hit), cases[i].found);
		if (!cases[i].found)
			continue;
		CHECK_EQ(hit.line, cases[i].original);
		CHECK_EQ(hit.exact, cases[i].exact);
	}
	srcmaps_free(maps);
}

static void
a_map_covers_files_that_end_like_its_own(void)
{
	static const struct {
		const char *file;
		bool covered;
	} cases[] = {
		{ "src/sim.rs", true },	      { "/home/me/src/sim.rs", true }, { "sim.rs", true },
		{ "./src/sim.rs", true },     { "../src/sim.rs", true },       { "/home/me/notsrc/sim.rs", false },
		{ "/home/me/sim.rs", false }, { "rc/sim.rs", false },	       { "im.rs", false },
		{ "/sim.rs", false },	      { "", false },		       { "src/sim.rs.c", false },
	};
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;

	load(maps, GOOD, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		if (!CHECK_EQ(srcmaps_lookup(maps, cases[i].file, 20, 0, &hit), cases[i].covered))
			printf("\tfor %s\n", cases[i].file);
	srcmaps_free(maps);
}

static void
of_two_maps_the_exact_one_is_asked(void)
{
	static const char other[] =
		"{\"version\":1,\"source_language\":\"ruchy\",\"source_file\":\"other.ruchy\","
		"\"generated_file\":\"sim.rs\","
		"\"mappings\":[" MAPPING("100", "7", "g") "],\"function_map\":{}}";
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;

	load(maps, GOOD, NULL);
	load(maps, other, NULL);
	CHECK(srcmaps_lookup(maps, "src/sim.rs", 100, 0, &hit));
	CHECK_STR(hit.file, "other.ruchy");
	CHECK(hit.exact);
	CHECK(srcmaps_lookup(maps, "src/sim.rs", 101, 0, &hit));
	CHECK_STR(hit.file, "sim.py");
	srcmaps_free(maps);
}

static void
names_have_meanings(void)
{
	struct srcmaps *maps = srcmaps_new();

	CHECK(srcmaps_function(maps, "a") == NULL);
	load(maps, GOOD, NULL);
	CHECK_STR(srcmaps_function(maps, "_cse_temp_0"), "temporary for: len(data) > 0");
	CHECK_STR(srcmaps_function(maps, "a"), "b");
	CHECK(srcmaps_function(maps, "_cse_temp_1") == NULL);
	srcmaps_free(maps);
}

#define HEAD "\"source_language\":\"python\",\"source_file\":\"sim.py\",\"generated_file\":\"sim.rs\","
#define TAIL "\"mappings\":[],\"function_map\":{}}"

static void
a_bad_map_is_refused_with_a_reason(void)
{
	static const struct {
		const char *text, *sentence; /* after the path */
	} cases[] = {
		{ "", ":1:1: Invalid source map JSON: '[' or '{' expected near end of file" },
		{ "{\n  \"version\": 1,\n  oops }",
		  ":3:3: Invalid source map JSON: string or '}' expected near 'oops'" },
		{ "{} {}", ":1:4: Invalid source map JSON: end of file expected near '{'" },
		{ "{\"version\":1,\"version\":1}",
		  ":1:14: Invalid source map JSON: duplicate object key near '\"version'" },
		{ "[]", ":1:1: Invalid source map JSON: missing field `version`" },
		{ "{\"version\":2," HEAD TAIL, ":1:12: Unsupported source map version: 2 (expected 1)" },
		{ "{\"version\":\"1\"," HEAD TAIL, ":1:12: Invalid source map JSON: no line number in `version`" },
		{ "{\"version\":-1," HEAD TAIL, ":1:12: Invalid source map JSON: no line number in `version`" },
		{ "{\"version\":1}", ":1:1: Invalid source map JSON: missing field `source_language`" },
		{ "{\"version\":1,\"source_language\":3}", ":1:32: Invalid source map JSON: no text in `source_language`" },
		{ "{\"version\":1," HEAD "\"function_map\":{}}",
		  ":1:1: Invalid source map JSON: missing field `mappings`" },
		{ "{\"version\":1," HEAD "\"mappings\":{}}", ":1:101: Invalid source map JSON: no list in `mappings`" },
		{ "{\"version\":1," HEAD "\"mappings\":[]}",
		  ":1:1: Invalid source map JSON: missing field `function_map`" },
		{ "{\"version\":1," HEAD "\"mappings\":[],\"function_map\":{\"a\":1}}",
		  ":1:124: Invalid source map JSON: no text in `a`" },
		{ "{\"version\":1," HEAD "\"mappings\":[" MAPPING("1", "2", "f") ",{\"rust_line\":4294967296}]}",
		  ":1:214: Invalid source map JSON: no line number in `rust_line` in mapping 2" },
		{ "{\"version\":1," HEAD "\"mappings\":[7]}",
		  ":1:102: Invalid source map JSON: missing field `rust_line` in mapping 1" },
		{ "{\"version\":1,\"source_language\":\"\",\"source_file\":\"a\",\"generated_file\":\"b\"," TAIL,
		  ":1:32: Invalid source map: missing source_language" },
		{ "{\"version\":1,\"source_language\":\"c\",\"source_file\":\"\",\"generated_file\":\"b\"," TAIL,
		  ":1:50: Invalid source map: missing source_file" },
	};
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;

	load(maps, GOOD, NULL);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct why why = { "" };
		char *after;

		CHECK_EQ(load(maps, cases[i].text, &why), -EINVAL);
		after = strchr(why.text, ':');
		CHECK_STR(after, cases[i].sentence);
		CHECK(strncmp(why.text, "/proc/self/fd/", 14) == 0);
	}
	CHECK(srcmaps_lookup(maps, "sim.rs", 20, 0, &hit));	/* what was loaded before is still there */
	srcmaps_free(maps);
}

static void
a_missing_file_is_named(void)
{
	struct srcmaps *maps = srcmaps_new();
	struct why why;

	CHECK_EQ(srcmaps_load(maps, "/nowhere/sim.map", &why), -ENOENT);
	CHECK_STR(why.text, "Source map file not found: /nowhere/sim.map");
	CHECK_EQ(srcmaps_load(maps, "/proc/self/exe/sim.map", &why), -ENOTDIR);
	CHECK_STR(why.text, "Source map file cannot be read: /proc/self/exe/sim.map: Not a directory");
	srcmaps_free(maps);
}

/* A map cut anywhere is refused, and nothing breaks. */
static void
a_cut_map_is_refused_wherever_it_is_cut(void)
{
	struct srcmaps *maps = srcmaps_new();
	struct why why;

	for (size_t len = 0; len + 1 < sizeof GOOD - 1; len++)
		CHECK_EQ(srcmaps_load(maps, file_with(GOOD, len), &why), -EINVAL);
	srcmaps_free(maps);
}

static void
a_large_map_answers_from_every_line(void)
{
	enum { COUNT = 100000 };
	size_t room = 200 * (size_t)COUNT, len = 0;
	char *text = malloc(room);
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;

	len += (size_t)snprintf(text + len, room - len, "{\"version\":1," HEAD "\"mappings\":[");
	/* Backwards, so that it must be sorted. */
	for (unsigned i = COUNT; i > 0; i--)
		len += (size_t)snprintf(text + len, room - len,
					"%s{\"rust_line\":%u,\"rust_function\":\"f\",\"python_line\":%u,"
					"\"python_function\":\"f%u\",\"python_context\":\"\"}",
					i < COUNT ? "," : "", 2 * i, i, i);
	len += (size_t)snprintf(text + len, room - len, "],\"function_map\":{}}");
	CHECK_EQ(srcmaps_load(maps, file_with(text, len), NULL), 0);
	for (unsigned i = 1; i <= COUNT; i++) {
		if (!srcmaps_lookup(maps, "sim.rs", 2 * i, 0, &hit) || hit.line != i || !hit.exact)
			CHECK_EQ(hit.line, i);
		if (!srcmaps_lookup(maps, "sim.rs", 2 * i + 1, 0, &hit) || hit.line != i || hit.exact)
			CHECK_EQ(hit.line, i);
	}
	CHECK_EQ(hit.line, COUNT);
	srcmaps_free(maps);
	free(text);
}

int
main(void)
{
	a_mapped_line_is_found_exactly();
	other_lines_get_the_nearest_before();
	a_map_covers_files_that_end_like_its_own();
	of_two_maps_the_exact_one_is_asked();
	names_have_meanings();
	a_bad_map_is_refused_with_a_reason();
	a_missing_file_is_named();
	a_cut_map_is_refused_wherever_it_is_cut();
	a_large_map_answers_from_every_line();
	return check_result();
}
