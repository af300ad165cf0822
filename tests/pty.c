/*
 * pty.c - runs a full-screen program in a terminal that a script can read
 *
 *	pty [--size 80x24] [--term xterm-256color] [--limit SECONDS] [--raw FILE] [--piece BYTES] [--sync no]
 *	    STEP... -- COMMAND [ARGUMENT]...
 *
 *	keys:TEXT	types the text as it is
 *	key:NAME	presses a key: Enter, Esc, Up, F5, C-c, M-x, or any one character
 *	wait:TEXT	until the text is in a row of the screen
 *	gone:TEXT	until it is in none
 *	size:WxH	makes the terminal larger or smaller
 *	signal:NAME	sends the program SIGTERM, SIGWINCH …; NAME without SIG
 *	screen:FILE	writes the screen as text; "-" is standard output
 *	stopped		until the program is stopped by a signal
 *	end		until the program has ended; comes last even if it is not given
 *
 * --raw keeps all bytes that the program writes. --piece looks at the screen
 * whenever that many have come, as a slow terminal would; --sync no makes it one
 * without synchronized output, which shows every frame as far as it has come.
 *
 * Every wait ends within the limit (10 s), and none takes longer than what it
 * waits for. At the end it says how the program ended and whether it left the
 * terminal as it found it:
 *
 *	exited 0			killed SIGTERM
 *	termios restored		termios changed
 *	alternate screen left		alternate screen shown | alternate screen never used
 *	cursor visible			cursor hidden
 *
 * Exit status 0: every step came about, whatever the lines say. 1: one did
 * not; it is named on standard error, with the screen as it was. 2: usage.
 */
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "emulator.h"

static _Noreturn void
usage(const char *why, const char *word)
{
	fprintf(stderr, "pty: %s: %s\n"
		"usage: pty [--size WxH] [--term NAME] [--limit SECONDS] [--raw FILE] [--piece BYTES]\n"
		"           [--sync no] STEP... -- COMMAND [ARGUMENT]...\n", word, why);
	exit(2);
}

/* --- steps ----------------------------------------------------------------- */

static bool
step_keys(struct emulator *emulator, const char *text)
{
	emulator_send(text, strlen(text), emulator);
	return true;
}

static bool
step_wait(struct emulator *emulator, const char *text)
{
	return emulator_wait(emulator, emulator_shows, text);
}

static bool
step_gone(struct emulator *emulator, const char *text)
{
	return emulator_wait(emulator, emulator_lacks, text);
}

static bool
step_end(struct emulator *emulator, const char *text)
{
	return emulator_wait(emulator, emulator_ended, text);
}

static bool
is_stopped(const struct emulator *emulator, const char *text)
{
	siginfo_t info = { .si_pid = 0 };

	(void)text;
	return waitid(P_PID, (id_t)emulator->pid, &info, WSTOPPED | WNOHANG | WNOWAIT) == 0 && info.si_pid != 0;
}

static bool
step_stopped(struct emulator *emulator, const char *text)
{
	return emulator_wait(emulator, is_stopped, text);
}

static bool
read_size(const char *text, int *ret_cols, int *ret_rows)
{
	int cols, rows, len = 0;

	if (sscanf(text, "%dx%d%n", &cols, &rows, &len) != 2 || text[len] != '\0')
		return false;
	if (cols < 1 || rows < 1 || cols > EMULATOR_SIDE_MAX || rows > EMULATOR_SIDE_MAX)
		return false;
	*ret_cols = cols;
	*ret_rows = rows;
	return true;
}

static bool
step_size(struct emulator *emulator, const char *text)
{
	int cols, rows;

	if (!read_size(text, &cols, &rows))
		usage("not a size like 80x24", text);
	emulator_resize(emulator, cols, rows);
	return true;
}

static bool
step_signal(struct emulator *emulator, const char *name)
{
	for (int signal = 1; signal < NSIG; signal++) {
		const char *known = sigabbrev_np(signal);

		if (known != NULL && strcmp(known, name) == 0)
			return kill(emulator->pid, signal) == 0;
	}
	usage("no such signal", name);
}

static bool
step_screen(struct emulator *emulator, const char *path)
{
	FILE *out = strcmp(path, "-") == 0 ? stdout : fopen(path, "we");

	if (out == NULL)
		emulator_fail(path);
	emulator_print(emulator, out);
	if (out != stdout && fclose(out) != 0)
		emulator_fail(path);
	return true;
}

static VTermKey
named_key(const char *name)
{
	static const struct {
		const char *name;
		VTermKey key;
	} keys[] = {
		{ "Enter", VTERM_KEY_ENTER }, { "Tab", VTERM_KEY_TAB }, { "Backspace", VTERM_KEY_BACKSPACE },
		{ "Esc", VTERM_KEY_ESCAPE }, { "Up", VTERM_KEY_UP }, { "Down", VTERM_KEY_DOWN },
		{ "Left", VTERM_KEY_LEFT }, { "Right", VTERM_KEY_RIGHT }, { "Insert", VTERM_KEY_INS },
		{ "Delete", VTERM_KEY_DEL }, { "Home", VTERM_KEY_HOME }, { "End", VTERM_KEY_END },
		{ "PageUp", VTERM_KEY_PAGEUP }, { "PageDown", VTERM_KEY_PAGEDOWN },
	};
	int number;

	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
		if (strcmp(keys[i].name, name) == 0)
			return keys[i].key;
	if (sscanf(name, "F%d", &number) == 1 && number >= 1 && number <= 12)
		return (VTermKey)VTERM_KEY_FUNCTION(number);
	return VTERM_KEY_NONE;
}

