/*
 * fuzz_terminal.c - anything at all on the program's terminal, which is given
 * any size in between, drawn, typed into and clicked: no byte outside
 *
 * For libFuzzer (make fuzz). A byte of the input is a thing to do or to say,
 * those after it are its numbers, so that random bytes are whole sequences.
 * It sees most when libvterm is built with the sanitizers, too
 * (VTERM_LIBS=.../libvterm.a); without, what the C library does for it is seen.
 */
#include <locale.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "ui/keymap.h"
#include "ui/terminal.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

enum { ROWS_MOST = 30, COLS_MOST = 60, WRITTEN_MOST = 4096 };

struct run {
	const uint8_t *bytes;
	size_t len, at;
	struct terminal *terminal;
	struct grid grid;
	int program;			/* its end of the terminal */
	char written[WRITTEN_MOST];	/* by the program, not yet read */
	size_t written_len;
};

/* '#' is a number that the input chooses, '*' a byte of it. */
static const char *const phrases[] = {
	"\033[#A", "\033[#B", "\033[#C", "\033[#D", "\033[#E", "\033[#F", "\033[#G", "\033[#;#H", "\033[#d",
	"\033[#`", "\033[#a", "\033[#e", "\033[#j", "\033[#k", "\033[#f", "\033[#I", "\033[#Z", "\033[#g",
	"\033[#J", "\033[#K", "\033[?#J", "\033[?#K", "\033[#X", "\033[#@", "\033[#P", "\033[#L", "\033[#M",
	"\033[#S", "\033[#T", "\033[#b", "\033[#'}", "\033[#'~", "\033[#;#r", "\033[r", "\033[#;#s", "\033[s",
	"\033[u", "\033[?69h", "\033[?#h", "\033[?#l", "\033[?#;#h", "\033[#h", "\033[#l", "\033[?6h", "\033[?6l",
	"\033[?7h", "\033[?7l", "\033[4h", "\033[4l", "\033[20h", "\033[?25l", "\033[?5h", "\033[?1049h",
	"\033[?1049l", "\033[?1047h", "\033[?1047l", "\033[?1048h", "\033[?1048l", "\033[?1000h", "\033[?1003h",
	"\033[?1005h", "\033[?1006h", "\033[?1015h", "\0337", "\0338", "\033c", "\033D", "\033E", "\033H", "\033M",
	"\033N", "\033O", "\033#3", "\033#4", "\033#5", "\033#6", "\033#8", "\033(0", "\033(B", "\033)A", "\033*B",
	"\033n", "\033o", "\033~", "\033}", "\033|", "\033 G", "\033 F", "\033=", "\033>",
	"\033!!!!!!!!!!!!!!!!!!!!!!p", "\033[m", "\033[#m", "\033[#;#;#m", "\033[38;5;#m", "\033[38;2;#;#;#m",
	"\033[38:2::#:#:#m", "\033[48m", "\033[;38m", "\033[4:#m",
	"\033[1:2:3:4:5:6:7:8:9:1:2:3:4:5:6:7:8:9:1:2:3:4:5:6:7:8:9m", "\033[1;2;3;4;5;6;7;8;9;1;2;3;4;5;6;38m",
	"\033[;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;;#H", "\033[<=>?<=>?<=>?<=>?<=>?<=>?#h", "\033[#               $p",
	"\033[?#$p", "\033[#n", "\033[?6n", "\033[c", "\033[>c", "\033[# q", "\033[#\"q",
	"\033[99999999999999999999#X", "\033[-#C", "\033]0;*\a", "\033]2;**\033\\", "\033]*\030", "\033P$qm\033\\",
	"\033P$q*\033\\", "\033P*\032", "\033X*", "\033^*", "\033_*", "\033\\", "\a", "\033[#\033",
	"\033]*\033[?69h", "\b", "\t", "\n", "\v", "\f", "\r", "\r\n", "\016", "\017", "\030", "\032", "a", "bcd",
	"wwwwwwwwwwwwwwwwwwwwwwwwwwwww", " ", "\xc3\xa9", "\xe4\xb8\xad", "\xe4\xb8\xad\xe6\x96\x87\xe5\xad\x97",
	"e\xcc\x81", "\xcc\x81",
	"\xcc\x81\xcc\x82\xcc\x83\xcc\x84\xcc\x85\xcc\x86\xcc\x87\xcc\x88\xcc\x89\xcc\x8a\xcc\x8b\xcc\x8c",
	"\xe3\x81\x8b\xe3\x82\x99", "\xe3\x82\x99",
	"\xe3\x82\x9a\xe3\x82\x99\xe3\x82\x99\xe3\x82\x9a\xe3\x80\xaa\xe3\x80\xad", "\xc2\x80", "\xc2\x9b",
	"\xc2\x9f\xc2\x9f\xc2\x9f", "\xe4", "\xe4\xb8", "\xf0\x9f", "\xf0\x9f\x98\x80", "\xf4\x90\x80\x80",
	"\xf8\x88\x80\x80\x80", "\xfc\x84\x80\x80\x80\x80", "\xff", "\x80", "\x84", "\x85", "\x8d", "\x90", "\x9b",
	"\xed\xa0\x80", "\xc0\x80", "\xe2\x80\x8d", "\xef\xb8\x8f", "\xd8\x80", "\x7f", "**", "****",
};
enum { PHRASES = sizeof phrases / sizeof *phrases, DEEDS = 256 - 24 };

