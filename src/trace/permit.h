/*
 * permit.h - why a task cannot be traced, and what helps
 */
#ifndef PERMIT_H
#define PERMIT_H

#include <sys/types.h>

#include "base/why.h"

/* What /proc says about a process, as far as a refusal needs it. */
struct permit_facts {
	int exists;		/* 0: no such process */
	pid_t tracer;		/* 0: nobody traces it */
	uid_t uid;
	int yama;		/* ptrace_scope; 0 also where there is none */
	int thread_of;		/* its process, when `pid` is only a thread; else 0 */
	int kernel_thread;
};

/* `proc` is the root of the proc file system ("/proc"; tests give their own). */
void permit_look(const char *proc, pid_t pid, struct permit_facts *ret_facts);

/*
 * The sentence for a seizing of `pid` that failed with `error` (EPERM, ESRCH
 * …); `own_uid` is the effective user's. Returns -error.
 */
int permit_explain(const struct permit_facts *facts, pid_t pid, uid_t own_uid, int error, struct why *reterr_why);

#endif
