#include "records.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/why.h"

enum { TID_FIRST = 1000, CLOCK_BEGIN_NS = 1000000000 };
static const uint64_t REALTIME_NS = 1700000000000000000, TEXT_ADDRESS = 0x7fff00001000;

const struct event *
records_newest(const struct records *records)
{
	return (const struct event *)records->bytes;
}

void
records_wait(struct records *records, uint64_t ns)
{
	records->now_ns += ns;
}

/* The next record, zeroed where the last one lay, its head filled in. */
static void *
begin(struct records *records, enum event_kind kind, uint32_t task)
{
	struct event *event = (struct event *)records->bytes;

	memset(records->bytes, 0, event->size);
	event->kind = (uint16_t)kind;
	event->task = task;
	event->time_ns = records->now_ns;
	return event;
}

/* Gives the record its size, bytes behind the payload included, and feeds it. */
static void
finish(struct records *records, size_t size)
{
	struct event *event = (struct event *)records->bytes;

	event->size = (uint32_t)((size + 7) & ~(size_t)7);
	if (!event_valid(event, event->size))
		die("a test made a record that is none");
	if (records->session != NULL)
		session_feed(records->session, event);
	if (records->hear != NULL)
		records->hear(event);
}

/* --- the program and its tasks ---------------------------------------------- */

void
records_start(struct records *records, const char *command)
{
	struct event_start *event;
	char *text;

	if (records->now_ns == 0)
		records->now_ns = CLOCK_BEGIN_NS;
	event = begin(records, EVENT_START, 0);
	text = (char *)(event + 1);
	event->realtime_ns = REALTIME_NS;
	event->pid = TID_FIRST + 1;
	event->native_abi = abi_native();
	event->text_len = (uint32_t)strlen(command) + 1;
	memcpy(text, command, event->text_len);
	for (char *space = text; (space = strchr(space, ' ')) != NULL;)
		*space = '\0';
	event->argument_count = event_strings(text, event->text_len);
	finish(records, sizeof *event + event->text_len);
}

void
records_end(struct records *records, int status)
{
	struct event_end *event = begin(records, EVENT_END, 0);

	event->status = status;
	event->calls = records->calls;
	event->dropped = records->lost;
	finish(records, sizeof *event);
}

static uint32_t
add_task(struct records *records, uint32_t parent, enum task_origin origin, uint32_t pid, const char *comm)
{
	struct event_task *event = begin(records, EVENT_TASK, ++records->tasks);

	event->tid = TID_FIRST + records->tasks;
	event->pid = pid != 0 ? pid : event->tid;
	event->parent = parent;
	event->origin = origin;
	event->space = event->pid - TID_FIRST;
	snprintf(event->comm, sizeof event->comm, "%s", comm);
	finish(records, sizeof *event);
	return records->tasks;
}

uint32_t
records_task(struct records *records, uint32_t parent, const char *comm)
{
	return add_task(records, parent, parent == 0 ? TASK_STARTED : TASK_FORK, 0, comm);
}

uint32_t
records_thread(struct records *records, uint32_t parent, const char *comm)
{
	return add_task(records, parent, TASK_CLONE, TID_FIRST + parent, comm);
}

void
records_exec(struct records *records, uint32_t task, const char *path)
{
	struct event_exec *event = begin(records, EVENT_EXEC, task);
	const char *slash = strrchr(path, '/'), *name = slash != NULL ? slash + 1 : path;
	size_t name_len = strnlen(name, sizeof event->comm - 1);

	event->space = task;
	memcpy(event->comm, name, name_len);
	event->path_len = (uint32_t)strlen(path);
	memcpy(event + 1, path, event->path_len);
	finish(records, sizeof *event + event->path_len);
}

void
records_exit(struct records *records, uint32_t task, int status)
{
	struct event_task_exit *event = begin(records, EVENT_TASK_EXIT, task);

	event->status = status;
	finish(records, sizeof *event);
}

