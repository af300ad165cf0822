/*
 * Comma-separated values: a row a call under the columns renacer's users
 * know, and others by name; or (-c) a row for each kind of call.
 *
 * Quoting is that of RFC 4180, lines end in a line feed alone.
 */
#include <assert.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "export/callview.h"
#include "export/columns.h"
#include "export/figures.h"
#include "export/formats.h"
#include "model/session.h"
#include "syscall/decode.h"

struct state {
	struct columns columns;
	struct callview view;
	char cell[DECODE_ROW_MAX];
};

/* --- cells -------------------------------------------------------------------- */

static bool
is_number(const char *cell, size_t len)
{
	size_t i = cell[0] == '-';
	bool digits = false;

	for (; i < len && (isdigit((unsigned char)cell[i]) || cell[i] == '.'); i++)
		digits |= cell[i] != '.';
	return digits && i == len;
}

/* A spreadsheet would run what begins so; an apostrophe makes it text. */
static bool
is_formula(const char *cell, size_t len)
{
	return len > 0 && strchr("=+-@\t\r", cell[0]) != NULL && !is_number(cell, len);
}

static void
write_quoted(FILE *out, bool guard, const char *cell, size_t len)
{
	fputs_unlocked(guard ? "\"'" : "\"", out);
	for (size_t i = 0; i < len; i++) {
		if (cell[i] == '"')
			putc_unlocked('"', out);
		putc_unlocked(cell[i], out);
	}
	putc_unlocked('"', out);
}

static void
write_cell(FILE *out, const char *cell, size_t len)
{
	static const char apart[] = ",\"\r\n";
	bool guard = is_formula(cell, len);

	if (strcspn(cell, apart) < len) {
		write_quoted(out, guard, cell, len);
		return;
	}
	if (guard)
		putc_unlocked('\'', out);
	fwrite_unlocked(cell, 1, len, out);
}

static void
end_cell(FILE *out, bool last)
{
	putc_unlocked(last ? '\n' : ',', out);
}

/* --- calls -------------------------------------------------------------------- */

static void
csv_begin(struct export *export)
{
	struct state *state = export->state;
	int r = columns_parse(&export->options, &state->columns, NULL);

	assert(r == 0);	/* the command line was checked */
	(void)r;
	for (size_t i = 0; i < state->columns.count; i++) {
		fputs(state->columns.list[i]->name, export->out);
		end_cell(export->out, i + 1 == state->columns.count);
	}
}

static void
csv_feed(struct export *export, const struct event *event)
{
	const struct event_call *call = (const struct event_call *)event;
	struct state *state = export->state;

	if (event->kind != EVENT_CALL || call->call.state == CALL_OPEN)
		return;
	callview_read(&state->view, export, call);
	for (size_t i = 0; i < state->columns.count; i++) {
		struct text text = text_in(state->cell, sizeof state->cell);

		state->columns.list[i]->write(&text, &state->view, export);
		write_cell(export->out, text.bytes, text.len);
		end_cell(export->out, i + 1 == state->columns.count);
	}
}

/* --- the summary ---------------------------------------------------------------- */

static void
write_extended(FILE *out, const struct hist *hist)
{
	double ns[FIGURES];

	figures_extended(hist, ns);
	for (unsigned i = 0; i < FIGURES; i++)
		fprintf(out, ",%.0f", ns[i]);
}

static void
summary_tail(struct export *export)
{
	struct figures figures = figures_of(export, PROFILE_CALL);

	fprintf(export->out, "syscall,calls,errors%s", export->options.times ? ",total_time" : "");
	for (unsigned i = 0; export->options.extended && i < FIGURES; i++)
		fprintf(export->out, ",%s_ns", figure_names[i]);
	fputc('\n', export->out);
	for (size_t i = 0; i < figures.count; i++) {
		const struct profile_row *row = figures.rows[i];

		write_cell(export->out, row->name, strlen(row->name));
		fprintf(export->out, ",%llu,%llu", (unsigned long long)row->calls, (unsigned long long)row->errors);
		if (export->options.times)
			fprintf(export->out, ",%lluus", (unsigned long long)(row->total_ns / 1000));
		if (export->options.extended)
			write_extended(export->out, &row->hist);
		fputc('\n', export->out);
	}
	figures_done(&figures);
}

static const struct export_ops csv_summary = {
	.name = "csv",
	.help = "comma-separated values, a row for each kind of call",
	.tail = summary_tail,
	.no_arguments = true,
};

const struct export_ops export_csv = {
	.name = "csv",
	.help = "comma-separated values, a row a call",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.summary = &csv_summary,
	.begin = csv_begin,
	.feed = csv_feed,
};
