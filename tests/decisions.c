/* What a transpiler says of its decisions: lines from writes, their grammar, results, and bounds. */
#include "model/decisions.h"

#include "check.h"
#include "model/decisionline.h"
#include "model/errlines.h"
#include "model/jsontext.h"
#include "records.h"

enum { US = 1000, MANY = 70 * 1024 };

/* struct iovec as a 64-bit program has it. */
struct iovec64 {
	uint64_t base, len;
};

static struct records records;
static struct session *session;

static void
begin(void)
{
	session = session_new(&(struct session_options){ .decisions = true });
	records = (struct records){ .session = session };
	records_start(&records, "transpile sim.py");
	records_task(&records, 0, "transpile");
}

static void
end(void)
{
	session_free(session);
}

static const struct decisions *
decisions(void)
{
	return session_decisions(session);
}

static struct decisions_totals
totals(void)
{
	struct decisions_totals totals;

	decisions_totals(decisions(), &totals);
	return totals;
}

/* --- calls --------------------------------------------------------------------------- */

static uint64_t
writes_to(uint64_t fd, uint32_t task, const char *bytes, size_t len, int64_t result)
{
	return records_add_call(&records, &(struct record_call){
		.task = task, .name = "write", .args = { fd }, .result = result, .duration_ns = US,
		.text = bytes, .text_len = len,
	});
}

/* The task writes it to descriptor 2. */
static uint64_t
says(uint32_t task, const char *text)
{
	return writes_to(2, task, text, strlen(text), (int64_t)strlen(text));
}

static void
calls(uint32_t task, const char *name, uint64_t a, uint64_t b, uint64_t c, int64_t result)
{
	records_add_call(&records, &(struct record_call){
		.task = task, .name = name, .args = { a, b, c }, .result = result,
	});
}

/* The process of the task ends. */
static void
ends(uint32_t task, int status)
{
	const struct event_task_exit event = {
		.head = { .size = sizeof event, .kind = EVENT_TASK_EXIT, .task = task, .time_ns = records.now_ns },
		.status = status, .last_of_process = 1,
	};

	session_feed(session, &event.head);
}

/* What is known, a line a decision: "category::name input result\n". */
static const char *
known(void)
{
	static char text[8192];
	size_t len = 0;

	text[0] = '\0';
	for (size_t i = 0; i < decisions_count(decisions()) && len < sizeof text; i++) {
		const struct decision *decision = decisions_get(decisions(), i);

		len += (size_t)snprintf(text + len, sizeof text - len, "%s::%s %s %s\n", decision->category,
					decision->name, decision->input, decision->result ? decision->result : "-");
	}
	return text;
}

/* --- grammar ------------------------------------------------------------------------- */

static void
lines_are_taken_apart(void)
{
	static const struct {
		const char *line, *parts;	/* "kind|category|name|value"; NULL: not right */
	} cases[] = {
		{ "[DECISION] a::b input=1", "1|a|b|1" },
		{ "[DECISION]a::b input=1", "1|a|b|1" },
		{ "[DECISION]   a::b   input= {}  \r", "1|a|b| {}" },
		{ "[DECISION] a::b input=\" input=\"", "1|a|b|\" input=\"" },
		{ "[DECISION] a b::c d input=1", "1|a b|c d|1" },
		{ "[RESULT] b = 2", "2||b|2" },
		{ "[RESULT] a::b result=2", "2|a|b|2" },
		{ "[RESULT] b result=2", "2||b|2" },
		{ "[RESULT] a::b = 2", "2|a|b|2" },
		{ "[RESULT] b = \" result=\"", "2||b|\" result=\"" },
		{ "[RESULT] a::b result=\" = \"", "2|a|b|\" = \"" },
		{ " [DECISION] a::b input=1", NULL },
		{ "x[DECISION] a::b input=1", NULL },
		{ "[decision] a::b input=1", NULL },
		{ "[DECISION] ab input=1", NULL },
		{ "[DECISION] a::b::c input=1", NULL },
		{ "[DECISION] a::b", NULL },
		{ "[DECISION] a::binput=1", NULL },
		{ "[DECISION] input=1", NULL },
		{ "[DECISION]", NULL },
		{ "[DECISIO", NULL },
		{ "[RESULT] b", NULL },
		{ "[RESULT] b=2", NULL },
		{ "[RESULT] a::b::c = 2", NULL },
		{ "", NULL },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct decisionline line;
		char parts[128];
		bool right = decisionline_parse(cases[i].line, strlen(cases[i].line), &line);

		CHECK_EQ(right, cases[i].parts != NULL);
		if (!right || cases[i].parts == NULL)
			continue;
		snprintf(parts, sizeof parts, "%d|%.*s|%.*s|%.*s", line.kind, (int)line.category.len,
			 line.category.len ? line.category.bytes : "", (int)line.name.len, line.name.bytes,
			 (int)line.value.len, line.value.bytes);
		CHECK_STR(parts, cases[i].parts);
	}
}

