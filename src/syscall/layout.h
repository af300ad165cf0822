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

#endif
