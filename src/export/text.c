/* One line a call, as strace writes it. */
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "export/callview.h"
#include "export/decisionfile.h"
#include "export/formats.h"
#include "export/recordtext.h"
#include "export/stacktext.h"
#include "model/session.h"
#include "syscall/decode.h"

struct state {
	char line[DECODE_ROW_MAX];
};

static void
write_stamp(const struct export *export, uint64_t time_ns)
{
	const struct session_totals *totals = session_totals(export->session);
	uint64_t realtime_ns = totals->realtime_ns + time_ns - totals->begin_ns;
	char stamp[FORMAT_CAP];

	if (export->options.stamps == 3)
		format_seconds(stamp, realtime_ns);
	else
		format_time_of_day(stamp, realtime_ns, export->options.stamps == 2 ? 6 : 0);
	fprintf(export->out, "%s ", stamp);
}

/* "[pid  1234] " on standard error once there is more than one task; "1234  " in a file, from the first line on. */
static void
begin_line(struct export *export, const struct event *event)
{
	const struct tasks *tasks = session_tasks(export->session);
	const struct task *task = tasks_get(tasks, event->task);

	if (export->options.follow && task != NULL && !export->options.to_stderr)
		fprintf(export->out, "%-5u ", task->tid);
	else if (export->options.follow && task != NULL && tasks_count(tasks) > 1)
		fprintf(export->out, "[pid %5u] ", task->tid);
	if (export->options.stamps > 0)
		write_stamp(export, event->time_ns);
}

static void
write_call(struct export *export, const struct event_call *event)
{
	const struct decode_options options = { .string_max = export->options.string_max, .result_text = true };
	struct state *state = export->state;
	struct text text = text_in(state->line, sizeof state->line);
	struct call_row row;

	if (event->call.state == CALL_OPEN)
		return;
	begin_line(export, &event->head);
	if (session_row(export->session, event->seq, &row) && row.place->orig_file[0] != '\0') {
		callview_original(&text, row.place);
		text_addc(&text, ' ');
	}
	decode_call(&text, &event->call, &options);
	fwrite(text.bytes, 1, text.len, export->out);
	if (export->options.times && event->call.state == CALL_DONE)
		fprintf(export->out, " <%llu.%06llu>", (unsigned long long)(event->duration_ns / 1000000000),
			(unsigned long long)(event->duration_ns % 1000000000 / 1000));
	fputc('\n', export->out);
	if (export->options.traces)
		stacktext_lines(export->out, export->session, event->stack);
}

/* A signal, the end of a task. */
static void
write_of_task(struct export *export, const struct event *event)
{
	struct state *state = export->state;
	struct text text = text_in(state->line, sizeof state->line);

	if (!recordtext_add(&text, event))
		return;
	begin_line(export, event);
	fprintf(export->out, "%s\n", text.bytes);
}

static void
write_of_nobody(struct export *export, const struct event *event)
{
	struct state *state = export->state;
	struct text text = text_in(state->line, sizeof state->line);

	if (recordtext_add(&text, event))
		fprintf(export->out, "%s\n", text.bytes);
}

static void
text_feed(struct export *export, const struct event *event)
{
	switch (event->kind) {
	case EVENT_CALL:
		write_call(export, (const struct event_call *)event);
		break;
	case EVENT_SIGNAL:
	case EVENT_TASK_EXIT:
		write_of_task(export, event);
		break;
	case EVENT_LOST:
	case EVENT_NOTE:
		write_of_nobody(export, event);
		break;
	default:
		break;
	}
}

static void
text_end(struct export *export)
{
	if (export->options.table)
		summary_write(export);
	if (session_decisions(export->session) != NULL)
		decisionfile_write_list(export->out, export->session, export->options.decisions,
					export->options.manifest);
}

const struct export_ops export_text = {
	.name = "text",
	.help = "one line a call, as strace writes it",
	.state_size = sizeof(struct state),
	.summary = &export_summary,
	.feed = text_feed,
	.end = text_end,
};