static void
json_is_kept_as_it_was_written_in_ascii(void)
{
	static const struct {
		const char *given, *kept;	/* NULL: it is not JSON */
	} cases[] = {
		{ "{ \"b\" : 1 , \"a\" : [ 1.50, -0, 1e3 ] }", "{\"b\":1,\"a\":[1.50,-0,1e3]}" },
		{ "18446744073709551615", "18446744073709551615" },
		{ "\t\"a b\\\" c\\\\\"\r", "\"a b\\\" c\\\\\"" },
		{ "\"\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80\x7f\"", "\"\\u00e9\\u20ac\\ud83d\\ude00\\u007f\"" },
		{ "\"a\\u0000b\"", "\"a\\u0000b\"" },
		{ "null", "null" },
		{ "", NULL },
		{ "{", NULL },
		{ "{} {}", NULL },
		{ "{'a':1}", NULL },
		{ "nan", NULL },
		{ "01", NULL },
		{ "1e999", NULL },
		{ "\"\xff\"", NULL },
		{ "\"\xed\xa0\x80\"", NULL },
		{ "\"a\x1b\"", NULL },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *kept = jsontext_make(cases[i].given, strlen(cases[i].given));

		if (cases[i].kept == NULL)
			CHECK(kept == NULL);
		else
			CHECK_STR(kept, cases[i].kept);
		free(kept);
	}
}

static void
json_may_be_nested_so_deep_and_no_deeper(void)
{
	char text[2 * JSONTEXT_DEPTH + 3];

	for (unsigned depth = JSONTEXT_DEPTH; depth <= JSONTEXT_DEPTH + 1; depth++) {
		char *kept;

		memset(text, '[', depth);
		memset(text + depth, ']', depth);
		kept = jsontext_make(text, 2 * depth);
		CHECK_EQ(kept != NULL, depth == JSONTEXT_DEPTH);
		free(kept);
	}
}

static void
an_id_is_the_hash_of_where_and_what(void)
{
	/* FNV-1a of the bytes "a::b::c::" 1 0 0 0, and of one that differs in the line's third byte alone. */
	CHECK(decision_id("a", "b", "c", 1) == 0xacf6714547668a82);
	CHECK(decision_id("a", "b", "c", 1) != decision_id("a", "b", "c", 0x10001));
	CHECK(decision_id("type_inference", "infer_function", "sim.py", 143) == 0x18c8c40b3b20a8df);
}

/* --- lines from writes ---------------------------------------------------------------- */

static void
a_decision_and_its_result(void)
{
	uint64_t seq;

	begin();
	says(1, "compiling\n");
	seq = says(1, "[DECISION] type_inference::infer_function input={\"name\":\"f\"}\n");
	says(1, "[RESULT] infer_function = {\"ok\":true}\n");
	CHECK_STR(known(), "type_inference::infer_function {\"name\":\"f\"} {\"ok\":true}\n");
	CHECK_EQ(decisions_get(decisions(), 0)->seq, seq);
	CHECK_EQ(decisions_get(decisions(), 0)->task, 1);
	CHECK(!decisions_get(decisions(), 0)->has_id);
	CHECK_EQ(totals().results, 1);
	end();
}

static void
nobody_listens_unless_asked_to(void)
{
	session = session_new(&(struct session_options){ 0 });
	records = (struct records){ .session = session };
	records_start(&records, "transpile sim.py");
	records_task(&records, 0, "transpile");
	says(1, "[DECISION] a::b input=1\n");
	CHECK(session_decisions(session) == NULL);
	end();
}

