#include "model/errlines.h"

#include <fcntl.h>
#include <linux/close_range.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/decisionline.h"
#include "model/errfds.h"
#include "model/tasks.h"
#include "syscall/field.h"
#include "syscall/layout.h"
#include "syscall/memory.h"
#include "trace/event.h"

enum { NUMBERS = 512, SMALL = 4096 };

/* One process. */
struct stream {
	struct errline line;	/* what is there of it; bytes are its own */
	char *bytes;
	size_t cap;
	bool skipping;		/* this line has no tag, or is too long */
	struct errfds fds;
};

struct errlines {
	errlines_hear *hear;
	void *hearer;
	struct table streams;	/* pid → struct stream * */
	uint32_t processes;	/* numbers given */
	struct errlines_totals totals;
	uint8_t kinds[ABI_COUNT][NUMBERS]; /* enum call_kind by number */
};

/* --- streams ---------------------------------------------------------------------- */

static struct stream *
find_stream(const struct errlines *lines, uint32_t pid)
{
	uint64_t value;

	return table_get(&lines->streams, pid, &value) ? (struct stream *)(uintptr_t)value : NULL;
}

static struct stream *
get_stream(struct errlines *lines, uint32_t pid)
{
	struct stream *stream = find_stream(lines, pid);

	if (stream != NULL)
		return stream;
	if (pid == 0 || lines->streams.count == ERRLINES_PROCESSES_MAX) {
		lines->totals.unfollowed++;
		return NULL;
	}
	stream = mem_new(1, sizeof *stream);
	stream->line.process = ++lines->processes;
	table_set(&lines->streams, pid, (uintptr_t)stream);
	return stream;
}

static void
free_stream(struct stream *stream)
{
	free(stream->bytes);
	free(stream);
}

/* --- lines ------------------------------------------------------------------------ */

static void
begin_line(struct stream *stream)
{
	stream->line.len = 0;
	stream->skipping = false;
	if (stream->cap <= SMALL)
		return;
	free(stream->bytes);
	stream->bytes = NULL;
	stream->cap = 0;
}

static void
end_line(struct errlines *lines, struct stream *stream)
{
	stream->line.bytes = stream->bytes;
	if (!stream->skipping && stream->line.len > 0)
		lines->hear(lines->hearer, &stream->line);
	begin_line(stream);
}

/* The rest of this line is not to be had: whatever comes next begins another. */
static void
lose_line(struct errlines *lines, struct stream *stream)
{
	lines->totals.cut += !stream->skipping && stream->line.len > 0;
	begin_line(stream);
}

static void
append(struct stream *stream, const char *bytes, size_t len)
{
	stream->bytes = mem_grow(stream->bytes, &stream->cap, stream->line.len + len + 1, 1);
	memcpy(stream->bytes + stream->line.len, bytes, len);
	stream->line.len += len;
}

/* Part of a line. As long as its beginning is not known to be a tag, not more than a tag is kept. */
static void
take_part(struct errlines *lines, struct stream *stream, const char *bytes, size_t len)
{
	size_t head = stream->line.len < DECISIONLINE_TAG_MAX ? DECISIONLINE_TAG_MAX - stream->line.len : 0;

	if (stream->skipping || len == 0)
		return;
	if (head > len)
		head = len;
	append(stream, bytes, head);
	if (decisionline_begins(stream->bytes, stream->line.len) == DECISIONLINE_NONE) {
		begin_line(stream);
		stream->skipping = true;
	} else if (stream->line.len + len - head > ERRLINE_MAX) {
		lose_line(lines, stream);
		stream->skipping = true;
	} else {
		append(stream, bytes + head, len - head);
	}
}

static void
take_bytes(struct errlines *lines, struct stream *stream, const char *bytes, size_t len)
{
	const char *end;

	while ((end = memchr(bytes, '\n', len)) != NULL) {
		take_part(lines, stream, bytes, (size_t)(end - bytes));
		end_line(lines, stream);
		len -= (size_t)(end + 1 - bytes);
		bytes = end + 1;
	}
	take_part(lines, stream, bytes, len);
}

/* --- writes ----------------------------------------------------------------------- */

/* `len` bytes of a buffer were written; a piece (NULL: none) may have fewer. */
static void
take_piece(struct errlines *lines, struct stream *stream, const struct piece *piece, uint64_t len)
{
	size_t there = piece == NULL ? 0 : piece->len < len ? piece->len : (size_t)len;

	if (there > 0)
		take_bytes(lines, stream, piece_bytes(piece), there);
	if (there == len)
		return;
	lines->totals.gaps++;
	lose_line(lines, stream);
}

