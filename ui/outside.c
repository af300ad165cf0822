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

#include "base/mem.h"
#include "config/config.h"
#include "export/telemetry.h"
#include "model/session.h"
#include "ui/editor.h"
#include "ui/inside.h"
#include "ui/screen.h"
#include "ui/sourceplace.h"

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

	against_mark_now(&ui->against);	/* of figures that are fed below */
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
tell(struct ui *ui, const char *name, int status)
{
	char text[160];

	if (WIFSIGNALED(status))
		snprintf(text, sizeof text, "%.60s was killed by SIG%s", name, sigabbrev_np(WTERMSIG(status)));
	else if (WEXITSTATUS(status) != 0)
		snprintf(text, sizeof text, "%.60s ended with status %d", name, WEXITSTATUS(status));
	else
		return;
	ui_say(ui, text);
}

/* The terminal is the program's until it ends; its status, or -1: it could not be started. */
static int
lend_terminal(struct ui *ui, const char *line)
{
	int status = -1;
	pid_t pid;

	screen_leave(ui->screen);
	pid = start(line);
	if (pid > 0)
		status = attend(ui, pid);
	screen_return(ui->screen);
	ui_forget_signal();	/* Ctrl-C and Ctrl-Z were the program's */
	return status;
}

static void
edit(struct ui *ui, const char *file, unsigned line)
{
	const char *editor = editor_chosen(ui->options->config != NULL ? ui->options->config->editor.text : NULL);
	char *command = editor_command(editor, file, line), text[160];
	int status = lend_terminal(ui, command);

	if (status == -1) {
		ui_say(ui, "no process could be started for the editor");
	} else if (WIFEXITED(status) && WEXITSTATUS(status) == NOT_FOUND) {
		snprintf(text, sizeof text, "%.60s: command not found; $VISUAL or $EDITOR says which editor to run",
			 editor);
		ui_say(ui, text);
	} else {
		tell(ui, editor, status);
	}
	free(command);
}

/* The line that the source pane shows; the original where there is one: that is what somebody wrote. */
void
outside_edit(struct ui *ui)
{
	const struct scene *scene = &ui->scene;
	const struct place *place = sourceplace_of(scene).place;
	const char *file;
	char text[160];

	if (place->line == 0) {
		ui_say(ui, "no line of source is known for this call");
		return;
	}
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

int
outside_run(struct ui *ui, const struct command *command, struct why *reterr_why)
{
	char *line = command_line(command, ui->scene.session, ui->scene.call, ui->scene.at_ns, reterr_why), *whole;
	int status;

	if (line == NULL)
		return -ENOENT;
	if (ui->screen == NULL) {
		free(line);
		return why_set(reterr_why, -ENOTTY, "a command needs a terminal");
	}
	/* In parentheses, so that an exit in it is not ours. */
	whole = command->wait ? mem_format("(\n%s\n)\nstatus=$?\nprintf '\\n%%s' 'Enter: back to sightline '\nread -r line\nexit $status",
					   line) : mem_string(line);
	status = lend_terminal(ui, whole);
	free(whole);
	free(line);
	if (status == -1)
		return why_set(reterr_why, -EAGAIN, "no process could be started for %s", command->name);
	tell(ui, command->name, status);
	return 0;
}