static void
a_line_may_come_in_any_pieces(void)
{
	static const char text[] = "ab\n[DECISION] a::b input={\"x\":[1,2]}\n\nnoise\n[RESULT] b = \"done\"\n[RES";

	for (size_t size = 1; size < sizeof text; size++) {
		begin();
		for (size_t at = 0; at < sizeof text - 1; at += size) {
			size_t len = size < sizeof text - 1 - at ? size : sizeof text - 1 - at;

			writes_to(2, 1, text + at, len, (int64_t)len);
		}
		CHECK_STR(known(), "a::b {\"x\":[1,2]} \"done\"\n");
		CHECK_EQ(totals().cut + totals().malformed + totals().unmatched, 0);
		end();
	}
}

static void
only_what_was_written_counts(void)
{
	begin();
	writes_to(2, 1, "[DECISION] a::b input=12\n", 25, 24);	/* without its last byte */
	writes_to(2, 1, "34\n", 3, -11);
	says(1, "5\n");
	records_add_call(&records, &(struct record_call){
		.task = 1, .name = "write", .args = { 2 }, .text = "[DECISION] c::d input=1\n", .state = CALL_UNFINISHED,
	});
	writes_to(1, 1, "[DECISION] e::f input=1\n", 24, 24);
	CHECK_STR(known(), "a::b 125 -\n");
	end();
}

static struct {
	struct event_call event;
	unsigned char pieces[4096];
} made;

static void
add_piece(unsigned index, const void *bytes, size_t len)
{
	struct piece piece = { .addr = 0x5000, .len = (uint32_t)len, .arg = 1, .index = (uint8_t)index };
	unsigned char *at = made.pieces + made.event.call.pieces_len;

	memcpy(at, &piece, sizeof piece);
	memcpy(at + sizeof piece, bytes, len);
	made.event.call.pieces_len += (uint32_t)piece_size(piece.len);
	made.event.call.piece_count++;
}

/* writev(2, …) of these buffers, of which the last may have been written in part. */
static void
says_in_parts(const char *const *parts, unsigned count, int64_t result)
{
	struct iovec64 buffers[8];

	memset(&made, 0, sizeof made);
	made.event.head = (struct event){ .kind = EVENT_CALL, .task = 1, .time_ns = records.now_ns };
	made.event.seq = ++records.calls;
	made.event.call = (struct call){
		.args = { 2, 0x4000, count }, .result = result, .abi = (uint8_t)abi_native(), .state = CALL_DONE,
		.nr = (uint32_t)call_number(abi_native(), "writev"),
	};
	for (unsigned i = 0; i < count; i++)
		buffers[i] = (struct iovec64){ 0x5000, strlen(parts[i]) };
	add_piece(0, buffers, count * sizeof *buffers);
	for (unsigned i = 0; i < count; i++)
		add_piece(i + 1, parts[i], strlen(parts[i]));
	made.event.head.size = (uint32_t)(sizeof made.event + made.event.call.pieces_len);
	session_feed(session, &made.event.head);
}

static void
a_vector_is_written_in_order(void)
{
	static const char *const parts[] = { "[DECISION] a::b", "", " input=", "{}", "\n[DECISION] c::d input=1\n" };

	begin();
	says_in_parts(parts, 5, 15 + 7 + 2 + 25);
	CHECK_STR(known(), "a::b {} -\nc::d 1 -\n");
	says_in_parts(parts, 5, 15 + 7 + 2 + 1);
	CHECK_EQ(decisions_count(decisions()), 3);
	CHECK_EQ(totals().gaps, 0);
	/* More was written than there are buffers: the array was not captured whole. */
	says_in_parts(parts, 3, 100);
	says(1, "[DECISION] e::f input=2\n");
	CHECK_EQ(decisions_count(decisions()), 4);
	CHECK_EQ(totals().gaps, 1);
	CHECK_EQ(totals().cut, 1);
	end();
}

static void
what_was_not_captured_ends_a_line(void)
{
	begin();
	writes_to(2, 1, "[DECISION] a::b input=\"long", 27, 300);
	says(1, "[DECISION] c::d input=1\n");
	CHECK_STR(known(), "c::d 1 -\n");
	CHECK_EQ(totals().gaps, 1);
	CHECK_EQ(totals().cut, 1);
	says(1, "[DECISION] e::f input=");
	records_lost(&records, 3);
	says(1, "2\n[DECISION] g::h input=3\n");
	CHECK_STR(known(), "c::d 1 -\ng::h 3 -\n");
	CHECK_EQ(totals().cut, 2);
	end();
}

