#include "trace/launch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "trace/sieve.h"

extern char **environ;

static int
can_run(const char *path)
{
	struct stat st;

	if (stat(path, &st) < 0)
		return -errno;
	if (S_ISDIR(st.st_mode))
		return -EISDIR;
	return access(path, X_OK) < 0 ? -errno : 0;
}

int
launch_find(const char *name, char **ret_path, struct why *reterr_why)
{
	const char *list = getenv("PATH"), *part;
	int r, best = -ENOENT;

	if (strchr(name, '/') != NULL) {
		r = can_run(name);
		if (r < 0)
			return why_set(reterr_why, r == -ENOENT || r == -ENOTDIR ? -ENOENT : -EACCES,
				       "cannot run %s: %s", name, strerror(-r));
		*ret_path = mem_string(name);
		return 0;
	}
	if (list == NULL)
		list = "/usr/local/bin:/usr/bin:/bin";
	for (part = list; name[0] != '\0' && part != NULL; part = strchr(part, ':') ? strchr(part, ':') + 1 : NULL) {
		int len = (int)strcspn(part, ":");
		char *path = mem_format("%.*s/%s", len > 0 ? len : 1, len > 0 ? part : ".", name);

		r = can_run(path);
		if (r == 0) {
			*ret_path = path;
			return 0;
		}
		if (r == -EACCES)
			best = -EACCES;
		free(path);
	}
	if (best == -EACCES)
		return why_set(reterr_why, best, "cannot run %s: %s", name, strerror(EACCES));
	return why_set(reterr_why, best, "%s: command not found", name);
}

/* Both ends above stdio, whatever descriptors our caller left open. */
static int
make_pipe(int ends[2])
{
	int low[2];

	if (pipe2(low, O_CLOEXEC) < 0)
		return -errno;
	for (int i = 0; i < 2; i++) {
		ends[i] = low[i] > STDERR_FILENO ? low[i] : fcntl(low[i], F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
		if (ends[i] != low[i])
			close(low[i]);
	}
	return ends[0] < 0 || ends[1] < 0 ? -EMFILE : 0;
}

static void
take_tty(int tty)
{
	setsid();
	ioctl(tty, TIOCSCTTY, 0);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(tty, fd);
}

/* In the child of a threaded process: only calls that are safe there. */
static _Noreturn void
become_program(const struct launch_options *options, int wait_end, int fail_end)
{
	char go;
	ssize_t got;
	int error;

	if (options->tty >= 0)
		take_tty(options->tty);
	if (options->ignore_children)
		signal(SIGCHLD, SIG_IGN);
	sigprocmask(SIG_SETMASK, &options->mask, NULL);
	do
		got = read(wait_end, &go, 1);
	while (got < 0 && errno == EINTR);
	if (got == 1) {
		/* Its tracer sees whether this worked, and goes by that. */
		if (options->sieve != NULL)
			(void)sieve_install(options->sieve);
		execve(options->path, options->argv, options->environment != NULL ? options->environment : environ);
		error = errno;
		if (write(fail_end, &error, sizeof error) < 0)
			_exit(126);
	}
	_exit(127);
}

int
launch_fork(const struct launch_options *options, struct launch *ret_launch, struct why *reterr_why)
{
	int go[2] = { -1, -1 }, failed[2] = { -1, -1 };
	int r = make_pipe(go);
	pid_t pid;

	if (r == 0)
		r = make_pipe(failed);
	if (r < 0)
		return why_set(reterr_why, r, "cannot make a pipe: %s", strerror(-r));
	pid = fork();
	if (pid == 0) {
		close(go[1]);
		become_program(options, go[0], failed[1]);
	}
	r = -errno;
	close(go[0]);
	close(failed[1]);
	*ret_launch = (struct launch){ pid, go[1], failed[0] };
	if (pid > 0)
		return 0;
	launch_done(ret_launch);
	return why_set(reterr_why, r, "cannot start a process: %s", strerror(-r));
}

void
launch_go(struct launch *launch)
{
	/* A child that died meanwhile is noticed by its tracer. */
	if (write(launch->go, "", 1) < 0)
		return;
	close(launch->go);
	launch->go = -1;
}

int
launch_error(const struct launch *launch)
{
	int error;

	return read(launch->failed, &error, sizeof error) == sizeof error ? error : 0;
}

void
launch_done(struct launch *launch)
{
	if (launch->go >= 0)
		close(launch->go);
	if (launch->failed >= 0)
		close(launch->failed);
	launch->go = launch->failed = -1;
}
