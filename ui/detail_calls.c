/* The calls next to one: of its thread, and of all; see detail.h. */
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/asof.h"
#include "syscall/decode.h"
#include "ui/detail.h"

enum { AROUND = 20, LOOKED_AT_MAX = 50000 };

/* "  88031   +1.2ms  9.8ms  read(3, ...) = 4096": how long after the call itself it began, how long it took. */
static void
put_row(struct detail_page *page, const struct call_row *row, uint64_t seq)
{
	const struct decode_options options = { .string_max = 64, .short_names = true };
	uint64_t here_ns = page->row->event->head.time_ns, at_ns, apart_ns;
	struct detail_target target = { .call = seq };
	char label[24], line[1024], number[FORMAT_CAP], lasted[FORMAT_CAP] = "...";
	struct text text = text_in(line, sizeof line);
	bool here = seq == page->row->event->seq;

	snprintf(label, sizeof label, "%s%8llu", here ? "*" : " ", (unsigned long long)seq);
	if (here)
		detail_mark_here(page);
	if (row->event == NULL) {
		detail_put(page, label, ROLE_LOSS, "*** not recorded ***", &target);
		return;
	}
	at_ns = row->event->head.time_ns;
	apart_ns = at_ns < here_ns ? here_ns - at_ns : at_ns - here_ns;
	if (row->event->call.state == CALL_DONE)
		format_duration(lasted, row->event->duration_ns);
	else if (row->event->call.state == CALL_OPEN)
		format_duration(lasted, pane_age_ns(page->scene, row->event));
	if (page->canvas->cols > DETAIL_NARROW_COLS / 2)
		text_addf(&text, "%c%-7s%7s  ", at_ns < here_ns ? '-' : '+', format_duration(number, apart_ns), lasted);
	decode_call(&text, &row->event->call, &options);
	detail_put(page, label, here ? ROLE_CALL : row->severity != ALERT_NONE ? ROLE_ALERT_LOW : ROLE_TEXT, line,
		   &target);
}

static void
put_call(struct detail_page *page, uint64_t seq)
{
	struct asof asof = { .then = page->scene->figures };
	struct call_row row;

	if (asof_row(&asof, page->scene->session, seq, page->scene->at_ns, &row))
		put_row(page, &row, seq);
	asof_done(&asof);
}

static bool
is_of_task(const struct detail_page *page, uint64_t seq)
{
	uint32_t task = page->row->event->head.task;
	struct call_row row;

	return session_row(page->scene->session, seq, &row) && row.event != NULL && row.event->head.task == task;
}

/* The nth call of the thread before this one, or the oldest there is within reach. */
static uint64_t
thread_before(const struct detail_page *page, unsigned count)
{
	uint64_t here = page->row->event->seq, first = session_first(page->scene->session), found = here;

	for (uint64_t seq = here; count > 0 && seq > first && here - seq < LOOKED_AT_MAX;) {
		seq--;
		if (is_of_task(page, seq)) {
			found = seq;
			count--;
		}
	}
	return found;
}

void
detail_put_thread(struct detail_page *page)
{
	uint64_t here = page->row->event->seq;
	unsigned behind = 0;

	for (uint64_t seq = thread_before(page, AROUND); seq < page->scene->end && behind <= AROUND; seq++) {
		if (seq > here && seq - here > LOOKED_AT_MAX)
			break;
		if (!is_of_task(page, seq))
			continue;
		put_call(page, seq);
		behind += seq > here;
	}
}

void
detail_put_context(struct detail_page *page)
{
	uint64_t here = page->row->event->seq, first = session_first(page->scene->session);
	uint64_t begin = here > first + AROUND ? here - AROUND : first;

	for (uint64_t seq = begin; seq <= here + AROUND && seq < page->scene->end; seq++)
		put_call(page, seq);
}
