/*
 * sets.h - flags and constants by their names
 *
 * A set is a list of names with the bits that each stands for, made from
 * maint/sets.txt and the kernel's headers.
 */
#ifndef SETS_H
#define SETS_H

#include <stdbool.h>
#include <stdint.h>

#include "syscall/abi.h"
#include "syscall/setnumbers.h"

struct text;

/*
 * `O_RDONLY|O_CLOEXEC`, `SEEK_SET`; bits without a name in hex, and the whole
 * as with the name of the set in a comment when nothing has one; 0 where zero has no name.
 */
void set_write(struct text *text, enum set_number set, enum abi abi, uint64_t value);

/* Appends the names of the bits that have one to text, separated by |; the bits that are left. */
uint64_t set_write_known(struct text *text, enum set_number set, enum abi abi, uint64_t value);

/* The name that stands for exactly this value, or NULL. */
const char *set_name(enum set_number set, uint64_t value);

#endif