static unsigned
next(struct run *run)
{
	return run->at < run->len ? run->bytes[run->at++] : 0;
}

static void
show(struct run *run)
{
	char answer[WRITTEN_MOST];
	bool ended;

	if (run->written_len > 0 && write(run->program, run->written, run->written_len) != (ssize_t)run->written_len)
		abort();
	run->written_len = 0;
	terminal_read(run->terminal, &ended);
	if (ended)
		abort();
	while (read(run->program, answer, sizeof answer) > 0)
		;
}

static void
put(struct run *run, char byte)
{
	if (run->written_len == sizeof run->written)
		show(run);
	run->written[run->written_len++] = byte;
}

/* Numbers around the screen's sides, and some that are far off. */
static void
put_number(struct run *run)
{
	static const int far[] = { 25, 47, 69, 128, 255, 1000, 1047, 1048, 1049, 2004, 9999, 32767, 65536, 2147483647 };
	unsigned n = next(run);
	char text[16];

	if (n == 255)
		return;
	snprintf(text, sizeof text, "%d", n < 240 ? (int)(n % (COLS_MOST + 4)) : far[n % (sizeof far / sizeof *far)]);
	for (const char *at = text; *at != '\0'; at++)
		put(run, *at);
}

static void
put_phrase(struct run *run, const char *phrase)
{
	for (; *phrase != '\0'; phrase++) {
		if (*phrase == '#' && phrase[-1] != '\033')
			put_number(run);
		else
			put(run, *phrase == '*' ? (char)next(run) : *phrase);
	}
}

static void
draw(struct run *run)
{
	uint64_t end = terminal_end(run->terminal), line;
	struct canvas canvas = canvas_of(&run->grid);
	int rows, cols, col;

	terminal_size(run->terminal, &rows, &cols);
	terminal_draw(run->terminal, &canvas, end > (uint64_t)rows + 3 ? end - (uint64_t)rows - 3 : 0);
	terminal_cursor(run->terminal, &line, &col);
	if (line >= end || end - line > (uint64_t)rows || col < 0 || col >= cols)
		abort();
}

static void
act(struct run *run, unsigned deed)
{
	int row, col;

	if (deed < DEEDS) {
		put_phrase(run, phrases[(deed + next(run)) % PHRASES]);
		return;
	}
	show(run);
	row = (int)next(run);
	col = (int)next(run);
	if (deed < DEEDS + 14)
		terminal_resize(run->terminal, row % ROWS_MOST, col % COLS_MOST);
	else if (deed < DEEDS + 17)
		terminal_mouse(run->terminal, row % ROWS_MOST, col % COLS_MOST, row % 3 - 1);
	else if (deed < DEEDS + 20)
		terminal_key(run->terminal, row * 4 + col);
	draw(run);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc;
	(void)argv;
	signal(SIGPIPE, SIG_IGN);
	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)
		abort();
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct run *run = calloc(1, sizeof *run);
	int ends[2];

	if (run == NULL || socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, ends) < 0)
		abort();
	run->bytes = bytes;
	run->len = size;
	run->program = ends[1];
	run->terminal = terminal_new(ends[0], (int)next(run) % ROWS_MOST, (int)next(run) % COLS_MOST);
	grid_init(&run->grid, ROWS_MOST, COLS_MOST, false);
	while (run->at < run->len)
		act(run, next(run));
	show(run);
	draw(run);
	terminal_free(run->terminal);
	grid_done(&run->grid);
	close(ends[0]);
	close(ends[1]);
	free(run);
	return 0;
}