static void
a_last_line_needs_no_end(void)
{
	uint32_t other;

	begin();
	other = records_task(&records, 1, "other");
	says(1, "[DECISION] a::b input=1");
	says(other, "[DECISION] c::d input=1");
	CHECK_EQ(decisions_count(decisions()), 0);
	ends(1, 0);
	CHECK_STR(known(), "a::b 1 -\n");
	ends(other, TASK_LEFT);	/* it runs on, and may have had more to say */
	CHECK_EQ(decisions_count(decisions()), 1);
	CHECK_EQ(totals().cut, 1);
	end();
}

/* --- processes and descriptors --------------------------------------------------------- */

static void
processes_do_not_mix(void)
{
	uint32_t other, thread;

	begin();
	other = records_task(&records, 1, "other");
	thread = records_thread(&records, 1, "thread");
	says(1, "[DECISION] a::b ");
	says(other, "[DECISION] a::b input=2\n[RESULT] b = \"two\"\n[RESULT] b = \"no more\"\n");
	says(thread, "input=1\n");
	says(1, "[RESULT] b = \"one\"\n");
	CHECK_STR(known(), "a::b 2 \"two\"\na::b 1 \"one\"\n");
	CHECK_EQ(decisions_get(decisions(), 1)->task, thread);
	CHECK_EQ(totals().unmatched, 1);
	end();
}

static void
copies_of_descriptor_2_are_standard_error(void)
{
	static const char line[] = "[DECISION] a::b input=1\n";
	const size_t len = sizeof line - 1;
	uint32_t child;
	size_t heard = 0;

	begin();
#define HEARS(task, fd, yes) do { writes_to((fd), (task), line, len, (int64_t)len); heard += (yes); \
		CHECK_EQ(decisions_count(decisions()), heard); } while (0)
	HEARS(1, 5, 0);
	calls(1, "dup", 2, 0, 0, 5);
	HEARS(1, 5, 1);
	calls(1, "dup2", 5, 6, 0, 6);
	calls(1, "dup3", 2, 7, 02000000, 7);
	calls(1, "fcntl", 6, 0, 10, 10);	/* F_DUPFD */
	calls(1, "fcntl", 2, 1030, 10, 11);	/* F_DUPFD_CLOEXEC */
	calls(1, "fcntl", 10, 2, 1, 0);		/* F_SETFD, FD_CLOEXEC */
	calls(1, "dup", 1, 0, 0, 12);
	calls(1, "dup2", 2, 13, 0, -9);
	for (uint64_t fd = 6; fd <= 13; fd++)
		HEARS(1, fd, fd == 6 || fd == 7 || fd == 10 || fd == 11);
	calls(1, "close", 6, 0, 0, 0);
	HEARS(1, 6, 0);
	calls(1, "dup2", 1, 2, 0, 2);
	HEARS(1, 2, 1);
	child = records_task(&records, 1, "child");
	HEARS(child, 5, 1);
	HEARS(child, 7, 1);
	calls(child, "dup2", 0, 5, 0, 5);
	HEARS(child, 5, 0);
	HEARS(1, 5, 1);
	records_exec(&records, 1, "/bin/next");
	HEARS(1, 5, 1);
	HEARS(1, 7, 0);
	HEARS(1, 10, 0);
	HEARS(1, 11, 0);
	calls(1, "dup", 2, 0, 0, 6);
	calls(1, "close_range", 5, 5, 4, 0);	/* CLOSE_RANGE_CLOEXEC */
	HEARS(1, 5, 1);
	calls(1, "close_range", 6, 0xffffffff, 0, 0);
	HEARS(1, 6, 0);
	records_exec(&records, 1, "/bin/next");
	HEARS(1, 5, 0);
#undef HEARS
	end();
}

/* --- results ----------------------------------------------------------------------------- */

