/* A call, argument by argument; see detail.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"
#include "ui/detail.h"

enum { LINE_CAP = 8192, COMPACT_LINES = 4 /* call, result, who asked, in which thread */ };

static const struct decode_options full = { .string_max = 4096, .result_text = true };

/* Where the score of an alert comes from. */
static void
add_reason(struct text *text, const struct alert *alert)
{
	char lasted[FORMAT_CAP], usual[FORMAT_CAP], spread[FORMAT_CAP];

	if (alert->rule == ALERT_BY_RULE) {
		text_addf(text, "   %s: %s", alert->title, alert->about);
		return;
	}
	format_duration(lasted, alert->duration_ns);
	format_duration(usual, (uint64_t)alert->usual_ns);
	format_duration(spread, (uint64_t)alert->spread_ns);
	if (alert->rule == ALERT_RENACER)
		text_addf(text, " = (%s - %s) / %s", lasted, usual, spread);
	else
		text_addf(text, ": 1 in %.2g; usual %s, MAD %s", 1 / alert->chance, usual, spread);
	text_addf(text, ", n %llu", (unsigned long long)alert->samples);
}

/* What came back, as a condition: an error by its name. */
static void
say_result(struct condition *condition, const struct call *call)
{
	const char *name = result_is_error(call->result) ? errno_name((unsigned)-call->result) : NULL;

	if (call->state != CALL_DONE)
		return;
	*condition = (struct condition){ .field = name != NULL ? "err" : "ret", .keep = "=", .drop = "!=" };
	if (name != NULL)
		snprintf(condition->value, sizeof condition->value, "%s", name);
	else
		snprintf(condition->value, sizeof condition->value, "%lld", (long long)call->result);
}

static struct detail_target
by(const char *field, const char *value)
{
	struct detail_target target = { .condition = { .field = field, .keep = "=", .drop = "!=" } };

	snprintf(target.condition.value, sizeof target.condition.value, "%.500s", value);
	return target;
}

static void
put_result(struct detail_page *page)
{
	char line[512], duration[FORMAT_CAP];
	struct text text = text_in(line, sizeof line);
	const struct alert *alert = NULL;
	const struct alerts *alerts = session_alerts(page->scene->figures);
	const struct call_row *row = page->row;
	struct detail_target target = { .call = 0 };

	if (row->event->call.state == CALL_OPEN)
		text_addf(&text, "not back yet, inside for %s",
			  format_duration(duration, pane_age_ns(page->scene, row->event)));
	else
		decode_result(&text, &row->event->call, &full);
	if (row->event->call.state == CALL_DONE)
		text_addf(&text, "   lasted %s", format_duration(duration, row->event->duration_ns));
	if (row->event->call.state == CALL_DONE && row->event->floor_ns + row->event->waited_ns > 0)
		text_addf(&text, " (%s without its stops%s)", format_duration(duration, event_net_ns(row->event)),
			  row->event->waited_ns > 0 ? " and waiting for a processor" : "");
	if (row->waits)
		text_add(&text, "   waits by purpose");
	if (!isnan(row->z))
		text_addf(&text, "   z %.1f", (double)row->z);
	for (size_t i = 0; row->severity != ALERT_NONE && i < alerts_count(alerts); i++)
		if (alerts_get(alerts, i)->worst_seq == row->event->seq)
			alert = alerts_get(alerts, i);
	if (alert != NULL)
		add_reason(&text, alert);
	say_result(&target.condition, &row->event->call);
	detail_put(page, "result", ROLE_TEXT, line, &target);
}

static void
put_who(struct detail_page *page)
{
	const struct call_row *row = page->row;
	const struct task *task = tasks_get(session_tasks(page->scene->session), row->event->head.task);
	const struct session_totals *totals = session_totals(page->scene->session);
	char line[512], time[FORMAT_CAP], tid[24] = "";
	struct detail_target target;
	struct text text = text_in(line, sizeof line);

	if (task != NULL)
		text_addf(&text, "%.16s, thread %u of process %u, ", task->comm, task->tid, task->pid);
	text_addf(&text, "%s s after the start",
		  format_seconds(time, row->event->head.time_ns - totals->begin_ns));
	if (row->event->head.flags & CALL_RESTARTED)
		text_add(&text, ", will be run again");
	if (row->event->head.flags & CALL_PREEMPTED)
		text_add(&text, ", it waited for a processor");
	if (row->event->head.flags & CALL_KILLED)
		text_add(&text, ", the task was killed in it");
	if (row->event->head.flags & CALL_DETACHED)
		text_add(&text, ", sightline left before it returned");
	if (task != NULL)
		snprintf(tid, sizeof tid, "%u", task->tid);
	target = by(task != NULL ? "tid" : NULL, tid);
	detail_put(page, "who", ROLE_TEXT, line, &target);
}

static void
put_where(struct detail_page *page, const struct place *place)
{
	char line[1024];
	struct text text = text_in(line, sizeof line);
	char name[512];
	struct detail_target target = by(place->function[0] != '\0' ? "func" : NULL, place->function);

	/* Where the function has no name its address stands for it. */
	if (place->function[0] != '\0')
		text_add(&text, place->function);
	else if (place->module[0] != '\0')
		text_addf(&text, "%s+%#llx", place->module, (unsigned long long)place->offset);
	if (place->caller[0] != '\0')
		text_addf(&text, " < %s", place->caller);
	if (place->line > 0)
		text_addf(&text, "  %s:%u", place->file, place->line);
	else if (place->function[0] != '\0' && place->module[0] != '\0')
		text_addf(&text, "  %s+%#llx", place->module, (unsigned long long)place->offset);
	if (text.len > 0)
		detail_put(page, "asked by", ROLE_TEXT, line, &target);
	if (place->orig_file[0] != '\0') {
		text = text_in(line, sizeof line);
		text_addf(&text, "%s%.400s:%u", place->orig_exact ? "" : "~", place->orig_file, place->orig_line);
		if (place->orig_function[0] != '\0')
			text_addf(&text, " in %.200s", place->orig_function);
		if (place->orig_language[0] != '\0')
			text_addf(&text, " [%.32s]", place->orig_language);
		if (place->orig_decision[0] != '\0')
			text_addf(&text, "  %.200s", place->orig_decision);
		snprintf(name, sizeof name, "%.480s:%u", place->orig_file, place->orig_line);
		target = by("src", name);
		detail_put(page, "original", ROLE_TEXT, line, &target);
	}
}

void
detail_put_args(struct detail_page *page)
{
	char name[CALL_NAME_CAP], label[24], line[LINE_CAP];
	const struct call *call = &page->row->event->call;
	struct text text = text_in(line, sizeof line);
	const char *called = call_name(call->abi, call->nr, name);
	struct detail_target target = by("fn", called);

	/* Of few rows the call gets what the others leave. */
	page->wraps = !page->compact || page->canvas->rows > COMPACT_LINES;
	page->wrapped_most = page->compact ? page->canvas->rows - COMPACT_LINES + 1 : 0;
	text_addf(&text, "%s(", called);
	decode_args(&text, call, &full);
	text_add(&text, ")");
	detail_put(page, "call", ROLE_CALL, line, &target);
	page->wraps = !page->compact;
	page->wrapped_most = 0;
	for (unsigned arg = 0; !page->compact && arg < decode_arg_count(call); arg++) {
		text = text_in(line, sizeof line);
		snprintf(label, sizeof label, "  arg %u", arg + 1);
		decode_arg(&text, call, arg, &full);
		detail_put(page, label, ROLE_ARGS, line, NULL);
	}
	put_result(page);
	put_where(page, page->row->place);
	put_who(page);
}