static void
take_vector(struct errlines *lines, struct stream *stream, const struct call *call)
{
	const struct piece *array = call_piece(call, 1, 0);
	unsigned word = abi_word(call->abi);
	size_t count = array != NULL ? array->len / (2 * word) : 0;
	uint64_t left = (uint64_t)call->result;

	for (unsigned i = 0; i < count && left > 0; i++) {
		uint64_t len = field_number_at(piece_bytes(array) + (2 * i + 1) * word, word);

		if (len > left)
			len = left;
		take_piece(lines, stream, call_piece(call, 1, MEMORY_CONTENT + i), len);
		left -= len;
	}
	take_piece(lines, stream, NULL, left);
}

/* --- descriptors -------------------------------------------------------------------- */

static bool
is_error(const struct errlines *lines, uint32_t pid, int fd)
{
	static const struct errfds none;
	const struct stream *stream = find_stream(lines, pid);

	return errfds_has(stream != NULL ? &stream->fds : &none, fd);
}

/* A process that never made a copy, and makes none now, needs no stream. */
static void
take_copy(struct errlines *lines, uint32_t pid, int from, int to, bool close_on_exec)
{
	struct stream *stream = find_stream(lines, pid);

	if (stream == NULL && is_error(lines, pid, from))
		stream = get_stream(lines, pid);
	if (stream != NULL && !errfds_copy(&stream->fds, from, to, close_on_exec))
		lines->totals.unfollowed++;
}

static void
take_fcntl(struct errlines *lines, uint32_t pid, const struct call *call)
{
	int fd = (int)call->args[0], command = (int)call->args[1];
	struct stream *stream = find_stream(lines, pid);

	if (command == F_DUPFD || command == F_DUPFD_CLOEXEC)
		take_copy(lines, pid, fd, (int)call->result, command == F_DUPFD_CLOEXEC);
	else if (command == F_SETFD && stream != NULL)
		errfds_set_close_on_exec(&stream->fds, fd, (call->args[2] & FD_CLOEXEC) != 0);
}

static void
take_close(struct errlines *lines, uint32_t pid, uint64_t first, uint64_t last, bool on_exec)
{
	struct stream *stream = find_stream(lines, pid);

	if (stream != NULL)
		errfds_close(&stream->fds, (unsigned)first, (unsigned)last, on_exec);
}

/* --- calls -------------------------------------------------------------------------- */

enum call_kind { OTHER, WRITE, WRITEV, DUP, DUP3, FCNTL, CLOSE, CLOSE_RANGE };

static const struct {
	const char *name;
	enum call_kind kind;
} CALLS[] = {
	{ "write", WRITE }, { "writev", WRITEV }, { "dup", DUP }, { "dup2", DUP }, { "dup3", DUP3 },
	{ "fcntl", FCNTL }, { "fcntl64", FCNTL }, { "close", CLOSE }, { "close_range", CLOSE_RANGE },
};

static void
take_write(struct errlines *lines, uint32_t pid, const struct event_call *event, const struct place *place,
	   enum call_kind kind)
{
	struct stream *stream;

	if (event->call.result == 0 || !is_error(lines, pid, (int)event->call.args[0]) ||
	    (stream = get_stream(lines, pid)) == NULL)
		return;
	stream->line.task = event->head.task;
	stream->line.seq = event->seq;
	stream->line.time_ns = event->head.time_ns;
	stream->line.place = place;
	if (kind == WRITE)
		take_piece(lines, stream, call_piece(&event->call, 1, 0), (uint64_t)event->call.result);
	else
		take_vector(lines, stream, &event->call);
}

static void
take_call(struct errlines *lines, uint32_t pid, const struct event_call *event, const struct place *place)
{
	const struct call *call = &event->call;
	enum call_kind kind = call->nr < NUMBERS && call->abi < ABI_COUNT ? lines->kinds[call->abi][call->nr] : OTHER;

	if (kind == OTHER || call->state != CALL_DONE || call->result < 0)
		return;
	switch (kind) {
	case WRITE:
	case WRITEV:
		take_write(lines, pid, event, place, kind);
		break;
	case DUP:
		take_copy(lines, pid, (int)call->args[0], (int)call->result, false);
		break;
	case DUP3:
		take_copy(lines, pid, (int)call->args[0], (int)call->result, (call->args[2] & O_CLOEXEC) != 0);
		break;
	case FCNTL:
		take_fcntl(lines, pid, call);
		break;
	case CLOSE:
		take_close(lines, pid, call->args[0], call->args[0], false);
		break;
	case CLOSE_RANGE:
		take_close(lines, pid, call->args[0], call->args[1], (call->args[2] & CLOSE_RANGE_CLOEXEC) != 0);
		break;
	case OTHER:
		break;
	}
}

