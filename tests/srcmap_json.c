/* Maps whose mappings are objects: Depyler's own, the book's, and v1 beside them. */
#include "mapfile.h"

#include <errno.h>

static const char DEPYLER[] =
	"{\"source_file\":\"sim.py\",\"target_file\":\"src/sim.rs\",\"mappings\":["
	"{\"python_line\":10,\"python_column\":0,\"rust_line\":20,\"rust_column\":0,\"symbol\":\"test_func\"},"
	"{\"python_line\":11,\"python_column\":4,\"rust_line\":22,\"rust_column\":0,\"symbol\":null}],"
	"\"function_map\":{\"run\":{\"python_name\":\"Sim.run\",\"rust_name\":\"sim_run\",\"python_start_line\":1,"
	"\"python_end_line\":5,\"rust_start_line\":10,\"rust_end_line\":20}}}";

static void
depyler_s_own_map_is_read(void)
{
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;

	CHECK_EQ(load(maps, DEPYLER, NULL), 0);
	CHECK(srcmaps_lookup(maps, "/home/me/src/sim.rs", 20, 0, &hit));
	CHECK_STR(hit.file, "sim.py");
	CHECK_STR(hit.function, "test_func");
	CHECK_STR(hit.language, "python");
	CHECK_EQ(hit.line, 10);
	CHECK(hit.exact);
	CHECK(srcmaps_lookup(maps, "src/sim.rs", 25, 7, &hit));
	CHECK_STR(hit.function, "");
	CHECK_EQ(hit.line, 11);
	CHECK(!hit.exact);
	CHECK_STR(srcmaps_function(maps, "sim_run"), "Sim.run");
	CHECK_STR(srcmaps_function(maps, "run"), "Sim.run");
	CHECK(srcmaps_function(maps, "Sim.run") == NULL);
	srcmaps_free(maps);
}

#define HEAD "{\"version\":1,\"source_language\":\"python\",\"target_language\":\"rust\",\"mappings\":["
#define PLACE(gen, gen_line, orig, orig_line) \
	"{\"generated_file\":\"" gen "\",\"generated_line\":" gen_line ",\"original_file\":\"" orig \
	"\",\"original_line\":" orig_line

static void
the_book_s_map_names_files_in_each_mapping(void)
{
	static const char text[] =
		HEAD PLACE("app.rs", "150", "app.py", "15") ",\"original_function\":\"read_config\",\"transpiler_decision\":"
		"{\"optimization\":\"inline_small_function\",\"reasoning\":\"Function body <10 lines\"}},"
		PLACE("app.rs", "160", "lib.py", "3") ",\"original_function\":null,\"transpiler_decision\":null},"
		PLACE("x/util.rs", "7", "util.py", "8") ",\"transpiler_decision\":{\"optimization\":\"simd\"}}]}";
	static const struct {
		const char *file;
		unsigned line;
		const char *original, *function, *decision;
		unsigned original_line;
		bool exact;
	} cases[] = {
		{ "app.rs", 150, "app.py", "read_config", "inline_small_function (Function body <10 lines)", 15, true },
		{ "/b/app.rs", 159, "app.py", "read_config", "inline_small_function (Function body <10 lines)", 15, false },
		{ "app.rs", 160, "lib.py", "", "", 3, true },
		{ "/b/x/util.rs", 7, "util.py", "", "simd", 8, true },
	};
	struct srcmaps *maps = srcmaps_new();
	struct srcmap_hit hit;

	CHECK_EQ(load(maps, text, NULL), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (!CHECK(srcmaps_lookup(maps, cases[i].file, cases[i].line, 0, &hit)))
			continue;
		CHECK_STR(hit.file, cases[i].original);
		CHECK_STR(hit.function, cases[i].function);
		CHECK_STR(hit.decision, cases[i].decision);
		CHECK_STR(hit.language, "python");
		CHECK_EQ(hit.line, cases[i].original_line);
		CHECK_EQ(hit.exact, cases[i].exact);
	}
	CHECK(!srcmaps_lookup(maps, "/b/y/util.rs", 7, 0, &hit));
	CHECK(!srcmaps_lookup(maps, "app.rs", 149, 0, &hit));
	srcmaps_free(maps);
}

