/*
 * call.h - one system call as it was captured
 *
 * The tracer fills it, decode.h turns it into text. Captured memory lies
 * behind the call as a run of pieces: header, bytes, padding to 8. A reader
 * must go through call_piece() or piece_next(), which trust nothing.
 */
#ifndef CALL_H
#define CALL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall/abi.h"
#include "syscall/shape.h"

enum call_state {
	CALL_DONE,	/* returned: result and duration hold */
	CALL_OPEN,	/* still inside when this record was made; another with the same seq follows if it ends */
	CALL_UNFINISHED, /* never returned: exit, exec by another thread, a kill, or we left */
};

enum piece_flags {
	PIECE_AT_ENTRY = 1 << 0,	/* read at the entry stop, before the kernel changed anything */
	PIECE_CUT = 1 << 1,		/* there was more than was captured */
	PIECE_SHORT = 1 << 2,		/* memory ended before what was asked for: show what there is, then the pointer */
	PIECE_TEXT = 1 << 15,		/* a string: no zero bytes. In the top bit, which the form of recordings gives a meaning */
	PIECE_NAME = 1 << 3,	/* no memory, but what a descriptor is: its number is `addr`, `arg` is PIECE_NO_ARG */
};

enum { PIECE_NO_ARG = 255 };

struct piece {
	uint64_t addr;	/* where it lay in the traced program */
	uint32_t len;	/* captured bytes that follow this header */
	uint8_t arg;	/* argument 0-5 */
	uint8_t index;	/* running number within the argument: elements of argv, iovecs … */
	uint16_t flags;	/* enum piece_flags */
	/* bytes, then padding to a multiple of 8 */
};

/*
 * What the pieces of an argument are:
 *
 *	ARG_PATH, ARG_STRING	one piece: the bytes before the terminator
 *	ARG_STRINGS		a piece for each string, `index` counting from 0 and
 *				`addr` that of the string; then, where there were more
 *				strings or none at all, a closing piece with addr 0 and
 *				len 0, which is PIECE_CUT when there were more
 *	ARG_STRINGS as FORM_COUNT	one piece: how many there are, as a uint64_t; PIECE_CUT when
 *				there are more than were counted
 *	ARG_ENTRIES		the same
 *	vectors and messages	as memory.h numbers them
 *	everything else		one piece, and where the call changes it one PIECE_AT_ENTRY
 *
 * No piece means that nothing could be read: the bare address is shown.
 */

struct call {
	uint64_t args[CALL_ARGS];	/* raw; upper halves of 32-bit tasks are zero */
	int64_t result;			/* raw, sign-extended; meaningful only when CALL_DONE */
	uint8_t abi;			/* enum abi; before the number, whose meaning it decides, for readers of recordings */
	uint8_t state;			/* enum call_state */
	uint16_t piece_count;
	uint32_t nr;			/* without x32's bit 30 */
	uint32_t pieces_len;		/* bytes of all pieces, headers and padding included */
	uint32_t reserved;
};

/* The pieces follow the call directly in memory. */
static inline const void *
call_pieces(const struct call *call)
{
	return call + 1;
}

/* Bytes that a piece with `len` captured bytes takes. */
static inline size_t
piece_size(uint32_t len)
{
	return sizeof(struct piece) + (((size_t)len + 7) & ~(size_t)7);
}

/*
 * The next piece after `piece` (NULL: the first), or NULL at the end or when
 * what follows does not fit into pieces_len.
 */
const struct piece *piece_next(const struct call *call, const struct piece *piece);

/* The piece of argument `arg` with running number `index`, or NULL. */
const struct piece *call_piece(const struct call *call, unsigned arg, unsigned index);

/* The same, of those read at the entry stop or of the others. */
const struct piece *call_piece_at(const struct call *call, unsigned arg, unsigned index, bool entry);

/* What the descriptor was at entry, or after the call; NULL where that was not asked. And adds it, where there is room. */
const struct piece *call_name_of(const struct call *call, uint32_t descriptor, bool entry);
void call_add_name(struct call *call, size_t room, uint32_t descriptor, const char *name, size_t len, bool entry);

/* Its bytes. */
static inline const char *
piece_bytes(const struct piece *piece)
{
	return (const char *)(piece + 1);
}

#endif
