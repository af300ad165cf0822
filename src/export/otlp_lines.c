/* OTLP/JSON requests, one a line, as a collector's otlpjsonfile receiver reads them. */
#include "export/formats.h"
#include "export/otlp.h"

struct state {
	struct otlp *otlp;
};

static void
write_line(void *who, enum otlp_signal signal, const char *json, size_t len, unsigned items)
{
	struct export *export = who;

	(void)signal, (void)items;
	fwrite(json, 1, len, export->out);
	putc('\n', export->out);
}

static void
lines_begin(struct export *export)
{
	struct state *state = export->state;
	struct otlp_options options = *export->options.otlp;

	options.string_max = export->options.string_max;
	state->otlp = otlp_new(export->session, &options, write_line, export);
}

static void
lines_feed(struct export *export, const struct event *event)
{
	otlp_feed(((struct state *)export->state)->otlp, event);
}

static void
lines_flush(struct export *export)
{
	otlp_hand_over(((struct state *)export->state)->otlp);
}

static void
lines_end(struct export *export)
{
	otlp_free(((struct state *)export->state)->otlp);
}

const struct export_ops export_otlp = {
	.name = "otlp",
	.help = "OpenTelemetry spans and metrics, one OTLP/JSON request a line",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.needs_decisions = true,
	.begin = lines_begin,
	.feed = lines_feed,
	.flush = lines_flush,
	.end = lines_end,
};
