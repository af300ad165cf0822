/* What wait statuses mean, and what /proc's facts say about a refusal. */
#include "trace/stop.h"

#include <errno.h>
#include <signal.h>
#include <sys/ptrace.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "trace/permit.h"

#define STOPPED(sig) (0x7f | (sig) << 8)
#define EVENT(sig, event) (STOPPED(sig) | (event) << 16)

static const struct {
	const char *what;
	int status;
	enum stop_kind kind;
	int signal;
} stops[] = {
	{ "an exit", 3 << 8, STOP_EXITED, 0 },
	{ "a death by a signal", SIGKILL, STOP_EXITED, 0 },
	{ "a system call", STOPPED(SIGTRAP | 0x80), STOP_CALL, 0 },
	{ "a fork", EVENT(SIGTRAP, PTRACE_EVENT_FORK), STOP_CHILD, 0 },
	{ "a vfork", EVENT(SIGTRAP, PTRACE_EVENT_VFORK), STOP_CHILD, 0 },
	{ "a clone", EVENT(SIGTRAP, PTRACE_EVENT_CLONE), STOP_CHILD, 0 },
	{ "an exec", EVENT(SIGTRAP, PTRACE_EVENT_EXEC), STOP_EXEC, 0 },
	{ "an end about to come", EVENT(SIGTRAP, PTRACE_EVENT_EXIT), STOP_EXITING, 0 },
	{ "a new child's first stop", EVENT(SIGTRAP, PTRACE_EVENT_STOP), STOP_TRAP, 0 },
	{ "a stop of the process by SIGTSTP", EVENT(SIGTSTP, PTRACE_EVENT_STOP), STOP_GROUP, SIGTSTP },
	{ "a stop of the process by SIGSTOP", EVENT(SIGSTOP, PTRACE_EVENT_STOP), STOP_GROUP, SIGSTOP },
	{ "SIGSTOP about to be delivered", STOPPED(SIGSTOP), STOP_SIGNAL, SIGSTOP },
	{ "SIGTRAP about to be delivered", STOPPED(SIGTRAP), STOP_SIGNAL, SIGTRAP },
	{ "a real-time signal", STOPPED(40), STOP_SIGNAL, 40 },
	{ "an event of a later kernel", EVENT(SIGTRAP, 99), STOP_OTHER, 0 },
};

static void
every_status_has_its_meaning(void)
{
	for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
		if (!CHECK_EQ(stop_classify(stops[i].status), stops[i].kind) ||
		    !CHECK_EQ(stop_signal(stops[i].status), stops[i].signal))
			printf("  (%s)\n", stops[i].what);
}

static const struct {
	struct permit_facts facts;
	uid_t own;
	int error, result;
	const char *says;
} refusals[] = {
	{ { .exists = 0 }, 1000, ESRCH, -ESRCH, "no process 77" },
	{ { .exists = 1, .tracer = 5 }, 0, EPERM, -EPERM, "already traced by process 5" },
	{ { .exists = 1, .kernel_thread = 1 }, 0, EPERM, -EPERM, "kernel thread" },
	{ { .exists = 1, .uid = 0 }, 1000, EPERM, -EPERM, "belongs to user 0" },
	{ { .exists = 1, .uid = 1000, .yama = 1 }, 1000, EPERM, -EPERM, "ptrace_scope is 1" },
	{ { .exists = 1, .uid = 1000, .yama = 2 }, 1000, EPERM, -EPERM, "ptrace_scope is 2" },
	{ { .exists = 1, .uid = 0, .yama = 3 }, 0, EPERM, -EPERM, "ptrace_scope is 3" },
	{ { .exists = 1, .uid = 0 }, 0, EPERM, -EPERM, "CAP_SYS_PTRACE" },
	{ { .exists = 1, .uid = 1000 }, 1000, EIO, -EIO, "Input/output error" },
};

static void
every_refusal_says_why_and_what_helps(void)
{
	for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
		struct why why;

		CHECK_EQ(permit_explain(&refusals[i].facts, 77, refusals[i].own, refusals[i].error, &why),
			 refusals[i].result);
		if (!CHECK(strstr(why.text, refusals[i].says) != NULL))
			printf("  %s\n", why.text);
	}
}

static void
facts_come_from_proc(void)
{
	struct permit_facts facts;

	permit_look("/proc", getpid(), &facts);
	CHECK_EQ(facts.exists, 1);
	CHECK_EQ(facts.uid, getuid());
	CHECK_EQ(facts.thread_of, 0);
	CHECK_EQ(facts.kernel_thread, 0);
	permit_look("/nonexistent", getpid(), &facts);
	CHECK_EQ(facts.exists, 0);
	CHECK_EQ(facts.yama, 0);
}

static void
yama_is_read_where_there_is_one(void)
{
	char dir[] = "/tmp/sightline-proc-XXXXXX", path[128];
	struct permit_facts facts;
	FILE *file;

	if (!CHECK(mkdtemp(dir) != NULL))
		return;
	for (const char *part = "/sys/kernel/yama"; *part != '\0';) {
		part += 1 + strcspn(part + 1, "/");
		snprintf(path, sizeof path, "%s%.*s", dir, (int)(part - "/sys/kernel/yama"), "/sys/kernel/yama");
		mkdir(path, 0700);
	}
	snprintf(path, sizeof path, "%s/sys/kernel/yama/ptrace_scope", dir);
	file = fopen(path, "w");
	if (CHECK(file != NULL)) {
		fputs("2\n", file);
		fclose(file);
	}
	permit_look(dir, 1, &facts);
	CHECK_EQ(facts.yama, 2);
	unlink(path);
	for (char *cut; strlen(path) > strlen(dir); rmdir(path))
		if ((cut = strrchr(path, '/')) != NULL)
			*cut = '\0';
	rmdir(dir);
}

int
main(void)
{
	every_status_has_its_meaning();
	every_refusal_says_why_and_what_helps();
	facts_come_from_proc();
	yama_is_read_where_there_is_one();
	return check_result();
}
