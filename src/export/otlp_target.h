/*
 * otlp_target.h - where spans go, and where metrics
 *
 * From --otlp-endpoint and from the environment, as the specification of the
 * OTLP exporter has it: OTEL_EXPORTER_OTLP_ENDPOINT, _HEADERS, _TIMEOUT,
 * _CERTIFICATE, _CLIENT_CERTIFICATE and _CLIENT_KEY, each also with TRACES_ or
 * METRICS_ before the last part, which wins; OTEL_TRACES_EXPORTER and
 * OTEL_METRICS_EXPORTER, of which "none" turns one off.
 */
#ifndef OTLP_TARGET_H
#define OTLP_TARGET_H

#include <stdbool.h>

#include "base/why.h"
#include "export/otlp.h"

struct otlp_target {
	bool off;
	char *url;			/* with its path */
	long timeout_ms;		/* of a request */
	/* Of the environment; NULL: not there. */
	const char *headers;		/* "key=value,key=value", percent-encoded */
	const char *certificate;	/* files: whom to trust, who we are, and its key */
	const char *client_certificate, *client_key;
};

/*
 * `endpoint`: the collector's base URL, or NULL for what the environment says,
 * and http://localhost:4318 otherwise. 0, or -EINVAL and a sentence that names
 * the variable or option.
 */
int otlp_target_read(enum otlp_signal signal, const char *endpoint, struct otlp_target *ret_target,
		     struct why *reterr_why);
void otlp_target_done(struct otlp_target *target);

#endif
