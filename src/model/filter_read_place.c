/* What a filter reads of who made a call. */
#include <string.h>

#include "base/text.h"
#include "model/filter_read.h"
#include "model/groups.h"

enum { NAME_CAP = 1024 };

static bool
hear_string(filter_hear *hear, const void *ear, const char *text)
{
	return text[0] != '\0' && hear(ear, text, strlen(text));
}

static bool
hear_line(filter_hear *hear, const void *ear, const char *file, unsigned line)
{
	char room[NAME_CAP];
	struct text text = text_in(room, sizeof room);

	if (file[0] == '\0')
		return false;
	text_add(&text, file);
	if (line > 0)
		text_addf(&text, ":%u", line);
	return hear(ear, text.bytes, text.len);
}

bool
filter_hear_generated(const struct filter_look *look, const struct filter_field *field, filter_hear *hear,
		      const void *ear)
{
	(void)field;
	return hear_line(hear, ear, look->row->place->file, look->row->place->line);
}

bool
filter_hear_source(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct place *place = look->row->place;

	if (place->orig_file[0] == '\0')
		return filter_hear_generated(look, field, hear, ear);
	return hear_line(hear, ear, place->orig_file, place->orig_line);
}

/* By both names, where there are two. */
static bool
hear_function(filter_hear *hear, const void *ear, const struct place *place)
{
	char room[NAME_CAP];

	return hear_string(hear, ear, group_function(place, room, sizeof room)) ||
	       hear_string(hear, ear, place->orig_function);
}

bool
filter_hear_function(const struct filter_look *look, const struct filter_field *field, filter_hear *hear,
		     const void *ear)
{
	(void)field;
	return hear_function(hear, ear, look->row->place);
}

bool
filter_hear_caller(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	(void)field;
	return hear_string(hear, ear, look->row->place->caller);
}

bool
filter_hear_module(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	(void)field;
	return hear_string(hear, ear, look->row->place->module);
}

bool
filter_hear_stack(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	unsigned count;
	bool cut;
	const struct session_frame *frames = session_stack(look->session, look->event->stack, &count, &cut);

	(void)field;
	for (unsigned i = 0; frames != NULL && i < count; i++)
		for (const struct place *place = frames[i].place; place != NULL; place = place->outer)
			if (hear_function(hear, ear, place))
				return true;
	return false;
}
