#include "settle.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "export/columns.h"
#include "model/filter.h"
#include "options.h"

/* An option of one format asks for it, and goes with no other. */
static int
choose_format(struct options *options, const char *option, const char *format, struct why *why)
{
	if (options->format == NULL)
		options->format = format;
	if (strcmp(options->format, format) != 0)
		return why_set(why, -EINVAL, "%s is for --format=%s, not %s", option, format, options->format);
	return 0;
}

/* Also when all the usual ones are there. */
static int
check_columns(const struct options *options, struct why *why)
{
	const struct export_options export = {
		.columns = options->columns, .times = true, .stacks = true, .originals = true,
	};
	struct columns columns;

	if (options->summary)
		return why_set(why, -EINVAL, "--csv-columns is for the calls, which -c leaves out");
	return columns_parse(&export, &columns, why);
}

static bool
has_table(const struct options *options)
{
	return options->summary || options->table || strcmp(options->format, "summary") == 0 ||
	       strcmp(options->format, "html") == 0;
}

/* The format that was named, or the one that what was said asks for; NULL: the screen. */
static int
choose(struct options *options, struct why *why)
{
	int r = 0;

	if (options->table)
		r = choose_format(options, "-C", "text", why);
	if (r == 0 && options->folds)
		r = choose_format(options, "--folded", "folded", why);
	if (r == 0 && options->columns != NULL)
		r = choose_format(options, "--csv-columns", "csv", why);
	if (r == 0 && options->stamps > 0 && options->format != NULL && strcmp(options->format, "text") != 0)
		r = why_set(why, -EINVAL, "-t is for --format=text, not %s", options->format);
	if (options->format == NULL && (options->extended || options->summary))
		options->format = "summary";
	if (options->format == NULL && options->output != NULL)
		options->format = "text";
	return r;
}

static int
check_tables(const struct options *options, struct why *why)
{
	if (options->table && options->summary)
		return why_set(why, -EINVAL, "either -c, which leaves the calls out, or -C");
	if (options->summary && export_find(options->format)->summary == NULL)
		return why_set(why, -EINVAL, "-c leaves nothing of --format=%s", options->format);
	if ((options->extended || options->sorted) && (options->format == NULL || !has_table(options)))
		return why_set(why, -EINVAL, "%s is for a table: with -c, -C, --format=summary or html",
			       options->extended ? "--stats-extended" : "-S");
	return 0;
}

int
settle_format(struct options *options, struct why *reterr_why)
{
	int r = choose(options, reterr_why);

	if (r == 0 && options->columns != NULL)
		r = check_columns(options, reterr_why);
	if (r == 0)
		r = check_tables(options, reterr_why);
	if (r < 0)
		return r;
	if (options->format != NULL && export_find(options->format)->needs_file && options->output == NULL)
		return why_set(reterr_why, -EINVAL, "--format=%s wants a %s", options->format,
			       export_find(options->format)->makes_directory ? "directory: -o DIR" : "file: -o FILE");
	if (options->summary && strcmp(options->format, "text") == 0)
		options->format = "summary";
	return 0;
}

/* What -e takes is no filter: the two are easily mixed up. */
static bool
is_capture(const char *text)
{
	return strncmp(text, "trace=", strlen("trace=")) == 0 || strncmp(text, "signal=", strlen("signal=")) == 0 ||
	       strncmp(text, "status=", strlen("status=")) == 0;
}

int
settle_filter(const struct options *options, struct why *reterr_why)
{
	struct filter_error error;
	struct filter *filter;
	char text[sizeof error.reason + sizeof error.suggestion + 16];

	if (options->filter == NULL)
		return 0;
	if (filter_parse(options->filter, &filter, &error) == 0) {
		unsigned needs = filter_needs(filter);

		filter_free(filter);
		if (options->no_stacks && (needs & FILTER_NEEDS_STACKS) != 0)
			return why_set(reterr_why, -EINVAL,
				       "--filter asks who made a call, which --no-stacks leaves out");
		return 0;
	}
	return why_set(reterr_why, -EINVAL, "--filter: %s%s", filter_error_text(&error, text, sizeof text),
		       is_capture(options->filter) ? "; what is recorded is chosen by -e, --capture" : "");
}

static bool
is_disabled(void)
{
	const char *value = getenv("OTEL_SDK_DISABLED");

	return value != NULL && strcasecmp(value, "true") == 0;
}

int
settle_telemetry(struct options *options, struct why *reterr_why)
{
	bool format = options->format != NULL && strcmp(options->format, "otlp") == 0;
	int r;

	options->otlp = options->otlp || options->otlp_endpoint != NULL;
	if (options->otlp && is_disabled())
		options->otlp = false;
	else if (!options->otlp && !format && options->trace_parent != NULL)
		return why_set(reterr_why, -EINVAL, "--trace-parent is for telemetry: --otlp, or --format=otlp");
	else if (!options->otlp && !format && options->otlp_chosen)
		return why_set(reterr_why, -EINVAL, "--otlp-calls is for telemetry: --otlp, or --format=otlp");
	if (!options->otlp && !format)
		return 0;
	r = otlp_context_read(options->trace_parent, &options->context, reterr_why);
	if (r < 0 && options->trace_parent == NULL) {
		options->warning = *reterr_why;
		r = otlp_context_new(&options->context, reterr_why);
	}
	return r;
}

/* --compat=renacer has the predecessor's alerts and no other, unless they are asked for. */
int
settle_alerts(struct options *options, struct why *reterr_why)
{
	int r = 0;

	if (options->on_alert != NULL && strcmp(options->on_alert, "hold") != 0 &&
	    (options->on_alert[0] != '!' || options->on_alert[1] == '\0'))
		return why_set(reterr_why, -EINVAL, "--on-alert: \"%s\" is not hold or !COMMAND", options->on_alert);
	if (options->on_alert != NULL && options->on_alert[0] != '!' && options->reads.count > 0)
		return why_set(reterr_why, -EINVAL, "--on-alert=hold is for a program, and -r reads a recording");
	if (!options->compat_renacer)
		rules_list_begin(&options->rules);
	for (size_t i = 0; r == 0 && i < options->config.alert_count; i++)
		r = rules_list_configure(&options->rules, &options->config.alerts[i], reterr_why);
	for (size_t i = 0; r == 0 && i < options->alerts.count; i++)
		r = rules_list_add(&options->rules, options->alerts.items[i], reterr_why);
	if (r == 0 && options->no_stacks && (rules_list_needs(&options->rules) & FILTER_NEEDS_STACKS) != 0)
		return why_set(reterr_why, -EINVAL, "an alert asks who made a call, which --no-stacks leaves out");
	return r;
}
