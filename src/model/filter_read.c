/* What a filter reads of a call. */
#include "model/filter_read.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "model/filter.h"
#include "model/groups.h"
#include "model/traits.h"
#include "syscall/decode.h"
#include "syscall/errnos.h"

enum { NAME_CAP = 1024, ARG_TEXT_CAP = 16384, ARG_STRING_MAX = 4096 };

static bool
hear_string(filter_hear *hear, const void *ear, const char *text)
{
	return text[0] != '\0' && hear(ear, text, strlen(text));
}

static unsigned
one(int64_t *ret_values, uint64_t value)
{
	ret_values[0] = (int64_t)value;
	return 1;
}

static uint64_t
limited(uint64_t value)
{
	return value < INT64_MAX ? value : INT64_MAX;
}

/* --- numbers of the record ---------------------------------------------------------- */

unsigned
filter_read_seq(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return one(ret_values, look->seq);
}

unsigned
filter_read_result(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return look->event->call.state == CALL_DONE ? one(ret_values, (uint64_t)look->event->call.result) : 0;
}

static bool
has_failed(const struct call *call)
{
	return call->state == CALL_DONE && result_is_error(call->result);
}

unsigned
filter_read_error(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return has_failed(&look->event->call) ? one(ret_values, (uint64_t)-look->event->call.result) : 0;
}

/* Of an open call how long it has been inside when the newest record came. */
unsigned
filter_read_duration(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	uint64_t begin_ns = look->event->head.time_ns, last_ns;

	(void)field;
	if (look->event->call.state != CALL_OPEN)
		return one(ret_values, limited(look->event->duration_ns));
	last_ns = session_totals(look->session)->last_ns;
	return one(ret_values, limited(last_ns > begin_ns ? last_ns - begin_ns : 0));
}

unsigned
filter_read_score(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return isnan(look->row->z) ? 0 : one(ret_values, (uint64_t)filter_score_key((double)look->row->z));
}

unsigned
filter_read_alert(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	(void)field;
	return look->row->severity != ALERT_NONE ? one(ret_values, look->row->severity) : 0;
}

unsigned
filter_read_time(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	uint64_t begin_ns = session_totals(look->session)->begin_ns, time_ns = look->event->head.time_ns;

	(void)field;
	return one(ret_values, limited(time_ns > begin_ns ? time_ns - begin_ns : 0));
}

unsigned
filter_read_mark(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	unsigned count = 0;

	(void)field;
	for (size_t i = 0; i < look->context->mark_count && count < FILTER_NUMBERS_MAX; i++)
		if (look->context->marks[i] == look->seq)
			ret_values[count++] = (int64_t)i + 1;
	return count;
}

/* --- tasks --------------------------------------------------------------------------- */

static const struct task *
task_of(const struct filter_look *look)
{
	return tasks_get(session_tasks(look->session), look->event->head.task);
}

unsigned
filter_read_tid(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct task *task = task_of(look);

	(void)field;
	return task != NULL ? one(ret_values, task->tid) : 0;
}

unsigned
filter_read_pid(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct task *task = task_of(look);

	(void)field;
	return task != NULL ? one(ret_values, task->pid) : 0;
}

bool
filter_hear_comm(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct task *task = task_of(look);

	(void)field;
	return task != NULL && hear(ear, task->comm, strlen(task->comm));
}

/* --- arguments ------------------------------------------------------------------------ */

static bool
is_descriptor(unsigned kind)
{
	return kind == ARG_FD || kind == ARG_DIRFD;
}

unsigned
filter_read_fd(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned count = 0;

	(void)field;
	for (unsigned arg = 0; shape != NULL && arg < shape->arg_count; arg++)
		if (is_descriptor(shape->args[arg].kind))
			ret_values[count++] = (int32_t)call->args[arg];
	if (shape != NULL && shape->result.kind == ARG_FD && call->state == CALL_DONE && !result_is_error(call->result))
		ret_values[count++] = call->result;
	return count;
}

/* The register of an argument that is shown as number `arg`; false: the call has none. */
static bool
find_register(const struct call_shape *shape, unsigned arg, unsigned *ret_register)
{
	for (unsigned i = 0; i < shape->arg_count; i++) {
		if (shape->args[i].kind == ARG_PAD || arg-- > 0)
			continue;
		*ret_register = i;
		return true;
	}
	return false;
}

/* As it is shown: what is an int has the sign of one. */
static uint64_t
value_of(const struct call *call, unsigned number, unsigned kind)
{
	uint64_t value = call->args[number];

	switch (kind) {
	case ARG_INT:
	case ARG_FD:
	case ARG_DIRFD:
	case ARG_SIGNAL:
	case ARG_PID:
	case ARG_ID:
		return (uint64_t)(int64_t)(int32_t)value;
	case ARG_UINT:
		return (uint32_t)value;
	case ARG_WIDE:
	case ARG_WIDE_HEX:
		if (abi_word(call->abi) == 4 && number + 1 < CALL_ARGS)
			value |= call->args[number + 1] << 32;
		return value;
	default:
		return value;
	}
}

unsigned
filter_read_arg(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	unsigned number = field->number;

	if (shape != NULL && !find_register(shape, field->number, &number))
		return 0;
	return one(ret_values, value_of(call, number, shape != NULL ? shape->args[number].kind : ARG_HEX));
}

