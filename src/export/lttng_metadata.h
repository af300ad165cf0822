/*
 * lttng_metadata.h - what a trace in LTTng's form says of itself, and the names it gives to arguments
 *
 * The metadata declares the events of processes at the beginning, and those
 * of a system call before its first one.
 */
#ifndef LTTNG_METADATA_H
#define LTTNG_METADATA_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "syscall/shape.h"

struct event_start;

enum lttng_event {
	LTTNG_SWITCH, LTTNG_FORK, LTTNG_EXEC, LTTNG_EXIT, LTTNG_FREE, LTTNG_STATE,
	LTTNG_CALLS = 64,	/* of a call the entry, then the exit: LTTNG_CALLS + 2 * (number of the name) */
};

/* How an argument stands in an event. */
enum lttng_form { LTTNG_SIGNED, LTTNG_UNSIGNED, LTTNG_ADDRESS, LTTNG_STRING };

struct lttng_fields {
	unsigned count;
	struct lttng_field {
		const char *name;
		enum lttng_form form;
		uint8_t arg;
	} fields[CALL_ARGS];
};

/* The arguments of a call as LTTng's kernel tracer names them where its analyses ask for them, and by their kind otherwise. */
void lttng_fields_of(const struct call_shape *shape, struct lttng_fields *ret_fields);

void lttng_write_metadata(FILE *out, const struct event_start *start, const uint8_t *uuid);

/* Entry and exit of a call. `compat`: of a 32-bit program on a machine of 64. */
void lttng_write_call(FILE *out, uint32_t id, const char *name, bool compat, const struct lttng_fields *fields);

#endif
