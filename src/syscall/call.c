#include "syscall/call.h"

#include <string.h>

const struct piece *
piece_next(const struct call *call, const struct piece *piece)
{
	const char *pieces = call_pieces(call);
	size_t begin = piece != NULL ? (size_t)((const char *)piece - pieces) + piece_size(piece->len) : 0;
	size_t left = call->pieces_len - begin;	/* what was given out before did fit */
	const struct piece *next = (const void *)(pieces + begin);

	if (left < sizeof *next || left < piece_size(next->len))
		return NULL;
	return next;
}

const struct piece *
call_piece(const struct call *call, unsigned arg, unsigned index)
{
	for (const struct piece *piece = piece_next(call, NULL); piece != NULL; piece = piece_next(call, piece))
		if (piece->arg == arg && piece->index == index)
			return piece;
	return NULL;
}

const struct piece *
call_piece_at(const struct call *call, unsigned arg, unsigned index, bool entry)
{
	for (const struct piece *piece = piece_next(call, NULL); piece != NULL; piece = piece_next(call, piece))
		if (piece->arg == arg && piece->index == index && ((piece->flags & PIECE_AT_ENTRY) != 0) == entry)
			return piece;
	return NULL;
}

const struct piece *
call_name_of(const struct call *call, uint32_t descriptor, bool entry)
{
	for (const struct piece *piece = piece_next(call, NULL); piece != NULL; piece = piece_next(call, piece))
		if ((piece->flags & PIECE_NAME) != 0 && piece->addr == descriptor &&
		    ((piece->flags & PIECE_AT_ENTRY) != 0) == entry)
			return piece;
	return NULL;
}

void
call_add_name(struct call *call, size_t room, uint32_t descriptor, const char *name, size_t len, bool entry)
{
	struct piece *piece = (struct piece *)((char *)(call + 1) + call->pieces_len);
	size_t size = piece_size((uint32_t)len);

	if (call->pieces_len + size > room)
		return;
	*piece = (struct piece){
		.addr = descriptor, .len = (uint32_t)len, .arg = PIECE_NO_ARG,
		.flags = (uint16_t)(PIECE_NAME | PIECE_TEXT | (entry ? PIECE_AT_ENTRY : 0)),
	};
	memcpy(piece + 1, name, len);
	memset((char *)(piece + 1) + len, 0, size - sizeof *piece - len);
	call->pieces_len += (uint32_t)size;
	call->piece_count++;
}