static void
a_bad_map_is_refused_with_a_reason(void)
{
	static const struct {
		const char *text, *sentence; /* after the path */
	} cases[] = {
		{ "{\"target_file\":\"a\"}", ":1:1: Invalid source map JSON: missing field `source_file`" },
		{ "{\"target_file\":\"\",\n\"source_file\":\"b\"}", ":1:16: Invalid source map: missing target_file" },
		{ "{\"target_file\":\"a\",\"source_file\":\"b\",\n\"mappings\":[{}]}",
		  ":2:13: Invalid source map JSON: missing field `python_line` in mapping 1" },
		{ "{\"target_file\":\"a\",\"source_file\":\"b\",\"mappings\":[{\"python_line\":1,\"python_column\":0,\n"
		  "\"rust_line\":-1}]}", ":2:13: Invalid source map JSON: no line number in `rust_line` in mapping 1" },
		{ "{\"target_file\":\"a\",\"source_file\":\"b\",\"mappings\":[{\"python_line\":1,\"python_column\":0,\n"
		  "\"rust_line\":1,\"rust_column\":0,\"symbol\":[]}]}",
		  ":2:40: Invalid source map JSON: no text in `symbol` in mapping 1" },
		{ "{\"target_file\":\"a\",\"source_file\":\"b\",\"mappings\":[],\n\"function_map\":{\"f\":\"g\"}}",
		  ":2:21: Invalid source map JSON: missing field `python_name`" },
		{ "{\"target_file\":\"a\",\"source_file\":\"b\",\"mappings\":[]}",
		  ":1:1: Invalid source map JSON: missing field `function_map`" },
		{ "{\"version\":2,\"target_language\":\"rust\"}",
		  ":1:12: Unsupported source map version: 2 (expected 1)" },
		{ "{\"version\":1,\"target_language\":\"rust\"}",
		  ":1:1: Invalid source map JSON: missing field `source_language`" },
		{ "{\"version\":1,\"mappings\":[{\"generated_line\":1}],\"source_language\":\"c\"}",
		  ":1:1: Invalid source map JSON: missing field `target_language`" },
		{ HEAD "7]}", ":1:78: Invalid source map JSON: missing field `generated_file` in mapping 1" },
		{ HEAD PLACE("", "1", "b", "2") "}]}", ":1:96: Invalid source map: missing generated_file" },
		{ HEAD PLACE("a", "1.5", "b", "2") "}]}",
		  ":1:117: Invalid source map JSON: no line number in `generated_line` in mapping 1" },
		{ HEAD PLACE("a", "1", "b", "2") ",\n\"transpiler_decision\":\"x\"}]}",
		  ":2:23: Invalid source map JSON: no object in `transpiler_decision` in mapping 1" },
	};
	struct srcmaps *maps = srcmaps_new();

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct why why = { "" };

		CHECK_EQ(load(maps, cases[i].text, &why), -EINVAL);
		says(&why, cases[i].sentence);
	}
	srcmaps_free(maps);
}

/* The same program's map, written in three dialects, tells the same of every line. */
static void
every_dialect_tells_the_same(void)
{
	static const struct {
		const char *generated, *names[3];
		unsigned exact_count;
	} cases[] = {
		{ "hot_gen.c", { "vala.v1.json", "vala.v3.map", "vala.depyler.json" }, 26 },
		{ "calc_gen.c", { "bison.v1.json", "bison.v3.map", "bison.v1.json" }, 11 },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct srcmaps *maps[3];
		unsigned exact_count = 0;

		for (size_t j = 0; j < 3; j++)
			maps[j] = sample(cases[i].names[j]);
		for (unsigned line = 0; line < 1500; line++) {
			struct srcmap_hit hits[3] = { { .line = 0 } };
			bool found = srcmaps_lookup(maps[0], cases[i].generated, line, 0, &hits[0]);

			for (size_t j = 1; j < 3; j++) {
				CHECK_EQ(srcmaps_lookup(maps[j], cases[i].generated, line, 0, &hits[j]), found);
				CHECK_EQ(hits[j].line, hits[0].line);
				CHECK_EQ(hits[j].exact, hits[0].exact);
				CHECK_STR(found ? hits[j].file : "", found ? hits[0].file : "");
			}
			exact_count += found && hits[0].exact;
		}
		CHECK_EQ(exact_count, cases[i].exact_count);
		for (size_t j = 0; j < 3; j++)
			srcmaps_free(maps[j]);
	}
}

int
main(void)
{
	depyler_s_own_map_is_read();
	the_book_s_map_names_files_in_each_mapping();
	a_bad_map_is_refused_with_a_reason();
	every_dialect_tells_the_same();
	return check_result();
}
