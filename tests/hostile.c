#include "hostile.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/why.h"
#include "model/srcmap.h"

const char *const hostile_strings[] = {
	"=1+1", "+SUM(A1:A9)", "-2+3", "@x", "\tx", "\rx", "a,b", "quote\"quote", "'; DROP TABLE calls; --", "line\nline",
	"\r\nforged,row,0", "<script>alert(1)</script>", "</td></table></title><img src=x onerror=alert(1)>", "&amp;&#60;",
	"]]>", "-->", "{\"a\":1}", "\\u0000\\", "a;b 12", "\x1b[2J\x1b]0;t\a", "\x7f", "\xff\xfe", "\xc3(", "\xed\xa0\x80",
	"\xf4\x90\x80\x80", "\xc0\xaf", "\xc2\x9b""31m", "\xe2\x80\xae""fdp.exe", "\xe2\x80\x8b", "\xef\xbb\xbf",
	"\xe2\x80\xa8", "\xf0\x9f\x98\x80", NULL,
};

/* --- functions with names and sources to match -------------------------------------- */

/* The assembler takes a name in quotes as it is. */
#define NAMED(name) __asm__("\"" name "\"")

static volatile int work;

void hostile_function(void) NAMED("=1+1;<b>&'x', \xe2\x80\xae\xff z");
void hostile_transpiled(void) NAMED("</title><script>alert(1)</script>;1");

#line 7 "/tally/src/=1+1;<i>&'\"\n\t\xff\xe2\x80\xae\x1b[2J,.c"
void hostile_function(void) { work = 1; }
#line 9 "/tally/src/@<i>;\",.rs"
void hostile_transpiled(void) { work = 2; }
#line 52 "tests/hostile.c"

static const char map_text[] =
	"{\"version\":1,\"source_language\":\"<u>\\u001b[2J\",\"source_file\":\"=1+1;\\\"<script>\\n\\u202e,.py\","
	"\"generated_file\":\"@<i>;\\\",.rs\",\"mappings\":[{\"rust_line\":9,\"rust_function\":\"x\",\"python_line\":3,"
	"\"python_function\":\"@<b>&;\\u009b1m\\r\\n\",\"python_context\":\"\"}],\"function_map\":{}}";

struct srcmaps *
hostile_maps(void)
{
	char path[] = "/tmp/hostile-XXXXXX";
	struct srcmaps *maps = srcmaps_new();
	int fd = mkstemp(path);
	struct why why;

	if (fd < 0 || write(fd, map_text, sizeof map_text - 1) != sizeof map_text - 1 || close(fd) != 0)
		die("a file in /tmp cannot be written");
	if (srcmaps_load(maps, path, &why) < 0)
		die("%s", why.text);
	unlink(path);
	return maps;
}

/* --- the story ------------------------------------------------------------------------ */

enum { US = 1000 };

unsigned
hostile_story(struct records *records)
{
	static const char *const arguments[] = { "=cmd|' /C calc'!A0", "<b>", "\xff\"\n", NULL };
	uint32_t child = records_task(records, 1, "=<b>&\";\x1b[2J\xff\n");
	uint32_t thread = records_thread(records, 1, "@x,\xe2\x80\xae\r\n</b>");
	unsigned calls = 0;

	records_exec(records, child, "/srv/=1+1;<i>&\"\xff\x1b[2J\n\xe2\x80\xae");
	records_own_maps(records, 1);
	records->stack = records_stack_of(records, 1,
		(records_function *const[]){ hostile_function, hostile_transpiled }, 2);
	for (size_t i = 0; hostile_strings[i] != NULL; i++, calls++)
		records_call(records, 1, "write", (int64_t)strlen(hostile_strings[i]), 3 * US, hostile_strings[i]);
	records->stack = records_stack_of(records, 1,
		(records_function *const[]){ hostile_transpiled, hostile_function, run_jobs }, 3);
	for (size_t i = 0; hostile_strings[i] != NULL; i++, calls++)
		records_call(records, child, "openat", -2, 5 * US, hostile_strings[i]);
	records_add_call(records, &(struct record_call){
		.task = thread, .name = "execve", .result = -13, .duration_ns = 9 * US, .text = "\"<i>\xff",
		.strings = arguments });
	records_add_call(records, &(struct record_call){
		.task = thread, .name = "write", .result = 5, .duration_ns = 9 * US, .text = "a\0b\0=", .text_len = 5 });
	records_signal(records, child, 11);
	records_note(records, "<b>=1+1\",\n\x1b[2J\xff\xe2\x80\xae");
	records_lost(records, 3);
	records_add_call(records, &(struct record_call){
		.task = child, .name = "read", .state = CALL_UNFINISHED, .duration_ns = 2 * US });
	records_exit(records, thread, 0);
	records_exit(records, child, 11);
	return calls + 2;
}

/* --- what may not be in a file --------------------------------------------------------- */

static bool
is_bad(uint32_t point)
{
	return (point < ' ' && point != '\n') || (point >= 0x7f && point < 0xa0) || (point >= 0x200b && point <= 0x200f) ||
	       (point >= 0x2028 && point <= 0x202e) || (point >= 0x2060 && point <= 0x206f) || point == 0xfeff ||
	       (point >= 0xd800 && point < 0xe000) || point > 0x10ffff;
}

const char *
hostile_find(const char *text, size_t len)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	const unsigned char *at = (const unsigned char *)text;

	for (size_t i = 0, size; i < len; i += size) {
		uint32_t point = at[i];

		size = at[i] < 0x80 ? 1 : at[i] < 0xc0 ? 0 : at[i] < 0xe0 ? 2 : at[i] < 0xf0 ? 3 : 4;
		if (size == 0 || size > len - i)
			return text + i;
		point &= size == 1 ? 0x7f : 0x7fu >> size;
		for (size_t k = 1; k < size; k++) {
			if ((at[i + k] & 0xc0) != 0x80)
				return text + i;
			point = point << 6 | (at[i + k] & 0x3f);
		}
		if (point < least[size] || is_bad(point))
			return text + i;
	}
	return NULL;
}
