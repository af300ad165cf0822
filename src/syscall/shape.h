/*
 * shape.h - what every system call is: name, classes, and the kind of each argument
 *
 * One const table serves three readers: the tracer asks what must be captured
 * at which stop, decode.h turns captured bytes into text, and filters ask for
 * names and classes. Numbers differ by architecture, and the shape of a call
 * rarely does, so each architecture has an array from number to shape.
 *
 * The table is made from maint/calls.txt: a line a call.
 */
#ifndef SHAPE_H
#define SHAPE_H

#include <stdbool.h>
#include <stdint.h>

#include "syscall/abi.h"

enum call_class {	/* bits; strace's %sets, member by member */
	CLASS_FILE = 1 << 0,	/* takes a path */
	CLASS_DESC = 1 << 1,	/* takes or makes a descriptor, but for sockets: those are in CLASS_NETWORK alone */
	CLASS_NETWORK = 1 << 2,
	CLASS_PROCESS = 1 << 3,
	CLASS_MEMORY = 1 << 4,
	CLASS_SIGNAL = 1 << 5,
	CLASS_IPC = 1 << 6,
	CLASS_WAIT = 1 << 7,	/* waiting is its purpose: poll, futex, nanosleep, wait4 … */
	CLASS_NORETURN = 1 << 8, /* exit, exit_group: never comes back */
};

enum arg_kind {
	ARG_NONE,	/* no such argument */
	ARG_HEX,	/* flags and what has no better kind yet */
	ARG_POINTER,	/* an address: NULL or hex */
	ARG_INT,	/* signed, 32 bits significant */
	ARG_UINT,	/* unsigned, 32 bits significant */
	ARG_LONG,	/* signed, one word */
	ARG_ULONG,	/* unsigned, one word, decimal: sizes, counts */
	ARG_WIDE,	/* signed, 64 bits: one register or, where registers have 32 bits, this one (low) and the next */
	ARG_WIDE_HEX,	/* the same in hex */
	ARG_PAD,	/* a register without an argument of its own: the upper half of the one before, or alignment */
	ARG_FD,		/* file descriptor */
	ARG_DIRFD,	/* descriptor or AT_FDCWD */
	ARG_OCTAL,	/* file modes */
	ARG_PATH,	/* terminated string naming a file */
	ARG_STRING,	/* another terminated string */
	ARG_BUFFER,	/* bytes the program gives; length in argument `by` */
	ARG_RESULT_BUFFER, /* bytes the kernel gave; length is the result, room for them in argument `by` */
	ARG_STRINGS,	/* terminated array of string pointers: argv, envp */
	ARG_VECTOR,	/* array of struct iovec with bytes the program gives; how many in argument `by` */
	ARG_SIGNAL,	/* signal number */
	ARG_PID,
	ARG_ID,		/* user or group; -1 for none */
};
enum { ARG_KINDS = ARG_ID + 1 };

enum arg_form {		/* how decode.h writes an argument, where its kind leaves a choice */
	FORM_PLAIN,
	FORM_COUNT,	/* ARG_STRINGS: the address, and how many there are: an environment */
	FORM_TERMINATED, /* ARG_RESULT_BUFFER: up to the first zero byte */
	FORM_IF_CREATE,	/* only when the open flags in argument `by` make a file; else the call ends before it */
};

enum { CALL_ARGS = 6, CALL_NAME_CAP = 32 };

struct arg_shape {
	uint8_t kind;	/* enum arg_kind: what it is, and what of it must be captured */
	uint8_t by;	/* the argument that its kind or form refers to */
	uint8_t form;	/* enum arg_form */
};

struct call_shape {
	const char *name;
	uint32_t classes;	/* enum call_class bits */
	uint8_t result;		/* enum arg_kind of what it returns */
	uint8_t arg_count;	/* registers used, ARG_PAD included */
	struct arg_shape args[CALL_ARGS];	/* by register */
};

/* The shape of a call, or NULL for a number newer than the tables. */
const struct call_shape *call_shape(enum abi abi, uint32_t nr);

/* The highest number that the abi's table knows. */
uint32_t call_max(enum abi abi);

/*
 * The name of a call; "syscall_0x1d6" for one without. `buf` is used only for
 * the latter and must hold CALL_NAME_CAP bytes.
 */
const char *call_name(enum abi abi, uint32_t nr, char *buf);

/* Number of the named call in that abi; -1 when it has none. */
int call_number(enum abi abi, const char *name);

#endif
