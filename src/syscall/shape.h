/*
 * shape.h - what every system call is: name, classes, and the kind of each argument
 *
 * One const table serves three readers: the tracer asks what must be captured
 * at which stop, decode.h turns captured bytes into text, and filters ask for
 * names and classes. Numbers differ by architecture, and the shape of a call
 * rarely does, so each architecture has an array from number to shape.
 *
 * The table is made from maint/calls.txt: a line a call, and one for each of
 * its variants.
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
	ARG_HEX,	/* what has no better kind */
	ARG_POINTER,	/* an address: NULL or hex */
	ARG_INT,	/* signed, 32 bits significant */
	ARG_UINT,	/* unsigned, 32 bits significant */
	ARG_LONG,	/* signed, one word */
	ARG_ULONG,	/* unsigned, one word, decimal: sizes, counts */
	ARG_WIDE,	/* signed, 64 bits: one register or, where registers have 32 bits, this one (low) and the next */
	ARG_WIDE_HEX,	/* the same in hex, or as flags of set `detail` */
	ARG_PAD,	/* a register without an argument of its own: the upper half of the one before, or alignment */
	ARG_FD,		/* file descriptor */
	ARG_DIRFD,	/* descriptor or AT_FDCWD */
	ARG_OCTAL,	/* file modes */
	ARG_PATH,	/* terminated string naming a file */
	ARG_STRING,	/* another terminated string */
	ARG_BUFFER,	/* bytes the program gives; length in argument `by` */
	ARG_RESULT_BUFFER, /* bytes the kernel gave; length is the result, room for them in argument `by` */
	ARG_STRINGS,	/* terminated array of string pointers: argv, envp */
	ARG_SIGNAL,	/* signal number */
	ARG_PID,
	ARG_ID,		/* user or group; -1 for none */
	ARG_SET,	/* flags or a constant: set number `detail` of setnumbers.h */
	ARG_STRUCT,	/* address of a structure that the program gives: layout `detail` of layoutnumbers.h */
	ARG_RESULT_STRUCT, /* of one that the kernel gave */
	ARG_OFFSET,	/* address of a number that the call moves: before => after */
	ARG_LENGTH,	/* address of an int: room => length of the address that the kernel gave */
	ARG_SOCKADDR,	/* socket address; length in argument `by` */
	ARG_RESULT_SOCKADDR, /* one the kernel gave; its ARG_LENGTH is argument `by` */
	ARG_OPTION,	/* value of a socket option; length in argument `by` */
	ARG_RESULT_OPTION, /* one the kernel gave; its ARG_LENGTH is argument `by` */
	ARG_IOVEC,	/* buffers the program gives; count in argument `by` */
	ARG_RESULT_IOVEC, /* buffers the kernel filled up to the result */
	ARG_MESSAGE,	/* struct msghdr */
	ARG_RESULT_MESSAGE,
	ARG_MESSAGES,	/* struct mmsghdr; count in argument `by` */
	ARG_RESULT_MESSAGES,
	ARG_FD_SET,	/* of select; descriptors in argument `by` */
	ARG_POLL_FDS,	/* struct pollfd; count in argument `by` */
	ARG_SIGNAL_MASK, /* of pselect6: address and size of a signal set */
	ARG_CPU_SET,	/* bytes in argument `by` */
	ARG_RESULT_CPU_SET, /* bytes in the result */
	ARG_WAIT_STATUS,
	ARG_SIGNAL_ACTION,
	ARG_RESULT_SIGNAL_ACTION,
	ARG_ENTRIES,	/* of a directory: the address, and how many there are */
	ARG_MESSAGE_BUFFER, /* struct msgbuf; length of its text in argument `by` */
	ARG_RESULT_MESSAGE_BUFFER,
	ARG_PAGES,	/* a byte for each page of the length in argument `by` */
	ARG_RESULT_NAME, /* 16 bytes, terminated: the name of a task */
	ARG_IOCTL,	/* command of ioctl */
	ARG_DEVICE,	/* device number; only when the mode in argument `by`, unless 0, is that of a device */
	ARG_NODE_MODE,	/* type and permissions */
	ARG_IPC_KEY,
	ARG_IPC_FLAGS,	/* set `detail`, then permissions */
	ARG_PERSONALITY,
	ARG_IO_PRIORITY,
	ARG_WAKE_OP,	/* of futex */
	ARG_BIT_SET,	/* of futex */
	ARG_CLONE_FLAGS, ARG_CLONE_STACK, ARG_CLONE_PARENT, ARG_CLONE_CHILD, ARG_CLONE_TLS,
	ARG_TOLD,	/* result: the number, and what it says in the words of set `detail` */
	ARG_TIME,	/* result: seconds since the Epoch */
};
enum { ARG_KINDS = ARG_TIME + 1 };

enum arg_form {		/* what a kind leaves open */
	FORM_PLAIN,
	FORM_COUNT,	/* ARG_STRINGS: the address, and how many there are: an environment */
	FORM_TERMINATED, /* bytes the kernel gave: up to the first zero byte */
	FORM_IF_CREATE,	/* only when the open flags in argument `by` make a file; else the call ends before it */
	FORM_LONG,	/* ARG_SET: a whole word; ARG_ENTRIES: struct linux_dirent64; ARG_TOLD: in hex */
	FORM_NAME,	/* ARG_STRING: 15 bytes at most */
	FORM_FIXED,	/* structures: an array of `by` */
	FORM_COUNTED,	/* structures: an array, how many in argument `by` */
	FORM_BY_RESULT,	/* structures: an array, how many in the result */
	FORM_EARLY,	/* structures: as it was before the call, which changes it */
	FORM_IF_INTERRUPTED, /* structures: given only when a signal ended the call */
	FORM_FLAGS,	/* ARG_TOLD: "0x1 (flags FD_CLOEXEC)" */
	FORM_SEALS,	/* ARG_TOLD: "0x1 (seals F_SEAL_SEAL)" */
};

enum { CALL_ARGS = 6, CALL_NAME_CAP = 32 };

struct arg_shape {
	uint8_t kind;	/* enum arg_kind: what it is, and what of it must be captured */
	uint8_t by;	/* the argument that its kind or form refers to */
	uint8_t form;	/* enum arg_form */
	uint8_t detail;	/* enum set_number or enum layout_number, as the kind says */
};

struct call_shape {
	const char *name;
	uint32_t classes;	/* enum call_class bits */
	struct arg_shape result; /* what it returns */
	uint8_t arg_count;	/* registers used, ARG_PAD included */
	uint16_t variants, variant_count; /* shapes that it takes by the value of an argument; for call_shape_of() */
	struct arg_shape args[CALL_ARGS];	/* by register */
};

/* The shape of a call, or NULL for a number newer than the tables. */
const struct call_shape *call_shape(enum abi abi, uint32_t nr);

/* The same for one with these arguments: what fcntl or futex takes depends on what it is asked. */
const struct call_shape *call_shape_of(enum abi abi, uint32_t nr, const uint64_t *args);

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
