/*
 * Other programs that get the terminal for a while; see inside.h. What comes
 * in meanwhile is taken in, so the traced program does not wait for an editor.
 */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config/config.h"
#include "export/telemetry.h"
#include "model/session.h"
#include "ui/editor.h"
#include "ui/inside.h"
#include "ui/screen.h"

enum { LOOK_MS = 10, NOT_FOUND = 127 };

static pid_t
start(const char *command)
{
	pid_t pid = fork();
	sigset_t none;

	if (pid != 0)
		return pid;
	/* Only calls that are safe in the child of a threaded process. */
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	execl("/bin/sh", "sh", "-c", command, (char *)NULL);
	_exit(NOT_FOUND);
}

/* Until it ends; its status. When it is stopped, so are we: one job for the shell. */
static int
attend(struct ui *ui, pid_t pid)
{
	int status = 0;
	pid_t got;

	while ((got = waitpid(pid, &status, WNOHANG | WUNTRACED)) != pid || WIFSTOPPED(status)) {
		if (got < 0 && errno != EINTR)
			break;
		if (got == pid) {
			raise(SIGSTOP);
			kill(pid, SIGCONT);
		}
		(void)ui_drain(ui);
		ui_read_terminal(ui);
		record_flush(ui);
		telemetry_flush(ui->options->telemetry);
		(void)poll(NULL, 0, LOOK_MS);
	}
	return status;
}

static void
tell(struct ui *ui, const char *editor, int status)
{
	char text[160];

	if (WIFSIGNALED(status))
		snprintf(text, sizeof text, "%.60s was killed by SIG%s", editor, sigabbrev_np(WTERMSIG(status)));
	else if (WEXITSTATUS(status) == NOT_FOUND)
		snprintf(text, sizeof text, "%.60s: command not found; $VISUAL or $EDITOR says which editor to run", editor);
	else if (WEXITSTATUS(status) != 0)
		snprintf(text, sizeof text, "%.60s ended with status %d", editor, WEXITSTATUS(status));
	else
		return;
	ui_say(ui, text);
}

static void
edit(struct ui *ui, const char *file, unsigned line)
{
	const char *editor = editor_chosen(ui->options->config != NULL ? ui->options->config->editor.text : NULL);
	char *command = editor_command(editor, file, line);
	pid_t pid;

	screen_leave(ui->screen);
	pid = start(command);
	if (pid > 0)
		tell(ui, editor, attend(ui, pid));
	else
		ui_say(ui, "no process could be started for the editor");
	screen_return(ui->screen);
	ui_forget_signal();	/* Ctrl-C and Ctrl-Z were the editor's */
	free(command);
}

/* The original line where there is one: that is what somebody wrote. */
void
outside_edit(struct ui *ui)
{
	const struct scene *scene = &ui->scene;
	const struct place *place;
	struct call_row row;
	const char *file;
	char text[160];

	if (!session_row(scene->session, scene->call, &row) || row.place->line == 0) {
		ui_say(ui, "no line of source is known for this call");
		return;
	}
	place = row.place;
	file = place->orig_file[0] != '\0' ? place->orig_file : place->file;
	if (access(file, R_OK) < 0) {
		snprintf(text, sizeof text, "cannot read %.100s: %s", file, strerror(errno));
		ui_say(ui, text);
	} else if (ui->screen == NULL) {
		ui_say(ui, "an editor needs a terminal");
	} else {
		edit(ui, file, place->orig_file[0] != '\0' ? place->orig_line : place->line);
	}
}
