/*
 * Foreign bytes made fit to show: on the screen, in strace's notation, in files.
 */
#include "base/safetext.h"

#include <limits.h>
#include <locale.h>
#include <stdint.h>
#include <wchar.h>

#include "base/text.h"
#include "check.h"

/* What safe_text() makes of a string in that many columns, and how many it used. */
static const char *
shown(const char *string, unsigned columns, bool mark_cut, unsigned *ret_used)
{
	static char room[400];
	struct text text = text_in(room, sizeof room);

	*ret_used = safe_text(&text, string, strlen(string), columns, mark_cut);
	return room;
}

static void
each_character_is_shown_or_becomes_a_question_mark(void)
{
	static const struct {
		const char *bytes, *text;
	} samples[] = {
		{ "plain text ~!", "plain text ~!" },
		{ "a\tb\nc\rd\033[31me\177f", "a?b?c?d?[31me?f" },
		{ "\302\233C1", "?C1" },			/* U+009B, which some terminals take for ESC [ */
		{ "gr\303\274n", "gr\303\274n" },
		{ "\346\227\245\346\234\254", "\346\227\245\346\234\254" },
		{ "\360\237\230\200", "\360\237\230\200" },
		{ "\342\200\256evil\342\200\254", "?evil?" },	/* right-to-left override */
		{ "\342\201\246x\342\201\251", "?x?" },		/* isolates */
		{ "\342\200\217x\330\234", "?x?" },		/* right-to-left mark, Arabic letter mark */
		{ "a\342\200\213b\357\273\277c", "a?b?c" },	/* zero width space, byte order mark */
		{ "a\302\255b", "a?b" },			/* soft hyphen */
		{ "a\341\205\237b\343\205\244c\357\276\240", "a?b?c?" },	/* Hangul fillers */
		{ "e\314\201", "e?" },				/* combining acute accent */
		{ "a\342\200\250b\342\200\251", "a?b?" },	/* separators of lines and paragraphs */
		{ "\357\270\217\363\240\200\201", "??" },	/* variation selector, language tag */
		{ "\315\270", "?" },				/* unassigned */
		{ "\357\277\277", "?" },			/* not a character */
		{ "\377\376\200\277", "????" },
		{ "\300\200\301\277", "????" },			/* overlong */
		{ "\340\200\200", "???" },
		{ "\360\200\200\200", "????" },
		{ "\355\240\200", "???" },			/* a surrogate */
		{ "\364\220\200\200", "????" },			/* beyond Unicode */
		{ "\370\210\200\200\200", "?????" },
		{ "\303", "?" },				/* cut off */
		{ "\342\202x", "??x" },
		{ "\360\237\230", "???" },
	};
	unsigned used;

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		CHECK_STR(shown(samples[i].bytes, 100, true, &used), samples[i].text);
		CHECK_EQ(used, safe_width(samples[i].bytes, strlen(samples[i].bytes)));
	}
}

static void
zero_bytes_are_bytes_like_any_other(void)
{
	char room[20];
	struct text text = text_in(room, sizeof room);

	CHECK_EQ(safe_text(&text, "a\0b", 3, 10, true), 3);
	CHECK_STR(room, "a?b");
}

static void
it_is_cut_at_a_column_and_marked(void)
{
	static const struct {
		const char *bytes;
		unsigned columns;
		bool mark;
		const char *text;
	} samples[] = {
		{ "abcdef", 6, true, "abcdef" },
		{ "abcdef", 5, true, "abcd~" },
		{ "abcdef", 5, false, "abcde" },
		{ "abcdef", 1, true, "~" },
		{ "abcdef", 0, true, "" },
		{ "", 0, true, "" },
		{ "", 3, true, "" },
		{ "\346\227\245\346\234\254", 4, true, "\346\227\245\346\234\254" },
		{ "\346\227\245\346\234\254", 3, true, "\346\227\245~" },
		{ "\346\227\245\346\234\254", 3, false, "\346\227\245" },
		{ "\346\227\245\346\234\254", 2, true, " ~" },	/* no room for half a character */
		{ "\346\227\245\346\234\254", 1, true, "~" },
		{ "\346\227\245\346\234\254", 1, false, "" },
	};
	unsigned used;

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		CHECK_STR(shown(samples[i].bytes, samples[i].columns, samples[i].mark, &used), samples[i].text);
		CHECK_EQ(used, safe_width(samples[i].text, strlen(samples[i].text)));
	}
}

