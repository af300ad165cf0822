#include "ui/pane.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/filter.h"
#include "trace/event.h"

static const struct pane_ops *const table[PANES] = {
	[PANE_STREAM] = &pane_stream, [PANE_FUNCTIONS] = &pane_functions, [PANE_ALERTS] = &pane_alerts,
	[PANE_SOURCE] = &pane_source, [PANE_OUTPUT] = &pane_output, [PANE_DETAIL] = &pane_detail,
	[PANE_LATENCY] = &pane_latency, [PANE_TASKS] = &pane_tasks, [PANE_TIME] = &pane_time,
	[PANE_DECISIONS] = &pane_decisions, [PANE_DIFF] = &pane_diff,
	[PANE_HELP] = &pane_help,
	[PANE_MARKS] = &pane_marks, [PANE_COLUMNS] = &pane_columns, [PANE_THEMES] = &pane_themes,
	[PANE_EXPLAIN] = &pane_explain,
};

const struct pane_ops *
pane_ops_of(enum pane_id pane)
{
	return table[pane];
}

uint64_t
pane_age_ns(const struct scene *scene, const struct event_call *event)
{
	return scene->time_ns > event->head.time_ns ? scene->time_ns - event->head.time_ns : event->duration_ns;
}

const char *
pane_mark(const struct scene *scene, enum role role)
{
	return scene->looks != NULL ? scene->looks->looks[role].mark : "";
}

void
pane_open(struct pane *pane, const struct pane_ops *ops)
{
	*pane = (struct pane){ .ops = ops };
	pane->state = mem_new(1, ops->state_size > 0 ? ops->state_size : 1);
	if (ops->init != NULL)
		ops->init(pane);
}

void
pane_close(struct pane *pane)
{
	if (pane->ops != NULL && pane->ops->done != NULL)
		pane->ops->done(pane);
	free(pane->state);
	*pane = (struct pane){ .ops = NULL };
}

void
pane_window(size_t *top, size_t cursor, size_t count, int rows)
{
	size_t height = rows > 0 ? (size_t)rows : 0;

	if (height == 0 || count <= height) {
		*top = 0;
		return;
	}
	if (cursor < *top)
		*top = cursor;
	else if (cursor >= *top + height)
		*top = cursor - height + 1;
	if (*top > count - height)
		*top = count - height;
}

bool
pane_condition(struct pane *pane, const struct condition *condition)
{
	char *text = filter_and("", condition->field, condition->keep, condition->value);
	bool fits = text != NULL && strlen(text) < sizeof pane->condition;

	if (fits)
		memcpy(pane->condition, text, strlen(text) + 1);
	free(text);
	return fits;
}

bool
pane_find(const struct pane *pane, const struct scene *scene, const struct finder *finder, int step, size_t count,
	  size_t *position,
	  bool (*has_text)(const struct pane *pane, const struct scene *scene, size_t position,
			   const struct finder *finder))
{
	for (size_t i = step != 0; i < count + (step != 0); i++) {
		size_t at = step < 0 ? (*position + count - i) % count : (*position + i) % count;

		if (has_text(pane, scene, at, finder)) {
			*position = at;
			return true;
		}
	}
	return false;
}

static size_t
step_back(size_t cursor, size_t by)
{
	return cursor > by ? cursor - by : 0;
}

bool
pane_move(size_t *cursor, size_t count, int rows, enum action action)
{
	size_t page = rows > 1 ? (size_t)rows - 1 : 1, half = page > 1 ? page / 2 : 1;
	size_t last = count > 0 ? count - 1 : 0, to = *cursor;

	switch (action) {
	case ACTION_UP:
		to = step_back(to, 1);
		break;
	case ACTION_DOWN:
		to += 1;
		break;
	case ACTION_PAGE_UP:
		to = step_back(to, page);
		break;
	case ACTION_PAGE_DOWN:
		to += page;
		break;
	case ACTION_HALF_UP:
		to = step_back(to, half);
		break;
	case ACTION_HALF_DOWN:
		to += half;
		break;
	case ACTION_FIRST:
		to = 0;
		break;
	case ACTION_LAST:
		to = last;
		break;
	default:
		return false;
	}
	*cursor = to < last ? to : last;
	return true;
}
