#include "goon.h"

#include <signal.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>

#include "export/announce.h"
#include "export/onalert.h"
#include "export/stacktext.h"
#include "model/session.h"

/* What a handler touches has to be here. */
static volatile sig_atomic_t taken;

static void
on_continue(int signal)
{
	(void)signal;
	taken = 1;
}

void
goon_catch(void)
{
	const struct sigaction action = { .sa_handler = on_continue };

	sigaction(SIGCONT, &action, NULL);
}

bool
goon_taken(void)
{
	bool was = taken != 0;

	taken = 0;
	return was;
}

void
goon_tell(FILE *out, const struct session *session, const struct alert *alert)
{
	struct call_row row;

	fprintf(out, "sightline: held at call %llu\n", (unsigned long long)alert->last_seq);
	announce_line(out, alert);
	if (session_row(session, alert->last_seq, &row) && row.event != NULL)
		stacktext_lines(out, session, row.event->stack);
	fprintf(out, "  gdb -p %u\n  kill -CONT %d   lets it go on, once gdb has left it\n",
		onalert_pid(session, alert), (int)getpid());
	fflush(out);
}
