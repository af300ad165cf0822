#include "trace/capture.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

#include "syscall/field.h"
#include "syscall/layout.h"
#include "syscall/memory.h"

enum { PAGE = 4096, PAGES_AT_ONCE = 16, CAPTURE_CHUNK = 4096 };

static size_t
least(uint64_t a, uint64_t b)
{
	return (size_t)(a < b ? a : b);
}

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
	const struct call_shape *shape;
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
	add_piece(pen, arg, index, address, len, flags | PIECE_TEXT);
}

/* The beginning of a buffer. */
static void
add_buffer(struct pen *pen, unsigned arg, unsigned index, uint64_t address, uint64_t size)
{
	size_t want = room_for(pen, least(size, pen->capture->buffer_max)), got;

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

/* Entries of a directory are only counted: each says how long it is. */
static void
add_entries(struct pen *pen, unsigned arg, uint64_t address, uint64_t size)
{
	enum { RECORD_LENGTH = 16 };	/* of d_reclen in both kinds, where longs have 64 bits */
	unsigned at = pen->call->abi == ABI_I386 || pen->call->abi == ABI_ARM ? 8 : RECORD_LENGTH;
	unsigned char chunk[CAPTURE_CHUNK];
	uint64_t offset = 0, count = 0;

	if (pen->shape->args[arg].form == FORM_LONG)
		at = RECORD_LENGTH;
	while (offset < size) {
		size_t want = size - offset < sizeof chunk ? (size_t)(size - offset) : sizeof chunk, inner = 0;
		size_t got = capture_read(pen->capture->tid, address + offset, chunk, want);

		while (inner + at + 2 <= got) {
			size_t length = (size_t)field_number_at(chunk + inner + at, 2);

			if (length < at + 2)
				return;	/* no directory entries after all */
			inner += length;
			count++;
		}
		if (inner == 0)
			return;
		offset += inner;
	}
	if (room_for(pen, sizeof count) < sizeof count)
		return;
	memcpy(next_piece(pen) + 1, &count, sizeof count);
	add_piece(pen, arg, 0, address, sizeof count, 0);
}

/* Bytes that are wanted whole; the number is that of the piece. */
static const unsigned char *
add_bytes(struct pen *pen, unsigned arg, unsigned index, uint64_t address, uint64_t size)
{
	const struct piece *piece = next_piece(pen);
	size_t want = room_for(pen, size < MEMORY_BYTES_MAX ? (size_t)size : MEMORY_BYTES_MAX), got;

	if (address == 0 || want == 0)
		return NULL;
	got = capture_read(pen->capture->tid, address, next_piece(pen) + 1, want);
	if (got == 0)
		return NULL;
	add_piece(pen, arg, index, address, got, got < want ? PIECE_SHORT : got < size ? PIECE_CUT : 0);
	return got == want ? (const unsigned char *)(piece + 1) : NULL;
}

/* A vector, and what its elements refer to: `content` bytes in all, `most` elements. */
static void
add_vector(struct pen *pen, unsigned arg, unsigned index, unsigned first, uint64_t address, const struct memory *memory,
	   unsigned most)
{
	unsigned word = abi_word(pen->call->abi);
	uint64_t left = memory->content;
	const unsigned char *elements = add_bytes(pen, arg, index, address, memory->size * 2 * word);

	for (unsigned i = 0; elements != NULL && i < memory->size && i < most && left > 0; i++) {
		uint64_t base = field_number_at(elements + (size_t)2 * word * i, word);
		uint64_t len = field_number_at(elements + (size_t)2 * word * i + word, word);

		if (len > left)
			len = left;
		left -= len;
		add_buffer(pen, arg, first + i, base, len);
	}
}

/* Name, ancillary data and vector of one message, whose header is here. */
static void
add_message(struct pen *pen, unsigned arg, unsigned index, const unsigned char *header, uint64_t content, unsigned most)
{
	unsigned word = abi_word(pen->call->abi);
	uint64_t name_len = field_number_at(header + word, 4), control_len = field_number_at(header + 5 * word, word);
	struct memory vector = {
		MEMORY_VECTOR, field_number_at(header + 3 * word, word), content,
	};

	if (vector.size > MEMORY_VECTOR_MAX)
		vector.size = MEMORY_VECTOR_MAX;
	add_bytes(pen, arg, index + MEMORY_MESSAGE_NAME, field_number_at(header, word), name_len < 128 ? name_len : 128);
	add_bytes(pen, arg, index + MEMORY_MESSAGE_CONTROL, field_number_at(header + 4 * word, word),
		  control_len < MEMORY_CONTROL_MAX ? control_len : MEMORY_CONTROL_MAX);
	add_vector(pen, arg, index + MEMORY_MESSAGE_VECTOR, index + MEMORY_MESSAGE_CONTENT,
		   field_number_at(header + 2 * word, word), &vector, most);
}

static void
add_messages(struct pen *pen, unsigned arg, uint64_t address, const struct memory *memory)
{
	unsigned word = abi_word(pen->call->abi), each = memory->size == 0 ? 7 * word : 8 * word;
	unsigned count = memory->size == 0 ? 1 : (unsigned)memory->size;
	const unsigned char *headers = add_bytes(pen, arg, 0, address, (uint64_t)count * each);

	for (unsigned i = 0; headers != NULL && i < count; i++)
		add_message(pen, arg, MEMORY_MESSAGE + i * MEMORY_MESSAGE_PIECES, headers + (size_t)i * each,
			    memory->content, memory->size == 0 ? MEMORY_VECTOR_MAX : MEMORY_CONTENTS_MAX);
}

static void
add_indirect(struct pen *pen, unsigned arg, uint64_t address, const struct memory *memory)
{
	const unsigned char *bytes = add_bytes(pen, arg, 0, address, memory->size);

	if (bytes != NULL)
		add_bytes(pen, arg, 1, field_number_at(bytes, abi_word(pen->call->abi)), memory->content);
}

static void
capture_arg(struct pen *pen, unsigned arg)
{
	struct memory memory = memory_of(pen->call, pen->shape, arg, pen->capture->entry);
	uint64_t address = pen->call->args[arg];

	switch (memory.kind) {
	case MEMORY_NONE:
		break;
	case MEMORY_BYTES:
		add_bytes(pen, arg, 0, address, memory.size);
		break;
	case MEMORY_BUFFER:
		add_buffer(pen, arg, 0, address, memory.size);
		break;
	case MEMORY_STRING:
		add_string(pen, arg, 0, address, (size_t)memory.size);
		break;
	case MEMORY_TEXT:
		add_string(pen, arg, 0, address, least(memory.size, pen->capture->buffer_max));
		break;
	case MEMORY_STRINGS:
		add_strings(pen, arg, address);
		break;
	case MEMORY_POINTERS:
		add_count(pen, arg, address);
		break;
	case MEMORY_ENTRIES:
		add_entries(pen, arg, address, memory.size);
		break;
	case MEMORY_VECTOR:
		add_vector(pen, arg, 0, MEMORY_CONTENT, address, &memory, MEMORY_VECTOR_MAX);
		break;
	case MEMORY_MESSAGES:
		add_messages(pen, arg, address, &memory);
		break;
	case MEMORY_INDIRECT:
		add_indirect(pen, arg, address, &memory);
		break;
	}
}

void
capture_call(const struct capture *capture, const struct call_shape *shape, struct call *call, size_t room)
{
	struct pen pen = { capture, shape, call, room > call->pieces_len ? room - call->pieces_len : 0 };

	if (shape == NULL)
		return;
	for (unsigned arg = 0; arg < shape->arg_count; arg++)
		capture_arg(&pen, arg);
}
