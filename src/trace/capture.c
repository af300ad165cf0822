#include "trace/capture.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

#include "syscall/errnos.h"

enum { PAGE = 4096, PAGES_AT_ONCE = 16 };

size_t
capture_read(pid_t tid, uint64_t address, void *bytes, size_t size)
{
	struct iovec local = { bytes, size }, remote[PAGES_AT_ONCE];
	unsigned count = 0;
	size_t asked = 0;
	ssize_t got;

	/* A read stops at the first piece that is not there, so pieces end at page ends. */
	while (asked < size && count < PAGES_AT_ONCE) {
		size_t part = PAGE - ((address + asked) & (PAGE - 1));

		if (part > size - asked)
			part = size - asked;
		remote[count++] = (struct iovec){ (void *)(uintptr_t)(address + asked), part };
		asked += part;
	}
	local.iov_len = asked;
	got = process_vm_readv(tid, &local, 1, remote, count, 0);
	return got > 0 ? (size_t)got : 0;
}

/* Where the next piece goes. */
struct pen {
	const struct capture *capture;
	struct call *call;
	size_t room;		/* left for pieces */
};

static struct piece *
next_piece(struct pen *pen)
{
	return (struct piece *)((unsigned char *)(pen->call + 1) + pen->call->pieces_len);
}

/* How many captured bytes there is room for, at most `want`. */
static size_t
room_for(const struct pen *pen, size_t want)
{
	size_t room = pen->room > sizeof(struct piece) + 8 ? pen->room - sizeof(struct piece) - 8 : 0;

	return want < room ? want : room;
}

static void
add_piece(struct pen *pen, unsigned arg, unsigned index, uint64_t address, size_t len, unsigned flags)
{
	struct piece *piece = next_piece(pen);
	size_t size = piece_size((uint32_t)len);

	if (pen->room < size)
		return;
	*piece = (struct piece){
		.addr = address, .len = (uint32_t)len, .arg = (uint8_t)arg, .index = (uint8_t)index,
		.flags = (uint16_t)(flags | (pen->capture->entry ? PIECE_AT_ENTRY : 0)),
	};
	memset((unsigned char *)(piece + 1) + len, 0, size - sizeof *piece - len);
	pen->room -= size;
	pen->call->pieces_len += (uint32_t)size;
	pen->call->piece_count++;
}

/* A terminated string, without its terminator. */
static void
add_string(struct pen *pen, unsigned arg, unsigned index, uint64_t address, size_t max)
{
	char *bytes = (char *)(next_piece(pen) + 1);
	size_t want = room_for(pen, max), got, len;
	unsigned flags = 0;

	if (address == 0 || want == 0)
		return;
	got = capture_read(pen->capture->tid, address, bytes, want);
	if (got == 0)
		return;
	len = strnlen(bytes, got);
	if (len == got)
		flags = got < want ? PIECE_SHORT : PIECE_CUT;
	add_piece(pen, arg, index, address, len, flags);
}

static void
add_buffer(struct pen *pen, unsigned arg, unsigned index, uint64_t address, uint64_t size)
{
	size_t want = room_for(pen, size < pen->capture->buffer_max ? size : pen->capture->buffer_max), got;

	if (address == 0)
		return;
	got = want > 0 ? capture_read(pen->capture->tid, address, next_piece(pen) + 1, want) : 0;
	if (got == 0 && size > 0)
		return;
	add_piece(pen, arg, index, address, got, got < want ? PIECE_SHORT : got < size ? PIECE_CUT : 0);
}

/* How many pointers there are before the terminating one; false when none can be read. */
static bool
count_pointers(const struct pen *pen, uint64_t address, uint64_t *ret_count, bool *ret_more)
{
	unsigned word = abi_word(pen->call->abi);
	unsigned char pointers[512 * 8];
	uint64_t count = 0, pointer;

	while (count < CAPTURE_COUNT_MAX) {
		size_t got = capture_read(pen->capture->tid, address + count * word, pointers, 512 * word);

		for (size_t i = 0; (i + 1) * word <= got; i++, count++) {
			pointer = 0;
			memcpy(&pointer, pointers + i * word, word);	/* little-endian */
			if (pointer != 0)
				continue;
			*ret_count = count;
			*ret_more = false;
			return true;
		}
		if (got < 512 * word)
			break;
	}
	*ret_count = count;
	*ret_more = true;
	return count > 0;
}

/* An environment is only counted. */
static void
add_count(struct pen *pen, unsigned arg, uint64_t address)
{
	uint64_t count;
	bool more;

	if (address == 0 || room_for(pen, sizeof count) < sizeof count || !count_pointers(pen, address, &count, &more))
		return;
	memcpy(next_piece(pen) + 1, &count, sizeof count);
	add_piece(pen, arg, 0, address, sizeof count, more ? PIECE_CUT : 0);
}

