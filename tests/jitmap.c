/* Code that a program makes as it runs has the names that its map gives it. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "model/jitmap.h"
#include "model/jitname.h"

static const char *
name_at(struct jitmap *map, uint64_t address)
{
	static struct jitmap_code code;

	return jitmap_find(map, address, &code) ? code.name : "";
}

/* No process has that number. */
static struct jitmap *
map_of(const char *text)
{
	struct jitmap *map = jitmap_new(0x7ffffff0, 1);

	jitmap_feed(map, text, strlen(text));
	return map;
}

static void
addresses_lie_in_the_code_that_begins_before(void)
{
	struct jitmap *map = map_of("1000 10 first\n3000 20 third\n2000 30 second one\n");

	CHECK_STR(name_at(map, 0x1000), "first");
	CHECK_STR(name_at(map, 0x100f), "first");
	CHECK_STR(name_at(map, 0x1010), "");
	CHECK_STR(name_at(map, 0x202f), "second one");
	CHECK_STR(name_at(map, 0x301f), "third");
	CHECK_STR(name_at(map, 0xfff), "");
	jitmap_free(map);
}

static void
the_newest_code_at_an_address_counts(void)
{
	struct jitmap *map = map_of("1000 1000 old\n1100 10 inside\n1080 100 new\n");

	CHECK_STR(name_at(map, 0x1000), "old");
	CHECK_STR(name_at(map, 0x1105), "new");
	CHECK_STR(name_at(map, 0x1fff), "old");
	jitmap_feed(map, "1105 1 newest\n", 14);
	CHECK_STR(name_at(map, 0x1105), "newest");
	CHECK_STR(name_at(map, 0x1106), "new");
	jitmap_free(map);
}

static void
a_line_counts_when_it_is_whole(void)
{
	struct jitmap *map = map_of("1000 10 fir");

	CHECK_STR(name_at(map, 0x1000), "");
	jitmap_feed(map, "st\n20", 5);
	CHECK_STR(name_at(map, 0x1000), "first");
	jitmap_feed(map, "00 10 second\n", 13);
	CHECK_STR(name_at(map, 0x2000), "second");
	jitmap_free(map);
}

static void
what_is_no_such_line_is_passed_over(void)
{
	struct jitmap *map = map_of("\nnothing\n1000\n1000 0 empty\n1000 10 \nffffffffffffffff 10 around\n-1 2 x\n2000 10 good\n");

	CHECK_STR(name_at(map, 0x1000), "");
	CHECK_STR(name_at(map, 0xffffffffffffffff), "");
	CHECK_STR(name_at(map, 0x2000), "good");
	jitmap_free(map);
}

static void
a_line_without_end_is_cut(void)
{
	size_t len = 100000;
	char *text = malloc(len);
	struct jitmap *map = map_of("1000 10 ");

	memset(text, 'x', len);
	text[len - 1] = '\n';
	jitmap_feed(map, text, len);
	CHECK(strlen(name_at(map, 0x1000)) < 5000);
	CHECK(strlen(name_at(map, 0x1000)) > 1000);
	free(text);
	jitmap_free(map);
}

static void
what_runtimes_say(void)
{
	static const struct {
		const char *name, *function, *file;
		unsigned line, column;
		bool user;
	} rows[] = {
		{ "JS:~readBlock /srv/hot.js:4:19", "readBlock", "/srv/hot.js", 4, 19, true },
		{ "JS:*get size /srv/my files/hot.js:12:3", "get size", "/srv/my files/hot.js", 12, 3, true },
		{ "JS:^ /srv/hot.js:1:1", "(anonymous)", "/srv/hot.js", 1, 1, true },
		{ "JS:~main file:///srv/a%20b.mjs:7:1", "main", "/srv/a b.mjs", 7, 1, true },
		{ "JS:~openSync node:fs:553:20", "openSync", "node:fs", 553, 20, false },
		{ "Eval:~ [eval]:1:1", "(anonymous)", "[eval]", 1, 1, true },
		{ "Function:~twice /srv/hot.js", "twice", "/srv/hot.js", 0, 0, true },
		{ "JS:~readBlock", "readBlock", "", 0, 0, false },
		{ "Builtin:ArrayMap", "Builtin:ArrayMap", "", 0, 0, false },
		{ "RegExp:a b:1:2", "RegExp:a b:1:2", "", 0, 0, false },
		{ "py::read:/srv/hot.py", "read", "/srv/hot.py", 0, 0, true },
		{ "py::_find:<frozen importlib._bootstrap>", "_find", "<frozen importlib._bootstrap>", 0, 0, false },
		{ "Lcom/example/Hot;::read", "Lcom/example/Hot;::read", "", 0, 0, true },
		{ "Interpreter", "Interpreter", "", 0, 0, false },
		{ "JS:", "(anonymous)", "", 0, 0, false },
		{ "JS:~x /:99999999999:1", "x", "/:99999999999", 0, 1, true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct jitname name;

		jitname_read(rows[i].name, &name);
		CHECK_STR(name.function, rows[i].function);
		CHECK_STR(name.file, rows[i].file);
		CHECK_EQ(name.line, rows[i].line);
		CHECK_EQ(name.column, rows[i].column);
		CHECK_EQ(name.user, rows[i].user);
		jitname_done(&name);
	}
}

int
main(void)
{
	addresses_lie_in_the_code_that_begins_before();
	the_newest_code_at_an_address_counts();
	a_line_counts_when_it_is_whole();
	what_is_no_such_line_is_passed_over();
	a_line_without_end_is_cut();
	what_runtimes_say();
	return check_result();
}
