/* What libvterm may read, in other words or not at all. */
#include "ui/vtguard.h"

#include <locale.h>
#include <string.h>

#include "check.h"

static const struct { const char *written, *read; } cases[] = {
	{ "plain \xe4\xb8\xad text\r\n", "plain \xe4\xb8\xad text\r\n" },
	{ "\033[1;31mred\033[m", "\033[1;31mred\033[m" },
	{ "\033[38:2::255:0:0m", "\033[38:2::255:0:0m" },
	{ "\033[?25l\033[2J\033[H", "\033[?25l\033[2J\033[H" },
	{ "\033[>c\033[2 q\033[?1$p\033(0q\033(B", "\033[>c\033[2 q\033[?1$p\033(0q\033(B" },
	{ "\033[?1049;25;1h", "\033[?1049h\033[?25h\033[?1h" },	/* of several modes the first would be heard */
	{ "a\033[3b", "aaaa" },			/* said again as characters */
	{ "\xe4\xb8\xad\033[2b", "\xe4\xb8\xad\xe4\xb8\xad\xe4\xb8\xad" },
	{ "a\033[999999b", "aaaaaaaaaaaaaaaaaaaaa" },	/* as often as there are columns */
	{ "\033[3bb", "b" },			/* nothing to repeat */
	{ "\033[2;5r", "\033[2;5r" },
	{ "\033[r", "\033[1;10r" },
	{ "\033[2;99r", "\033[2;10r" },
	{ "\033[7;3r", "" },			/* a region that is none */
	{ "\033[3;9s\033[?69h\033[?7h", "\033[?7h" },	/* margins at the sides */
	{ "\033[?7;69;1h", "\033[?7h\033[?1h" },
	{ "\033#3\033#6x", "x" },		/* lines of double width, right of whose middle the cursor is outside */
	{ "\033N\xe4\xb8\xad\033[1!p\033\"!5", "\xe4\xb8\xad" },	/* what is not known */
	{ "\033[?25l\0338", "\033[?25l\0338\033[?25l" },	/* a restored cursor is hidden as it was before */
	{ "\033[?25l\033c\0338", "\033[?25l\033c\0338\033[?25h" },
	{ "\033[?1049h\033[?1049l", "\033[?1049h\033[?1049l\033[?25h" },
	{ "\033[123456789C", "\033[9999C" },
	{ "\033[1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;7;8;9m", "\033[1;2;3;4;5;6;7;8;9;1;2;3;4;5m" }, /* room for 16 */
	{ "\033[1:2:3:4:5:6:7:8:9:1:2:3:4:5:6:7:8:9m", "\033[1:2:3:4:5:6:7:8:9:1:2:3:4:5m" },
	{ "\033[1:2H\033[<=1h\033[1 2qx", "x" },	/* no form that there is */
	{ "\033]0;title [5b\a\033[mx", "\033[mx" },	/* nobody sees a title */
	{ "\033P+q\033\\y\033P$qm\033\\z", "y\033P$qm\033\\z" },	/* a question that is answered */
	{ "\033]0;t\030\033[?69h\033[3;9sx", "x" },	/* strings that others take for ended */
	{ "\033Xt\033[?69h\033^\033_u\033[1mx\033\\y", "\033[1mxy" },
	{ "\033[1\033[1m", "\033[1m" },		/* one that is broken off */
	{ "\033[1\030m\033[2\rm", "m\r\033[2m" },
	{ "\xe4\xb8z\xe4\033[m\xff\xc0\x80\xed\xa0\x80\xf4\x90\x80\x80.",	/* half of one */
	  "\xef\xbf\xbdz\xef\xbf\xbd\033[m\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd." },
	{ "\xc2\x80\xc2\x9f.", "\xef\xbf\xbd\xef\xbf\xbd." },	/* of -1 column: the cursor goes left of the first */
	{ "e\xcc\x81\xcc\x81\033[m\xcc\x81\xcc\x81\xcc\x81\xcc\x81\033[m\xcc\x81.\xcc\x81",	/* else kept for ever */
	  "e\xcc\x81\xcc\x81\033[m\xcc\x81\xcc\x81\xcc\x81\033[m.\xcc\x81" },
	{ "\xe3\x81\x8b\xe3\x82\x99\xe3\x82\x99.", "\xe3\x81\x8b\xe3\x82\x99\xe3\x82\x99." },
};

/* Of 10 rows and 20 columns before; then 4 and 8. */
static const struct { const char *written; int row, col; const char *read; } resizes[] = {
	{ "", -3, 5, "\033[0n" },			/* a cursor that is left above comes in, and is not saved */
	{ "\033[2;5r", 2, 3, "\033[2;5r\033[r\033[3;4H" },	/* no region of a larger screen is left */
	{ "\033[2;5r", -3, 19, "\033[2;5r\033[r\033[1;8H" },
	{ "\033[2;5r\033[r", 2, 3, "\033[2;5r\033[1;10r\033[0n" },
	{ "\033[2;5r\033c", 2, 3, "\033[2;5r\033c\033[0n" },
};

static char heard[4096];

static void
hear(const char *bytes, size_t len, void *context)
{
	(void)context;
	strncat(heard, bytes, len);
}

static void
hear_pieces(const char *bytes, size_t len, void *context)
{
	hear(bytes, len, context);
	strcat(heard, "|");
}

/* Marks of two columns, which are added up in a piece until no row has room for them. */
static void
check_wide_marks(void)
{
	static const char text[] = "x\xe3\x81\x8b\xe3\x82\x99\xe3\x82\x9ay";
	struct vtguard guard;

	heard[0] = '\0';
	vtguard_init(&guard, 10, 20, hear_pieces, NULL);
	vtguard_feed(&guard, text, strlen(text));
	CHECK_STR(heard, "x\xe3\x81\x8b|\xe3\x82\x99|\xe3\x82\x9ay|");
}

static void
check_resizes(void)
{
	for (size_t i = 0; i < sizeof resizes / sizeof *resizes; i++) {
		struct vtguard guard;

		heard[0] = '\0';
		vtguard_init(&guard, 10, 20, hear, NULL);
		vtguard_feed(&guard, resizes[i].written, strlen(resizes[i].written));
		vtguard_resized(&guard, 4, 8, resizes[i].row, resizes[i].col);
		CHECK_STR(heard, resizes[i].read);
	}
}

/* In one piece, and byte by byte. */
int
main(void)
{
	CHECK(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
	check_resizes();
	check_wide_marks();
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		for (int pieces = 0; pieces < 2; pieces++) {
			struct vtguard guard;
			size_t len = strlen(cases[i].written);

			heard[0] = '\0';
			vtguard_init(&guard, 10, 20, hear, NULL);
			for (size_t at = 0; at < len; at += pieces ? 1 : len)
				vtguard_feed(&guard, cases[i].written + at, pieces ? 1 : len);
			CHECK_STR(heard, cases[i].read);
		}
	return check_result();
}
