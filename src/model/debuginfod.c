#include "model/debuginfod.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/worker.h"

enum { ID_MAX = 64, WANTED_MAX = 256, ANSWER_S = 60 };

/* The library's functions, as its header declares them; its handle is its own business. */
struct library {
	void *(*begin)(void);
	int (*find_debuginfo)(void *client, const unsigned char *id, int id_len, char **path);
	void (*set_progressfn)(void *client, int (*progress)(void *client, long a, long b));
	void (*end)(void *client);
};

enum state { WANTED, ASKED, FOUND, NOT_FOUND };

struct file {
	unsigned char id[ID_MAX];
	size_t id_len;
	enum state state;
	int fd;
};

struct debuginfod {
	struct library library;
	unsigned patience_ms;
	pthread_t thread;
	_Atomic bool ending;	/* relaxed: whoever sees it stops a little later */
	time_t asked_s;		/* the worker's: when the server was asked */

	/* Under the lock; `changed` says that something of it is new. */
	pthread_mutex_t lock;
	pthread_cond_t changed;
	struct file files[WANTED_MAX];
	size_t count;
	bool news;
};

static time_t
now_s(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec;
}

/* --- the worker -------------------------------------------------------------- */

/* Whose thread this is: the library calls back on it, and older ones keep nothing for us. */
static _Thread_local const struct debuginfod *worker;

static int
give_up(void *client, long a, long b)
{
	(void)client;
	(void)a;
	(void)b;
	return atomic_load_explicit(&worker->ending, memory_order_relaxed) || now_s() - worker->asked_s > ANSWER_S;
}

static int
fetch(struct debuginfod *debuginfod, const struct file *file)
{
	void *client = debuginfod->library.begin();
	int fd;

	if (client == NULL)
		return -ENOMEM;
	debuginfod->library.set_progressfn(client, give_up);
	debuginfod->asked_s = now_s();
	fd = debuginfod->library.find_debuginfo(client, file->id, (int)file->id_len, NULL);
	debuginfod->library.end(client);
	return fd;
}

static struct file *
next_wanted(struct debuginfod *debuginfod)
{
	for (size_t i = 0; i < debuginfod->count; i++)
		if (debuginfod->files[i].state == WANTED)
			return &debuginfod->files[i];
	return NULL;
}

static void *
work(void *context)
{
	struct debuginfod *debuginfod = context;
	struct file *file;

	worker = debuginfod;
	pthread_mutex_lock(&debuginfod->lock);
	while (!atomic_load_explicit(&debuginfod->ending, memory_order_relaxed)) {
		file = next_wanted(debuginfod);
		if (file == NULL) {
			pthread_cond_wait(&debuginfod->changed, &debuginfod->lock);
			continue;
		}
		file->state = ASKED;
		pthread_mutex_unlock(&debuginfod->lock);
		file->fd = fetch(debuginfod, file);
		pthread_mutex_lock(&debuginfod->lock);
		file->state = file->fd >= 0 ? FOUND : NOT_FOUND;
		debuginfod->news |= file->fd >= 0;
		pthread_cond_broadcast(&debuginfod->changed);
	}
	pthread_mutex_unlock(&debuginfod->lock);
	return NULL;
}

/* --- the front end's side ---------------------------------------------------- */

static bool
load(struct library *library, void *handle)
{
	const struct {
		const char *name;
		void *place;
	} functions[] = {
		{ "debuginfod_begin", &library->begin }, { "debuginfod_find_debuginfo", &library->find_debuginfo },
		{ "debuginfod_set_progressfn", &library->set_progressfn }, { "debuginfod_end", &library->end },
	};

	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		void *function = dlsym(handle, functions[i].name);

		if (function == NULL)
			return false;
		memcpy(functions[i].place, &function, sizeof function);	/* C has no other way from one kind of pointer to the other */
	}
	return true;
}

