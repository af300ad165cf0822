#include "ui/palette_tasks.h"

#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/session.h"
#include "ui/inside.h"
#include "ui/processes.h"

enum { WORD_MAX = 64 };

int
palette_attach(struct ui *ui, const char *rest, struct why *why)
{
	char *end;
	long pid = strtol(rest, &end, 10);
	char text[64];
	int r;

	if (end == rest || end[strspn(end, " ")] != '\0' || pid <= 0 || pid > INT_MAX)
		return why_set(why, -EINVAL, "the number of a process is expected; Tab lists them");
	r = source_attach(ui->options->source, (pid_t)pid, why);
	if (r == 0) {
		snprintf(text, sizeof text, "attaching process %ld ...", pid);
		ui_say(ui, text);
	}
	return r;
}

/* Those that began with a number like what is typed, or whose command holds it. */
struct process_offer {
	struct choices *choices;
	char word[WORD_MAX];
};

static void
offer_process(void *context, pid_t pid, const char *command)
{
	struct process_offer *offer = context;
	char number[16], note[CHOICE_NOTE];

	snprintf(number, sizeof number, "%d", pid);
	if (strncmp(number, offer->word, strlen(offer->word)) != 0 && strcasestr(command, offer->word) == NULL)
		return;
	snprintf(note, sizeof note, "%.90s", command);
	choices_add(offer->choices, number, note);
}

void
palette_offer_processes(struct ui *ui, size_t from)
{
	const struct prompt *prompt = &ui->bar.prompt;
	size_t len = prompt->at > from ? prompt->at - from : 0;
	struct process_offer offer = { .choices = &ui->bar.choices };

	snprintf(offer.word, sizeof offer.word, "%.*s", (int)(len < WORD_MAX ? len : WORD_MAX - 1), prompt->text + from);
	choices_clear(&ui->bar.choices, from);
	processes_each(offer_process, &offer);
}

/* Of whose process the call under the cursor is. */
int
palette_parent(struct ui *ui, const char *rest, struct why *why)
{
	const struct tasks *tasks = session_tasks(ui->scene.session);
	const struct task *task = NULL, *parent;
	struct call_row row;
	char condition[32];

	(void)rest;
	if (session_row(ui->scene.session, ui->scene.call, &row) && !row.lost)
		task = tasks_get(tasks, row.event->head.task);
	if (task == NULL)
		return why_set(why, -ENOENT, "there is no call here");
	parent = tasks_get(tasks, tasks_above(tasks, task));
	while (parent != NULL && parent->pid == task->pid)
		parent = tasks_get(tasks, tasks_above(tasks, parent));
	if (parent == NULL)
		return why_set(why, -ENOENT, "who made process %u is not watched", task->pid);
	snprintf(condition, sizeof condition, "pid = %u", parent->pid);
	return narrow_set(ui, condition, why);
}
