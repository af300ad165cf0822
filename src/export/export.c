#include "export/export.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/why.h"
#include "export/formats.h"

const struct export_ops *const export_formats[] = {
	&export_text, &export_jsonl, &export_json, &export_csv, &export_html, &export_summary,
	&export_folded, &export_chrome, &export_otlp, &export_lttng,
#ifdef HAVE_SQLITE
	&export_sqlite,
#endif
	NULL,
};

enum {
	STRING_DEFAULT = 32,
	TAIL_FLUSHES = 10,	/* a tail each so many flushes: they are a tenth of a second apart, and a tail can be long */
};

struct export_held {
	FILE *own;		/* the stream that we were given */
	char *bytes;
	size_t len;
	uint64_t at;		/* where they go in the file */
	unsigned flushes;
};

static void
begin_holding(struct export *export)
{
	struct export_held *held = mem_new(1, sizeof *held);

	held->own = export->out;
	export->out = open_memstream(&held->bytes, &held->len);
	if (export->out == NULL)
		die("out of memory");
	export->held = held;
}

/* What was held and a tail go into the file in one piece; the next piece begins where the tail does. */
static void
put_whole(struct export *export)
{
	struct export_held *held = export->held;
	off_t kept = ftello(export->out);

	export->ops->tail(export);
	if (fflush(export->out) != 0 || kept < 0)
		die("out of memory");
	if (export->error == 0)
		export->error = export->options.put(export->options.put_who, held->at, held->bytes, held->len);
	held->at += (uint64_t)kept;
	if (fseeko(export->out, 0, SEEK_SET) != 0)
		die("out of memory");
}

static void
end_holding(struct export *export)
{
	struct export_held *held = export->held;

	fclose(export->out);
	export->out = held->own;
	free(held->bytes);
	free(held);
	export->held = NULL;
}

const struct export_ops *
export_find(const char *name)
{
	for (size_t i = 0; export_formats[i] != NULL; i++)
		if (strcmp(export_formats[i]->name, name) == 0)
			return export_formats[i];
	return NULL;
}

void
export_begin(struct export *export, const struct export_ops *ops, FILE *out, const struct session *session,
	     const struct export_options *options)
{
	*export = (struct export){ .ops = ops, .session = session, .options = *options, .out = out };
	if (export->options.string_max == 0)
		export->options.string_max = STRING_DEFAULT;
	export->state = mem_new(1, ops->state_size > 0 ? ops->state_size : 1);
	if (ops->tail != NULL && options->put != NULL)
		begin_holding(export);
	if (ops->begin != NULL)
		ops->begin(export);
}

/* The first failure counts: stdio forgets errno when a later write goes well. */
static void
note_failure(struct export *export)
{
	if (export->error == 0 && ferror(export->out))
		export->error = errno != 0 ? -errno : -EIO;
}

void
export_feed(struct export *export, const struct event *event)
{
	errno = 0;
	if (export->ops->feed != NULL)
		export->ops->feed(export, event);
	note_failure(export);
}

static int
flush_out(struct export *export)
{
	errno = 0;
	if (fflush(export->out) != 0 && export->error == 0)
		export->error = errno != 0 ? -errno : -EIO;
	return export->error;
}

int
export_flush(struct export *export)
{
	if (export->ops->flush != NULL)
		export->ops->flush(export);
	if (export->held == NULL)
		return flush_out(export);
	if (export->held->flushes++ % TAIL_FLUSHES == 0)
		put_whole(export);
	return export->error;
}

int
export_end(struct export *export)
{
	errno = 0;
	if (export->held != NULL)
		put_whole(export);
	else if (export->ops->tail != NULL)
		export->ops->tail(export);
	if (export->ops->end != NULL)
		export->ops->end(export);
	note_failure(export);
	if (export->held != NULL)
		end_holding(export);
	free(export->state);
	export->state = NULL;
	return flush_out(export);
}
