/*
 * In the steady state the tracer thread allocates nothing: all malloc calls
 * of threads other than main are counted while a program makes the same calls
 * over and over, with stacks walked and paths captured.
 */
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "check.h"
#include "trace/event.h"
#include "trace/source.h"
#include "trace/tracer.h"

enum { CALLS = 20000, WARM = 2000 };

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define INTERPOSED 0
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define INTERPOSED 0
#endif
#endif
#ifndef INTERPOSED
#define INTERPOSED 1
#endif

static _Atomic unsigned long allocations;
static __thread bool is_main;

#if INTERPOSED
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *
malloc(size_t size)
{
	allocations += !is_main;
	return __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	allocations += !is_main;
	return __libc_calloc(count, size);
}

void *
realloc(void *old, size_t size)
{
	allocations += !is_main;
	return __libc_realloc(old, size);
}
#endif

/* What is traced: this program itself, told to make calls. */
static int
make_calls(void)
{
	for (int i = 0; i < CALLS / 2; i++) {
		syscall(SYS_getppid);
		close(open("/nonexistent/path", O_RDONLY));
	}
	return 0;
}

static void
nothing_is_allocated_between_the_first_calls_and_the_last(const char *self)
{
	char word[] = "calls", *argv[] = { (char *)(uintptr_t)self, word, NULL };
	struct tracer_options options = { .argv = argv, .tty = -1, .stacks = true };
	unsigned long at_warm = 0, at_end = 0;
	const struct event *event;
	struct source *source;
	struct why why;
	uint64_t calls = 0;

	if (tracer_open(&options, &source, &why) < 0)
		SKIP(why.text);
	for (;;) {
		bool ended = source_ended(source);

		event = source_next(source);
		if (event == NULL && ended)
			break;
		if (event == NULL) {
			sched_yield();
			continue;
		}
		if (event->kind == EVENT_CALL && ++calls == WARM)
			at_warm = allocations;
		else if (event->kind == EVENT_CALL && calls == CALLS)
			at_end = allocations;
		source_pop(source);
	}
	CHECK(calls > CALLS);
	CHECK(at_warm > 0);
	CHECK_EQ(at_end - at_warm, 0);
	source_free(source);
}

int
main(int argc, char **argv)
{
	is_main = true;
	if (argc > 1)
		return make_calls();
	if (!INTERPOSED)
		SKIP("a sanitizer has its own malloc");
	nothing_is_allocated_between_the_first_calls_and_the_last(argv[0]);
	return check_result();
}
