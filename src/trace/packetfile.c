#include "trace/packetfile.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"

void
packetfile_init(struct packetfile *file)
{
	*file = (struct packetfile){ .fd = -1, .room = mem_new(1, CTF_PACKET_MAX) };
}

void
packetfile_done(struct packetfile *file)
{
	if (file->fd >= 0)
		close(file->fd);
	free(file->room);
}

int
packetfile_open(struct packetfile *file, int directory, const char *name)
{
	int fd = openat(directory, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);

	if (fd < 0)
		return -errno;
	if (file->fd >= 0)
		close(file->fd);
	file->fd = fd;
	file->name = name;
	file->at = 0;
	file->used = file->next = 0;
	return 0;
}

static int
damaged(const struct packetfile *file, uint64_t at, const char *what, struct why *why)
{
	return why_set(why, -EBADMSG, "%s: byte %" PRIu64 ": %s", file->name, at, what);
}

/* Up to `len` bytes; fewer at the end. */
static ssize_t
read_at(int fd, void *bytes, size_t len, uint64_t at)
{
	size_t got = 0;

	while (got < len) {
		ssize_t r = pread(fd, (char *)bytes + got, len - got, (off_t)(at + got));

		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return -errno;
		if (r == 0)
			break;
		got += (size_t)r;
	}
	return (ssize_t)got;
}

static bool
is_packet(const struct ctf_packet *packet)
{
	return packet->magic == CTF_MAGIC && packet->packet_bits % 64 == 0 &&
	       packet->packet_bits / 8 >= sizeof *packet && packet->packet_bits / 8 <= CTF_PACKET_MAX;
}

/* 1: there is a packet; 0: the file is at its end. */
static int
read_packet(struct packetfile *file, struct why *why)
{
	const struct ctf_packet *packet = (const struct ctf_packet *)file->room;
	ssize_t got = read_at(file->fd, file->room, sizeof *packet, file->at);
	uint32_t size;

	if (got == 0)
		return 0;
	if (got < 0)
		return why_set(why, (int)got, "%s: byte %" PRIu64 ": cannot be read: %s", file->name, file->at,
			       strerror((int)-got));
	if (got < (ssize_t)sizeof *packet || !is_packet(packet))
		return damaged(file, file->at, "no packet of a recording begins there", why);
	size = (uint32_t)(packet->packet_bits / 8);
	got = read_at(file->fd, file->room, size, file->at);
	if (got != (ssize_t)size)
		return damaged(file, file->at, "the packet that begins there is cut off", why);
	file->used = size;
	file->next = sizeof *packet;
	file->at += size;
	file->number = packet->number;
	file->stamp_ns = packet->begin_ns;
	return 1;
}

int
packetfile_next(struct packetfile *file, const struct event **ret_event, struct why *reterr_why)
{
	const struct event *event;
	uint32_t left;

	*ret_event = NULL;
	if (file->fd < 0)
		return 0;
	while (file->next == file->used) {
		int r = read_packet(file, reterr_why);

		if (r <= 0)
			return r;
	}
	event = (const struct event *)(file->room + file->next);
	left = file->used - file->next;
	if (left < sizeof *event || event->size > left || !event_valid(event, event->size)) {
		uint64_t at = file->at - left;

		file->next = file->used;
		return damaged(file, at, "no record of a recording is there", reterr_why);
	}
	file->next += event->size;
	file->stamp_ns += (uint32_t)(event->stamp - (uint32_t)file->stamp_ns);
	*ret_event = event;
	return 0;
}
