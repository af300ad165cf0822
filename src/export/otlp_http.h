/*
 * otlp_http.h - one request posted, and what became of it
 *
 * The only place for libcurl. It is loaded at run time, when first opened:
 * linking it would cost every start of sightline more than all else it does.
 * For one thread.
 */
#ifndef OTLP_HTTP_H
#define OTLP_HTTP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"
#include "export/otlp_target.h"

struct otlp_http;

enum otlp_end {
	OTLP_TAKEN,
	OTLP_LATER,	/* not now: no connection, 429, 502, 503, 504 */
	OTLP_REFUSED,	/* not at all */
};

struct otlp_answer {
	enum otlp_end end;
	long retry_after_ms;	/* as the collector asked for; 0: it did not */
	uint64_t rejected;	/* spans or points of a request that was taken in part */
	struct why why;		/* what was wrong; of what was taken, what the collector had to say; "" nothing */
};

/* Asked about once a second while a request is under way: whether to give it up. */
typedef bool otlp_http_stop(void *who);

/* `targets`, by enum otlp_signal, must outlive it. 0, or a negative errno and a sentence. */
int otlp_http_open(const struct otlp_target *targets, otlp_http_stop *stop, void *who, struct otlp_http **ret_http,
		   struct why *reterr_why);

/* `timeout_ms`: from connecting to the end of the answer. */
void otlp_http_post(struct otlp_http *http, enum otlp_signal signal, const char *json, size_t len, long timeout_ms,
		    struct otlp_answer *ret_answer);

void otlp_http_close(struct otlp_http *http);	/* NULL is fine */

#endif
