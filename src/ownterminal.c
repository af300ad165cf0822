#include "ownterminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/mem.h"

extern char **environ;

static bool
is_named(const char *entry, const char *name)
{
	size_t len = strlen(name);

	return strncmp(entry, name, len) == 0 && entry[len] == '=';
}

/*
 * The terminal that is emulated is an xterm, whatever ours is, and its size
 * is asked of the kernel, since it changes.
 */
static char **
make_environment(void)
{
	size_t count = 0, kept = 0;
	char **made;

	while (environ[count] != NULL)
		count++;
	made = mem_new(count + 2, sizeof *made);
	made[kept++] = mem_string("TERM=xterm-256color");
	for (size_t i = 0; i < count; i++)
		if (!is_named(environ[i], "TERM") && !is_named(environ[i], "LINES") && !is_named(environ[i], "COLUMNS"))
			made[kept++] = environ[i];
	return made;
}

int
ownterminal_open(struct ownterminal *ret_terminal, int rows, int cols, struct why *reterr_why)
{
	const struct winsize size = { .ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols };
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK), slave = -1;
	char name[64];

	if (master >= 0 && grantpt(master) == 0 && unlockpt(master) == 0 && ptsname_r(master, name, sizeof name) == 0 &&
	    ioctl(master, TIOCSWINSZ, &size) == 0)
		slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slave < 0) {
		int r = -errno;

		if (master >= 0)
			close(master);
		return why_set(reterr_why, r, "cannot make a terminal for the program: %s", strerror(-r));
	}
	*ret_terminal = (struct ownterminal){ master, slave, make_environment() };
	return 0;
}

void
ownterminal_started(struct ownterminal *terminal)
{
	if (terminal->slave >= 0)
		close(terminal->slave);
	terminal->slave = -1;
}

void
ownterminal_close(struct ownterminal *terminal)
{
	ownterminal_started(terminal);
	if (terminal->master >= 0)
		close(terminal->master);
	if (terminal->environment != NULL)
		free(terminal->environment[0]);	/* the others are not ours */
	free(terminal->environment);
	*terminal = (struct ownterminal){ -1, -1, NULL };
}

/* The number of a process's controlling terminal, 0: it has none. */
static int
terminal_of(pid_t pid)
{
	char path[32], line[512] = "", *rest;
	int number = 0;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/stat", pid);
	file = fopen(path, "re");
	if (file == NULL)
		return 0;
	/* Behind the name, which may hold anything: state, parent, group, session, terminal. */
	if (fread(line, 1, sizeof line - 1, file) > 0 && (rest = strrchr(line, ')')) != NULL &&
	    sscanf(rest + 1, " %*c %*d %*d %*d %d", &number) != 1)
		number = 0;
	fclose(file);
	return number;
}

bool
ownterminal_shared(pid_t pid)
{
	int ours = terminal_of(getpid());

	return ours != 0 && terminal_of(pid) == ours;
}
