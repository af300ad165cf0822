/* Places that a recording tells: what was known when it was made is known where its files are not. */
#include <string.h>

#include "model/symbols_inside.h"
#include "model/usercode.h"
#include "trace/event.h"

/* The next of the strings behind a PLACE record, kept; "" when there is none. */
static const char *
next_text(struct symbols *symbols, const char **at, const char *end)
{
	const char *text = *at, *nul = text < end ? memchr(text, '\0', (size_t)(end - text)) : NULL;

	if (nul == NULL)
		return "";
	*at = nul + 1;
	return symbols_keep(symbols, text);
}

static struct place
place_of(struct symbols *symbols, const struct event_place *event)
{
	const char *at = EVENT_TAIL(event), *end = at + event->text_len;
	const char *texts[PLACE_TEXTS];
	struct place place = place_unknown;

	for (unsigned i = 0; i < PLACE_TEXTS; i++)
		texts[i] = next_text(symbols, &at, end);
	place.module = texts[PLACE_MODULE];
	place.offset = event->offset;
	place.function = texts[PLACE_FUNCTION];
	place.function_offset = event->function_offset;
	place.file = texts[PLACE_FILE];
	place.line = event->line;
	place.orig_file = texts[PLACE_ORIG_FILE];
	place.orig_line = event->orig_line;
	place.orig_function = texts[PLACE_ORIG_FUNCTION];
	place.orig_language = texts[PLACE_ORIG_LANGUAGE];
	place.orig_decision = texts[PLACE_ORIG_DECISION];
	place.orig_exact = event->head.flags & PLACE_ORIG_EXACT;
	/* What is whose may be told otherwise now; of code made by the program only the recorder knew. */
	place.user = place.module[0] == '/' ? usercode_is(symbols->usercode, &place) : (event->head.flags & PLACE_USER) != 0;
	if (place.orig_file[0] == '\0')
		symbols_map_to_original(symbols, &place, 0);
	return place;
}

void
symbols_told(struct symbols *symbols, const struct event_place *event)
{
	const struct symbols_asked asked = {
		.pc = event->pc, .map = event->map, .exact = (event->head.flags & PLACE_EXACT_PC) != 0,
	};
	struct place place = place_of(symbols, event);
	struct cached *cached;

	if (symbols->told != NULL && symbols_is_at(symbols->told, &asked))
		place.outer = &symbols->told->place;
	cached = symbols_add_at(symbols, &place, &asked);
	symbols->told = event->depth > 0 ? cached : NULL;
	if (event->depth == 0 && cached != NULL)
		symbols_find_by(symbols, cached);
}
