/*
 * packets.h - one stream file of a recording, written packet by packet
 *
 * What recording.c writes through, to a file that grows and to the base that
 * it makes of old ones; see ctf.h.
 */
#ifndef PACKETS_H
#define PACKETS_H

#include <stdint.h>

#include "trace/ctf.h"

struct packets {
	int fd;			/* -1: none is open */
	uint64_t bytes;		/* in the file */
	uint8_t uuid[CTF_UUID];
	unsigned char *room;	/* CTF_PACKET_MAX bytes; the packet being filled */
	uint32_t used;		/* of them; 0: no packet is begun */
	uint32_t content;	/* the same without the last record's padding: CTF wants no more */
	uint64_t stamp_ns;	/* of the newest record, whole */
	uint64_t number;	/* of the next packet */
	uint64_t discarded;	/* calls lost so far */
	int error;		/* negative errno of the first write that failed */
};

void packets_init(struct packets *packets, const uint8_t *uuid);
void packets_done(struct packets *packets);	/* closes the file, frees the room; the packet being filled is lost */

/* Begins a file, which must not exist. 0 or a negative errno. */
int packets_open(struct packets *packets, int directory, const char *name);

/* Adds a record that was told at `stamp_ns`, or at the time of the one before if that is later. */
void packets_put(struct packets *packets, const struct event *event, uint64_t stamp_ns);

/* Writes the packet being filled. On an error the file is cut to what was whole. */
void packets_flush(struct packets *packets);

/* When a record was told: a call when it returned, as far as the record knows. */
uint64_t packets_stamp(const struct event *event);

#endif
