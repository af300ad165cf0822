#include "export/columns.h"

#include <errno.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#include "base/safetext.h"
#include "base/text.h"
#include "export/callview.h"
#include "export/export.h"
#include "model/session.h"

#define COLUMN(column) \
	static void write_##column(struct text *text, const struct callview *view, const struct export *export)

static void
add_safe(struct text *text, const char *string)
{
	safe_line(text, string, strlen(string));
}

COLUMN(syscall)
{
	(void)export;
	text_add(text, view->name);
}

COLUMN(arguments)
{
	callview_args(text, view, export);
}

COLUMN(result)
{
	(void)export;
	if (view->done)
		text_addf(text, "%lld", (long long)view->event->call.result);
}

COLUMN(errno)
{
	(void)export;
	text_add(text, view->errno_name);
}

COLUMN(duration)
{
	(void)export;
	if (view->done)
		text_addf(text, "%lluus", (unsigned long long)(view->event->duration_ns / 1000));
}

COLUMN(duration_ns)
{
	(void)export;
	if (view->done)
		text_addf(text, "%llu", (unsigned long long)view->event->duration_ns);
}

COLUMN(seq)
{
	(void)export;
	text_addf(text, "%llu", (unsigned long long)view->event->seq);
}

/* Seconds since the trace began; what was entered before that began with it. */
COLUMN(time)
{
	uint64_t begin_ns = session_totals(export->session)->begin_ns, at_ns = view->event->head.time_ns;
	uint64_t ns = at_ns > begin_ns ? at_ns - begin_ns : 0;

	text_addf(text, "%llu.%09llu", (unsigned long long)(ns / 1000000000), (unsigned long long)(ns % 1000000000));
}

COLUMN(time_ns)
{
	(void)export;
	text_addf(text, "%llu", (unsigned long long)view->event->head.time_ns);
}

COLUMN(pid)
{
	(void)export;
	if (view->task != NULL)
		text_addf(text, "%u", view->task->pid);
}

COLUMN(tid)
{
	(void)export;
	if (view->task != NULL)
		text_addf(text, "%u", view->task->tid);
}

COLUMN(comm)
{
	(void)export;
	if (view->task != NULL)
		safe_line(text, view->task->comm, strnlen(view->task->comm, sizeof view->task->comm));
}

COLUMN(abi)
{
	(void)export;
	text_add(text, abi_name(view->event->call.abi));
}

COLUMN(state)
{
	(void)export;
	text_add(text, view->done ? "done" : "unfinished");
}

COLUMN(source_location)
{
	(void)export;
	callview_source(text, view->place);
}

COLUMN(function)
{
	(void)export;
	add_safe(text, view->place->function);
}

COLUMN(caller)
{
	(void)export;
	add_safe(text, view->place->caller);
}

COLUMN(file)
{
	(void)export;
	add_safe(text, view->place->file);
}

COLUMN(line)
{
	(void)export;
	if (view->place->line > 0)
		text_addf(text, "%u", view->place->line);
}

COLUMN(module)
{
	(void)export;
	add_safe(text, view->place->module);
}

COLUMN(original)
{
	(void)export;
	callview_original(text, view->place);
}

COLUMN(z)
{
	(void)export;
	if (!isnan(view->z))
		text_addf(text, "%.2f", (double)view->z);
}

COLUMN(severity)
{
	(void)export;
	text_add(text, alert_severity_name(view->severity));
}

COLUMN(rule)
{
	(void)export;
	add_safe(text, view->rule);
}

#define NAMED(column) { #column, write_##column }

static const struct column known[] = {
	NAMED(syscall), NAMED(arguments), NAMED(result), NAMED(errno), NAMED(duration), NAMED(duration_ns), NAMED(seq),
	NAMED(time), NAMED(time_ns), NAMED(pid), NAMED(tid), NAMED(comm), NAMED(abi), NAMED(state),
	NAMED(source_location), NAMED(function), NAMED(caller), NAMED(file), NAMED(line), NAMED(module),
	NAMED(original), NAMED(z), NAMED(severity), NAMED(rule),
};

static int
add_named(struct columns *columns, const char *name, size_t len, struct why *reterr_why)
{
	char all[256] = "";
	struct text text = text_in(all, sizeof all);

	if (columns->count == COLUMNS_MAX)
		return why_set(reterr_why, -EINVAL, "--csv-columns: more than %d columns", COLUMNS_MAX);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (strlen(known[i].name) == len && memcmp(known[i].name, name, len) == 0) {
			columns->list[columns->count++] = &known[i];
			return 0;
		}
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		text_addf(&text, "%s%s", i > 0 ? " " : "", known[i].name);
	return why_set(reterr_why, -EINVAL, "--csv-columns: there is no column \"%.*s\"; there are %s",
		       len < 64 ? (int)len : 64, name, all);
}

static int
add_list(struct columns *columns, const char *list, struct why *reterr_why)
{
	for (;;) {
		size_t len = strcspn(list, ",");
		int r = add_named(columns, list, len, reterr_why);

		if (r < 0 || list[len] == '\0')
			return r;
		list += len + 1;
	}
}

static int
add_usual(struct columns *columns, const struct export_options *options)
{
	struct text text;
	char list[128];

	text = text_in(list, sizeof list);
	text_addf(&text, "syscall,arguments,result%s%s%s", options->times ? ",duration" : "",
		  options->stacks ? ",source_location" : "", options->originals ? ",original" : "");
	return add_list(columns, list, NULL);
}

int
columns_parse(const struct export_options *options, struct columns *ret_columns, struct why *reterr_why)
{
	const char *list = options->columns;
	bool adds = list != NULL && list[0] == '+';
	struct columns columns = { .count = 0 };
	int r = 0;

	if (list == NULL || adds)
		r = add_usual(&columns, options);
	if (r == 0 && list != NULL)
		r = add_list(&columns, list + adds, reterr_why);
	if (r == 0)
		*ret_columns = columns;
	return r;
}
