/*
 * likeness.h - what of a call is the same in another run of the program
 *
 * Numbers to be compared: equal ones are, but for one chance in 10^18 or so,
 * equal calls. Names, paths, flags, sizes, strings, what was read and written,
 * errors and results are what a program does; addresses, numbers of processes,
 * random bytes and what the kernel fills into structures are not, as they
 * differ from run to run. A descriptor is what it stands for where that is known, else its
 * number.
 */
#ifndef LIKENESS_H
#define LIKENESS_H

#include <stdint.h>

struct call;

/* The same call with the same arguments and outcome. */
uint64_t likeness_whole(const struct call *call);

/* The same system call. */
uint64_t likeness_name(const struct call *call);

#endif
