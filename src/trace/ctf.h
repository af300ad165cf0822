/*
 * ctf.h - the form of a recording: the Common Trace Format, 1.8
 *
 * A recording is a directory. Its file "metadata" says in CTF's own language
 * how records lie (https://diamon.org/ctf/v1.8.3), so that babeltrace2 and
 * Trace Compass read it. Its stream files, "stream-000000" and on, are packets
 * one behind the other: a struct ctf_packet, then records as event.h has them,
 * with their stamps set. Stamps and packets' times never go back.
 */
#ifndef CTF_H
#define CTF_H

#include <stdint.h>
#include <stdio.h>

#include "trace/event.h"

enum {
	CTF_FORMAT = 2,			/* of our records: another number, another layout */
	CTF_UUID = 16,
	CTF_PACKET_MAX = 1024 * 1024,	/* no packet is larger */
};
#define CTF_MAGIC UINT32_C(0xc1fc1fc1)

/* Begins each packet; sizes are in bits. */
struct ctf_packet {
	uint32_t magic;
	uint8_t uuid[CTF_UUID];		/* of the recording, as its metadata has it */
	uint32_t stream;		/* 0 */
	uint64_t begin_ns, end_ns;	/* of the stamps inside, whole */
	uint64_t content_bits, packet_bits;
	uint64_t discarded;		/* calls that were lost until its end */
	uint64_t number;		/* from 0; one is missing where a file is */
};

/* What the metadata says beside the layout. */
struct ctf_about {
	uint8_t uuid[CTF_UUID];
	const struct event_start *start;
	const char *host;
};

/* Writes the metadata of a recording. */
void ctf_write_metadata(FILE *out, const struct ctf_about *about);

/*
 * For tests: the fixed part of a kind's records, field by field. Returns how
 * many bytes are described one behind the other, 0 when there is a hole.
 */
uint64_t ctf_described(enum event_kind kind);

#endif