/* Takes C-, M- and S- off the front of a key's name. */
static VTermModifier
take_modifiers(const char **name)
{
	static const char letters[] = "SMC";	/* in the order of their bits */
	VTermModifier modifiers = VTERM_MOD_NONE;
	const char *at = *name;

	for (; at[0] != '\0' && at[1] == '-' && at[2] != '\0'; at += 2) {
		const char *letter = strchr(letters, at[0]);

		if (letter == NULL)
			usage("no such modifier", *name);
		modifiers |= (VTermModifier)(1 << (letter - letters));
	}
	*name = at;
	return modifiers;
}

static bool
step_key(struct emulator *emulator, const char *name)
{
	VTermModifier modifiers = take_modifiers(&name);
	VTermKey key = named_key(name);

	if (key != VTERM_KEY_NONE)
		vterm_keyboard_key(emulator->vterm, key, modifiers);
	else if (strcmp(name, "Space") == 0)
		vterm_keyboard_unichar(emulator->vterm, ' ', modifiers);
	else if (name[0] != '\0' && name[1] == '\0')
		vterm_keyboard_unichar(emulator->vterm, (unsigned char)name[0], modifiers);
	else
		usage("no such key", name);
	return true;
}

struct step_kind {
	const char *name;	/* with its colon */
	bool (*run)(struct emulator *emulator, const char *argument);
};

static const struct step_kind step_kinds[] = {
	{ "keys:", step_keys }, { "key:", step_key }, { "wait:", step_wait }, { "gone:", step_gone },
	{ "size:", step_size }, { "signal:", step_signal }, { "screen:", step_screen }, { "stopped", step_stopped },
	{ "end", step_end },
};

static const struct step_kind *
find_step(const char *step)
{
	for (size_t i = 0; i < sizeof(step_kinds) / sizeof(step_kinds[0]); i++)
		if (strncmp(step, step_kinds[i].name, strlen(step_kinds[i].name)) == 0)
			return &step_kinds[i];
	usage("no such step", step);
}

static void
run_step(struct emulator *emulator, const char *step)
{
	const struct step_kind *kind = find_step(step);

	if (kind->run(emulator, step + strlen(kind->name)))
		return;
	fprintf(stderr, "pty: %s: did not come about%s; the screen:\n", step,
		emulator->ended ? " before the program ended" : "");
	emulator_print(emulator, stderr);
	emulator_done(emulator);
	exit(1);
}

/* --- the whole ------------------------------------------------------------- */

static void
report(const struct emulator *emulator)
{
	if (WIFSIGNALED(emulator->status))
		printf("killed SIG%s\n", sigabbrev_np(WTERMSIG(emulator->status)));
	else
		printf("exited %d\n", WEXITSTATUS(emulator->status));
	puts(emulator_modes_restored(emulator) ? "termios restored" : "termios changed");
	if (emulator->alternate)
		puts("alternate screen shown");
	else
		puts(emulator->alternate_used ? "alternate screen left" : "alternate screen never used");
	puts(emulator->cursor_hidden ? "cursor hidden" : "cursor visible");
}

/* Reads the options; returns the first step's place. */
static int
read_options(int argc, char **argv, struct emulator *emulator)
{
	int i = 1;

	for (; i + 1 < argc && strncmp(argv[i], "--", 2) == 0 && argv[i][2] != '\0'; i += 2) {
		if (strcmp(argv[i], "--size") == 0 && read_size(argv[i + 1], &emulator->cols, &emulator->rows))
			continue;
		if (strcmp(argv[i], "--limit") == 0 && (emulator->limit_ms = 1000 * atol(argv[i + 1])) > 0)
			continue;
		if (strcmp(argv[i], "--raw") == 0 && (emulator->raw = fopen(argv[i + 1], "we")) != NULL)
			continue;
		if (strcmp(argv[i], "--piece") == 0 && (emulator->piece = (size_t)atol(argv[i + 1])) > 0)
			continue;
		if (strcmp(argv[i], "--sync") == 0 && (emulator->plain = strcmp(argv[i + 1], "no") == 0))
			continue;
		if (strcmp(argv[i], "--term") != 0)
			usage("no such option, or not with that value", argv[i]);
		emulator->term = argv[i + 1];
	}
	return i;
}

int
main(int argc, char **argv)
{
	struct emulator emulator = { .cols = 80, .rows = 24, .term = "xterm-256color", .limit_ms = 10000 };
	int first = read_options(argc, argv, &emulator), last = first;

	while (last < argc && strcmp(argv[last], "--") != 0)
		find_step(argv[last++]);
	if (last + 1 >= argc)
		usage("no command", argv[argc - 1]);

	emulator_start(&emulator, argv + last + 1);
	for (int i = first; i < last; i++)
		run_step(&emulator, argv[i]);
	if (!emulator.ended)
		run_step(&emulator, "end");
	report(&emulator);
	emulator_done(&emulator);
	return 0;
}
