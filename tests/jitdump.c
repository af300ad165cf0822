/* Dumps of code made as a program runs: what lay where, when, and which line it came from. Of bytes made by hand. */
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "model/jitdump.h"

/* A dump on its way out, of either byte order. */
struct bytes {
	unsigned char at[1 << 16];
	size_t len;
	bool swapped;
};

static void
put(struct bytes *bytes, uint64_t number, size_t size)
{
	for (size_t i = 0; i < size; i++)
		bytes->at[bytes->len + (bytes->swapped ? size - 1 - i : i)] = (unsigned char)(number >> 8 * i);
	bytes->len += size;
}

static void
put_text(struct bytes *bytes, const char *text, size_t len)
{
	memcpy(bytes->at + bytes->len, text, len);
	bytes->len += len;
}

static void
put_file_head(struct bytes *bytes, uint64_t flags)
{
	put(bytes, 0x4a695444, 4);
	put(bytes, 1, 4);
	put(bytes, 40, 4);
	put(bytes, 62, 4);
	put(bytes, 0, 4);
	put(bytes, 1, 4);
	put(bytes, 0, 8);
	put(bytes, flags, 8);
}

static void
put_head(struct bytes *bytes, uint32_t id, size_t size, uint64_t time)
{
	put(bytes, id, 4);
	put(bytes, 16 + size, 4);
	put(bytes, time, 8);
}

static void
put_load(struct bytes *bytes, uint64_t time, uint64_t begin, uint64_t size, const char *name)
{
	put_head(bytes, 0, 40 + strlen(name) + 1 + size, time);
	put(bytes, 1, 4);
	put(bytes, 1, 4);
	put(bytes, begin, 8);
	put(bytes, begin, 8);
	put(bytes, size, 8);
	put(bytes, 0, 8);
	put_text(bytes, name, strlen(name) + 1);
	for (uint64_t i = 0; i < size; i++)
		put(bytes, 0xcc, 1);
}

static void
put_move(struct bytes *bytes, uint64_t time, uint64_t from, uint64_t to, uint64_t size)
{
	put_head(bytes, 1, 48, time);
	put(bytes, 1, 4);
	put(bytes, 1, 4);
	put(bytes, to, 8);
	put(bytes, from, 8);
	put(bytes, to, 8);
	put(bytes, size, 8);
	put(bytes, 0, 8);
}

struct entry {
	uint64_t address;
	uint32_t line;
	const char *file;
	size_t file_len;	/* 0: its length and the end */
};

static void
put_debug(struct bytes *bytes, uint64_t begin, const struct entry *entries, size_t count)
{
	size_t size = 16;

	for (size_t i = 0; i < count; i++)
		size += 16 + (entries[i].file_len > 0 ? entries[i].file_len : strlen(entries[i].file) + 1);
	put_head(bytes, 2, size, 5);
	put(bytes, begin, 8);
	put(bytes, count, 8);
	for (size_t i = 0; i < count; i++) {
		put(bytes, entries[i].address, 8);
		put(bytes, entries[i].line, 4);
		put(bytes, 7, 4);
		put_text(bytes, entries[i].file, entries[i].file_len > 0 ? entries[i].file_len : strlen(entries[i].file) + 1);
	}
}

static struct jitdump *
dump_of(const struct bytes *bytes)
{
	struct jitdump *dump = jitdump_new(-1);

	jitdump_feed(dump, bytes->at, bytes->len);
	return dump;
}

/* "NAME FILE:LINE", "NAME" or "". */
static const char *
at(struct jitdump *dump, uint64_t address, uint64_t time)
{
	static char said[4][200];
	static unsigned next;
	struct jitdump_code code;
	char *text = said[next = (next + 1) % 4];

	text[0] = '\0';
	if (jitdump_find(dump, address, time, &code) && code.line > 0)
		snprintf(text, sizeof said[0], "%s %s%s:%u", code.name, code.file, code.own_file ? " (own)" : "", code.line);
	else if (text[0] == '\0' && jitdump_find(dump, address, time, &code))
		snprintf(text, sizeof said[0], "%s", code.name);
	return text;
}

