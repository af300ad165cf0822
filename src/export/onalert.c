#include "export/onalert.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/mutes.h"
#include "model/session.h"

enum { VARIABLES = 12, WAIT_TICKS = 500, WAIT_TICK_NS = 10 * 1000 * 1000 };

extern char **environ;

struct onalert {
	struct onalert_options options;
	bool holds, held;
	struct alert cause;
	struct table told;	/* kind → severity it acted at */
	pid_t running[ONALERT_COMMANDS]; /* 0: free */
	uint64_t left_out;
};

struct onalert *
onalert_new(const struct onalert_options *options)
{
	struct onalert *onalert;

	if (options->what == NULL)
		return NULL;
	onalert = mem_new(1, sizeof *onalert);
	onalert->options = *options;
	onalert->holds = options->what[0] != '!';
	return onalert;
}

void
onalert_look(struct onalert *onalert)
{
	for (unsigned i = 0; onalert != NULL && i < ONALERT_COMMANDS; i++)
		if (onalert->running[i] > 0 && waitpid(onalert->running[i], NULL, WNOHANG) != 0)
			onalert->running[i] = 0;
}

static unsigned
count_running(const struct onalert *onalert)
{
	unsigned count = 0;

	for (unsigned i = 0; i < ONALERT_COMMANDS; i++)
		count += onalert->running[i] > 0;
	return count;
}

void
onalert_free(struct onalert *onalert)
{
	const struct timespec tick = { .tv_nsec = WAIT_TICK_NS };

	if (onalert == NULL)
		return;
	onalert_look(onalert);
	for (unsigned i = 0; i < WAIT_TICKS && count_running(onalert) > 0; i++) {
		nanosleep(&tick, NULL);
		onalert_look(onalert);
	}
	table_done(&onalert->told);
	free(onalert);
}

uint64_t
onalert_left_out(const struct onalert *onalert)
{
	return onalert != NULL ? onalert->left_out : 0;
}

uint32_t
onalert_pid(const struct session *session, const struct alert *alert)
{
	struct call_row row;
	const struct task *task = NULL;

	if (session_row(session, alert->last_seq, &row) && row.event != NULL)
		task = tasks_get(session_tasks(session), row.event->head.task);
	return task != NULL ? task->pid : session_totals(session)->pid;
}

/* --- commands ------------------------------------------------------------------ */

/* The environment with the alert in it; the first `*ret_own` strings are to be freed, and the list. */
static char **
make_environment(const struct session *session, const struct alert *alert, unsigned *ret_own)
{
	size_t count = 0, own = 0;
	char **list;

	while (environ[count] != NULL)
		count++;
	list = mem_new(count + VARIABLES + 1, sizeof *list);
	list[own++] = mem_format("SIGHTLINE_ALERT_SEVERITY=%s", alert_severity_name(alert->severity));
	list[own++] = mem_format("SIGHTLINE_ALERT_RULE=%s", alert->title);
	list[own++] = mem_format("SIGHTLINE_ALERT_SEQ=%llu", (unsigned long long)alert->last_seq);
	list[own++] = mem_format("SIGHTLINE_ALERT_NAME=%s", alert->call);
	list[own++] = mem_format("SIGHTLINE_ALERT_FUNCTION=%s", alert->function);
	list[own++] = mem_format("SIGHTLINE_ALERT_FILE=%s", alert->file);
	list[own++] = mem_format("SIGHTLINE_ALERT_LINE=%u", alert->line);
	list[own++] = mem_format("SIGHTLINE_ALERT_DURATION_NS=%llu", (unsigned long long)alert->duration_ns);
	list[own++] = mem_format("SIGHTLINE_ALERT_ABOUT=%s", alert->about);
	list[own++] = mem_format("SIGHTLINE_ALERT_PID=%u", onalert_pid(session, alert));
	if (!isnan(alert->z))
		list[own++] = mem_format("SIGHTLINE_ALERT_Z=%.2f", alert->z);
	memcpy(list + own, environ, count * sizeof *list);
	*ret_own = (unsigned)own;
	return list;
}

static int
spawn(const struct onalert *onalert, char **environment, pid_t *ret_pid)
{
	char shell[] = "sh", option[] = "-c", *argv[] = { shell, option, (char *)(uintptr_t)onalert->options.what + 1, NULL };
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	sigset_t usual;
	int r;

	posix_spawn_file_actions_init(&actions);
	posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
	if (onalert->options.screen)
		posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
	posix_spawnattr_init(&attributes);
	sigemptyset(&usual);
	sigaddset(&usual, SIGPIPE);	/* which we ignore */
	sigaddset(&usual, SIGXFSZ);
	posix_spawnattr_setsigdefault(&attributes, &usual);
	if (onalert->options.mask != NULL)
		posix_spawnattr_setsigmask(&attributes, onalert->options.mask);
	posix_spawnattr_setflags(&attributes, (short)(POSIX_SPAWN_SETSIGDEF | (onalert->options.mask != NULL ? POSIX_SPAWN_SETSIGMASK : 0)));
	r = posix_spawn(ret_pid, "/bin/sh", &actions, &attributes, argv, environment);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return -r;
}

static void
run_command(struct onalert *onalert, const struct session *session, const struct alert *alert)
{
	unsigned slot = 0, own;
	char **environment;

	onalert_look(onalert);
	while (slot < ONALERT_COMMANDS && onalert->running[slot] > 0)
		slot++;
	if (slot == ONALERT_COMMANDS) {
		onalert->left_out++;
		return;
	}
	environment = make_environment(session, alert, &own);
	if (spawn(onalert, environment, &onalert->running[slot]) < 0) {
		onalert->running[slot] = 0;
		onalert->left_out++;
	}
	for (unsigned i = 0; i < own; i++)
		free(environment[i]);
	free(environment);
}

/* --- alerts ------------------------------------------------------------------------ */

static bool
is_severe(const struct onalert *onalert, const struct alert *alert)
{
	enum alert_severity least = alert->rule == ALERT_BY_RULE ? ALERT_MEDIUM : ALERT_HIGH;

	if (onalert->options.least != ALERT_NONE)
		least = onalert->options.least;
	return alert->severity >= least;
}

/* The first of its kind, or more severe than those before. */
static bool
is_news(struct onalert *onalert, const struct alert *alert)
{
	uint64_t before = 0;

	if (table_get(&onalert->told, alert->number, &before) && before >= alert->severity)
		return false;
	table_set(&onalert->told, alert->number, alert->severity);
	return true;
}

bool
onalert_feed(struct onalert *onalert, const struct session *session, const struct mutes *mutes)
{
	size_t count = 0;
	const struct alert *news = onalert != NULL ? alerts_news(session_alerts(session), &count) : NULL;

	for (size_t i = 0; i < count; i++) {
		if (mutes_has(mutes, session_alerts(session), &news[i]))
			continue;
		if (!is_severe(onalert, &news[i]) || (onalert->holds && onalert->held) || !is_news(onalert, &news[i]))
			continue;
		if (!onalert->holds) {
			run_command(onalert, session, &news[i]);
			continue;
		}
		onalert->held = true;
		onalert->cause = news[i];
		return true;
	}
	return false;
}

const struct alert *
onalert_cause(const struct onalert *onalert)
{
	return onalert != NULL && onalert->held ? &onalert->cause : NULL;
}

void
onalert_go_on(struct onalert *onalert)
{
	if (onalert != NULL)
		onalert->held = false;
}
