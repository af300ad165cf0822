#include "export/otlp_sender.h"

#include <errno.h>
#include <string.h>

#ifndef HAVE_CURL

bool
otlp_sender_available(void)
{
	return false;
}

int
otlp_sender_open(const char *endpoint, struct otlp_sender **ret_sender, struct why *reterr_why)
{
	(void)endpoint, (void)ret_sender;
	return why_set(reterr_why, -ENOSYS, "this sightline was built without libcurl, which --otlp needs");
}

void
otlp_sender_put(struct otlp_sender *sender, enum otlp_signal signal, const char *json, size_t len, unsigned items)
{
	(void)sender, (void)signal, (void)json, (void)len, (void)items;
}

void
otlp_sender_state(struct otlp_sender *sender, struct otlp_state *ret_state)
{
	(void)sender;
	*ret_state = (struct otlp_state){ 0 };
}

void
otlp_sender_close(struct otlp_sender *sender, struct otlp_state *ret_state)
{
	otlp_sender_state(sender, ret_state);
}

#else

#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "base/worker.h"
#include "export/otlp_http.h"

enum {
	QUEUE_BYTES = 16 * 1024 * 1024,
	CLOSING_MS = 5000,		/* that closing waits, or for as long as one request may take */
	TRIES = 6,
	PAUSE_FIRST_MS = 500,
};

struct request {
	struct request *next;
	enum otlp_signal signal;
	unsigned items;
	size_t len;
	char json[];
};

struct otlp_sender {
	struct otlp_http *http;
	struct otlp_target targets[2];	/* by enum otlp_signal */
	pthread_t thread;

	pthread_mutex_t lock;		/* over all below */
	pthread_cond_t changed;
	struct request *first, **last;
	size_t bytes;			/* of what is queued */
	bool closing;
	struct timespec deadline;	/* once closing: the thread gives up then */
	struct otlp_state state;
};

/* --- the thread ---------------------------------------------------------------------- */

static struct timespec
in_ms(long ms)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	time.tv_sec += ms / 1000;
	time.tv_nsec += ms % 1000 * 1000000;
	if (time.tv_nsec >= 1000000000) {
		time.tv_nsec -= 1000000000;
		time.tv_sec++;
	}
	return time;
}

static bool
is_before(struct timespec one, struct timespec two)
{
	return one.tv_sec < two.tv_sec || (one.tv_sec == two.tv_sec && one.tv_nsec < two.tv_nsec);
}

static bool
is_past(struct timespec time)
{
	return !is_before(in_ms(0), time);
}

/* Milliseconds that a request may take; less once we are closing. */
static long
time_left(struct otlp_sender *sender, enum otlp_signal signal)
{
	long timeout_ms = sender->targets[signal].timeout_ms, left = timeout_ms;
	struct timespec now = in_ms(0);

	pthread_mutex_lock(&sender->lock);
	if (sender->closing)
		left = (sender->deadline.tv_sec - now.tv_sec) * 1000 +
		       (sender->deadline.tv_nsec - now.tv_nsec) / 1000000;
	pthread_mutex_unlock(&sender->lock);
	return left < 1 ? 1 : left > timeout_ms ? timeout_ms : left;
}

static bool
is_late(void *context)
{
	struct otlp_sender *sender = context;
	bool late;

	pthread_mutex_lock(&sender->lock);
	late = sender->closing && is_past(sender->deadline);
	pthread_mutex_unlock(&sender->lock);
	return late;
}

/* Sleeps; false, at once, when there is no time left for another try after it. */
static bool
pause_for(struct otlp_sender *sender, long ms)
{
	struct timespec until = in_ms(ms);
	bool in_time;

	pthread_mutex_lock(&sender->lock);
	while (!is_past(until) && (!sender->closing || is_before(until, sender->deadline)))
		pthread_cond_timedwait(&sender->changed, &sender->lock, &until);
	in_time = !sender->closing || is_before(until, sender->deadline);
	pthread_mutex_unlock(&sender->lock);
	return in_time;
}

/* Half of it to all of it: many senders shall not come back at once. */
static long
somewhat_less(long ms)
{
	return ms / 2 + in_ms(0).tv_nsec / 1000 % (ms / 2 + 1);
}

static void
count(struct otlp_sender *sender, const struct request *request, const struct otlp_answer *answer)
{
	pthread_mutex_lock(&sender->lock);
	if (answer->end == OTLP_TAKEN) {
		uint64_t rejected = answer->rejected < request->items ? answer->rejected : request->items;

		sender->state.refused += rejected;
		sender->state.sent += request->items - rejected;
	} else if (answer->end == OTLP_REFUSED) {
		sender->state.refused += request->items;
	} else {
		sender->state.dropped += request->items;
	}
	if (answer->why.text[0] != '\0')
		sender->state.trouble = answer->why;
	pthread_mutex_unlock(&sender->lock);
}

