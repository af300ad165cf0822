#include "trace/permit.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int
read_yama(const char *proc)
{
	char path[256];
	int scope = 0;
	FILE *file;

	snprintf(path, sizeof path, "%s/sys/kernel/yama/ptrace_scope", proc);
	file = fopen(path, "re");
	if (file == NULL)
		return 0;
	if (fscanf(file, "%d", &scope) != 1)
		scope = 0;
	fclose(file);
	return scope;
}

void
permit_look(const char *proc, pid_t pid, struct permit_facts *ret_facts)
{
	char path[256], line[256];
	struct permit_facts facts = { .yama = read_yama(proc) };
	int number, has_memory = 0;
	unsigned uid;
	FILE *file;

	snprintf(path, sizeof path, "%s/%d/status", proc, pid);
	file = fopen(path, "re");
	if (file != NULL) {
		facts.exists = 1;
		while (fgets(line, sizeof line, file) != NULL) {
			if (sscanf(line, "TracerPid: %d", &number) == 1)
				facts.tracer = number;
			else if (sscanf(line, "Tgid: %d", &number) == 1)
				facts.thread_of = number != pid ? number : 0;
			else if (sscanf(line, "Uid: %u", &uid) == 1)
				facts.uid = uid;
			else if (strncmp(line, "VmSize:", 7) == 0)
				has_memory = 1;
		}
		fclose(file);
		facts.kernel_thread = !has_memory;
	}
	*ret_facts = facts;
}

int
permit_explain(const struct permit_facts *facts, pid_t pid, uid_t own_uid, int error, struct why *reterr_why)
{
	if (!facts->exists || error == ESRCH)
		return why_set(reterr_why, -ESRCH, "no process %d", pid);
	if (facts->tracer != 0)
		return why_set(reterr_why, -error, "process %d is already traced by process %d; a task has one tracer",
			       pid, facts->tracer);
	if (facts->kernel_thread)
		return why_set(reterr_why, -error, "%d is a kernel thread or a zombie, which makes no system calls",
			       pid);
	if (facts->yama == 3)
		return why_set(reterr_why, -error, "tracing is switched off on this machine "
			       "(/proc/sys/kernel/yama/ptrace_scope is 3) until it is started again");
	if (own_uid != 0 && facts->uid != own_uid)
		return why_set(reterr_why, -error,
			       "process %d belongs to user %u; run sightline as that user or as root", pid,
			       (unsigned)facts->uid);
	if (own_uid != 0 && facts->yama == 1)
		return why_set(reterr_why, -error, "process %d may be traced by its ancestors only "
			       "(/proc/sys/kernel/yama/ptrace_scope is 1); run sightline as root, start the program with it, "
			       "or write 0 there", pid);
	if (own_uid != 0 && facts->yama == 2)
		return why_set(reterr_why, -error, "only administrators may trace here "
			       "(/proc/sys/kernel/yama/ptrace_scope is 2); run sightline as root");
	if (error == EPERM)
		return why_set(reterr_why, -error,
			       "not permitted to trace process %d: it is privileged or has made itself "
			       "untraceable, or this container lacks CAP_SYS_PTRACE (docker run --cap-add SYS_PTRACE)",
			       pid);
	return why_set(reterr_why, -error, "cannot trace process %d: %s", pid, strerror(error));
}
