/*
 * layout.h - structures as the kernel's interface lays them out, and their text
 *
 * Made from maint/layouts.txt. Offsets are those that a C compiler gives on
 * the architecture of the call, not on ours.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "syscall/abi.h"
#include "syscall/layoutnumbers.h"

struct text;

/* Bytes of one; 0 for LAYOUT_NONE. */
size_t layout_size(enum layout_number layout, enum abi abi);

/*
 * `{tv_sec=1, tv_nsec=0}`; of a layout that is one bare value, that value.
 * There must be layout_size() bytes. Strings in it are cut at `string_max`.
 * False, and nothing written, when the kernel was to describe it and does not.
 */
bool layout_write(struct text *text, enum layout_number layout, enum abi abi, const void *bytes, unsigned string_max);

/* Whether it is one bare value, which stands in brackets where its address is an argument. */
bool layout_is_value(enum layout_number layout, enum abi abi);

/* A number of 1, 2, 4 or 8 bytes as it lies in memory. */
uint64_t layout_number_at(const void *bytes, unsigned size);

/* A set of signals, 64 or 32 of them: `[INT CHLD]`, `~[RTMIN RT_1]`. */
void layout_write_signals(struct text *text, uint64_t mask, unsigned signals);

/* A time for people, in the local time zone: 2023-11-14T22:13:20.5+0000, with `digits` of the fraction unless it is 0. */
void layout_write_date(struct text *text, int64_t seconds, int64_t fraction, unsigned digits);

#endif