/* --- processes ------------------------------------------------------------------------ */

/* A child has the descriptors of its parent. */
static void
take_task(struct errlines *lines, const struct event_task *event, const struct tasks *tasks)
{
	const struct task *parent = tasks_get(tasks, event->parent);
	struct stream *from = parent != NULL && parent->pid != event->pid ? find_stream(lines, parent->pid) : NULL;
	struct stream *stream;

	if (from != NULL && from->fds.count > 0 && (stream = get_stream(lines, event->pid)) != NULL)
		stream->fds = from->fds;
}

/* What was written last may have no end of line; of a process that runs on it may go on. */
static void
take_exit(struct errlines *lines, struct stream *stream, uint32_t pid, const struct event_task_exit *event)
{
	if (event->status == TASK_LEFT)
		lose_line(lines, stream);
	else
		end_line(lines, stream);
	table_remove(&lines->streams, pid);
	free_stream(stream);
}

/* Calls are missing, or nothing comes any more: no line that has begun will be whole. */
static void
lose_lines(struct errlines *lines)
{
	uint64_t pid, value;
	size_t position = 0;

	while (table_next(&lines->streams, &position, &pid, &value))
		lose_line(lines, (struct stream *)(uintptr_t)value);
}

void
errlines_feed(struct errlines *lines, const struct event *event, const struct tasks *tasks, const struct place *place)
{
	const struct task *task = tasks_get(tasks, event->task);
	uint32_t pid = task != NULL ? task->pid : 0;
	struct stream *stream;

	switch (event->kind) {
	case EVENT_CALL:
		take_call(lines, pid, (const struct event_call *)event, place);
		break;
	case EVENT_TASK:
		take_task(lines, (const struct event_task *)event, tasks);
		break;
	case EVENT_EXEC:
		if ((stream = find_stream(lines, pid)) != NULL)
			errfds_exec(&stream->fds);
		break;
	case EVENT_TASK_EXIT:
		if (((const struct event_task_exit *)event)->last_of_process &&
		    (stream = find_stream(lines, pid)) != NULL)
			take_exit(lines, stream, pid, (const struct event_task_exit *)event);
		break;
	case EVENT_LOST:
	case EVENT_END:
		lose_lines(lines);
		break;
	default:
		break;
	}
}

/* --- life ----------------------------------------------------------------------------- */

struct errlines *
errlines_new(errlines_hear *hear, void *hearer)
{
	struct errlines *lines = mem_new(1, sizeof *lines);

	lines->hear = hear;
	lines->hearer = hearer;
	for (unsigned abi = 0; abi < ABI_COUNT; abi++)
		for (size_t i = 0; i < sizeof CALLS / sizeof *CALLS; i++) {
			int nr = call_number((enum abi)abi, CALLS[i].name);

			if (nr >= 0 && nr < NUMBERS)
				lines->kinds[abi][nr] = (uint8_t)CALLS[i].kind;
		}
	return lines;
}

void
errlines_free(struct errlines *lines)
{
	uint64_t pid, value;
	size_t position = 0;

	if (lines == NULL)
		return;
	while (table_next(&lines->streams, &position, &pid, &value))
		free_stream((struct stream *)(uintptr_t)value);
	table_done(&lines->streams);
	free(lines);
}

struct errlines *
errlines_fork(const struct errlines *lines, void *hearer)
{
	struct errlines *fork = mem_copy(lines, sizeof *lines);
	uint64_t pid, value;
	size_t position = 0;

	fork->hearer = hearer;
	fork->streams = (struct table){ .slots = NULL };
	while (table_next(&lines->streams, &position, &pid, &value)) {
		struct stream *stream = mem_copy((const struct stream *)(uintptr_t)value, sizeof *stream);

		stream->bytes = stream->bytes != NULL ? mem_copy(stream->bytes, stream->cap) : NULL;
		table_set(&fork->streams, pid, (uintptr_t)stream);
	}
	return fork;
}

const struct errlines_totals *
errlines_totals(const struct errlines *lines)
{
	return &lines->totals;
}