static void
send_one(struct otlp_sender *sender, const struct request *request)
{
	long pause_ms = PAUSE_FIRST_MS;
	struct otlp_answer answer;

	for (unsigned try = 1;; try++) {
		otlp_http_post(sender->http, request->signal, request->json, request->len,
			       time_left(sender, request->signal), &answer);
		if (answer.end != OTLP_LATER || try == TRIES)
			break;
		if (!pause_for(sender, answer.retry_after_ms > 0 ? answer.retry_after_ms : somewhat_less(pause_ms)))
			break;
		pause_ms *= 2;
	}
	count(sender, request, &answer);
}

static struct request *
take_request(struct otlp_sender *sender)
{
	struct request *request;

	pthread_mutex_lock(&sender->lock);
	while (sender->first == NULL && !sender->closing)
		pthread_cond_wait(&sender->changed, &sender->lock);
	request = sender->first;
	if (request != NULL) {
		sender->first = request->next;
		if (sender->first == NULL)
			sender->last = &sender->first;
		sender->bytes -= request->len;
	}
	pthread_mutex_unlock(&sender->lock);
	return request;
}

static void *
run(void *context)
{
	struct otlp_sender *sender = context;
	struct request *request;

	while ((request = take_request(sender)) != NULL) {
		if (is_late(sender))
			count(sender, request, &(struct otlp_answer){ .end = OTLP_LATER });
		else
			send_one(sender, request);
		free(request);
	}
	return NULL;
}

/* --- for the front end ------------------------------------------------------------------ */

bool
otlp_sender_available(void)
{
	return true;
}

static void
release(struct otlp_sender *sender)
{
	otlp_http_close(sender->http);
	otlp_target_done(&sender->targets[OTLP_TRACES]);
	otlp_target_done(&sender->targets[OTLP_METRICS]);
	free(sender);
}

static int
start_thread(struct otlp_sender *sender)
{
	pthread_mutex_init(&sender->lock, NULL);
	worker_condition(&sender->changed);
	return worker_start(&sender->thread, run, sender);
}

int
otlp_sender_open(const char *endpoint, struct otlp_sender **ret_sender, struct why *reterr_why)
{
	struct otlp_sender *sender = mem_new(1, sizeof *sender);
	int r;

	sender->last = &sender->first;
	r = otlp_target_read(OTLP_TRACES, endpoint, &sender->targets[OTLP_TRACES], reterr_why);
	if (r == 0)
		r = otlp_target_read(OTLP_METRICS, endpoint, &sender->targets[OTLP_METRICS], reterr_why);
	if (r == 0)
		r = otlp_http_open(sender->targets, is_late, sender, &sender->http, reterr_why);
	if (r == 0) {
		r = start_thread(sender);
		if (r < 0)
			why_set(reterr_why, r, "cannot start a thread for telemetry: %s", strerror(-r));
	}
	if (r < 0) {
		release(sender);
		return r;
	}
	*ret_sender = sender;
	return 0;
}

void
otlp_sender_put(struct otlp_sender *sender, enum otlp_signal signal, const char *json, size_t len, unsigned items)
{
	struct request *request = NULL;

	if (sender->targets[signal].off)
		return;
	pthread_mutex_lock(&sender->lock);
	if (sender->bytes + len <= QUEUE_BYTES) {
		request = mem_new(1, sizeof *request + len);
		*request = (struct request){ .signal = signal, .items = items, .len = len };
		memcpy(request->json, json, len);
		*sender->last = request;
		sender->last = &request->next;
		sender->bytes += len;
		pthread_cond_signal(&sender->changed);
	} else {
		sender->state.dropped += items;
	}
	pthread_mutex_unlock(&sender->lock);
}

void
otlp_sender_state(struct otlp_sender *sender, struct otlp_state *ret_state)
{
	pthread_mutex_lock(&sender->lock);
	*ret_state = sender->state;
	pthread_mutex_unlock(&sender->lock);
}

static long
closing_ms(const struct otlp_sender *sender)
{
	long traces = sender->targets[OTLP_TRACES].timeout_ms, metrics = sender->targets[OTLP_METRICS].timeout_ms;
	long longer = traces > metrics ? traces : metrics;

	return longer < CLOSING_MS ? longer : CLOSING_MS;
}

void
otlp_sender_close(struct otlp_sender *sender, struct otlp_state *ret_state)
{
	if (sender == NULL)
		return;
	pthread_mutex_lock(&sender->lock);
	sender->closing = true;
	sender->deadline = in_ms(closing_ms(sender));
	pthread_cond_broadcast(&sender->changed);
	pthread_mutex_unlock(&sender->lock);
	pthread_join(sender->thread, NULL);
	*ret_state = sender->state;
	pthread_cond_destroy(&sender->changed);
	pthread_mutex_destroy(&sender->lock);
	release(sender);
}

#endif
