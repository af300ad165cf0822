/*
 * otlp_http.h - one request posted, and what became of it
 *
 * The only place for libcurl. It is loaded at run time, when first opened:
 * linking it would cost every start of sightline more than all else it does.
 * For one thread.
 */
#ifndef OTLP_HTTP_H
#define OTLP_HTTP_H

#include <stddef.h>

#include "base/why.h"

struct otlp_http;

enum otlp_end {
	OTLP_TAKEN,
	OTLP_LATER,	/* not now: no connection, 429, 502, 503, 504 */
	OTLP_REFUSED,	/* not at all */
};

struct otlp_answer {
	enum otlp_end end;
	long retry_after_ms;	/* as the collector asked for; 0: it did not */
	struct why why;		/* what was wrong; of what was taken, what the collector had to say; "" nothing */
};

/* `headers`: "key=value,key=value", percent-encoded, sent with each request; NULL none. 0, or a negative errno and a sentence. */
int otlp_http_open(const char *headers, struct otlp_http **ret_http, struct why *reterr_why);

void otlp_http_post(struct otlp_http *http, const char *url, const char *json, size_t len, long timeout_ms,
		    struct otlp_answer *ret_answer);

void otlp_http_close(struct otlp_http *http);	/* NULL is fine */

#endif
