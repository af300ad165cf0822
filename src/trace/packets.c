#include "trace/packets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/writeall.h"

/* Stamps hold 32 bits: readers can follow them over a gap of less than that. */
#define GAP_MAX_NS (UINT64_C(1) << 31)

void
packets_init(struct packets *packets, const uint8_t *uuid)
{
	*packets = (struct packets){ .fd = -1, .room = mem_new(1, CTF_PACKET_MAX) };
	memcpy(packets->uuid, uuid, CTF_UUID);
}

void
packets_done(struct packets *packets)
{
	if (packets->fd >= 0)
		close(packets->fd);
	free(packets->room);
}

int
packets_open(struct packets *packets, int directory, const char *name)
{
	int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

	if (fd < 0)
		return -errno;
	if (packets->fd >= 0)
		close(packets->fd);
	packets->fd = fd;
	packets->bytes = 0;
	return 0;
}

static void
begin_packet(struct packets *packets, uint64_t stamp_ns)
{
	struct ctf_packet *packet = (struct ctf_packet *)packets->room;

	*packet = (struct ctf_packet){ .magic = CTF_MAGIC, .begin_ns = stamp_ns };
	memcpy(packet->uuid, packets->uuid, CTF_UUID);
	packets->used = sizeof *packet;
}

void
packets_flush(struct packets *packets)
{
	struct ctf_packet *packet = (struct ctf_packet *)packets->room;

	if (packets->used == 0 || packets->error < 0)
		return;
	packet->end_ns = packets->stamp_ns;
	packet->content_bits = (uint64_t)packets->content * 8;
	packet->packet_bits = (uint64_t)packets->used * 8;
	packet->discarded = packets->discarded;
	packet->number = packets->number++;
	packets->error = write_all(packets->fd, packets->room, packets->used);
	if (packets->error == 0)
		packets->bytes += packets->used;
	else if (ftruncate(packets->fd, (off_t)packets->bytes) < 0)
		packets->error = -errno;	/* the recording ends with a broken packet, which readers tell */
	packets->used = 0;
}

uint64_t
packets_stamp(const struct event *event)
{
	return event->kind == EVENT_CALL ? event->time_ns + ((const struct event_call *)event)->duration_ns : event->time_ns;
}

void
packets_put(struct packets *packets, const struct event *event, uint64_t stamp_ns)
{
	struct event *copy;

	if (stamp_ns < packets->stamp_ns)
		stamp_ns = packets->stamp_ns;
	if (packets->used + event->size > CTF_PACKET_MAX || stamp_ns - packets->stamp_ns > GAP_MAX_NS)
		packets_flush(packets);
	if (packets->used == 0)
		begin_packet(packets, stamp_ns);
	if (event->kind == EVENT_LOST)
		packets->discarded += ((const struct event_lost *)event)->count;
	copy = memcpy(packets->room + packets->used, event, event->size);
	copy->stamp = (uint32_t)stamp_ns;
	packets->content = packets->used + (uint32_t)event_used(event);
	packets->used += event->size;
	packets->stamp_ns = stamp_ns;
}
