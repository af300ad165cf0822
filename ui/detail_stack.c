/* Who asked: the stack, and the line of source; see detail.h. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "ui/detail.h"
#include "ui/sourceplace.h"

enum { AROUND_LINES = 20, TAB = 8 };

static void
put_frame(struct detail_page *page, unsigned number, const struct place *place, bool inlined)
{
	const char *slash = strrchr(place->module, '/');
	char label[16], line[1024];
	struct text text = text_in(line, sizeof line);
	struct detail_target target = { .call = 0 };

	/* All calls through that function, whoever asked in the end. */
	if (place->function[0] != '\0' && strlen(place->function) < sizeof target.condition.value) {
		target.condition = (struct condition){ .field = "stack", .keep = "=", .drop = "!=" };
		snprintf(target.condition.value, sizeof target.condition.value, "%s", place->function);
	}

	if (inlined)
		snprintf(label, sizeof label, "  inl");
	else
		snprintf(label, sizeof label, "  #%u", number);
	text_addf(&text, "%-*s ", page->canvas->cols < DETAIL_NARROW_COLS ? 0 : 28, place->function[0] != '\0' ? place->function : "?");
	if (place->line > 0)
		text_addf(&text, "%s:%u", place->file, place->line);
	else if (place->module[0] != '\0')
		text_addf(&text, "%s+%#llx", slash != NULL ? slash + 1 : place->module, (unsigned long long)place->offset);
	else
		text_addf(&text, "%#llx", (unsigned long long)place->offset);
	if (place->orig_file[0] != '\0')
		text_addf(&text, "  <- %s:%u", place->orig_file, place->orig_line);
	detail_put(page, label, place->user ? ROLE_TEXT : ROLE_DIM, line, &target);
}

void
detail_put_stack(struct detail_page *page)
{
	unsigned count = 0;
	bool cut = false;
	const struct session_frame *frames = session_stack(page->scene->session, page->row->event->stack, &count, &cut);

	if (frames == NULL)
		detail_put(page, "stack", ROLE_DIM, "none was taken for this call", NULL);
	for (unsigned i = 0; i < count; i++) {
		const struct place *place = frames[i].place;

		for (; place->outer != NULL; place = place->outer)
			put_frame(page, i, place, true);
		put_frame(page, i, place, false);
	}
	if (cut)
		detail_put(page, "", ROLE_DIM, "... and on: it could not be walked further", NULL);
}

/* --- source ------------------------------------------------------------------------ */

/* Lines around the one that asked, each standing for the calls it asked for. */
static void
put_lines(struct detail_page *page, const char *field, const char *file, unsigned here,
	  const struct source_text *source)
{
	unsigned first = here > AROUND_LINES ? here - AROUND_LINES : 1;

	detail_put(page, field[0] == 's' ? "original" : "source", ROLE_DIM, file, NULL);
	if (source == NULL)
		detail_put(page, "", ROLE_DIM, "the file cannot be read here", NULL);
	for (unsigned number = first; source != NULL && number <= here + AROUND_LINES && number <= source->count;
	     number++) {
		struct detail_target target = { .condition = { .field = field, .keep = "=", .drop = "!=" } };
		char label[16], line[1024];
		struct text text = text_in(line, sizeof line);

		snprintf(target.condition.value, sizeof target.condition.value, "%.480s:%u", file, number);
		snprintf(label, sizeof label, "%s%7u", number == here ? "*" : " ", number);
		for (const char *at = source->lines[number - 1]; *at != '\0' && !text.cut; at++)
			if (*at == '\t')
				text_addf(&text, "%*s", (int)(TAB - text.len % TAB), "");
			else
				text_addc(&text, *at);
		if (number == here && page->here == DETAIL_NO_CURSOR)
			detail_mark_here(page);
		detail_put(page, label, number == here ? ROLE_CALL : ROLE_SOURCE_LINE, line, &target);
	}
}

void
detail_put_source(struct detail_page *page)
{
	const struct sourceplace found = sourceplace_of(page->scene);
	const struct place *place = found.call == page->scene->call ? found.place : page->row->place;

	if (found.caller && place == found.place)
		detail_put(page, "", ROLE_DIM, "the nearest caller whose source can be read", NULL);
	if (place->orig_file[0] != '\0')
		put_lines(page, "src", place->orig_file, place->orig_line,
			  session_original(page->scene->session, place));
	if (place->line > 0)
		put_lines(page, "gen", place->file, place->line, session_source(page->scene->session, place->file));
	else
		detail_put(page, "source", ROLE_DIM, "no line is known: compile with -g to see it", NULL);
}