static void
an_address_is_what_was_loaded_there_last(void)
{
	for (unsigned swapped = 0; swapped < 2; swapped++) {
		struct bytes bytes = { .swapped = swapped > 0 };
		struct jitdump *dump;

		put_file_head(&bytes, 0);
		put_load(&bytes, 10, 0x1000, 0x20, "first");
		put_head(&bytes, 4, 8, 11);	/* of a kind that means nothing here */
		put(&bytes, 0, 8);
		put_load(&bytes, 20, 0x1010, 0x20, "second");
		put_load(&bytes, 30, 0x1000, 0x20, "third");
		dump = dump_of(&bytes);
		CHECK_STR(at(dump, 0x1000, 9), "");
		CHECK_STR(at(dump, 0x1000, 10), "first");
		CHECK_STR(at(dump, 0x101f, 19), "first");
		CHECK_STR(at(dump, 0x101f, 20), "second");
		CHECK_STR(at(dump, 0x1000, 29), "first");
		CHECK_STR(at(dump, 0x1000, 30), "third");
		CHECK_STR(at(dump, 0x102f, 30), "second");
		CHECK_STR(at(dump, 0x1030, 99), "");
		jitdump_free(dump);
	}
}

static void
code_that_moves_is_elsewhere_from_then_on(void)
{
	static const struct entry entries[] = { { 0x1000, 3, "/a.py", 0 }, { 0x1010, 4, "\xff", 0 } };
	struct bytes bytes = { .len = 0 };
	struct jitdump *dump;

	put_file_head(&bytes, 0);
	put_debug(&bytes, 0x1000, entries, 2);
	put_load(&bytes, 10, 0x1000, 0x20, "moved");
	put_move(&bytes, 20, 0x1000, 0x5000, 0x20);
	put_move(&bytes, 21, 0x9000, 0x6000, 0x20);		/* of nothing */
	put_move(&bytes, 22, 0x5000, UINT64_MAX - 4, 0x20);	/* around the end */
	dump = dump_of(&bytes);
	CHECK_STR(at(dump, 0x1010, 19), "moved /a.py:4");
	CHECK_STR(at(dump, 0x5010, 19), "");
	CHECK_STR(at(dump, 0x1010, 20), "");
	CHECK_STR(at(dump, 0x5010, 20), "moved /a.py:4");
	CHECK_STR(at(dump, 0x500f, 99), "moved /a.py:3");
	CHECK_STR(at(dump, 0x6000, 99), "");
	jitdump_free(dump);
}

static void
times_of_a_clock_that_is_not_ours_do_not_count(void)
{
	struct bytes bytes = { .len = 0 };
	struct jitdump *dump;

	put_file_head(&bytes, 1);
	put_load(&bytes, 1ull << 60, 0x1000, 0x20, "old");
	put_load(&bytes, 1ull << 61, 0x1000, 0x20, "new");
	dump = dump_of(&bytes);
	CHECK_STR(at(dump, 0x1000, 5), "new");
	jitdump_free(dump);
}

static void
lines_hold_up_to_the_next(void)
{
	/* In any order; of the wrong code they mean nothing. */
	static const struct entry entries[] = {
		{ 0x1008, 12, "/b.py", 0 }, { 0x1004, 11, "/a.py", 0 }, { 0x1010, 0, "/a.py", 0 }, { 0x1014, 14, "/a.py", 0 },
	};
	struct bytes bytes = { .len = 0 };
	struct jitdump *dump;

	put_file_head(&bytes, 0);
	put_debug(&bytes, 0x1000, entries, 4);
	put_load(&bytes, 10, 0x1000, 0x20, "known");
	put_debug(&bytes, 0x2000, entries, 4);
	put_load(&bytes, 10, 0x3000, 0x20, "other");
	put_load(&bytes, 10, 0x2000, 0x20, "late");
	dump = dump_of(&bytes);
	CHECK_STR(at(dump, 0x1003, 10), "known");
	CHECK_STR(at(dump, 0x1004, 10), "known /a.py:11");
	CHECK_STR(at(dump, 0x100f, 10), "known /b.py:12");
	CHECK_STR(at(dump, 0x1010, 10), "known");
	CHECK_STR(at(dump, 0x101f, 10), "known /a.py:14");
	CHECK_STR(at(dump, 0x3008, 10), "other");
	CHECK_STR(at(dump, 0x2008, 10), "late");
	jitdump_free(dump);
}

