#include "exporting.h"

#include <stdlib.h>

#include "base/why.h"

static struct records records;
static struct session *session;
static struct srcmaps *maps;
static struct export export;
static char *written;
static size_t written_len;

static void
hear(const struct event *event)
{
	export_feed(&export, event);
	if (export.options.put != NULL)
		export_flush(&export);
}

struct records *
exporting_begin_ops(const struct export_ops *ops, const struct export_options *options)
{
	FILE *out;

	free(written);
	written = NULL;
	out = open_memstream(&written, &written_len);
	if (ops == NULL || out == NULL)
		die("there is nothing to export with");
	session = session_new(&(struct session_options){ .names = true, .maps = maps, .decisions = ops->needs_decisions });
	export_begin(&export, ops, out, session, options);
	records = (struct records){ .session = session, .hear = hear };
	records_start(&records, "tally notes.txt");
	records_task(&records, 0, "tally");
	return &records;
}

struct records *
exporting_begin(const char *format, const struct export_options *options)
{
	return exporting_begin_ops(export_find(format), options);
}

void
exporting_maps(struct srcmaps *given)
{
	maps = given;
}

const char *
exporting_end(int status)
{
	records_end(&records, status);
	if (export_end(&export) != 0)
		die("memory cannot be written");
	fclose(export.out);
	session_free(session);
	return written;
}

size_t
exporting_len(void)
{
	return written_len;
}
