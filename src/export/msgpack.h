/*
 * msgpack.h - MessagePack written as it comes
 *
 * An array or map is its head, which says how many there are, and then that
 * many values (pairs of values) written one after the other. Each value takes
 * the shortest form (https://github.com/msgpack/msgpack/blob/master/spec.md).
 */
#ifndef MSGPACK_H
#define MSGPACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

void msgpack_array(FILE *out, uint32_t count);
void msgpack_map(FILE *out, uint32_t count);
void msgpack_uint(FILE *out, uint64_t value);
void msgpack_int(FILE *out, int64_t value);
void msgpack_real(FILE *out, double value);
void msgpack_bool(FILE *out, bool value);
void msgpack_nil(FILE *out);

/* Bytes that are UTF-8. */
void msgpack_string(FILE *out, const char *bytes, size_t len);

/* A value in JSON as jsontext.h makes it. Whole numbers beyond 64 bits become reals. */
void msgpack_json(FILE *out, const char *text);

#endif