/* Addresses may be 0x40 too large; V8's of code that is not optimized are something else. */
static void
v8_is_known_by_its_names(void)
{
	static const struct entry entries[] = { { 0x1040, 10, "/srv/hot.js", 0 }, { 0x1050, 11, "/srv/hot.js", 0 } };
	static const struct {
		const char *name, *first, *second;
	} cases[] = {
		{ "JS:*read /srv/hot.js:10:3", "JS:*read /srv/hot.js:10:3 /srv/hot.js (own):10",
		  "JS:*read /srv/hot.js:10:3 /srv/hot.js (own):11" },
		{ "JS:^read /srv/hot.js:10:3", "JS:^read /srv/hot.js:10:3", "JS:^read /srv/hot.js:10:3" },
		{ "JS:+read /srv/hot.js:10:3", "JS:+read /srv/hot.js:10:3", "JS:+read /srv/hot.js:10:3" },
		{ "JS:*read /srv/big.js:10:3", "JS:*read /srv/big.js:10:3 /srv/hot.js:10",
		  "JS:*read /srv/big.js:10:3 /srv/hot.js:11" },
		{ "read", "read /srv/hot.js:10", "read /srv/hot.js:11" },	/* LLVM does so, too */
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct bytes bytes = { .len = 0 };
		struct jitdump *dump;

		put_file_head(&bytes, 0);
		put_debug(&bytes, 0x1000, entries, 2);
		put_load(&bytes, 10, 0x1000, 0x20, cases[i].name);
		dump = dump_of(&bytes);
		CHECK_STR(at(dump, 0x100f, 10), cases[i].first);
		CHECK_STR(at(dump, 0x1010, 10), cases[i].second);
		jitdump_free(dump);
	}
}

/* Its first 16 bytes are the allocator's then, zeros among them. */
static void
a_name_that_v8_had_freed_is_that_of_the_code(void)
{
#define FREED "\x10\x6f\x81\x06\0\0\0\0\x9e\xe3\x80\x32\x2f\xd8\xd2\x60"
	static const struct entry good[] = {
		{ 0x1040, 10, FREED "/blocks.js", 27 }, { 0x1050, 11, FREED "/blocks.js", 27 },
	}, bad[] = {
		{ 0x1040, 10, "/srv/application/blocks.js", 0 }, { 0x1048, 11, FREED "/another.js", 28 }, { 0x1050, 12, FREED "/another.js", 28 },
	};
	struct bytes bytes = { .len = 0 };
	struct jitdump *dump;

	put_file_head(&bytes, 0);
	put_debug(&bytes, 0x1000, good, 2);
	put_load(&bytes, 10, 0x1000, 0x20, "JS:*x /srv/application/blocks.js:1:1");
	dump = dump_of(&bytes);
	CHECK_STR(at(dump, 0x1000, 10), "JS:*x /srv/application/blocks.js:1:1 /srv/application/blocks.js (own):10");
	CHECK_STR(at(dump, 0x1010, 10), "JS:*x /srv/application/blocks.js:1:1 /srv/application/blocks.js (own):11");
	jitdump_free(dump);

	/* Of another file nothing is left to know it by, nor where the next entry begins. */
	bytes.len = 0;
	put_file_head(&bytes, 0);
	put_debug(&bytes, 0x1000, bad, 3);
	put_load(&bytes, 10, 0x1000, 0x20, "JS:*x /srv/application/blocks.js:1:1");
	dump = dump_of(&bytes);
	CHECK_STR(at(dump, 0x1000, 10), "JS:*x /srv/application/blocks.js:1:1 /srv/application/blocks.js (own):10");
	CHECK_STR(at(dump, 0x1008, 10), "JS:*x /srv/application/blocks.js:1:1");
	CHECK_STR(at(dump, 0x1018, 10), "JS:*x /srv/application/blocks.js:1:1");
	jitdump_free(dump);
}

