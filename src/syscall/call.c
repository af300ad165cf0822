#include "syscall/call.h"

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
