/*
 * decode.h - captured calls in strace's notation
 *
 * Pure: bytes in, text out, bounded by the text's buffer and by the limits
 * below whatever the bytes say. Every string that comes out is printable
 * ASCII. Runs on the front-end thread, for calls somebody looks at or writes.
 */
#ifndef DECODE_H
#define DECODE_H

#include <stdbool.h>

#include "syscall/call.h"

struct text;

enum { DECODE_ROW_MAX = 65536 };	/* bytes: more than any row shall take */

struct decode_options {
	unsigned string_max;	/* bytes shown of a string or buffer, but a path is whole; strace's -s, 32 by default there */
	bool short_names;	/* of the name of a descriptor only the last part of its path: `3<passwd>` */
	bool result_text;	/* "ENOENT (No such file or directory)", not only "ENOENT" */
};

/*
 * How many arguments are shown: 6 for a call without a shape. Fewer than the
 * shape's registers where two make one argument, or open() needs no mode.
 */
unsigned decode_arg_count(const struct call *call);

/* One of the arguments shown, from 0: `AT_FDCWD`, `"/etc/passwd"`, `0x7ffd…`. */
void decode_arg(struct text *text, const struct call *call, unsigned arg, const struct decode_options *options);

/* Of which kind that one is; ARG_HEX where nothing is known of the call. */
enum arg_kind decode_arg_kind(const struct call *call, unsigned arg);

/* All of them, separated by ", ", without parentheses. */
void decode_args(struct text *text, const struct call *call, const struct decode_options *options);

/* `3`, `0x7f12a0000000` for addresses, `-1 ENOENT (No such file or directory)`, `?` when it never returned. */
void decode_result(struct text *text, const struct call *call, const struct decode_options *options);

/* `openat(AT_FDCWD, "/etc/passwd", 0x80000) = 3`: the three together with the name. */
void decode_call(struct text *text, const struct call *call, const struct decode_options *options);

#endif
