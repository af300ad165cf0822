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

#include <ctype.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <time.h>

#include "base/mem.h"
#include "export/otlp_http.h"

enum {
	QUEUE_BYTES = 16 * 1024 * 1024,
	TIMEOUT_MS = 10000,		/* of a request, and of what closing waits; OTEL_EXPORTER_OTLP_TIMEOUT's default */
	TRIES = 6,
	PAUSE_FIRST_MS = 500, PAUSE_MOST_MS = 16000,
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
	char *urls[2];			/* by enum otlp_signal */
	long timeout_ms;
	pthread_t thread;

	pthread_mutex_t lock;		/* over all below */
	pthread_cond_t changed;
	struct request *first, **last;
	size_t bytes;			/* of what is queued */
	bool busy, closing;
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
is_past(struct timespec time)
{
	struct timespec now = in_ms(0);

	return now.tv_sec > time.tv_sec || (now.tv_sec == time.tv_sec && now.tv_nsec >= time.tv_nsec);
}

/* Milliseconds that a request may take; less once we are closing. */
static long
time_left(struct otlp_sender *sender)
{
	struct timespec now = in_ms(0);
	long left = sender->timeout_ms;

	pthread_mutex_lock(&sender->lock);
	if (sender->closing)
		left = (sender->deadline.tv_sec - now.tv_sec) * 1000 + (sender->deadline.tv_nsec - now.tv_nsec) / 1000000;
	pthread_mutex_unlock(&sender->lock);
	return left < 1 ? 1 : left > sender->timeout_ms ? sender->timeout_ms : left;
}

/* Sleeps; false when there is no time left for another try. */
static bool
pause_for(struct otlp_sender *sender, long ms)
{
	struct timespec until = in_ms(ms);
	bool in_time;

	pthread_mutex_lock(&sender->lock);
	while (!is_past(until) && !(sender->closing && is_past(sender->deadline))) {
		bool sooner = sender->closing && (sender->deadline.tv_sec < until.tv_sec ||
						  (sender->deadline.tv_sec == until.tv_sec && sender->deadline.tv_nsec < until.tv_nsec));

		pthread_cond_timedwait(&sender->changed, &sender->lock, sooner ? &sender->deadline : &until);
	}
	in_time = !sender->closing || !is_past(sender->deadline);
	pthread_mutex_unlock(&sender->lock);
	return in_time;
}

static void
count(struct otlp_sender *sender, const struct request *request, const struct otlp_answer *answer)
{
	pthread_mutex_lock(&sender->lock);
	if (answer->end == OTLP_TAKEN)
		sender->state.sent += request->items;
	else if (answer->end == OTLP_REFUSED)
		sender->state.refused += request->items;
	else
		sender->state.dropped += request->items;
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
		long ms;

		otlp_http_post(sender->http, sender->urls[request->signal], request->json, request->len, time_left(sender), &answer);
		if (answer.end != OTLP_LATER || try == TRIES)
			break;
		ms = answer.retry_after_ms > 0 ? answer.retry_after_ms : pause_ms;
		if (!pause_for(sender, ms < PAUSE_MOST_MS ? ms : PAUSE_MOST_MS))
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
	sender->busy = false;
	while (sender->first == NULL && !sender->closing)
		pthread_cond_wait(&sender->changed, &sender->lock);
	request = sender->first;
	if (request != NULL) {
		sender->first = request->next;
		if (sender->first == NULL)
			sender->last = &sender->first;
		sender->bytes -= request->len;
		sender->busy = true;
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
		bool late;

		pthread_mutex_lock(&sender->lock);
		late = sender->closing && is_past(sender->deadline);
		pthread_mutex_unlock(&sender->lock);
		if (late)
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

static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

static char *
url_of(const char *endpoint, const char *whole, const char *path)
{
	const char *base = endpoint != NULL ? endpoint : environment("OTEL_EXPORTER_OTLP_ENDPOINT");
	size_t len;

	if (endpoint == NULL && environment(whole) != NULL)
		return mem_string(environment(whole));
	if (base == NULL)
		base = "http://localhost:4318";
	len = strlen(base);
	while (len > 0 && base[len - 1] == '/')
		len--;
	return mem_format("%.*s%s", (int)len, base, path);
}

static int
check_url(const char *url, struct why *why)
{
	if (strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0)
		return 0;
	return why_set(why, -EINVAL, "--otlp-endpoint: \"%.200s\" is no URL that begins with http:// or https://", url);
}

static int
read_timeout(long *ret_ms, struct why *why)
{
	const char *text = environment("OTEL_EXPORTER_OTLP_TIMEOUT");
	char *rest;

	*ret_ms = TIMEOUT_MS;
	if (text == NULL)
		return 0;
	errno = 0;
	*ret_ms = strtol(text, &rest, 10);
	if (!isdigit((unsigned char)text[0]) || *rest != '\0' || errno != 0 || *ret_ms < 1 || *ret_ms > 600000)
		return why_set(why, -EINVAL, "OTEL_EXPORTER_OTLP_TIMEOUT: \"%.40s\" is not a number of milliseconds from 1 to 600000", text);
	return 0;
}

static void
release(struct otlp_sender *sender)
{
	otlp_http_close(sender->http);
	free(sender->urls[OTLP_TRACES]);
	free(sender->urls[OTLP_METRICS]);
	free(sender);
}

/* Signals are for the main thread. */
static int
start_thread(struct otlp_sender *sender)
{
	pthread_condattr_t attributes;
	sigset_t all, before;
	int r;

	pthread_mutex_init(&sender->lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&sender->changed, &attributes);
	pthread_condattr_destroy(&attributes);
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	r = pthread_create(&sender->thread, NULL, run, sender);
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	return -r;
}

int
otlp_sender_open(const char *endpoint, struct otlp_sender **ret_sender, struct why *reterr_why)
{
	struct otlp_sender *sender = mem_new(1, sizeof *sender);
	int r;

	sender->last = &sender->first;
	sender->urls[OTLP_TRACES] = url_of(endpoint, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "/v1/traces");
	sender->urls[OTLP_METRICS] = url_of(endpoint, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", "/v1/metrics");
	r = check_url(sender->urls[OTLP_TRACES], reterr_why);
	if (r == 0)
		r = check_url(sender->urls[OTLP_METRICS], reterr_why);
	if (r == 0)
		r = read_timeout(&sender->timeout_ms, reterr_why);
	if (r == 0)
		r = otlp_http_open(environment("OTEL_EXPORTER_OTLP_HEADERS"), &sender->http, reterr_why);
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

void
otlp_sender_close(struct otlp_sender *sender, struct otlp_state *ret_state)
{
	if (sender == NULL)
		return;
	pthread_mutex_lock(&sender->lock);
	sender->closing = true;
	sender->deadline = in_ms(sender->timeout_ms);
	pthread_cond_broadcast(&sender->changed);
	pthread_mutex_unlock(&sender->lock);
	pthread_join(sender->thread, NULL);
	*ret_state = sender->state;
	pthread_cond_destroy(&sender->changed);
	pthread_mutex_destroy(&sender->lock);
	release(sender);
}

#endif
