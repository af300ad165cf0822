/*
 * maps.h - address spaces: which file is mapped executable where
 *
 * A space is shared by the threads of a process (and by a vfork child until
 * it runs another program). It is read from /proc while a task of it is
 * stopped: short programs are gone before anyone else looks. Mappings that
 * did not change keep their number from one reading to the next, and a forked
 * child's space begins with its parent's numbers.
 */
#ifndef MAPS_H
#define MAPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct cfi;

struct mapping {
	uint64_t begin, end, offset;
	uint64_t inode;
	uint32_t dev_major, dev_minor;
	uint32_t number;	/* EVENT_MAP's map; never used again */
	bool told;		/* its MAP record was written */
	struct cfi *cfi;	/* frame rules of its file, NULL until asked for; borrowed */
	char *path;		/* "" for anonymous memory */
};

struct space {
	uint32_t number;
	unsigned users;		/* tasks that share it */
	unsigned generation;	/* changes with what is mapped */
	struct mapping *maps;	/* executable ones, by address */
	size_t count, cap;
	int memory;		/* its /proc/PID/mem; SPACE_UNOPENED or SPACE_CLOSED: there is none */
	unsigned window;	/* bytes of stack that walks wanted at once */
};
enum { SPACE_UNOPENED = -1, SPACE_CLOSED = -2, SPACE_WINDOW_FIRST = 512 };

/* Numbers for spaces and mappings, one of each tracer. */
struct space_numbers { uint32_t space, map; };

/* An empty space with one user. */
struct space *space_new(struct space_numbers *numbers);

/* Another space with the same mappings, for a forked child. */
struct space *space_copy(const struct space *from, struct space_numbers *numbers);

/* One user more; one less, freed with the last. NULL is fine for the latter. */
struct space *space_share(struct space *space);
void space_leave(struct space *space);

/* Reads /proc/TID/maps anew; false when it cannot be read (the task is gone), the space is as before. */
bool space_read(struct space *space, pid_t tid, struct space_numbers *numbers);

/* Takes away what is mapped in begin … end (an munmap). True when anything executable was. */
bool space_unmap(struct space *space, uint64_t begin, uint64_t end);

/* Reads memory of the stopped task `tid`, of that space; how many bytes there were, less where memory ends. */
size_t space_peek(struct space *space, pid_t tid, uint64_t address, void *bytes, size_t size);

/* The executable mapping that holds the address, or NULL. */
struct mapping *space_find(const struct space *space, uint64_t address);

#endif