/* A piece for each string, and a closing one where there were more or none. */
static void
add_strings(struct pen *pen, unsigned arg, uint64_t address)
{
	unsigned word = abi_word(pen->call->abi);
	unsigned char pointers[(CAPTURE_STRINGS_MAX + 1) * 8];
	size_t got = address != 0 ? capture_read(pen->capture->tid, address, pointers, (CAPTURE_STRINGS_MAX + 1) * word) : 0;
	unsigned count = 0;

	for (; (count + 1) * word <= got; count++) {
		uint64_t pointer = 0;

		memcpy(&pointer, pointers + count * word, word);	/* little-endian */
		if (pointer == 0) {
			if (count == 0)
				add_piece(pen, arg, 0, 0, 0, 0);
			return;
		}
		if (count == CAPTURE_STRINGS_MAX)
			break;
		add_string(pen, arg, count, pointer, pen->capture->buffer_max);
	}
	if (got > 0)
		add_piece(pen, arg, count, 0, 0, PIECE_CUT);
}

/* The word at `bytes`, of a task's own width; little-endian. */
static uint64_t
read_word(const unsigned char *bytes, unsigned word)
{
	uint64_t value = 0;

	memcpy(&value, bytes, word);
	return value;
}

/* The array first, all of it, so that what is left of the room is the buffers'. */
static void
add_vector(struct pen *pen, unsigned arg, uint64_t address, uint64_t count)
{
	unsigned word = abi_word(pen->call->abi);
	unsigned char vectors[CAPTURE_BUFFERS_MAX * 2 * 8];
	struct buffer_at *buffers = (struct buffer_at *)(next_piece(pen) + 1);
	size_t most = room_for(pen, CAPTURE_BUFFERS_MAX * sizeof *buffers) / sizeof *buffers, got, want;

	if (address == 0 || count == 0 || most == 0)
		return;
	want = count < most ? (size_t)count : most;
	got = capture_read(pen->capture->tid, address, vectors, want * 2 * word) / (2 * word);
	if (got == 0)
		return;
	for (size_t i = 0; i < got; i++) {
		buffers[i].addr = read_word(vectors + i * 2 * word, word);
		buffers[i].len = read_word(vectors + (i * 2 + 1) * word, word);
	}
	add_piece(pen, arg, 0, address, got * sizeof *buffers, got < want ? PIECE_SHORT : got < count ? PIECE_CUT : 0);
	for (size_t i = 0; i < got; i++)
		if (buffers[i].len > 0)
			add_buffer(pen, arg, (unsigned)i + 1, buffers[i].addr, buffers[i].len);
}

bool
capture_at_entry(const struct call_shape *shape)
{
	if (shape == NULL)
		return false;
	for (unsigned i = 0; i < shape->arg_count; i++)
		if (shape->args[i].kind == ARG_STRINGS)
			return true;
	return false;
}

/* What the kernel wrote: some calls tell how much there would have been, beyond the room they were given. */
static uint64_t
result_bytes(const struct call *call, unsigned by)
{
	uint64_t result = (uint64_t)call->result;

	return result < call->args[by] ? result : call->args[by];
}

static void
capture_arg(struct pen *pen, const struct call_shape *shape, unsigned arg)
{
	const struct call *call = pen->call;
	uint64_t value = call->args[arg];

	switch (shape->args[arg].kind) {
	case ARG_PATH:
		add_string(pen, arg, 0, value, CAPTURE_PATH_MAX);
		break;
	case ARG_STRING:
		add_string(pen, arg, 0, value, pen->capture->buffer_max);
		break;
	case ARG_BUFFER:
		add_buffer(pen, arg, 0, value, call->args[shape->args[arg].by]);
		break;
	case ARG_RESULT_BUFFER:
		if (!pen->capture->entry && call->state == CALL_DONE && !result_is_error(call->result))
			add_buffer(pen, arg, 0, value, result_bytes(call, shape->args[arg].by));
		break;
	case ARG_VECTOR:
		add_vector(pen, arg, value, call->args[shape->args[arg].by]);
		break;
	case ARG_STRINGS:
		if (shape->args[arg].form == FORM_COUNT)
			add_count(pen, arg, value);
		else
			add_strings(pen, arg, value);
		break;
	default:
		break;
	}
}

void
capture_call(const struct capture *capture, const struct call_shape *shape, struct call *call, size_t room)
{
	struct pen pen = { capture, call, room };

	if (shape == NULL)
		return;
	for (unsigned arg = 0; arg < shape->arg_count; arg++)
		capture_arg(&pen, shape, arg);
}