void
records_signal(struct records *records, uint32_t task, unsigned signal)
{
	struct event_signal *event = begin(records, EVENT_SIGNAL, task);

	event->signal = signal;
	finish(records, sizeof *event);
}

void
records_note(struct records *records, const char *text)
{
	struct event_note *event = begin(records, EVENT_NOTE, 0);

	event->text_len = (uint32_t)strlen(text);
	memcpy(event + 1, text, event->text_len);
	finish(records, sizeof *event + event->text_len);
}

void
records_lost(struct records *records, uint64_t count)
{
	struct event_lost *event = begin(records, EVENT_LOST, 0);

	event->first_seq = records->calls + 1;
	event->count = count;
	records->calls += count;
	finish(records, sizeof *event);
	records->lost += count;
}

/* --- calls -------------------------------------------------------------------- */

static bool
is_text(enum arg_kind kind)
{
	return kind == ARG_PATH || kind == ARG_STRING || kind == ARG_BUFFER || kind == ARG_RESULT_BUFFER;
}

static void
add_piece(struct call *call, unsigned arg, unsigned index, const void *bytes, size_t len)
{
	struct piece *piece = (struct piece *)((char *)(call + 1) + call->pieces_len);

	*piece = (struct piece){
		.addr = TEXT_ADDRESS + call->pieces_len,
		.len = (uint32_t)len,
		.arg = (uint8_t)arg,
		.index = (uint8_t)index,
	};
	memcpy(piece + 1, bytes, len);
	call->pieces_len += (uint32_t)piece_size(piece->len);
	call->piece_count++;
}

/* Captures the text for the argument of the shape that takes one. */
static void
add_text(struct call *call, const struct call_shape *shape, const char *text, size_t len)
{
	for (unsigned arg = 0; arg < shape->arg_count; arg++) {
		if (!is_text(shape->args[arg].kind))
			continue;
		if (call->args[arg] == 0)
			call->args[arg] = TEXT_ADDRESS;
		if (shape->args[arg].kind == ARG_BUFFER && call->args[shape->args[arg].by] == 0)
			call->args[shape->args[arg].by] = len;
		add_piece(call, arg, 0, text, len);
		return;
	}
	die("%s takes no text", shape->name);
}

static void
add_strings(struct call *call, const struct call_shape *shape, const char *const *strings)
{
	unsigned arg = 0;

	while (arg < shape->arg_count && shape->args[arg].kind != ARG_STRINGS)
		arg++;
	if (arg == shape->arg_count)
		die("%s takes no strings", shape->name);
	call->args[arg] = TEXT_ADDRESS;
	for (unsigned i = 0; strings[i] != NULL; i++)
		add_piece(call, arg, i, strings[i], strlen(strings[i]));
}

uint64_t
records_add_call(struct records *records, const struct record_call *call)
{
	struct event_call *event = begin(records, EVENT_CALL, call->task);
	int nr = call_number(abi_native(), call->name);

	if (nr < 0)
		die("there is no call %s", call->name);
	event->seq = call->seq != 0 ? call->seq : ++records->calls;
	event->head.flags = (uint16_t)call->flags;
	event->duration_ns = call->duration_ns;
	event->floor_ns = call->floor_ns;
	event->pc = 0x401000;
	event->stack = call->stack != 0 ? call->stack : records->stack;
	event->call = (struct call){
		.result = call->result, .nr = (uint32_t)nr, .abi = (uint8_t)abi_native(), .state = (uint8_t)call->state,
	};
	memcpy(event->call.args, call->args, sizeof call->args);
	if (call->text != NULL)
		add_text(&event->call, call_shape(abi_native(), (uint32_t)nr), call->text,
			 call->text_len != 0 ? call->text_len : strlen(call->text));
	if (call->strings != NULL)
		add_strings(&event->call, call_shape(abi_native(), (uint32_t)nr), call->strings);
	/* What is told again or has not returned began in the past. */
	if (call->state != CALL_DONE || call->seq != 0)
		event->head.time_ns -= call->duration_ns;
	else
		records->now_ns += call->duration_ns;
	finish(records, sizeof *event + event->call.pieces_len);
	return event->seq;
}