static void
a_buffer_too_small_ends_between_characters(void)
{
	const char *word = "a\346\227\245b";
	static const char *const texts[] = { "", "", "a", "a", "a", "a\346\227\245", "a\346\227\245b" };
	static const unsigned columns[] = { 0, 0, 1, 1, 1, 3, 4 };
	char room[8];

	for (size_t cap = 1; cap <= 6; cap++) {
		struct text text = text_in(room, cap);

		CHECK_EQ(safe_text(&text, word, strlen(word), 10, true), columns[cap]);
		CHECK_STR(room, texts[cap]);
		CHECK_EQ(text.cut, cap < 6);
	}
}

static void
without_utf8_everything_beyond_ascii_is_a_question_mark(void)
{
	unsigned used;

	setlocale(LC_ALL, "C");
	CHECK_STR(shown("a\303\274b\377", 10, true, &used), "a?b?");
	CHECK_EQ(used, 4);
	CHECK_EQ(safe_width("a\303\274b\377", 5), 4);
	setlocale(LC_ALL, "C.UTF-8");
}

/* Whether no byte of it can do anything to a terminal, by rules stated another way. */
static bool
is_harmless(const char *string, size_t len)
{
	mbstate_t state = { 0 };
	wchar_t c;

	for (size_t i = 0, size; i < len; i += size) {
		size = mbrtowc(&c, string + i, len - i, &state);
		if (size == 0 || size > len - i || wcwidth(c) < 1)
			return false;
		if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069))
			return false;
		if (c == 0x200e || c == 0x200f || c == 0x61c)
			return false;
	}
	return true;
}

static int
columns_of(const char *string)
{
	wchar_t wide[400];
	size_t len = mbstowcs(wide, string, 400);

	return wcswidth(wide, len);
}

/* Every code point there is, a few at a time. */
static void
no_code_point_gets_through_that_should_not(void)
{
	unsigned bad = 0, good = 0;

	for (uint32_t point = 0; point < 0x110000; point++) {
		char bytes[4], room[16];
		struct text text = text_in(room, sizeof room);
		size_t len = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
		unsigned used;

		for (size_t i = len; i-- > 0;)
			bytes[i] = (char)(0x80 | (point >> 6 * (len - 1 - i) & 0x3f));
		bytes[0] = (char)(len == 1 ? point : (0xf00 >> len & 0xff) | point >> 6 * (len - 1));
		used = safe_text(&text, bytes, len, 10, true);
		if (!is_harmless(room, text.len) || columns_of(room) != (int)used)
			bad++;
		good += strcmp(room, "?") != 0 && strcmp(room, "???") != 0;
	}
	CHECK_EQ(bad, 0);
	CHECK(good > 100000);	/* most of what is assigned */
}

/* Random bytes in random room: columns as promised, nothing harmful, no byte past the end. */
static void
random_bytes_keep_every_promise(void)
{
	uint64_t state = 20240229;
	unsigned broken = 0;

	for (unsigned round = 0; round < 100000; round++) {
		char bytes[24], room[64];
		size_t len, cap;
		unsigned columns, used;
		struct text text;

		for (size_t i = 0; i < sizeof bytes; i++) {
			state = state * 6364136223846793005 + 1442695040888963407;
			bytes[i] = (char)((state >> 33) % 3 == 0 ? state >> 40 : 0x80 | state >> 41);
		}
		len = state >> 60;
		columns = state >> 54 & 15;
		cap = 1 + (state >> 48 & 31);
		memset(room, '#', sizeof room);
		text = text_in(room, cap);
		used = safe_text(&text, bytes, len, columns, round % 2 == 0);
		if (used > columns || text.len >= cap || room[text.len] != '\0' || room[cap] != '#' ||
		    !is_harmless(room, text.len) || columns_of(room) != (int)used)
			broken++;
		/* No more room is left over than half of a wide character. */
		if (!text.cut && columns <= safe_width(bytes, len) && used + 1 < columns)
			broken++;
	}
	CHECK_EQ(broken, 0);
}

