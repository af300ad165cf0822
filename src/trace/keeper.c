#include "trace/keeper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/mem.h"

enum { ENTRIES = 4096 };

/* In memory that both processes share. A tid is written last and taken away first. */
struct entry {
	_Atomic pid_t tid;	/* 0: free */
	cpu_set_t cpus;
};

struct keeper {
	struct entry *entries;
	int next;		/* where the search for a free one begins */
	int pipe;		/* our end; closing it, in whatever way, wakes the process */
	pid_t pid;
};

static void
restore_all(struct entry *entries)
{
	for (int i = 0; i < ENTRIES; i++) {
		/* Acquire, with the release in keeper_add(): the processors belong to that task. */
		pid_t tid = atomic_load_explicit(&entries[i].tid, memory_order_acquire);

		if (tid != 0)
			(void)sched_setaffinity(tid, sizeof entries[i].cpus, &entries[i].cpus);	/* it may be gone */
	}
}

/* In the child of a process that has threads: only calls that are safe there. */
static _Noreturn void
keep(struct entry *entries, int pipe_end)
{
	sigset_t all;
	char byte;
	int null;

	sigfillset(&all);
	sigprocmask(SIG_SETMASK, &all, NULL);	/* a Ctrl-C is meant for the others */
	prctl(PR_SET_NAME, "sightline-keep");
	null = open("/dev/null", O_RDWR);
	for (int fd = 0; fd <= 2; fd++)
		dup2(null, fd);
	/* Nobody's file or terminal stays open because of us. */
	if (pipe_end > 3)
		close_range(3, (unsigned)pipe_end - 1, 0);
	close_range((unsigned)pipe_end + 1, ~0u, 0);
	while (read(pipe_end, &byte, 1) < 0 && errno == EINTR)
		continue;
	restore_all(entries);
	_exit(0);
}

struct keeper *
keeper_start(void)
{
	struct entry *entries = mmap(NULL, ENTRIES * sizeof *entries, PROT_READ | PROT_WRITE,
				     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	struct keeper *keeper;
	int ends[2];
	pid_t pid;

	if (entries == MAP_FAILED)
		return NULL;
	if (pipe2(ends, O_CLOEXEC) < 0) {
		munmap(entries, ENTRIES * sizeof *entries);
		return NULL;
	}
	pid = fork();
	if (pid == 0) {
		close(ends[1]);
		keep(entries, ends[0]);
	}
	close(ends[0]);
	if (pid < 0) {
		close(ends[1]);
		munmap(entries, ENTRIES * sizeof *entries);
		return NULL;
	}
	keeper = mem_new(1, sizeof *keeper);
	*keeper = (struct keeper){ .entries = entries, .pipe = ends[1], .pid = pid };
	return keeper;
}

void
keeper_stop(struct keeper *keeper)
{
	if (keeper == NULL)
		return;
	close(keeper->pipe);
	while (waitpid(keeper->pid, NULL, 0) < 0 && errno == EINTR)
		continue;
	munmap(keeper->entries, ENTRIES * sizeof *keeper->entries);
	free(keeper);
}

int
keeper_add(struct keeper *keeper, pid_t tid, const cpu_set_t *cpus)
{
	for (int tried = 0; tried < ENTRIES; tried++) {
		int at = (keeper->next + tried) % ENTRIES;
		struct entry *entry = &keeper->entries[at];

		if (atomic_load_explicit(&entry->tid, memory_order_relaxed) != 0)	/* only we write it */
			continue;
		entry->cpus = *cpus;
		/* Release, with the acquire in restore_all(). */
		atomic_store_explicit(&entry->tid, tid, memory_order_release);
		keeper->next = (at + 1) % ENTRIES;
		return at;
	}
	return -1;
}

void
keeper_remove(struct keeper *keeper, int entry)
{
	if (entry >= 0)
		atomic_store_explicit(&keeper->entries[entry].tid, 0, memory_order_release);
}
