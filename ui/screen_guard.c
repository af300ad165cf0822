#include "ui/screen_guard.h"

#include <curses.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#include "base/why.h"

/*
 * A crash handler may use nothing but what was prepared. These are the one
 * screen's, set while it is open.
 */
static struct termios saved_modes;
static char leave_bytes[256];
static size_t leave_len;
static volatile sig_atomic_t is_open;
static char stack[1 << 15];	/* for the handler, when the usual one overflowed */

static void
give_back(void)
{
	if (!is_open)
		return;
	is_open = 0;
	if (write(STDOUT_FILENO, leave_bytes, leave_len) < 0)
		return;		/* no terminal any more */
	tcsetattr(STDIN_FILENO, TCSANOW, &saved_modes);
}

static void
on_crash(int number)
{
	give_back();
	signal(number, SIG_DFL);
	raise(number);
}

static void
prepare_bytes(const char *bytes)
{
	size_t len;

	if (bytes == NULL || bytes == (const char *)-1)
		return;
	len = strlen(bytes);
	if (leave_len + len > sizeof leave_bytes)
		return;
	memcpy(leave_bytes + leave_len, bytes, len);
	leave_len += len;
}

/* What undoes all that the screen asks of a terminal, whether it was asked for or not. */
static void
prepare(void)
{
	static const char *const names[] = { "sgr0", "oc", "cnorm", "rmkx", "BD", "rmcup" };
	const char *mouse = tigetstr("XM");

	leave_len = 0;
	prepare_bytes("\033[?2026l");	/* half a frame is shown as it is; see screen_sync.h */
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		prepare_bytes(tigetstr(names[i]));
	if (mouse != NULL && mouse != (const char *)-1)
		prepare_bytes(tiparm(mouse, 0));
}

void
screen_guard_begin(const struct termios *modes)
{
	static const int signals[] = { SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT };
	const struct sigaction action = { .sa_handler = on_crash, .sa_flags = (int)SA_RESETHAND | SA_ONSTACK };
	const stack_t other = { .ss_sp = stack, .ss_size = sizeof stack };

	saved_modes = *modes;
	prepare();
	(void)sigaltstack(&other, NULL);	/* without one only an overflow leaves the terminal as it is */
	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		sigaction(signals[i], &action, NULL);
	is_open = 1;
	die_hook(give_back);
}

void
screen_guard_pause(bool pause)
{
	is_open = !pause;
}

void
screen_guard_end(void)
{
	is_open = 0;
	die_hook(NULL);
}
