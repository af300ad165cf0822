/*
 * packetfile.h - one stream file of a recording, read packet by packet
 *
 * Nothing in it is believed: a packet that is not whole or a record whose
 * lengths do not fit ends the file, with a sentence that says where.
 */
#ifndef PACKETFILE_H
#define PACKETFILE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/why.h"
#include "trace/ctf.h"

struct packetfile {
	int fd;			/* -1: none */
	const char *name;	/* borrowed; for sentences */
	uint64_t at;		/* where the next packet begins */
	unsigned char *room;	/* the packet being read, CTF_PACKET_MAX bytes */
	uint32_t used, next;	/* its bytes; where its next record is */
	uint64_t number;	/* its number */
	uint64_t stamp_ns;	/* of the newest record, whole */
};

/* Zeroed room for one file at a time. */
void packetfile_init(struct packetfile *file);
void packetfile_done(struct packetfile *file);

/* Begins reading a file. 0 or a negative errno. */
int packetfile_open(struct packetfile *file, int directory, const char *name);

/*
 * The next record, valid until the next call, through ret_event; NULL at the
 * end, and where no file is open. 0, or -EBADMSG and a sentence where the file is damaged: all before
 * was given.
 */
int packetfile_next(struct packetfile *file, const struct event **ret_event, struct why *reterr_why);

#endif