static bool
is_bytes(unsigned kind)
{
	return kind == ARG_PATH || kind == ARG_STRING || kind == ARG_BUFFER || kind == ARG_RESULT_BUFFER;
}

/* What was captured of a string as it is, and the argument as it is shown. */
bool
filter_hear_arg(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct decode_options options = { .string_max = ARG_STRING_MAX };
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);
	char room[ARG_TEXT_CAP];
	struct text text = text_in(room, sizeof room);
	unsigned number;

	if (shape != NULL && find_register(shape, field->number, &number) && is_bytes(shape->args[number].kind)) {
		const struct piece *piece = call_piece(call, number, 0);

		if (piece != NULL && hear(ear, piece_bytes(piece), piece->len))
			return true;
	}
	decode_arg(&text, call, field->number, &options);
	return text.len > 0 && hear(ear, text.bytes, text.len);
}

bool
filter_hear_result(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct decode_options options = { .string_max = ARG_STRING_MAX };
	char room[NAME_CAP];
	struct text text = text_in(room, sizeof room);

	(void)field;
	decode_result(&text, &look->event->call, &options);
	return hear(ear, text.bytes, text.len);
}

static bool
hear_piece(filter_hear *hear, const void *ear, const struct piece *piece)
{
	return piece != NULL && piece->len > 0 && hear(ear, piece_bytes(piece), strnlen(piece_bytes(piece), piece->len));
}

/* Paths among the arguments, and what the descriptors are that it takes or makes. */
bool
filter_hear_path(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const struct call *call = &look->event->call;
	const struct call_shape *shape = call_shape_of(call->abi, call->nr, call->args);

	(void)field;
	if (shape == NULL || call->piece_count == 0)
		return false;
	for (unsigned arg = 0; arg < shape->arg_count; arg++)
		if (shape->args[arg].kind == ARG_PATH && hear_piece(hear, ear, call_piece(call, arg, 0)))
			return true;
	for (unsigned arg = 0; arg < shape->arg_count; arg++)
		if (shape->args[arg].kind == ARG_FD &&
		    hear_piece(hear, ear, call_name_of(call, (uint32_t)call->args[arg], true)))
			return true;
	return shape->result.kind == ARG_FD && call->state == CALL_DONE && !result_is_error(call->result) &&
	       hear_piece(hear, ear, call_name_of(call, (uint32_t)call->result, false));
}

static enum traits_size
kind_of_size(const struct call *call)
{
	const struct call_shape *shape = call_shape(call->abi, call->nr);

	return shape != NULL ? traits_size(shape->name) : SIZE_NONE;
}

static enum traits_size
known_kind_of_size(struct filter_memory *memory, const struct call *call)
{
	uint8_t *known;

	if (!filter_calls_covers(call->abi, call->nr))
		return kind_of_size(call);
	known = &memory->sizes[call->abi][call->nr];
	if (*known == 0)
		*known = (uint8_t)(kind_of_size(call) + 1);
	return (enum traits_size)(*known - 1);
}

unsigned
filter_read_size(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values)
{
	const struct call *call = &look->event->call;
	enum traits_size kind = known_kind_of_size(look->memory, call);

	(void)field;
	if (kind == SIZE_LENGTH)
		return one(ret_values, call->args[1]);
	if (kind == SIZE_RESULT && call->state == CALL_DONE && !result_is_error(call->result))
		return one(ret_values, (uint64_t)call->result);
	return 0;
}

/* --- names --------------------------------------------------------------------------------- */

bool
filter_hear_call(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	char room[CALL_NAME_CAP];

	(void)field;
	return hear_string(hear, ear, call_name(look->event->call.abi, look->event->call.nr, room));
}

bool
filter_hear_error(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
{
	const char *name = has_failed(&look->event->call) ? errno_name((unsigned)-look->event->call.result) : NULL;

	(void)field;
	return name != NULL && hear_string(hear, ear, name);
}

/* --- places ---------------------------------------------------------------------------------- */

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
filter_hear_generated(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
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
filter_hear_function(const struct filter_look *look, const struct filter_field *field, filter_hear *hear, const void *ear)
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

/* --- without a value ---------------------------------------------------------------------------- */

bool
filter_is_error(const struct filter_look *look)
{
	return look->event != NULL && has_failed(&look->event->call) && !result_is_restart(look->event->call.result);
}

bool
filter_is_alert(const struct filter_look *look)
{
	return look->event != NULL && look->row->severity != ALERT_NONE;
}

bool
filter_is_marked(const struct filter_look *look)
{
	int64_t numbers[FILTER_NUMBERS_MAX];

	return filter_read_mark(look, NULL, numbers) > 0;
}

bool
filter_is_open(const struct filter_look *look)
{
	return look->event != NULL && look->event->call.state == CALL_OPEN;
}

bool
filter_is_unfinished(const struct filter_look *look)
{
	return look->event != NULL && look->event->call.state == CALL_UNFINISHED;
}

bool
filter_is_wait(const struct filter_look *look)
{
	const struct call_shape *shape = look->event != NULL ? call_shape(look->event->call.abi, look->event->call.nr) : NULL;

	return shape != NULL && (shape->classes & CLASS_WAIT) != 0;
}

bool
filter_is_gap(const struct filter_look *look)
{
	return look->row->lost;
}
