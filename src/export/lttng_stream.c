#include "export/lttng_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/writeall.h"
#include "model/tasks.h"

/* Begins each packet; lttng_metadata.c declares it. */
struct packet_head {
	uint32_t magic;
	uint8_t uuid[LTTNG_UUID];
	uint32_t stream;
	uint64_t begin_ns, end_ns;
	uint64_t content_bits, packet_bits;
	uint64_t number, discarded;
	uint32_t cpu;
} __attribute__((packed));

static void
put(struct lttng_stream *stream, const void *bytes, size_t len)
{
	stream->bytes = mem_grow(stream->bytes, &stream->cap, stream->used + len, 1);
	memcpy(stream->bytes + stream->used, bytes, len);
	stream->used += len;
}

void
lttng_stream_u32(struct lttng_stream *stream, uint32_t value)
{
	put(stream, &value, sizeof value);
}

void
lttng_stream_u64(struct lttng_stream *stream, uint64_t value)
{
	put(stream, &value, sizeof value);
}

void
lttng_stream_comm(struct lttng_stream *stream, const char *comm)
{
	char room[LTTNG_COMM] = "";

	memcpy(room, comm, strnlen(comm, LTTNG_COMM - 1));
	put(stream, room, sizeof room);
}

void
lttng_stream_string(struct lttng_stream *stream, const char *bytes, size_t len)
{
	put(stream, bytes, strnlen(bytes, len));
	put(stream, "", 1);
}

static void
begin_packet(struct lttng_stream *stream)
{
	put(stream, &(struct packet_head){ .magic = 0 }, sizeof(struct packet_head));
	stream->begin_ns = stream->packets > 0 ? stream->last_ns : stream->origin_ns;
}

void
lttng_stream_event(struct lttng_stream *stream, uint32_t id, uint64_t time_ns, const struct task *task)
{
	if (time_ns > stream->last_ns)
		stream->last_ns = time_ns;
	if (stream->used == 0)
		begin_packet(stream);
	lttng_stream_u32(stream, id);
	lttng_stream_u64(stream, stream->last_ns);
	lttng_stream_u32(stream, task->pid);
	lttng_stream_u32(stream, task->tid);
	lttng_stream_comm(stream, task->comm);
}

/* Opened for each packet: there can be more streams than descriptors. A packet that does not go in whole is taken back. */
static int
append(const struct lttng_stream *stream, int directory)
{
	char name[32];
	off_t before;
	int fd, r;

	snprintf(name, sizeof name, "channel0_%u", (unsigned)stream->cpu);
	fd = openat(directory, name, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
	if (fd < 0)
		return -errno;
	before = lseek(fd, 0, SEEK_END);
	r = write_all(fd, stream->bytes, stream->used);
	if (r < 0 && ftruncate(fd, before) < 0)
		r = -errno;
	close(fd);
	return r;
}

int
lttng_stream_flush(struct lttng_stream *stream, int directory, const uint8_t *uuid)
{
	struct packet_head head = {
		.magic = UINT32_C(0xc1fc1fc1), .begin_ns = stream->begin_ns, .end_ns = stream->last_ns,
		.content_bits = stream->used * 8, .packet_bits = stream->used * 8, .number = stream->packets,
		.discarded = stream->discarded, .cpu = stream->cpu,
	};
	int r;

	if (stream->used == 0)
		return 0;
	memcpy(head.uuid, uuid, LTTNG_UUID);
	memcpy(stream->bytes, &head, sizeof head);
	r = append(stream, directory);
	stream->used = 0;
	stream->packets++;
	return r;
}

int
lttng_stream_end(struct lttng_stream *stream, uint64_t end_ns, int directory, const uint8_t *uuid)
{
	int r = lttng_stream_flush(stream, directory, uuid);

	if (end_ns > stream->last_ns)
		stream->last_ns = end_ns;
	begin_packet(stream);
	return r < 0 ? r : lttng_stream_flush(stream, directory, uuid);
}

void
lttng_stream_done(struct lttng_stream *stream)
{
	free(stream->bytes);
}
