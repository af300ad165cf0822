#include "syscall/call.h"

const struct piece *
piece_next(const struct call *call, const struct piece *piece)
{
	const unsigned char *begin = call_pieces(call);
	size_t offset = 0;

	if (piece != NULL)
		offset = (size_t)((const unsigned char *)piece - begin) + piece_size(piece->len);
	if (offset > call->pieces_len || call->pieces_len - offset < sizeof *piece)
		return NULL;
	piece = (const struct piece *)(begin + offset);
	return piece_size(piece->len) <= call->pieces_len - offset ? piece : NULL;
}

const struct piece *
call_piece(const struct call *call, unsigned arg, unsigned index)
{
	const struct piece *piece = NULL;

	while ((piece = piece_next(call, piece)) != NULL)
		if (piece->arg == arg && piece->index == index)
			return piece;
	return NULL;
}
