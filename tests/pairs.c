/*
 * Calls of two runs side by side: pictures of what is alike (=), another (!),
 * only before (-) and only after (+), and that it does not matter how the work
 * is cut.
 */
#include "model/pairs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "model/filter.h"
#include "model/session.h"
#include "records.h"

struct told {
	const char *name;
	int64_t result;
	const char *text;	/* a path, or bytes */
	uint64_t args[3];
};

static struct records story;

static struct session *
tell(const struct told *calls, size_t count)
{
	struct session *session = session_new(&(struct session_options){ 0 });
	uint32_t task;

	story = (struct records){ .session = session };
	records_start(&story, "tally");
	task = records_task(&story, 0, "tally");
	for (size_t i = 0; i < count; i++) {
		struct record_call call = {
			.task = task, .name = calls[i].name, .result = calls[i].result, .duration_ns = 1000 + i, .text = calls[i].text,
		};

		memcpy(call.args, calls[i].args, sizeof calls[i].args);
		(void)records_add_call(&story, &call);
	}
	return session;
}

/* "=1:1 -2: +:3 !4:4". To be freed. */
static char *
picture(const struct session *before, const struct session *after, uint64_t at_ns, const char *text)
{
	struct filter *filters[2];
	struct pairs *pairs;
	char *drawn = NULL;
	size_t len = 0;
	FILE *out = open_memstream(&drawn, &len);

	CHECK_EQ(filter_parse(text, &filters[0], NULL), 0);
	CHECK_EQ(filter_parse(text, &filters[1], NULL), 0);
	pairs = pairs_new((const struct pairs_side[]){
		{ before, filters[0], 0, session_end(before), 0 }, { after, filters[1], 0, session_end(after), at_ns },
	});
	while (!pairs_work(pairs))
		CHECK(pairs_percent(pairs) <= 100 && pairs_count(pairs) == 0);
	for (size_t i = 0; i < pairs_count(pairs); i++) {
		struct pair pair = pairs_at(pairs, i);

		fprintf(out, "%s%c", i > 0 ? " " : "", "=!-+"[pair.kind]);
		for (int side = 0; side < 2; side++) {
			if (pair.seqs[side] != 0)
				fprintf(out, "%llu", (unsigned long long)pair.seqs[side]);
			if (side == DIFF_BEFORE)
				putc(':', out);
		}
	}
	fclose(out);
	pairs_free(pairs);
	filter_free(filters[0]);
	filter_free(filters[1]);
	return drawn;
}

static void
shows(const struct session *before, const struct session *after, const char *filter, const char *should)
{
	char *is = picture(before, after, 0, filter);

	CHECK_STR(is, should);
	free(is);
}

/* 100 and so on are descriptors' numbers, 0x7f… addresses. */
static void
test_alike(void)
{
	static const struct told before[] = {
		{ "openat", 3, "/etc/tally.conf", { 0xffffff9c } },
		{ "read", 8, "jobs = 2", { 3, 0x7f1200000000, 4096 } },
		{ "mmap", 0x7f1234560000, NULL, { 0, 4096, 3 } },
		{ "getpid", 4242, NULL, { 0 } },
		{ "close", 0, NULL, { 3 } },
		{ "openat", -2, "/etc/tally.d", { 0xffffff9c } },
		{ "write", 5, "total", { 1, 0x7f1200000000, 5 } },
		{ "getrandom", 4, "\x1\x7f;q", { 0x7f1200000000, 4, 1 } },
	};
	static const struct told after[] = {
		{ "openat", 3, "/etc/tally.conf", { 0xffffff9c } },
		{ "read", 8, "jobs = 3", { 3, 0x7f9900000000, 4096 } },	/* other bytes */
		{ "mmap", 0x7f9934560000, NULL, { 0, 4096, 3 } },	/* elsewhere */
		{ "getpid", 9999, NULL, { 0 } },			/* another process */
		{ "lseek", 0, NULL, { 3, 0, 0 } },			/* new */
		{ "close", 0, NULL, { 3 } },
		{ "openat", 3, "/etc/tally.d", { 0xffffff9c } },	/* it is there now */
		{ "write", 5, "total", { 1, 0x7f9900000000, 5 } },
		{ "getrandom", 4, "other", { 0x7f9900000000, 4, 1 } },
	};
	struct session *first = tell(before, sizeof before / sizeof *before), *second = tell(after, sizeof after / sizeof *after);

	shows(first, second, "", "=1:1 !2:2 =3:3 =4:4 +:5 =5:6 !6:7 =7:8 =8:9");
	shows(second, first, "", "=1:1 !2:2 =3:3 =4:4 -5: =6:5 !7:6 =8:7 =9:8");
	shows(first, first, "", "=1:1 =2:2 =3:3 =4:4 =5:5 =6:6 =7:7 =8:8");
	shows(first, second, "fn = openat", "=1:1 !6:7");
	shows(first, second, "fn = lseek", "+:5");
	shows(first, second, "fn = fsync", "");
	session_free(first);
	session_free(second);
}

/* Between two that are alike those of one name are partners in their order, and the rest is left over. */
static void
test_gaps(void)
{
	static const struct told before[] = {
		{ "openat", 3, "/a", { 0xffffff9c } }, { "read", 1, "x", { 3, 0, 9 } }, { "read", 2, "yy", { 3, 0, 9 } },
		{ "fsync", 0, NULL, { 3 } }, { "openat", 4, "/b", { 0xffffff9c } },
	};
	static const struct told after[] = {
		{ "openat", 3, "/a", { 0xffffff9c } }, { "lseek", 7, NULL, { 3, 7, 0 } }, { "read", 3, "zzz", { 3, 0, 9 } },
		{ "openat", 4, "/b", { 0xffffff9c } }, { "fsync", 0, NULL, { 4 } },
	};
	struct session *first = tell(before, 5), *second = tell(after, 5);

	shows(first, second, "", "=1:1 +:2 !2:3 -3: -4: =5:4 +:5");
	session_free(first);
	session_free(second);
}

/* As of a time a call that was inside has no outcome yet, and is not chosen for one. */
static void
test_earlier(void)
{
	static const struct told calls[] = {
		{ "openat", 3, "/a", { 0xffffff9c } }, { "read", -11, "x", { 3, 0, 9 } },
	};
	struct session *first = tell(calls, 2), *second = tell(calls, 2);
	uint64_t at_ns = session_totals(second)->last_ns - 1;
	char *is = picture(first, second, at_ns, "");

	CHECK_STR(is, "=1:1 !2:2");
	free(is);
	is = picture(first, second, at_ns, "err");
	CHECK_STR(is, "-2:");
	free(is);
	is = picture(first, second, at_ns + 1, "");
	CHECK_STR(is, "=1:1 =2:2");
	free(is);
	session_free(first);
	session_free(second);
}

int
main(void)
{
	test_alike();
	test_earlier();
	test_gaps();
	return check_result();
}
