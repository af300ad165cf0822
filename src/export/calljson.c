#include "export/calljson.h"

#include <ctype.h>
#include <sys/wait.h>

#include "base/text.h"
#include "export/callview.h"
#include "export/export.h"
#include "export/json.h"
#include "model/place.h"
#include "syscall/decode.h"
#include "trace/event.h"

void
calljson_args(struct json *json, const struct callview *view, const struct export *export, char *room)
{
	const struct decode_options options = { .string_max = export->options.string_max };
	const struct call *call = &view->event->call;

	json_list(json, "args");
	for (unsigned arg = 0; arg < decode_arg_count(call); arg++) {
		struct text text = text_in(room, DECODE_ROW_MAX);

		decode_arg(&text, call, arg, &options);
		json_bytes(json, NULL, text.bytes, text.len);
	}
	json_list_end(json);
}

void
calljson_errno(struct json *json, const struct callview *view)
{
	if (!view->error)
		json_null(json, "errno");
	else if (isdigit((unsigned char)view->errno_name[0]))
		json_int(json, "errno", -view->event->call.result);
	else
		json_string(json, "errno", view->errno_name);
}

void
calljson_original(struct json *json, const struct place *place)
{
	if (place->orig_file[0] == '\0')
		return;
	json_object(json, "original");
	json_string(json, "file", place->orig_file);
	json_uint(json, "line", place->orig_line);
	json_string_or_null(json, "function", place->orig_function);
	json_string_or_null(json, "language", place->orig_language);
	if (place->orig_decision[0] != '\0')
		json_string(json, "decision", place->orig_decision);
	json_bool(json, "exact", place->orig_exact);
	json_object_end(json);
}

void
calljson_status(struct json *json, const char *key, int status)
{
	if (status == -1)
		json_null(json, key);
	else
		json_int(json, key, WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status));
}