uint64_t
records_call(struct records *records, uint32_t task, const char *name, int64_t result, uint64_t duration_ns,
	     const char *text)
{
	return records_add_call(records, &(struct record_call){
		.task = task, .name = name, .result = result, .duration_ns = duration_ns, .text = text,
	});
}

/* --- maps and stacks -------------------------------------------------------------- */

struct record_map {
	uint64_t begin, end, offset, inode;
	unsigned dev_major, dev_minor;
	const char *path;
};

static uint32_t
add_map(struct records *records, uint32_t task, const struct record_map *map)
{
	struct event_map *event = begin(records, EVENT_MAP, task);

	event->space = task;
	event->map = ++records->maps;
	event->begin = map->begin;
	event->end = map->end;
	event->offset = map->offset;
	event->inode = map->inode;
	event->dev_major = map->dev_major;
	event->dev_minor = map->dev_minor;
	event->path_len = (uint32_t)strlen(map->path);
	memcpy(event + 1, map->path, event->path_len);
	finish(records, sizeof *event + event->path_len);
	if (records->maps < RECORDS_MAPS)
		records->ranges[records->maps] = (struct record_range){ map->begin, map->end };
	return records->maps;
}

uint32_t
records_map(struct records *records, uint32_t task, const char *path, uint64_t begin_at, uint64_t end,
	    uint64_t offset)
{
	struct record_map map = { .begin = begin_at, .end = end, .offset = offset, .path = path };
	struct stat st;

	if (stat(path, &st) == 0) {
		map.inode = st.st_ino;
		map.dev_major = major(st.st_dev);
		map.dev_minor = minor(st.st_dev);
	}
	return add_map(records, task, &map);
}

uint32_t
records_own_maps(struct records *records, uint32_t task)
{
	FILE *file = fopen("/proc/self/maps", "re");
	uint32_t first = records->maps + 1;
	char *line = NULL;
	size_t room = 0;

	if (file == NULL)
		die("/proc/self/maps cannot be read");
	while (getline(&line, &room, file) > 0) {
		struct record_map map;
		char rights[5];
		int at = 0;

		line[strcspn(line, "\n")] = '\0';
		if (sscanf(line, "%lx-%lx %4s %lx %x:%x %lu %n", &map.begin, &map.end, rights, &map.offset,
			   &map.dev_major, &map.dev_minor, &map.inode, &at) < 7 || rights[2] != 'x')
			continue;
		map.path = line + at;
		add_map(records, task, &map);
	}
	free(line);
	fclose(file);
	return first;
}

uint32_t
records_stack(struct records *records, uint32_t task, const struct event_frame *frames, unsigned count)
{
	struct event_stack *event = begin(records, EVENT_STACK, task);

	event->stack = ++records->stacks;
	event->count = count;
	memcpy(event->frames, frames, count * sizeof *frames);
	finish(records, sizeof *event + count * sizeof *frames);
	return records->stacks;
}

static uint32_t
map_at(const struct records *records, uint64_t address)
{
	for (uint32_t map = 1; map <= records->maps && map < RECORDS_MAPS; map++)
		if (address >= records->ranges[map].begin && address < records->ranges[map].end)
			return map;
	return 0;
}

uint32_t
records_stack_of(struct records *records, uint32_t task, records_function *const *functions, unsigned count)
{
	struct event_frame *frames = mem_new(count, sizeof *frames);
	uint32_t stack;

	for (unsigned i = 0; i < count; i++) {
		uint64_t pc = (uintptr_t)functions[i];

		frames[i] = (struct event_frame){ .pc = pc, .map = map_at(records, pc), .flags = FRAME_EXACT_PC };
	}
	stack = records_stack(records, task, frames, count);
	free(frames);
	return stack;
}
