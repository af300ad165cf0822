/*
 * fuzz_ui.c - the screen under random keys, sizes and data
 *
 *	fuzz_ui SECONDS [SEED]
 *
 * Runs tests/load with data that says whatever a record may say, types
 * anything, clicks anywhere, changes the size, and ends it now by a key, now
 * by a signal. Each round must end in time, without a report of a sanitizer,
 * and with the terminal as it was. The seed of a round that does not is told.
 */
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "emulator.h"

enum { STEPS = 400, TAKE_MS = 15, END_MS = 15000 };

static uint64_t seed;

static uint64_t
any(uint64_t below)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return seed % below;
}

static void
type(struct emulator *emulator, const char *text)
{
	emulator_send(text, strlen(text), emulator);
}

/* Any letter but those that begin a path somewhere else: what is saved stays in the folder. */
static void
type_letter(struct emulator *emulator)
{
	char letter[2] = { (char)(' ' + any(0x5f)), '\0' };

	if (letter[0] != '/' && letter[0] != '~' && letter[0] != 'Q')
		type(emulator, letter);
}

static void
type_word(struct emulator *emulator)
{
	static const char *const words[] = {
		"f", "fn = read and lat > 1ms\r", "%net !%desc", "err in (EAGAIN", "z >= 3 or gap\r", "\033", ":theme ", "light\r", ":", "\t\t\r", "z",
		"1", "2", "3", "4", "5", "6", "7", "G", "g", "kkkk", "=", "!", "X", "[", "]", "\r", "q", "i", "V", "x", "m", "'", "p", "c", "T",
		"\x1d", "\x0c", "\033[200~pasted\rtext\033[201~", "\033[1;2D", "\033[1;2C", ",", ".", "\033OP", "\033OQ", "\033OS", "D", "R", "y", "Y",
		"wcalls.csv\r", "v", "M", "中", "\xff\xfe", "J", "K", "0",
	};

	type(emulator, words[any(sizeof words / sizeof *words)]);
}

static void
click(struct emulator *emulator)
{
	static const int buttons[] = { 0, 0, 64, 65, 2, 32 };
	char text[64];

	snprintf(text, sizeof text, "\033[<%d;%d;%dM", buttons[any(6)], 1 + (int)any((uint64_t)emulator->cols + 2),
		 1 + (int)any((uint64_t)emulator->rows + 2));
	type(emulator, text);
}

static void
resize(struct emulator *emulator)
{
	static const int sides[] = { 1, 2, 3, 5, 9, 10, 16, 20, 24, 34, 40, 60, 80, 110, 120, 200, 300 };

	emulator_resize(emulator, sides[any(sizeof sides / sizeof *sides)], sides[any(12)]);
}

/* Takes what is drawn for a moment, so that neither side waits for the other for ever. */
static bool
never(const struct emulator *emulator, const char *text)
{
	(void)emulator;
	(void)text;
	return false;
}

static void
take(struct emulator *emulator)
{
	emulator->limit_ms = TAKE_MS;
	(void)emulator_wait(emulator, never, NULL);
}

static void
step(struct emulator *emulator)
{
	switch (any(12)) {
	case 0:
		resize(emulator);
		break;
	case 1:
	case 2:
		click(emulator);
		break;
	case 3:
	case 4:
	case 5:
	case 6:
		type_letter(emulator);
		break;
	default:
		type_word(emulator);
	}
	if (any(4) == 0)
		take(emulator);
}

/* Whatever is open now: out of it, and out of the program. */
static void
leave(struct emulator *emulator)
{
	if (any(2) == 0) {
		kill(emulator->pid, SIGTERM);
		return;
	}
	emulator_resize(emulator, 80, 24);
	for (unsigned i = 0; i < 8; i++) {
		type(emulator, "\033");
		take(emulator);
		take(emulator);
	}
	type(emulator, "Q");
	take(emulator);
	kill(emulator->pid, SIGTERM);	/* a question may be open */
}

static const char *
wrong(const struct emulator *emulator)
{
	if (!emulator->ended)
		return "it did not end";
	if (WIFSIGNALED(emulator->status))
		return "it was killed";
	if (WEXITSTATUS(emulator->status) != 0)
		return "its status says that something failed";
	if (!emulator_modes_restored(emulator))
		return "the terminal's modes were not restored";
	if (emulator->alternate)
		return "the alternate screen was not left";
	return emulator->cursor_hidden ? "the cursor stayed hidden" : NULL;
}

static bool
run_round(const char *load, uint64_t round_seed)
{
	struct emulator emulator = { .cols = 80, .rows = 24, .term = "xterm-256color", .limit_ms = 10000 };
	char number[32];
	char *argv[] = { (char *)(uintptr_t)load, (char *)(uintptr_t)"seed", number, NULL };
	const char *why;

	if (getenv("FUZZ_RAW") != NULL)	/* what it wrote, to look into */
		emulator.raw = fopen(getenv("FUZZ_RAW"), "we");
	seed = round_seed;
	snprintf(number, sizeof number, "%llu", (unsigned long long)any(UINT64_MAX));
	emulator_start(&emulator, argv);
	(void)emulator_wait(&emulator, emulator_shows, "tally");
	for (unsigned i = any(STEPS); i > 0 && !emulator.ended; i--)
		step(&emulator);
	if (!emulator.ended)
		leave(&emulator);
	emulator.limit_ms = END_MS;
	(void)emulator_wait(&emulator, emulator_ended, NULL);	/* also for what it wrote last */
	why = wrong(&emulator);
	if (why != NULL) {
		printf("fuzz_ui: seed %llu: %s (status %#x); the screen:\n", (unsigned long long)round_seed, why,
		       (unsigned)emulator.status);
		emulator_print(&emulator, stdout);
	}
	emulator_done(&emulator);
	return why == NULL;
}

int
main(int argc, char **argv)
{
	time_t end = time(NULL) + (argc > 1 ? atol(argv[1]) : 60);
	uint64_t first = argc > 2 ? strtoull(argv[2], NULL, 10) : (uint64_t)time(NULL) * 2654435761u;
	const char *folder = getenv("top_builddir");
	char load[4096], room[] = "/tmp/sightline-fuzz-XXXXXX", here[4000];
	unsigned rounds = 0;

	if (getcwd(here, sizeof here) == NULL || mkdtemp(room) == NULL)
		emulator_fail("a folder to work in");
	snprintf(load, sizeof load, "%s%s%s/tests/load", folder != NULL && folder[0] == '/' ? "" : here, folder != NULL && folder[0] == '/' ? "" : "/",
		 folder != NULL ? folder : ".");
	setenv("EDITOR", "true", 1);
	unsetenv("VISUAL");
	setenv("XDG_STATE_HOME", room, 1);
	if (chdir(room) < 0)
		emulator_fail(room);
	do {
		if (!run_round(load, first + rounds * 2 + 1))
			return 1;
		rounds++;
	} while (argc <= 2 && time(NULL) < end);
	printf("fuzz_ui: %u rounds, seeds from %llu on; files are in %s\n", rounds, (unsigned long long)first, room);
	return 0;
}