static void
quotes_are_those_of_strace(void)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *text;
	} samples[] = {
		{ "plain ~!", 8, "plain ~!" },
		{ "\"quoted\" \\back", 14, "\\\"quoted\\\" \\\\back" },
		{ "\t\n\v\f\r", 5, "\\t\\n\\v\\f\\r" },
		{ "\a\b\033\177", 4, "\\7\\10\\33\\177" },
		{ "\0", 1, "\\0" },
		{ "\0\0", 2, "\\0\\0" },
		{ "\0001", 2, "\\0001" },
		{ "\0008", 2, "\\08" },
		{ "\0017", 2, "\\0017" },
		{ "\001x", 2, "\\1x" },
		{ "\3032", 2, "\\3032" },
		{ "gr\303\274n", 5, "gr\\303\\274n" },
		{ "\377", 1, "\\377" },
		{ "", 0, "" },
	};

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char room[100];
		struct text text = text_in(room, sizeof room);

		safe_quote(&text, samples[i].bytes, samples[i].len);
		CHECK_STR(room, samples[i].text);
	}
}

static void
no_escape_is_torn(void)
{
	static const char *const texts[] = { "", "", "a", "a", "a", "a", "a\\303" };	/* by room */
	static const char *const lines[] = { "", "", "a", "a", "a", "a", "a\\xc3" };
	char room[8];

	for (size_t cap = 1; cap <= 6; cap++) {
		struct text text = text_in(room, cap);

		safe_quote(&text, "a\303\274", 3);
		CHECK_STR(room, texts[cap]);
		text = text_in(room, cap);
		safe_line(&text, "a\303\377", 3);
		CHECK_STR(room, lines[cap]);
		CHECK(text.cut);
	}
}

static void
lines_name_the_bytes_that_cannot_be_shown(void)
{
	static const struct {
		const char *bytes, *text;
	} samples[] = {
		{ "plain \\ text", "plain \\ text" },
		{ "two\nlines\033[2J", "two\\x0alines\\x1b[2J" },
		{ "gr\303\274n \346\227\245", "gr\303\274n \346\227\245" },
		{ "\342\200\256x", "\\xe2\\x80\\xaex" },
		{ "\377\302\233", "\\xff\\xc2\\x9b" },
	};

	for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++) {
		char room[100];
		struct text text = text_in(room, sizeof room);

		safe_line(&text, samples[i].bytes, strlen(samples[i].bytes));
		CHECK_STR(room, samples[i].text);
	}
}

static void
measuring_ends_before_it_overflows(void)
{
	static char blanks[1000];

	memset(blanks, ' ', sizeof blanks);
	CHECK_EQ(safe_width(blanks, sizeof blanks), sizeof blanks);
	CHECK_EQ(safe_width(NULL, 0), 0);
}

int
main(void)
{
	if (setlocale(LC_ALL, "C.UTF-8") == NULL)
		SKIP("there is no locale C.UTF-8");
	each_character_is_shown_or_becomes_a_question_mark();
	zero_bytes_are_bytes_like_any_other();
	it_is_cut_at_a_column_and_marked();
	a_buffer_too_small_ends_between_characters();
	without_utf8_everything_beyond_ascii_is_a_question_mark();
	no_code_point_gets_through_that_should_not();
	random_bytes_keep_every_promise();
	quotes_are_those_of_strace();
	no_escape_is_torn();
	lines_name_the_bytes_that_cannot_be_shown();
	measuring_ends_before_it_overflows();
	return check_result();
}