static void
a_record_counts_when_it_is_whole(void)
{
	static const struct entry entries[] = { { 0x1000, 3, "/a.py", 0 } };
	struct bytes bytes = { .len = 0 };
	struct jitdump *dump = jitdump_new(-1);

	put_file_head(&bytes, 0);
	put_debug(&bytes, 0x1000, entries, 1);
	put_load(&bytes, 10, 0x1000, 0x20, "whole");
	for (size_t i = 0; i < bytes.len; i++) {
		CHECK_STR(at(dump, 0x1000, 10), "");
		jitdump_feed(dump, bytes.at + i, 1);
	}
	CHECK_STR(at(dump, 0x1000, 10), "whole /a.py:3");
	jitdump_free(dump);
}

static void
what_is_no_dump_is_not_read(void)
{
	for (unsigned broken = 0; broken < 5; broken++) {
		struct bytes bytes = { .len = 0 };
		struct jitdump *dump;

		put_file_head(&bytes, 0);
		if (broken == 1)
			bytes.at[0]++;		/* the magic */
		if (broken == 2)
			bytes.at[4]++;		/* the version */
		if (broken == 3)
			bytes.at[8] = 39;	/* its length */
		if (broken == 4) {
			put(&bytes, 0, 4);
			put(&bytes, 15, 4);	/* a record shorter than its head */
			put(&bytes, 0, 8);
		}
		put_load(&bytes, 10, 0x1000, 0x20, "name");
		dump = dump_of(&bytes);
		CHECK_STR(at(dump, 0x1000, 10), broken == 0 ? "name" : "");
		jitdump_free(dump);
	}
}

static void
any_bytes_are_survived(void)
{
	static const struct entry entries[] = { { 0x1040, 3, "/a.js", 0 }, { 0x1044, 4, "\xff", 0 } };
	struct bytes bytes = { .len = 0 };
	uint32_t random = 7;
	unsigned known = 0;

	put_file_head(&bytes, 0);
	put_debug(&bytes, 0x1000, entries, 2);
	put_load(&bytes, 10, 0x1000, 0x20, "JS:*x /a.js:1:1");
	put_move(&bytes, 20, 0x1000, 0x2000, 0x20);
	for (unsigned round = 0; round < 20000; round++) {
		struct bytes changed = bytes;
		struct jitdump *dump;

		for (unsigned i = 0; i <= round % 4; i++) {
			random = random * 1664525 + 1013904223;
			changed.at[(random >> 8) % bytes.len] = (unsigned char)(random % 3 == 0 ? 0xff : random >> 24);
		}
		dump = dump_of(&changed);
		known += at(dump, 0x1000, 10)[0] != '\0';
		(void)at(dump, 0x2010, 30);
		jitdump_free(dump);
	}
	if (!CHECK(known > 2000 && known < 19000))
		printf("\t%u\n", known);
}

static void
a_dump_is_known_by_its_name(void)
{
	CHECK(jitdump_is_path("/srv/jit-1.dump"));
	CHECK(jitdump_is_path("/root/.debug/jit/java.x/jit-4711.dump"));
	CHECK(!jitdump_is_path("/srv/jit-.dump"));
	CHECK(!jitdump_is_path("/srv/jit-1x.dump"));
	CHECK(!jitdump_is_path("/srv/my-jit-1.dump"));
	CHECK(!jitdump_is_path("/srv/jit-1.dump.old"));
	CHECK(!jitdump_is_path(""));
}

int
main(void)
{
	an_address_is_what_was_loaded_there_last();
	code_that_moves_is_elsewhere_from_then_on();
	times_of_a_clock_that_is_not_ours_do_not_count();
	lines_hold_up_to_the_next();
	v8_is_known_by_its_names();
	a_name_that_v8_had_freed_is_that_of_the_code();
	a_record_counts_when_it_is_whole();
	what_is_no_dump_is_not_read();
	any_bytes_are_survived();
	a_dump_is_known_by_its_name();
	return check_result();
}
