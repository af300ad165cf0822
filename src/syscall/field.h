/*
 * field.h - one field of a structure: its type, and its value as text
 *
 * For layout.c, which knows where fields lie; numbers, signal sets and dates
 * are for everybody who reads captured bytes.
 */
#ifndef FIELD_H
#define FIELD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall/abi.h"

struct text;

enum field_type {
	FIELD_I8, FIELD_U8, FIELD_X8, FIELD_I16, FIELD_U16, FIELD_X16, FIELD_I32, FIELD_U32, FIELD_X32,
	FIELD_I64, FIELD_U64, FIELD_X64,
	FIELD_LONG, FIELD_ULONG, FIELD_XLONG,	/* the kernel's long */
	FIELD_POINTER,
	FIELD_POINTER64, FIELD_ZPOINTER64,	/* in 64 bits everywhere; the latter not shown when 0 */
	FIELD_FD, FIELD_PID, FIELD_ID, FIELD_ID16, FIELD_SIGNAL, FIELD_SIGNAL64, FIELD_ERRNO,
	FIELD_CHARS,	/* `count` bytes, terminated or not */
	FIELD_PAD,	/* `count` bytes */
	FIELD_SET16, FIELD_SET32, FIELD_SET64, FIELD_SETLONG,
	FIELD_SUB,	/* another layout */
	FIELD_MODE16, FIELD_MODE32,	/* type and permissions; decides whether the next two are shown */
	FIELD_RDEV, FIELD_RDEV32,	/* only of a device */
	FIELD_SIZE, FIELD_SIZE32,	/* of everything else */
	FIELD_MODE_IF,	/* permissions, not shown when 0 */
	FIELD_DATE,	/* seconds since the Epoch */
	FIELD_UTIME, FIELD_UTIME64, FIELD_UTIMEVAL, /* a timespec, one in 64 bits, a timeval: with their date */
	FIELD_VALUE,	/* union sigval */
	FIELD_PACKED_VALUE, /* epoll_data_t, which x86-64 does not align */
	FIELD_RLIM, FIELD_RLIM64,
	FIELD_CLONE_FLAGS,
	FIELD_FSID,
	FIELD_INET,
	FIELD_SIGSET, FIELD_SIGSET32,
	FIELD_HANDLER,
	FIELD_SIGINFO,
	FIELD_CAP,	/* both halves of capget's sets */
};

struct field {
	const char *name;	/* NULL: a bare value, or hidden */
	uint8_t type;		/* enum field_type */
	uint8_t detail;		/* number of the set or layout */
	uint8_t count;		/* elements; 0 one */
	bool hidden;
};

/* Text of the value, whose `size` bytes are there; of every type but FIELD_SUB, FIELD_CHARS and FIELD_PAD. */
void field_write(struct text *text, const struct field *field, size_t size, enum abi abi, const unsigned char *bytes);

/* `"text"` of FIELD_CHARS, cut at `string_max`, 0: not. */
void field_write_chars(struct text *text, const unsigned char *bytes, size_t count, unsigned string_max);

/* A number of 1, 2, 4 or 8 bytes as it lies in memory. */
uint64_t field_number_at(const void *bytes, unsigned size);

/* A set of signals, 64 or 32 of them: `[INT CHLD]`, `~[RTMIN RT_1]`. */
void field_write_signals(struct text *text, uint64_t mask, unsigned signals);

/* A time for people, in the local time zone: 2023-11-14T22:13:20.5+0000, with `digits` of the fraction unless it is 0. */
void field_write_date(struct text *text, int64_t seconds, int64_t fraction, unsigned digits);

#endif
