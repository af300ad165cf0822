#include "exits.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

int
exits_fail(int status, const struct why *why)
{
	if (why->text[0] != '\0')
		fprintf(stderr, "sightline: %s\n", why->text);
	return status;
}

static void
die_by(int number)
{
	const struct rlimit none = { 0, 0 };
	sigset_t set;

	setrlimit(RLIMIT_CORE, &none);	/* the core is the program's, not ours */
	signal(number, SIG_DFL);
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	raise(number);
}

int
exits_like(int wait_status, bool by_signal)
{
	if (wait_status == -1)
		return EXIT_SUCCESS;
	if (!WIFSIGNALED(wait_status))
		return WEXITSTATUS(wait_status);
	if (by_signal)
		die_by(WTERMSIG(wait_status));
	return EXITS_SIGNAL + WTERMSIG(wait_status);
}
