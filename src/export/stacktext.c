#include "export/stacktext.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"
#include "base/why.h"
#include "export/json.h"
#include "model/session.h"

enum { KEPT_MAX = 32 << 20, LINE_CAP = 2048 };

void
stacktext_done(struct stacktext *kept)
{
	uint64_t key, value;
	size_t position = 0;

	while (table_next(&kept->by_number, &position, &key, &value))
		free((char *)(uintptr_t)value);
	table_done(&kept->by_number);
	*kept = (struct stacktext){ 0 };
}

static void
write_frame(struct json *json, const struct place *place)
{
	for (; place != NULL; place = place->outer) {
		json_object(json, NULL);
		json_string_or_null(json, "module", place->module);
		json_uint(json, "offset", place->offset);
		json_string_or_null(json, "function", place->function);
		json_string_or_null(json, "file", place->file);
		if (place->line > 0)
			json_uint(json, "line", place->line);
		else
			json_null(json, "line");
		json_bool(json, "inlined", place->outer != NULL);
		json_object_end(json);
	}
}

/* The list as a string of its own, to be freed. */
static char *
make(const struct session *session, uint32_t stack, size_t *ret_len)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, ret_len);
	struct json json;
	unsigned count;
	bool cut;
	const struct session_frame *frames = session_stack(session, stack, &count, &cut);

	if (out == NULL)
		die("out of memory");
	json_begin(&json, out);
	json_list(&json, NULL);
	for (unsigned i = 0; frames != NULL && i < count; i++)
		write_frame(&json, frames[i].place);
	json_list_end(&json);
	if (fclose(out) != 0)
		die("out of memory");
	return text;
}

void
stacktext_json(struct stacktext *kept, struct json *json, const struct session *session, uint32_t stack)
{
	uint64_t value;
	size_t len;
	char *text;

	if (table_get(&kept->by_number, stack, &value)) {
		text = (char *)(uintptr_t)value;
		json_raw(json, "stack", text, strlen(text));
		return;
	}
	if (kept->bytes > KEPT_MAX)
		stacktext_done(kept);
	text = make(session, stack, &len);
	json_raw(json, "stack", text, len);
	kept->bytes += len;
	table_set(&kept->by_number, stack, (uint64_t)(uintptr_t)text);
}

static void
write_line(FILE *out, const struct place *place)
{
	char room[LINE_CAP];
	struct text text = text_in(room, sizeof room);

	text_add(&text, " > ");
	safe_line(&text, place->module, strlen(place->module));
	text_addc(&text, '(');
	safe_line(&text, place->function, strlen(place->function));
	if (place->function[0] != '\0')
		text_addf(&text, "+%#llx", (unsigned long long)place->function_offset);
	text_addf(&text, ") [%#llx]", (unsigned long long)place->offset);
	if (place->line > 0) {
		text_addc(&text, ' ');
		safe_line(&text, place->file, strlen(place->file));
		text_addf(&text, ":%u", place->line);
	}
	if (place->outer != NULL)
		text_add(&text, " (inlined)");
	fprintf(out, "%s\n", text.bytes);
}

void
stacktext_lines(FILE *out, const struct session *session, uint32_t stack)
{
	unsigned count;
	bool cut;
	const struct session_frame *frames = session_stack(session, stack, &count, &cut);

	for (unsigned i = 0; frames != NULL && i < count; i++)
		for (const struct place *place = frames[i].place; place != NULL; place = place->outer)
			write_line(out, place);
	if (frames != NULL && cut)
		fputs(" > ...\n", out);
}
