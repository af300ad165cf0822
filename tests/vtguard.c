/* What libvterm may read, in other words or not at all. */
#include "ui/vtguard.h"

#include "check.h"

static const struct { const char *written, *read; } cases[] = {
	{ "plain \xe4\xb8\xad text\r\n", "plain \xe4\xb8\xad text\r\n" },
	{ "\033[1;31mred\033[m", "\033[1;31mred\033[m" },
	{ "\033[38:2::255:0:0m", "\033[38:2::255:0:0m" },
	{ "\033[?25l\033[2J\033[H", "\033[?25l\033[2J\033[H" },
	{ "\033[>c\033[!p", "\033[>c\033[!p" },
	{ "a\033[3b", "aaaa" },			/* said again as characters */
	{ "\xe4\xb8\xad\033[3b", "\xe4\xb8\xad" },	/* one of two columns is not */
	{ "a\033[999999b", "aaaaaaaaaaaaaaaaaaaaa" },	/* as often as there are columns */
	{ "\033[2;5r", "\033[2;5r" },
	{ "\033[r", "\033[1;10r" },
	{ "\033[2;99r", "\033[2;10r" },
	{ "\033[7;3r", "" },			/* a region that is none */
	{ "\033[3;9s\033[?69h\033[?7h", "\033[?7h" },	/* margins at the sides */
	{ "\033[?25l\0338", "\033[?25l\0338\033[?25l" },	/* a restored cursor is hidden or not as it was before */
	{ "\033[?1049h\033[?1049l", "\033[?1049h\033[?1049l\033[?25h" },
	{ "\033[7J\033[2K", "\033[2K" },
	{ "\033[123456789C", "\033[9999C" },
	{ "\033]0;title [5b\a\033[mx", "\033]0;title [5b\a\033[mx" },
	{ "\033P+q\033\\y", "\033P+q\033\\y" },
	{ "\033[1\033[1m", "\033[1m" },		/* one that is broken off */
};

static char heard[4096];

static void
hear(const char *bytes, size_t len, void *context)
{
	(void)context;
	strncat(heard, bytes, len);
}

/* In one piece, and byte by byte. */
int
main(void)
{
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
