/* The page, on stories: what stands in it, and that no name becomes part of it. */
#include <locale.h>

#include "check.h"
#include "exporting.h"
#include "hostile.h"
#include "model/srcmap.h"

enum { US = 1000 };

static const char *
tell_plain(const struct export_ops *ops)
{
	struct records *records = exporting_begin_ops(ops, &(struct export_options){ .stacks = true });

	records_own_maps(records, 1);
	records->stack = records_stack_of(records, 1, (records_function *const[]){ load_blob, run_jobs }, 2);
	records_call(records, 1, "chdir", -2, 12345, "/srv/<a>&\"");
	records_call(records, 1, "getpid", 7, 3000, NULL);
	records_add_call(records, &(struct record_call){ .task = 1, .name = "pause", .state = CALL_UNFINISHED });
	records_lost(records, 6);
	return exporting_end(2 << 8);
}

static void
both_tables_are_there(void)
{
	const char *page = tell_plain(export_find("html"));

	CHECK(strstr(page, "<td class=\"text\">chdir</td><td class=\"text\">&quot;/srv/&lt;a&gt;&amp;\\&quot;&quot;</td>"
			   "<td class=\"number error\" data-v=\"-2\">-2 ENOENT</td>"
			   "<td class=\"number \" data-v=\"12345\">12 us</td>"
			   "<td class=\"text\">/tally/src/loader.c:41</td><td class=\"text\">load_blob</td>") != NULL);
	CHECK(strstr(page, "<td class=\"text\">pause</td><td class=\"text\"></td>"
			   "<td class=\"number\" data-v=\"\">?</td>") != NULL);
	CHECK(strstr(page, "<td class=\"number\" data-v=\"80.4496579\">80.45</td><td class=\"number\" data-v=\"1.2345e-05\">"
			   "0.000012</td>") != NULL);
	CHECK(strstr(page, "tally notes.txt</code>") != NULL);
	CHECK(strstr(page, "2023-11-14 22:13:20 UTC, pid 1001, exited with 2, 2 calls, 1 errors") != NULL);
	CHECK(strstr(page, "6 calls were not recorded") != NULL);
}

static void
figures_alone_have_no_calls(void)
{
	const char *page = tell_plain(export_find("html")->summary);

	CHECK(strstr(page, "id=\"calls\"") == NULL);
	CHECK(strstr(page, "12 us") == NULL);
	CHECK(strstr(page, "id=\"statistics\"") != NULL);
	CHECK(strstr(page, "<td class=\"text\">chdir</td>") != NULL);
}

/* Each box lies below that of its caller and is as wide as its time. */
static void
the_flame_graph_has_a_box_for_each_function(void)
{
	static const char *const boxes[] = {
		"<g class=\"function\" data-x=\"0.000\" data-w=\"1200.000\"><title>run_jobs 15us, 100.00%</title>"
		"<rect x=\"0.0\" y=\"0\"",
		"<g class=\"function\" data-x=\"0.000\" data-w=\"1200.000\"><title>load_blob 15us, 100.00%</title>"
		"<rect x=\"0.0\" y=\"18\"",
		"<g class=\"call\" data-x=\"0.000\" data-w=\"965.396\"><title>chdir 12us, 80.45%</title><rect x=\"0.0\" y=\"36\"",
		"<g class=\"call\" data-x=\"965.396\" data-w=\"234.604\"><title>getpid 3.0us, 19.55%</title>"
		"<rect x=\"965.4\" y=\"36\"",
	};
	const char *page = tell_plain(export_find("html"));

	for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++)
		if (!CHECK(strstr(page, boxes[i]) != NULL))
			puts(boxes[i]);
}

static void
alerts_name_their_rule(void)
{
	static const char reason[] = "<td class=\"text\">took 5.0ms, usual ";
	struct records *records = exporting_begin("html", &(struct export_options){ 0 });
	const char *page, *alert;

	for (int i = 0; i < 40; i++)
		records_call(records, 1, "getpid", 1, (uint64_t)(10 + i % 3) * US, NULL);
	records_call(records, 1, "getpid", 1, 5000 * US, NULL);
	page = exporting_end(0);
	CHECK(strstr(page, "<td class=\"number high\" data-v=\"5000000\" title=\"slow\">5000 us</td>") != NULL);
	alert = strstr(page, ">high</td><td class=\"text\">slow</td><td class=\"text\">getpid</td>");
	CHECK(alert != NULL && strstr(alert, reason) != NULL);
}

static void
long_traces_are_cut_and_say_so(void)
{
	enum { LISTED = 50000, CALLS = LISTED + 10 };
	static const char row[] = "<tr><td class=\"text\">getpid</td>";
	struct records *records = exporting_begin("html", &(struct export_options){ 0 });
	unsigned rows = 0;
	const char *page;

	for (int i = 0; i < CALLS; i++)
		records_call(records, 1, "getpid", 1, US, NULL);
	page = exporting_end(0);
	CHECK(strstr(page, "<p>10 later calls are not listed") != NULL);
	CHECK(strstr(page, "50010 calls") != NULL);
	/* Not by strstr(): with sanitizers each of these measures the rest of the page. */
	for (const char *at = page; *at != '\0'; at++)
		rows += *at == '<' && strncmp(at, row, sizeof row - 1) == 0;
	CHECK_EQ(rows, LISTED);
}

/* --- hostile names -------------------------------------------------------------------- */

/* Tags with that name. */
static unsigned
count_tags(const char *page, const char *name)
{
	unsigned count = 0;
	size_t len = strlen(name);

	for (const char *at = page; (at = strchr(at, '<')) != NULL; at++)
		count += strncmp(at + 1, name, len) == 0 && strchr(" />", at[len + 1]) != NULL;
	return count;
}

static void
hostile_names_make_no_elements(void)
{
	static const char *const never[] = { "i", "u", "img", "br", "/b><i" };
	struct srcmaps *maps = hostile_maps();
	struct records *records;
	unsigned calls;
	const char *page;

	exporting_maps(maps);
	records = exporting_begin("html", &(struct export_options){ .stacks = true, .originals = true, .string_max = 4096 });
	calls = hostile_story(records);
	page = exporting_end(0);
	CHECK(hostile_find(page, exporting_len()) == NULL);
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		CHECK_EQ(count_tags(page, never[i]), 0);
	CHECK_EQ(count_tags(page, "script"), 1);
	CHECK_EQ(count_tags(page, "title"), 1 + count_tags(page, "g"));
	CHECK_EQ(count_tags(page, "b"), count_tags(page, "figure"));
	CHECK_EQ(count_tags(page, "table"), 4);
	CHECK_EQ(count_tags(page, "td"), count_tags(page, "/td"));
	CHECK(count_tags(page, "tr") > calls);
	CHECK(strstr(page, "&lt;script&gt;\\x0a\\xe2\\x80\\xae,.py:3 in @&lt;b&gt;") != NULL);
	exporting_maps(NULL);
	srcmaps_free(maps);
}

int
main(void)
{
	setlocale(LC_ALL, "");
	both_tables_are_there();
	figures_alone_have_no_calls();
	the_flame_graph_has_a_box_for_each_function();
	alerts_name_their_rule();
	long_traces_are_cut_and_say_so();
	hostile_names_make_no_elements();
	return check_result();
}
