/*
 * object.h - an ELF file, opened with care
 *
 * Anybody may have made it: what would take more memory to read than its size
 * promises is not opened at all.
 */
#ifndef OBJECT_H
#define OBJECT_H

#include <stdbool.h>
#include <stddef.h>

struct Elf;

struct object {
	int fd;			/* -1: none */
	struct Elf *elf;	/* NULL: none */
};

/* Takes the descriptor over, -1 included. Without an ELF when it is none. */
struct object object_open(int fd);
void object_close(struct object *object);

/*
 * Whether the strings that debug information refers to end inside their
 * sections, which libdw believes. Unpacks them, as libdw does.
 */
bool object_strings_end(struct Elf *elf);

/*
 * The separate file with the debug information that was stripped from the
 * object at `path`: by build-id in /usr/lib/debug, or by the name in its
 * debug link where gdb looks. One that belongs to another object is not taken.
 */
struct object object_debug(const struct object *object, const char *path);

/* Whether debug information of the object would have to come from elsewhere; its build-id, in the ELF. */
bool object_is_stripped(const struct object *object, const void **ret_id, size_t *ret_id_len);

/* Takes the descriptor over: a debug file that is said to have that build-id. Without an ELF when it does not. */
struct object object_of_id(int fd, const void *id, size_t id_len);

#endif
