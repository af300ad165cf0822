/*
 * floor.h - what a stop itself costs
 *
 * The time between the two stops of a call holds more than the call: the task
 * is woken, gets a processor, stops, and its tracer gets one. How long that
 * takes depends on the machine and on whether both share a processor. It is
 * measured with calls that take next to no time, made by a tiny process of
 * ours, waited for as the program is.
 */
#ifndef FLOOR_H
#define FLOOR_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Nanoseconds that the stops of a call add to it; 0 when that cannot be found
 * out. `same`: the calling thread is kept on one processor, which the process
 * inherits, and yields there before it sleeps. For the tracer's thread: the
 * stops of others stay pending. Takes one or two milliseconds, 20 at most.
 */
uint32_t floor_measure(bool same);

#endif
