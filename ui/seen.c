#include "ui/seen.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/filter.h"
#include "model/filter_field.h"
#include "model/session.h"
#include "syscall/errnos.h"
#include "ui/marks.h"
#include "ui/pane.h"

enum { VALUES_MAX = 300, SCANNED_CALLS = 20000, TEXT_CAP = 256 };

static bool
fits(const char *text, const char *part)
{
	return text[0] != '\0' && strlen(text) < TEXT_CAP && strcasestr(text, part) != NULL;
}

static void
add(struct seen *seen, const char *text, uint64_t count)
{
	seen->values = mem_grow(seen->values, &seen->cap, seen->count + 1, sizeof *seen->values);
	seen->values[seen->count++] = (struct seen_value){ mem_string(text), count };
}

static int
compare(const void *a, const void *b)
{
	const struct seen_value *one = a, *other = b;

	if (one->count != other->count)
		return one->count > other->count ? -1 : 1;
	return strcmp(one->text, other->text);
}

/* --- what the session counts anyway ------------------------------------------------ */

static const struct { const char *field; enum profile_by by; } counted[] = {
	{ "fn", PROFILE_CALL }, { "func", PROFILE_FUNCTION }, { "path", PROFILE_FILE }, { "gen", PROFILE_LINE },
	{ "src", PROFILE_ORIGINAL },
};

static void
add_profile(const struct profile *profile, const char *part, struct seen *seen)
{
	for (size_t i = 0; i < profile_count(profile); i++) {
		const struct profile_row *row = profile_row(profile, i);

		/* "(unknown)" and "(other)" are names of ours. */
		if (row->name[0] != '(' && fits(row->name, part))
			add(seen, row->name, row->calls);
	}
}

static bool
add_counted(const struct scene *scene, const struct filter_field *field, const char *part, struct seen *seen)
{
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
		if (strcmp(field->name, counted[i].field) == 0) {
			add_profile(session_profile(scene->session, counted[i].by), part, seen);
			/* Where nothing was transpiled src means the only source there is. */
			if (counted[i].by == PROFILE_ORIGINAL && seen->count == 0)
				add_profile(session_profile(scene->session, PROFILE_LINE), part, seen);
			return true;
		}
	return false;
}

static bool
add_tasks(const struct scene *scene, const struct filter_field *field, const char *part, struct seen *seen)
{
	bool pid = strcmp(field->name, "pid") == 0;
	const struct tasks *tasks = session_tasks(scene->session);
	struct table counts = { .count = 0 };
	uint64_t number, count;

	if (!pid && strcmp(field->name, "tid") != 0)
		return false;
	for (uint32_t serial = 1; serial <= tasks_count(tasks); serial++) {
		const struct task *task = tasks_get(tasks, serial);

		number = pid ? task->pid : task->tid;
		count = 0;
		(void)table_get(&counts, number, &count);
		table_set(&counts, number, count + task->calls);
	}
	for (size_t position = 0; table_next(&counts, &position, &number, &count);) {
		char text[24];

		snprintf(text, sizeof text, "%llu", (unsigned long long)number);
		if (fits(text, part))
			add(seen, text, count);
	}
	table_done(&counts);
	return true;
}

static bool
add_words(const struct scene *scene, const struct filter_field *field, const char *part, struct seen *seen)
{
	const struct alerts *alerts = session_alerts(scene->session);
	char text[24];

	if (field->values == VALUE_SEVERITY) {
		for (int severity = ALERT_LOW; severity <= ALERT_HIGH; severity++)
			if (fits(alert_severity_name((enum alert_severity)severity), part))
				add(seen, alert_severity_name((enum alert_severity)severity),
				    alerts_total(alerts, (enum alert_severity)severity));
		return true;
	}
	if (strcmp(field->name, "mark") != 0)
		return false;
	for (unsigned number = 1; number <= scene->marks->count; number++) {
		snprintf(text, sizeof text, "%u", number);
		if (marks_get(scene->marks, number) != 0 && fits(text, part))
			add(seen, text, 1);
	}
	return true;
}

