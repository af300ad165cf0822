#include "export/telemetry.h"

#include <stdlib.h>
#include <time.h>

#include "base/mem.h"

struct telemetry {
	struct otlp_options options;
	struct otlp_sender *sender;
	struct otlp *otlp;
};

int
telemetry_open(const char *endpoint, const struct otlp_options *options, struct telemetry **ret_telemetry,
	       struct why *reterr_why)
{
	struct otlp_sender *sender;
	int r = otlp_sender_open(endpoint, &sender, reterr_why);

	if (r < 0)
		return r;
	*ret_telemetry = mem_new(1, sizeof **ret_telemetry);
	**ret_telemetry = (struct telemetry){ .options = *options, .sender = sender };
	return 0;
}

static void
pass_on(void *who, enum otlp_signal signal, const char *json, size_t len, unsigned items)
{
	otlp_sender_put(((struct telemetry *)who)->sender, signal, json, len, items);
}

void
telemetry_begin(struct telemetry *telemetry, const struct session *session)
{
	telemetry->otlp = otlp_new(session, &telemetry->options, pass_on, telemetry);
}

void
telemetry_feed(struct telemetry *telemetry, const struct event *event)
{
	if (telemetry != NULL)
		otlp_feed(telemetry->otlp, event);
}

void
telemetry_flush(struct telemetry *telemetry)
{
	struct timespec now;

	if (telemetry == NULL)
		return;
	clock_gettime(CLOCK_MONOTONIC, &now);
	otlp_flush(telemetry->otlp, (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec);
}

void
telemetry_state(const struct telemetry *telemetry, struct otlp_state *ret_state)
{
	*ret_state = (struct otlp_state){ 0 };
	if (telemetry != NULL)
		otlp_sender_state(telemetry->sender, ret_state);
}

void
telemetry_close(struct telemetry *telemetry, struct otlp_state *ret_state)
{
	*ret_state = (struct otlp_state){ 0 };
	if (telemetry == NULL)
		return;
	otlp_free(telemetry->otlp);
	otlp_sender_close(telemetry->sender, ret_state);
	free(telemetry);
}
