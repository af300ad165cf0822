/*
 * clock.h - how late it is, for work that is done in slices
 */
#ifndef CLOCK_H
#define CLOCK_H

#include <stdint.h>

uint64_t clock_ns(void);	/* CLOCK_MONOTONIC */

#endif
