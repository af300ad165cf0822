#include "model/groups.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "model/place.h"
#include "model/tasks.h"
#include "trace/event.h"

enum { NEWER_CALLS = 32, NAME_MAX_LEN = 1024 };

/* Or a program could make billions of groups. */
const char *
group_call(const struct call *call, char *buf)
{
	return call->nr <= call_max(call->abi) + NEWER_CALLS ? call_name(call->abi, call->nr, buf) : "(unknown)";
}

const char *
group_function(const struct place *place, char *buf, size_t cap)
{
	const char *slash = strrchr(place->module, '/');
	struct text text = text_in(buf, cap);

	if (place->function[0] != '\0')
		return place->function;
	if (slash == NULL)
		return place->module;
	text_addf(&text, "[%s]", slash + 1);
	return buf;
}

bool
group_has_place(enum profile_by by, const struct place *place)
{
	return by == PROFILE_FUNCTION || (by == PROFILE_LINE && place->line > 0) ||
	       (by == PROFILE_ORIGINAL && place->orig_file[0] != '\0');
}

static size_t
row_of_line(struct profile *profile, const char *file, unsigned line)
{
	char *name = mem_format("%s:%u", file, line);
	size_t number = profile_number(profile, name, file, line);

	free(name);
	return number;
}

size_t
group_row_of_place(struct profile *profile, enum profile_by by, const struct place *place)
{
	char room[NAME_MAX_LEN];

	if (by == PROFILE_LINE)
		return row_of_line(profile, place->file, place->line);
	if (by == PROFILE_ORIGINAL)
		return row_of_line(profile, place->orig_file, place->orig_line);
	return profile_number(profile, group_function(place, room, sizeof room), "", 0);
}

void
group_add_thread(struct profile *profile, const struct task *task, const struct profile_sample *sample)
{
	char room[64];
	struct text name = text_in(room, sizeof room);

	if (task == NULL)
		return;
	text_add(&name, task->comm);
	text_add(&name, " ");
	text_add_decimal(&name, task->tid);
	profile_add(profile, profile_number(profile, room, "", 0), sample);
}

static const struct piece *
find_file(const struct call *call)
{
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);

	for (unsigned arg = 0; shape != NULL && arg < shape->arg_count; arg++) {
		unsigned kind = shape->args[arg].kind;
		const struct piece *piece = kind == ARG_PATH ? call_piece(call, arg, 0) :
					    kind == ARG_FD ? call_name_of(call, (uint32_t)call->args[arg], true) : NULL;

		if (piece != NULL && piece->len > 0)
			return piece;
	}
	return NULL;
}

void
group_add_file(struct profile *profile, const struct event_call *event, const struct profile_sample *sample)
{
	const struct piece *piece = find_file(&event->call);
	char room[NAME_MAX_LEN];
	struct text name = text_in(room, sizeof room);

	if (piece == NULL)
		return;
	text_add_bytes(&name, piece_bytes(piece), strnlen(piece_bytes(piece), piece->len));
	profile_add(profile, profile_number(profile, room, "", 0), sample);
}
