/*
 * worker.h - a thread that works beside the others and is waited for with patience
 */
#ifndef WORKER_H
#define WORKER_H

#include <pthread.h>

/* Begins it with all signals blocked: they are for the other threads. 0 or a negative errno. */
int worker_start(pthread_t *ret_thread, void *(*run)(void *context), void *context);

/* A condition whose waits end by CLOCK_MONOTONIC, whatever is done to the time of day. */
void worker_condition(pthread_cond_t *ret_condition);

#endif
