#include "holder.h"

#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <unistd.h>

#include "base/writeall.h"

enum { PROGRAM, OUTPUT, NOTHING, DESCRIPTORS };

static bool
is_open_elsewhere(int master)
{
	struct pollfd fd = { .fd = master };

	return master >= 0 && poll(&fd, 1, 0) >= 0 && (fd.revents & (POLLHUP | POLLERR | POLLNVAL)) == 0;
}

/* Whoever waits for the end of our output, or of a file, does not wait for the program's. */
static void
keep_only(int master, int tee)
{
	int nothing = open("/dev/null", O_RDWR);
	int kept[DESCRIPTORS] = { master, tee >= 0 ? tee : nothing, nothing };

	for (int i = 0; i < DESCRIPTORS; i++)
		kept[i] = fcntl(kept[i], F_DUPFD, DESCRIPTORS);
	for (int i = 0; i < DESCRIPTORS; i++)
		dup2(kept[i], i);
	closefrom(DESCRIPTORS);
}

static void
be_told_nothing(void)
{
	static const int signals[] = { SIGHUP, SIGINT, SIGQUIT, SIGPIPE, SIGALRM, SIGWINCH, SIGTSTP, SIGXFSZ };
	sigset_t none;

	for (size_t i = 0; i < sizeof signals / sizeof *signals; i++)
		signal(signals[i], SIG_IGN);
	signal(SIGTERM, SIG_DFL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Until nobody has the other side open: that is EIO. */
static void
take_output(void)
{
	struct pollfd fd = { .fd = PROGRAM, .events = POLLIN };
	unsigned char bytes[4096];
	ssize_t count;

	do {
		poll(&fd, 1, -1);
		count = read(PROGRAM, bytes, sizeof bytes);
		if (count > 0)
			(void)write_all(OUTPUT, bytes, (size_t)count);	/* a disk that is full is no reason to end the program */
	} while (count > 0 || (count < 0 && (errno == EAGAIN || errno == EINTR)));
}

void
holder_leave(int master, int tee)
{
	if (!is_open_elsewhere(master))
		return;
	malloc_trim(0);	/* the copy lives for long */
	if (fork() != 0)
		return;
	setsid();
	if (chdir("/") < 0)
		_exit(1);
	keep_only(master, tee);
	be_told_nothing();
	take_output();
	_exit(0);
}
