#include "model/reading.h"

#include <limits.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/worker.h"
#include "model/module.h"
#include "trace/mapfile.h"

struct reading {
	struct mapfile file;
	pid_t pid;
	struct debuginfod *debuginfod;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t over;
	struct module *module;	/* under the lock, until it is there */
};

static void *
work(void *context)
{
	struct reading *reading = context;
	struct module *module = module_new(&reading->file, reading->pid, reading->debuginfod);

	module_read(module);
	pthread_mutex_lock(&reading->lock);
	reading->module = module;
	pthread_cond_signal(&reading->over);
	pthread_mutex_unlock(&reading->lock);
	return NULL;
}

static void
destroy(struct reading *reading)
{
	pthread_cond_destroy(&reading->over);
	pthread_mutex_destroy(&reading->lock);
	free(reading);
}

struct reading *
reading_begin(const struct mapfile *file, pid_t pid, struct debuginfod *debuginfod)
{
	struct reading *reading = mem_new(1, sizeof *reading);

	reading->file = *file;
	reading->pid = pid;
	reading->debuginfod = debuginfod;
	pthread_mutex_init(&reading->lock, NULL);
	worker_condition(&reading->over);
	if (worker_start(&reading->thread, work, reading) == 0)
		return reading;
	destroy(reading);
	return NULL;
}

struct module *
reading_wait(struct reading *reading, unsigned ms)
{
	struct timespec until;
	struct module *module;
	bool late = false;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_nsec += (long)(ms % 1000) * 1000000;
	until.tv_sec += ms / 1000 + until.tv_nsec / 1000000000;
	until.tv_nsec %= 1000000000;
	pthread_mutex_lock(&reading->lock);
	while (reading->module == NULL && !late)
		late = ms == UINT_MAX ? pthread_cond_wait(&reading->over, &reading->lock) != 0 :
					pthread_cond_timedwait(&reading->over, &reading->lock, &until) != 0;
	module = reading->module;
	pthread_mutex_unlock(&reading->lock);
	return module;
}

const char *
reading_path(const struct reading *reading)
{
	return reading->file.path;
}

void
reading_free(struct reading *reading)
{
	pthread_join(reading->thread, NULL);
	destroy(reading);
}
