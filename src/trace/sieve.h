/*
 * sieve.h - a seccomp filter that stops the program at wanted calls only
 *
 * What is not wanted then costs the kernel a look at a bit and us nothing. The
 * filter stays with the program, and without a tracer its calls would fail:
 * a program with a sieve ends with us. Some calls stop always, since the
 * tracer must hear of them: code that is mapped, processors that are asked
 * for, and filters of the program's own, after which plain stops take over.
 */
#ifndef SIEVE_H
#define SIEVE_H

#include <stdbool.h>

struct sock_filter;
struct wanted;

enum { SIEVE_DATA = 0x5169 };	/* tells our stops from those of the program's own filters */

struct sieve {
	struct sock_filter *code; /* NULL: none */
	unsigned short count;
};

/* Of what is wanted, and what stacks need. False, and no sieve, where the library cannot tell all of it. */
bool sieve_build(struct sieve *sieve, const struct wanted *wanted, bool stacks);
void sieve_done(struct sieve *sieve);

/* Puts it on the calling task, once it is traced. Safe in the child of a threaded process. 0 or a negative errno. */
int sieve_install(const struct sieve *sieve);

#endif