int
debuginfod_new(unsigned patience_ms, struct debuginfod **ret_debuginfod, struct why *reterr_why)
{
	const char *urls = getenv("DEBUGINFOD_URLS");
	struct debuginfod *debuginfod;
	void *handle;
	int r;

	if (urls == NULL || urls[0] == '\0')
		return why_set(reterr_why, -ENOENT, "--debuginfod: DEBUGINFOD_URLS names no server");
	/* Never closed: what it loaded in turn does not like to be unloaded. */
	handle = dlopen("libdebuginfod.so.1", RTLD_NOW | RTLD_LOCAL);
	if (handle == NULL)
		return why_set(reterr_why, -ENOENT, "--debuginfod needs libdebuginfod: %s", dlerror());
	debuginfod = mem_new(1, sizeof *debuginfod);
	debuginfod->patience_ms = patience_ms;
	if (!load(&debuginfod->library, handle)) {
		free(debuginfod);
		return why_set(reterr_why, -ENOENT, "--debuginfod: libdebuginfod is too old");
	}
	pthread_mutex_init(&debuginfod->lock, NULL);
	worker_condition(&debuginfod->changed);
	r = worker_start(&debuginfod->thread, work, debuginfod);
	if (r < 0)
		die("cannot make a thread: %s", strerror(-r));
	*ret_debuginfod = debuginfod;
	return 0;
}

void
debuginfod_free(struct debuginfod *debuginfod)
{
	if (debuginfod == NULL)
		return;
	pthread_mutex_lock(&debuginfod->lock);
	atomic_store_explicit(&debuginfod->ending, true, memory_order_relaxed);
	pthread_cond_broadcast(&debuginfod->changed);
	pthread_mutex_unlock(&debuginfod->lock);
	pthread_join(debuginfod->thread, NULL);
	for (size_t i = 0; i < debuginfod->count; i++)
		if (debuginfod->files[i].fd >= 0)
			close(debuginfod->files[i].fd);
	pthread_cond_destroy(&debuginfod->changed);
	pthread_mutex_destroy(&debuginfod->lock);
	free(debuginfod);
}

/* Under the lock. NULL when there are too many. */
static struct file *
file_of(struct debuginfod *debuginfod, const void *id, size_t id_len, bool *ret_new)
{
	struct file *file;

	*ret_new = false;
	for (size_t i = 0; i < debuginfod->count; i++) {
		file = &debuginfod->files[i];
		if (file->id_len == id_len && memcmp(file->id, id, id_len) == 0)
			return file;
	}
	if (debuginfod->count == WANTED_MAX || id_len == 0 || id_len > ID_MAX)
		return NULL;
	file = &debuginfod->files[debuginfod->count++];
	*file = (struct file){ .id_len = id_len, .state = WANTED, .fd = -1 };
	memcpy(file->id, id, id_len);
	pthread_cond_broadcast(&debuginfod->changed);
	*ret_new = true;
	return file;
}

static void
wait_for(struct debuginfod *debuginfod, const struct file *file)
{
	struct timespec until;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += debuginfod->patience_ms / 1000;
	until.tv_nsec += (long)(debuginfod->patience_ms % 1000) * 1000000;
	if (until.tv_nsec >= 1000000000) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000;
	}
	while (file->state == WANTED || file->state == ASKED)
		if (pthread_cond_timedwait(&debuginfod->changed, &debuginfod->lock, &until) != 0)
			return;
}

int
debuginfod_ask(struct debuginfod *debuginfod, const void *id, size_t id_len)
{
	struct file *file;
	bool is_new;
	int answer = -ENOENT;

	pthread_mutex_lock(&debuginfod->lock);
	file = file_of(debuginfod, id, id_len, &is_new);
	if (file != NULL && is_new && debuginfod->patience_ms > 0)
		wait_for(debuginfod, file);
	if (file != NULL && (file->state == WANTED || file->state == ASKED))
		answer = -EAGAIN;
	else if (file != NULL && file->state == FOUND)
		answer = fcntl(file->fd, F_DUPFD_CLOEXEC, 0);
	pthread_mutex_unlock(&debuginfod->lock);
	return answer;
}

bool
debuginfod_news(struct debuginfod *debuginfod)
{
	bool news;

	if (debuginfod == NULL)
		return false;
	pthread_mutex_lock(&debuginfod->lock);
	news = debuginfod->news;
	debuginfod->news = false;
	pthread_mutex_unlock(&debuginfod->lock);
	return news;
}

size_t
debuginfod_asking(struct debuginfod *debuginfod)
{
	size_t count = 0;

	if (debuginfod == NULL)
		return 0;
	pthread_mutex_lock(&debuginfod->lock);
	for (size_t i = 0; i < debuginfod->count; i++)
		count += debuginfod->files[i].state == WANTED || debuginfod->files[i].state == ASKED;
	pthread_mutex_unlock(&debuginfod->lock);
	return count;
}