static void
a_result_belongs_to_the_newest_that_waits(void)
{
	begin();
	says(1, "[DECISION] a::x input=1\n[DECISION] b::x input=2\n[DECISION] a::x input=3\n[DECISION] a::y input=4\n");
	says(1, "[RESULT] b::x result=\"b\"\n");
	CHECK_STR(known(), "a::x 1 -\nb::x 2 \"b\"\na::x 3 -\na::y 4 -\n");
	says(1, "[RESULT] x = \"newest\"\n[RESULT] x = \"oldest\"\n[RESULT] x = \"none\"\n[RESULT] a::x result=0\n");
	CHECK_STR(known(), "a::x 1 \"oldest\"\nb::x 2 \"b\"\na::x 3 \"newest\"\na::y 4 -\n");
	CHECK_EQ(totals().unmatched, 2);
	CHECK_EQ(totals().results, 3);
	says(1, "[DECISION] a::x input=5\n[RESULT] c::x result=1\n[RESULT] z = 1\n[RESULT] x = null\n");
	CHECK_STR(known(), "a::x 1 \"oldest\"\nb::x 2 \"b\"\na::x 3 \"newest\"\na::y 4 -\na::x 5 null\n");
	CHECK_EQ(totals().unmatched, 4);
	end();
}

static void
news_is_what_the_newest_record_said(void)
{
	const struct decision_news *news;
	size_t count;

	begin();
	says(1, "[DECISION] a::x input=1\n[DECISION] a::y input=2\n[RESULT] x = 3\n");
	news = decisions_news(decisions(), &count);
	CHECK_EQ(count, 3);
	CHECK(news[0].number == 0 && !news[0].result);
	CHECK(news[1].number == 1 && !news[1].result);
	CHECK(news[2].number == 0 && news[2].result);
	calls(1, "getpid", 0, 0, 0, 1001);
	decisions_news(decisions(), &count);
	CHECK_EQ(count, 0);
	end();
}

/* --- hostile bytes and bounds --------------------------------------------------------------- */

static void
what_is_not_right_is_counted(void)
{
	static const char *const lines[] = {
		"[DECISION] a::b input={\"x\":}\n", "[DECISION] a::b\n", "[DECISION] a:b input=1\n", "[RESULT] b = maybe\n",
		"[DECISION] a\xff::b input=1\n", "[DECISION] a::b\xc3 input=1\n", "[DECISION] \xed\xa0\x80::b input=1\n",
		"[RESULT] \xff::b result=1\n",
	};
	const size_t count = sizeof lines / sizeof *lines;

	begin();
	for (size_t i = 0; i < count; i++)
		says(1, lines[i]);
	writes_to(2, 1, "[DECISION] a\0a::b input=1\n", 26, 26);
	writes_to(2, 1, "[DECISION] a::b input=1\0\n", 25, 25);
	writes_to(2, 1, "[DEC\0SION] a::b input=1\n", 24, 24);
	CHECK_EQ(decisions_count(decisions()), 0);
	CHECK_EQ(totals().malformed, count + 2);
	says(1, "[DECISION] \x1b[2J::\xc3\xa9 input=1\n");
	CHECK_STR(known(), "\x1b[2J::\xc3\xa9 1 -\n");
	end();
}

static void
a_line_has_a_longest(void)
{
	static char text[MANY];
	static const char head[] = "[DECISION] a::b input=\"";
	size_t at;

	for (size_t len = ERRLINE_MAX; len <= ERRLINE_MAX + 1; len++) {
		begin();
		memset(text, 'x', sizeof text);
		memcpy(text, head, sizeof head - 1);
		text[len - 1] = '"';
		text[len] = '\n';
		for (at = 0; at <= len; at += 1000)
			writes_to(2, 1, text + at, at + 1000 <= len ? 1000 : len + 1 - at,
				  (int64_t)(at + 1000 <= len ? 1000 : len + 1 - at));
		says(1, "[DECISION] c::d input=1\n");
		CHECK_EQ(decisions_count(decisions()), len <= ERRLINE_MAX ? 2 : 1);
		CHECK_EQ(totals().cut, len > ERRLINE_MAX);
		end();
	}
}