/* --- what the newest calls say ------------------------------------------------------ */

struct ear {
	struct names *names;
	struct table *counts;	/* by number of the name */
};

static bool
hear(const void *context, const char *text, size_t len)
{
	const struct ear *ear = context;
	char copy[TEXT_CAP];
	uint64_t count = 0;
	uint32_t number;

	if (len == 0 || len >= sizeof copy)
		return false;
	memcpy(copy, text, len);
	copy[len] = '\0';
	number = names_add(ear->names, copy);
	(void)table_get(ear->counts, number, &count);
	table_set(ear->counts, number, count + 1);
	return false;
}

static void
hear_number(const struct ear *ear, const struct filter_field *field, int64_t value)
{
	const char *name = field->values == VALUE_ERROR ? errno_name((unsigned)value) : NULL;
	char text[24];

	snprintf(text, sizeof text, "%lld", (long long)value);
	if (name == NULL)
		name = text;
	(void)hear(ear, name, strlen(name));
}

static void
listen(const struct scene *scene, const struct filter_field *field, uint64_t seq, const struct ear *ear)
{
	static const struct filter_context nothing_marked = { .mark_count = 0 };
	int64_t numbers[FILTER_NUMBERS_MAX];
	struct call_row row;
	struct filter_look look = { .session = scene->session, .context = &nothing_marked, .seq = seq, .row = &row };
	unsigned count;

	if (!session_row(scene->session, seq, &row) || row.event == NULL)
		return;
	look.event = row.event;
	if (field->texts != NULL) {
		(void)field->texts(&look, field, hear, ear);
		return;
	}
	count = field->numbers(&look, field, numbers);
	for (unsigned i = 0; i < count; i++)
		hear_number(ear, field, numbers[i]);
}

static void
add_scanned(const struct scene *scene, const struct filter_field *field, const char *part, struct seen *seen)
{
	uint64_t first = session_first(scene->session), begin = scene->end - first > SCANNED_CALLS ? scene->end - SCANNED_CALLS : first;
	struct names names = { .count = 0 };
	struct table counts = { .count = 0 };
	const struct ear ear = { &names, &counts };
	uint64_t number, count;

	if (begin > first)
		seen->of = SCANNED_CALLS;
	for (uint64_t seq = begin; seq < scene->end; seq++)
		listen(scene, field, seq, &ear);
	for (size_t position = 0; table_next(&counts, &position, &number, &count);)
		if (fits(names_text(&names, (uint32_t)number), part))
			add(seen, names_text(&names, (uint32_t)number), count);
	table_done(&counts);
	names_done(&names);
}

/* Measures have as many values as there are calls: none is worth a list. */
static bool
is_measure(const struct filter_field *field)
{
	return field->values == VALUE_DURATION || field->values == VALUE_TIME || field->values == VALUE_SCORE || field->values == VALUE_SEQ;
}

void
seen_values(const struct scene *scene, const struct filter_field *field, const char *part, struct seen *ret_seen)
{
	struct seen seen = { .count = 0 };

	if ((field->texts != NULL || field->numbers != NULL) && !add_words(scene, field, part, &seen) &&
	    !is_measure(field) && !add_counted(scene, field, part, &seen) && !add_tasks(scene, field, part, &seen))
		add_scanned(scene, field, part, &seen);
	if (seen.count > 0)
		qsort(seen.values, seen.count, sizeof *seen.values, compare);
	while (seen.count > VALUES_MAX)
		free(seen.values[--seen.count].text);
	*ret_seen = seen;
}

void
seen_done(struct seen *seen)
{
	while (seen->count > 0)
		free(seen->values[--seen->count].text);
	free(seen->values);
	seen->values = NULL;
	seen->cap = 0;
}
