#include "emulator.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	ROW_BYTES = EMULATOR_SIDE_MAX * 6 * 4 + 1,	/* a cell may hold six characters */
	LOOK_MS = 20,				/* between looks at what wakes nobody: a stop */
};

_Noreturn void
emulator_fail(const char *what)
{
	fprintf(stderr, "pty: %s: %s\n", what, strerror(errno));
	exit(99);
}

/* --- the screen ------------------------------------------------------------ */

static void
row_text(const struct emulator *emulator, int row, char ret_text[ROW_BYTES])
{
	VTermRect rect = { .start_row = row, .end_row = row + 1, .start_col = 0, .end_col = emulator->cols };
	size_t len = vterm_screen_get_text(emulator->screen, ret_text, ROW_BYTES - 1, rect);

	while (len > 0 && ret_text[len - 1] == ' ')
		len--;
	ret_text[len] = '\0';
}

bool
emulator_shows(const struct emulator *emulator, const char *text)
{
	char row[ROW_BYTES];

	for (int i = 0; i < emulator->rows; i++) {
		row_text(emulator, i, row);
		if (strstr(row, text) != NULL)
			return true;
	}
	return false;
}

bool
emulator_lacks(const struct emulator *emulator, const char *text)
{
	return !emulator_shows(emulator, text);
}

bool
emulator_ended(const struct emulator *emulator, const char *text)
{
	(void)text;
	return emulator->ended;
}

void
emulator_print(const struct emulator *emulator, FILE *out)
{
	char row[ROW_BYTES];

	for (int i = 0; i < emulator->rows; i++) {
		row_text(emulator, i, row);
		fprintf(out, "%s\n", row);
	}
}

/* What the program asks of the terminal besides text. */
static int
note_property(VTermProp property, VTermValue *value, void *data)
{
	struct emulator *emulator = data;

	if (property == VTERM_PROP_ALTSCREEN) {
		emulator->alternate = value->boolean;
		emulator->alternate_used |= value->boolean;
	}
	if (property == VTERM_PROP_CURSORVISIBLE)
		emulator->cursor_hidden = !value->boolean;
	return 1;
}

static bool
is(const char *bytes, size_t len, const char *sequence)
{
	return len == strlen(sequence) && memcmp(bytes, sequence, len) == 0;
}

/* Mode 2026, which libvterm does not know: the guard says each sequence by itself. */
static bool
take_sync(struct emulator *emulator, const char *bytes, size_t len)
{
	static const char answer[] = "\033[?2026;2$y";

	if (is(bytes, len, "\033[?2026$p"))
		emulator_send(answer, strlen(answer), emulator);
	else if (is(bytes, len, "\033[?2026h") || is(bytes, len, "\033[?2026l"))
		emulator->frame_open = bytes[len - 1] == 'h';
	else
		return false;
	return true;
}

static void
take(const char *bytes, size_t len, void *context)
{
	struct emulator *emulator = context;

	if (!emulator->plain && take_sync(emulator, bytes, len))
		return;
	vterm_input_write(emulator->vterm, bytes, len);
}

static void
make_screen(struct emulator *emulator)
{
	static const VTermScreenCallbacks callbacks = { .settermprop = note_property };

	if (setlocale(LC_CTYPE, "C.UTF-8") == NULL)	/* the guard knows characters by it */
		emulator_fail("no locale C.UTF-8");
	emulator->vterm = vterm_new(emulator->rows, emulator->cols);
	if (emulator->vterm == NULL)
		emulator_fail("no screen");
	vterm_set_utf8(emulator->vterm, 1);
	vterm_output_set_callback(emulator->vterm, emulator_send, emulator);
	emulator->screen = vterm_obtain_screen(emulator->vterm);
	vterm_screen_enable_altscreen(emulator->screen, 1);
	vterm_screen_set_callbacks(emulator->screen, &callbacks, emulator);
	vterm_screen_reset(emulator->screen, 1);
	vtguard_init(&emulator->guard, emulator->rows, emulator->cols, take, emulator);
}

/* --- the terminal ---------------------------------------------------------- */

static void
tell_size(const struct emulator *emulator)
{
	struct winsize size = { .ws_row = (unsigned short)emulator->rows, .ws_col = (unsigned short)emulator->cols };

	if (ioctl(emulator->master, TIOCSWINSZ, &size) < 0)
		emulator_fail("set the terminal's size");
}

void
emulator_resize(struct emulator *emulator, int cols, int rows)
{
	VTermPos cursor;

	emulator->cols = cols;
	emulator->rows = rows;
	/* One column less than libvterm's least is there, and not looked at. */
	vterm_set_size(emulator->vterm, rows, cols > VTGUARD_COLS_LEAST ? cols : VTGUARD_COLS_LEAST);
	vterm_state_get_cursorpos(vterm_obtain_state(emulator->vterm), &cursor);
	vtguard_resized(&emulator->guard, rows, cols, cursor.row, cursor.col);
	tell_size(emulator);
}