static void
processes_and_descriptors_are_bounded(void)
{
	uint32_t task = 1;

	begin();
	for (unsigned i = 0; i < 20; i++)
		calls(1, "dup", 2, 0, 0, 100 + i);
	CHECK_EQ(totals().unfollowed, 4);
	for (unsigned i = 1; i < ERRLINES_PROCESSES_MAX; i++) {
		task = records_task(&records, 0, "one");
		says(task, "[DEC");
	}
	CHECK_EQ(totals().unfollowed, 4);
	says(records_task(&records, 0, "beyond"), "[DECISION] a::b input=1\n");
	CHECK_EQ(totals().unfollowed, 5);
	CHECK_EQ(decisions_count(decisions()), 0);
	ends(task, 0);
	says(records_task(&records, 0, "in its place"), "[DECISION] a::b input=1\n");
	CHECK_EQ(decisions_count(decisions()), 1);
	end();
}

static void
decisions_are_bounded(void)
{
	static char text[50 * 1024];
	const size_t one = strlen("[DECISION] a::b input=1\n"), many = sizeof text / one;

	begin();
	for (size_t i = 0; i < many; i++)
		memcpy(text + i * one, "[DECISION] a::b input=1\n", one);
	for (size_t i = 0; i <= DECISIONS_MAX / many; i++)
		writes_to(2, 1, text, many * one, (int64_t)(many * one));
	CHECK_EQ(decisions_count(decisions()), DECISIONS_MAX);
	CHECK_EQ(totals().dropped, (DECISIONS_MAX / many + 1) * many - DECISIONS_MAX);
	says(1, "[RESULT] b = 1\n");
	CHECK_EQ(totals().results, 1);
	end();
}

static void
so_are_their_bytes(void)
{
	enum { VALUE = 40 * 1024 };
	static char text[VALUE + 64];
	const size_t fit = DECISIONS_BYTES_MAX / (VALUE + 2);
	int len;

	begin();
	len = snprintf(text, sizeof text, "[DECISION] a::b input=%0*d", VALUE, 0);
	memset(text + 22, '7', VALUE);	/* 777…7 would be too large a number */
	text[22] = text[len - 1] = '"';
	text[len++] = '\n';
	for (size_t i = 0; i < fit + 10; i++)
		writes_to(2, 1, text, (size_t)len, len);
	CHECK_EQ(decisions_count(decisions()), fit);
	CHECK_EQ(totals().dropped, 10);
	end();
}

/* A generator of Marsaglia's (xorshift64). */
static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
any_bytes_are_survived(void)
{
	static const char *const words[] = {
		"[DECISION]", "[RESULT]", " ", "::", " input=", " = ", " result=", "a", "{", "}", "[", "]", "\"", "1", "\n",
		"\n", "\\", "\xff", "\xe2\x82\xac", "[DECISION] a::b input=", "[RESULT] b = ",
		"\n[DECISION] a::b input=1", "\n[RESULT] b = []\n",
	};
	uint64_t state = 0x9e3779b97f4a7c15, heard;
	char text[256];
	struct decisions_totals all;

	begin();
	for (unsigned i = 0; i < 20000; i++) {
		size_t len = 0;

		while (len < 64) {
			const char *word = words[next_random(&state) % (sizeof words / sizeof *words)];

			memcpy(text + len, word, strlen(word));
			len += strlen(word);
		}
		writes_to(2, 1, text, len, (int64_t)(next_random(&state) % 5 > 0 ? len : len + 1));
	}
	all = totals();
	heard = decisions_count(decisions()) + all.results;
	CHECK(heard > 100);
	CHECK(all.malformed > 1000);
	CHECK(all.gaps > 1000);
	end();
}

int
main(void)
{
	lines_are_taken_apart();
	json_is_kept_as_it_was_written_in_ascii();
	json_may_be_nested_so_deep_and_no_deeper();
	an_id_is_the_hash_of_where_and_what();
	a_decision_and_its_result();
	nobody_listens_unless_asked_to();
	a_line_may_come_in_any_pieces();
	only_what_was_written_counts();
	a_vector_is_written_in_order();
	what_was_not_captured_ends_a_line();
	a_last_line_needs_no_end();
	processes_do_not_mix();
	copies_of_descriptor_2_are_standard_error();
	a_result_belongs_to_the_newest_that_waits();
	news_is_what_the_newest_record_said();
	what_is_not_right_is_counted();
	a_line_has_a_longest();
	processes_and_descriptors_are_bounded();
	decisions_are_bounded();
	so_are_their_bytes();
	any_bytes_are_survived();
	return check_result();
}
