#include "export/recorder.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "base/text.h"
#include "export/snapshot.h"
#include "model/session.h"

enum { TEXTS = 32 * 1024, INLINED_MAX = 64 };

struct recorder {
	struct recording *recording;
	const struct session *session;
	struct table told;		/* hash of a frame → of the place that was written for it */
	struct { struct event_place place; char text[TEXTS]; } room;
};

int
recorder_open(const char *directory, const struct recording_limits *limits, struct recorder **ret_recorder,
	      struct why *reterr_why)
{
	struct recording *recording;
	int r = recording_create(directory, limits, &recording, reterr_why);

	if (r < 0)
		return r;
	*ret_recorder = mem_new(1, sizeof **ret_recorder);
	(*ret_recorder)->recording = recording;
	return 0;
}

/* --- places ------------------------------------------------------------------------ */

static void
add_texts(struct text *text, const struct place *place)
{
	const char *const texts[PLACE_TEXTS] = {
		[PLACE_MODULE] = place->module, [PLACE_FUNCTION] = place->function, [PLACE_FILE] = place->file,
		[PLACE_ORIG_FILE] = place->orig_file, [PLACE_ORIG_FUNCTION] = place->orig_function,
		[PLACE_ORIG_LANGUAGE] = place->orig_language, [PLACE_ORIG_DECISION] = place->orig_decision,
	};

	for (unsigned i = 0; i < PLACE_TEXTS; i++)
		text_add_bytes(text, texts[i], strlen(texts[i]) + 1);
}

static void
put_place(struct recorder *recorder, const struct event *stack, const struct session_frame *frame,
	  const struct place *place, unsigned depth)
{
	struct event_place *event = &recorder->room.place;
	struct text text = text_in(recorder->room.text, TEXTS);

	add_texts(&text, place);
	*event = (struct event_place){
		.head = {
			.size = (uint32_t)((sizeof *event + text.len + 7) & ~(size_t)7),
			.kind = EVENT_PLACE,
			.flags = (uint16_t)((frame->exact ? PLACE_EXACT_PC : 0) | (place->user ? PLACE_USER : 0) |
					    (place->orig_exact ? PLACE_ORIG_EXACT : 0)),
			.task = stack->task,
			.time_ns = stack->time_ns,
		},
		.pc = frame->pc,
		.map = frame->map,
		.offset = place->offset,
		.function_offset = place->function_offset,
		.line = place->line,
		.orig_line = place->orig_line,
		.depth = depth,
		.text_len = (uint32_t)text.len,
	};
	recording_put(recorder->recording, &event->head);
}

/* The function that the others are inlined into comes first, the innermost last. */
static void
put_places(struct recorder *recorder, const struct event *stack, const struct session_frame *frame)
{
	const struct place *chain[INLINED_MAX];
	unsigned count = 0;

	for (const struct place *place = frame->place; place != NULL && count < INLINED_MAX; place = place->outer)
		chain[count++] = place;
	for (unsigned depth = count; depth-- > 0;)
		put_place(recorder, stack, frame, chain[depth], depth);
}

/* What can come to be known of a place later, or be another's where code was made anew. */
static uint64_t
place_hash(const struct place *place)
{
	const uint64_t said[] = {
		(uintptr_t)place->function, (uintptr_t)place->file, place->line, (uintptr_t)place->orig_file, place->orig_line,
	};

	return table_hash(said, sizeof said, 0);
}

static void
put_stack(struct recorder *recorder, const struct event_stack *event)
{
	unsigned count;
	bool cut;
	const struct session_frame *frames = session_stack(recorder->session, event->stack, &count, &cut);

	for (unsigned i = 0; i < count; i++) {
		const uint64_t id[] = { frames[i].map, frames[i].pc, frames[i].exact };
		uint64_t key = table_hash(id, sizeof id, 0), hash = place_hash(frames[i].place), told;

		if (table_get(&recorder->told, key, &told) && told == hash)
			continue;
		table_set(&recorder->told, key, hash);
		put_places(recorder, &event->head, &frames[i]);
	}
	recording_put(recorder->recording, &event->head);
}

/* --- records ------------------------------------------------------------------------- */

void
recorder_feed(struct recorder *recorder, const struct event *event)
{
	if (event->kind == EVENT_STACK)
		put_stack(recorder, (const struct event_stack *)event);
	else if (event->kind != EVENT_PLACE)	/* of a recording that is recorded again: made anew, with maps given now */
		recording_put(recorder->recording, event);
}

static void
feed_again(void *recorder, const struct event *event)
{
	recorder_feed(recorder, event);
}

void
recorder_begin(struct recorder *recorder, const struct session *session)
{
	recorder->session = session;
	snapshot_write(session, feed_again, recorder);
}

void
recorder_flush(struct recorder *recorder)
{
	recording_flush(recorder->recording);
}

int
recorder_trouble(const struct recorder *recorder, struct why *ret_why)
{
	return recording_trouble(recorder->recording, ret_why);
}

uint64_t
recorder_bytes(const struct recorder *recorder)
{
	return recording_bytes(recorder->recording);
}

int
recorder_close(struct recorder *recorder, struct why *reterr_why)
{
	int r;

	if (recorder == NULL)
		return 0;
	r = recording_close(recorder->recording, reterr_why);
	table_done(&recorder->told);
	free(recorder);
	return r;
}