static void
open_terminal(struct emulator *emulator)
{
	emulator->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
	if (emulator->master < 0 || grantpt(emulator->master) < 0 || unlockpt(emulator->master) < 0)
		emulator_fail("open a pseudo-terminal");
	emulator->slave = open(ptsname(emulator->master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (emulator->slave < 0 || tcgetattr(emulator->slave, &emulator->before) < 0)
		emulator_fail("open a pseudo-terminal");
	tell_size(emulator);
}

bool
emulator_modes_restored(const struct emulator *emulator)
{
	const struct termios *before = &emulator->before;
	struct termios now;

	if (tcgetattr(emulator->slave, &now) < 0)
		emulator_fail("read the terminal's modes");
	return before->c_iflag == now.c_iflag && before->c_oflag == now.c_oflag && before->c_cflag == now.c_cflag &&
	       before->c_lflag == now.c_lflag && memcmp(before->c_cc, now.c_cc, sizeof(now.c_cc)) == 0;
}

/* --- the program ----------------------------------------------------------- */

/* In the child: the terminal becomes its own. */
static _Noreturn void
become(const struct emulator *emulator, char *const *argv)
{
	sigset_t none;

	for (int i = 1; i < NSIG; i++)
		signal(i, SIG_DFL);	/* fails for a few, which have no other state */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setenv("TERM", emulator->term, 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	if (setsid() < 0 || ioctl(emulator->slave, TIOCSCTTY, 0) < 0)
		_exit(99);
	for (int fd = 0; fd < 3; fd++)
		dup2(emulator->slave, fd);
	execvp(argv[0], argv);
	perror(argv[0]);
	_exit(127);
}

/* The exec closes the pipe: from then on ^C and SIGWINCH find the program. */
void
emulator_start(struct emulator *emulator, char *const *argv)
{
	int begun[2];
	char byte;

	open_terminal(emulator);
	make_screen(emulator);
	if (pipe2(begun, O_CLOEXEC) < 0 || (emulator->pid = fork()) < 0)
		emulator_fail("start");
	if (emulator->pid == 0)
		become(emulator, argv);
	close(begun[1]);
	(void)!read(begun[0], &byte, 1);
	close(begun[0]);
	emulator->pidfd = (int)syscall(SYS_pidfd_open, emulator->pid, 0);
	if (emulator->pidfd < 0)
		emulator_fail("pidfd_open");
}

void
emulator_send(const char *bytes, size_t len, void *data)
{
	const struct emulator *emulator = data;
	struct pollfd room = { .fd = emulator->master, .events = POLLOUT };

	while (len > 0) {
		ssize_t sent = write(emulator->master, bytes, len);

		if (sent < 0 && errno != EAGAIN && errno != EINTR)
			emulator_fail("write to the terminal");
		if (sent < 0 && poll(&room, 1, (int)emulator->limit_ms) == 0)
			emulator_fail("the program reads no keys");
		if (sent > 0) {
			bytes += sent;
			len -= (size_t)sent;
		}
	}
}

/* Whether somebody who looks at the terminal sees what is on the screen now. */
static bool
is_seen(const struct emulator *emulator, bool more)
{
	if (emulator->ended)
		return !more;
	return (!more || emulator->piece > 0) && !emulator->frame_open;
}

/* Shows some of what the program has written; false when there is nothing. */
static bool
take_output(struct emulator *emulator)
{
	char bytes[16384];
	ssize_t len = read(emulator->master, bytes, emulator->piece > 0 && emulator->piece < sizeof bytes ? emulator->piece : sizeof bytes);

	if (len > 0)
		vtguard_feed(&emulator->guard, bytes, (size_t)len);
	if (len > 0 && emulator->raw != NULL && fwrite(bytes, 1, (size_t)len, emulator->raw) == (size_t)len)
		fflush(emulator->raw);
	return len > 0;
}

static void
note_end(struct emulator *emulator, int flags)
{
	if (!emulator->ended && waitpid(emulator->pid, &emulator->status, flags) > 0)
		emulator->ended = true;
}

static void
wait_for_anything(const struct emulator *emulator, long limit_ms)
{
	struct pollfd things[] = {
		{ .fd = emulator->master, .events = POLLIN },
		{ .fd = emulator->ended ? -1 : emulator->pidfd, .events = POLLIN },
	};

	poll(things, 2, (int)limit_ms);
}

static long
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * The end is looked for before the output: what a program wrote before it
 * ended is in the terminal by then, and a read that finds nothing has had the
 * kernel hand over all there is.
 */
bool
emulator_wait(struct emulator *emulator, emulator_condition *holds, const char *text)
{
	long deadline_ms = now_ms() + emulator->limit_ms;

	for (;;) {
		note_end(emulator, WNOHANG);
		bool more = take_output(emulator);

		if (is_seen(emulator, more) && holds(emulator, text))
			return true;
		if ((!more && emulator->ended) || now_ms() >= deadline_ms)
			return false;
		if (!more)
			wait_for_anything(emulator, LOOK_MS);	/* not all that is waited for wakes us */
	}
}

void
emulator_done(struct emulator *emulator)
{
	if (!emulator->ended) {
		kill(emulator->pid, SIGKILL);
		note_end(emulator, 0);
	}
	vterm_free(emulator->vterm);
	close(emulator->pidfd);
	close(emulator->slave);
	close(emulator->master);
}
