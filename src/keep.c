#include "keep.h"

#include <stdio.h>

#include "export/recorder.h"
#include "export/telemetry.h"
#include "options.h"

static int
open_recorder(const struct options *options, struct recorder **ret_recorder, struct why *why)
{
	const struct recording_limits limits = { .max_bytes = options->max_bytes, .rotate = options->rotate };

	return options->record != NULL ? recorder_open(options->record, &limits, ret_recorder, why) : 0;
}

static int
open_telemetry(const struct options *options, struct telemetry **ret_telemetry, struct why *why)
{
	const struct otlp_options telemetry = {
		.calls = options->otlp_calls, .string_max = options->string_max, .context = options->context,
	};

	return options->otlp ? telemetry_open(options->otlp_endpoint, &telemetry, ret_telemetry, why) : 0;
}

int
keep_open(const struct options *options, struct keep *ret_keep, struct why *reterr_why)
{
	int r;

	*ret_keep = (struct keep){ .told = false };
	r = decisionfiles_open(options->decisions, &ret_keep->decisions, reterr_why);
	if (r < 0)
		return r;
	r = open_recorder(options, &ret_keep->recorder, reterr_why);
	if (r == 0)
		r = open_telemetry(options, &ret_keep->telemetry, reterr_why);
	if (r < 0)
		keep_close(ret_keep, NULL, NULL);
	return r;
}

void
keep_begin(const struct keep *keep, const struct session *session)
{
	if (keep->recorder != NULL)
		recorder_begin(keep->recorder, session);
	if (keep->telemetry != NULL)
		telemetry_begin(keep->telemetry, session);
}

void
keep_feed(const struct keep *keep, const struct event *event)
{
	if (keep->recorder != NULL)
		recorder_feed(keep->recorder, event);
	telemetry_feed(keep->telemetry, event);
}

void
keep_flush(struct keep *keep)
{
	struct why why;

	telemetry_flush(keep->telemetry);
	if (keep->recorder == NULL)
		return;
	recorder_flush(keep->recorder);
	if (!keep->told && recorder_trouble(keep->recorder, &why) < 0) {
		fprintf(stderr, "sightline: %s\n", why.text);
		keep->told = true;
	}
}

static void
close_telemetry(struct telemetry *telemetry)
{
	struct otlp_state state;
	unsigned long long lost;

	telemetry_close(telemetry, &state);
	lost = state.dropped + state.refused;
	if (lost > 0)
		fprintf(stderr,
			"sightline: telemetry: %llu of %llu spans and metrics did not reach the collector: %s\n", lost,
			state.sent + lost, state.trouble.text);
	else if (state.trouble.text[0] != '\0')
		fprintf(stderr, "sightline: telemetry: %s\n", state.trouble.text);
}

int
keep_close(struct keep *keep, const struct session *session, struct why *reterr_why)
{
	struct why why = { "" };
	int r = decisionfiles_close(&keep->decisions, session, &why);
	struct why recorder_why = { "" };
	int recorder_r = recorder_close(keep->recorder, &recorder_why);

	close_telemetry(keep->telemetry);
	if (r == 0 && recorder_r < 0) {
		r = recorder_r;
		why = keep->told ? (struct why){ "" } : recorder_why;
	}
	if (reterr_why != NULL)
		*reterr_why = why;
	return r;
}
