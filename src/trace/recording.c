#include "trace/recording.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/emptydir.h"
#include "base/mem.h"
#include "trace/packetfile.h"
#include "trace/packets.h"

enum { FILE_NAME = 32, HOST_NAME = 256 };

static const char base_new[] = ".base";	/* hidden: readers of CTF pass over it */

struct recording {
	char *path;
	int directory;
	struct recording_limits limits;
	struct packets packets;
	unsigned newest, oldest;	/* numbers of its files, the base's 0 apart */
	uint64_t older_bytes;		/* in files before the newest */
	bool described;			/* the metadata is written */
	int error;
	struct why why;
};

static void
name_file(char *name, unsigned number)
{
	snprintf(name, FILE_NAME, "stream-%06u", number);
}

static void
fail(struct recording *recording, int error, const char *what)
{
	if (recording->error == 0)
		recording->error = why_set(&recording->why, error, "%s: recording ended: %s: %s", recording->path, what,
					   strerror(-error));
}

/* --- beginning ------------------------------------------------------------------- */

int
recording_create(const char *directory, const struct recording_limits *limits, struct recording **ret_recording,
		 struct why *reterr_why)
{
	struct recording *recording;
	uint8_t uuid[CTF_UUID];
	char name[FILE_NAME];
	int fd = -1, r = emptydir_open(directory, "record to", &fd, reterr_why);

	if (r < 0)
		return r;
	if (getrandom(uuid, sizeof uuid, 0) != sizeof uuid)
		memset(uuid, 0, sizeof uuid);
	uuid[6] = (uint8_t)((uuid[6] & 0x0f) | 0x40);	/* RFC 4122: random */
	uuid[8] = (uint8_t)((uuid[8] & 0x3f) | 0x80);
	recording = mem_new(1, sizeof *recording);
	*recording = (struct recording){ .path = mem_string(directory), .directory = fd, .limits = *limits, .newest = 1, .oldest = 1 };
	packets_init(&recording->packets, uuid);
	name_file(name, 1);
	r = packets_open(&recording->packets, fd, name);
	if (r < 0) {
		recording_close(recording, NULL);
		return why_set(reterr_why, r, "cannot record to %s: %s", directory, strerror(-r));
	}
	*ret_recording = recording;
	return 0;
}

static void
describe(struct recording *recording, const struct event_start *start)
{
	struct ctf_about about = { .start = start };
	int fd = openat(recording->directory, "metadata", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	FILE *out = fd >= 0 ? fdopen(fd, "w") : NULL;
	char host[HOST_NAME] = "";
	bool failed;

	if (out == NULL) {
		fail(recording, -errno, "metadata");
		if (fd >= 0)
			close(fd);
		return;
	}
	if (gethostname(host, sizeof host - 1) < 0)
		host[0] = '\0';
	about.host = host;
	memcpy(about.uuid, recording->packets.uuid, CTF_UUID);
	ctf_write_metadata(out, &about);
	failed = ferror(out) != 0;
	if (fclose(out) != 0 || failed)
		fail(recording, errno > 0 ? -errno : -EIO, "metadata");
	recording->described = true;
}

/* --- rotating -------------------------------------------------------------------- */

/* Calls that the base leaves out, as one range. */
struct removed {
	uint64_t first, end;	/* numbers; the same: none */
	uint64_t stamp_ns;
};

static void
remove_calls(struct removed *removed, uint64_t first, uint64_t end)
{
	if (removed->first == removed->end) {
		removed->first = first;
		removed->end = end;
	}
	if (first < removed->first)
		removed->first = first;
	if (end > removed->end)
		removed->end = end;
}

static void
put_removed(struct packets *base, const struct removed *removed)
{
	const struct event_lost lost = {
		.head = { .size = sizeof lost, .kind = EVENT_LOST, .flags = LOST_REMOVED, .time_ns = removed->stamp_ns },
		.first_seq = removed->first,
		.count = removed->end - removed->first,
	};

	if (lost.count > 0)
		packets_put(base, &lost.head, removed->stamp_ns);
}

/* Later records build upon it, or it is told nowhere else. */
static bool
is_structure(const struct event *event)
{
	return event->kind != EVENT_CALL && event->kind != EVENT_SIGNAL && event->kind != EVENT_LOST;
}

/* What a file holds, to the base without its calls. */
static int
fold_file(struct packets *base, int directory, const char *name, struct removed *removed)
{
	struct packetfile file;
	const struct event *event;
	int r;

	packetfile_init(&file);
	r = packetfile_open(&file, directory, name);
	while (r == 0 && (r = packetfile_next(&file, &event, NULL)) == 0 && event != NULL) {
		const struct event_lost *lost = (const struct event_lost *)event;
		const struct event_call *call = (const struct event_call *)event;

		if (is_structure(event))
			packets_put(base, event, file.stamp_ns);
		else if (event->kind == EVENT_LOST)
			remove_calls(removed, lost->first_seq, lost->first_seq + lost->count);
		else if (event->kind == EVENT_CALL)
			remove_calls(removed, call->seq, call->seq + 1);
		removed->stamp_ns = file.stamp_ns;
		base->number = file.number;
	}
	packetfile_done(&file);
	return r == -ENOENT ? 0 : r;
}

/* The base takes the oldest file in. */
static int
fold_oldest(struct recording *recording)
{
	struct removed removed = { 0 };
	struct packets base;
	char base_name[FILE_NAME], oldest_name[FILE_NAME];
	int r;

	name_file(base_name, 0);
	name_file(oldest_name, recording->oldest);
	packets_init(&base, recording->packets.uuid);
	unlinkat(recording->directory, base_new, 0);
	r = packets_open(&base, recording->directory, base_new);
	if (r == 0)
		r = fold_file(&base, recording->directory, base_name, &removed);
	if (r == 0)
		r = fold_file(&base, recording->directory, oldest_name, &removed);
	if (r == 0) {
		put_removed(&base, &removed);
		packets_flush(&base);
		r = base.error;
	}
	if (r == 0 && (renameat(recording->directory, base_new, recording->directory, base_name) < 0 ||
		       unlinkat(recording->directory, oldest_name, 0) < 0))
		r = -errno;
	packets_done(&base);
	recording->oldest++;
	return r;
}

/* Another file, now that this one is full. */
static void
rotate(struct recording *recording)
{
	char name[FILE_NAME];
	int r;

	recording->older_bytes += recording->packets.bytes;
	name_file(name, ++recording->newest);
	r = packets_open(&recording->packets, recording->directory, name);
	if (r == 0 && recording->newest - recording->oldest >= recording->limits.rotate)
		r = fold_oldest(recording);
	if (r < 0)
		fail(recording, r, name);
}

static void
look_at_limits(struct recording *recording)
{
	if (recording->packets.error < 0) {
		fail(recording, recording->packets.error, "cannot write");
		return;
	}
	if (recording->limits.max_bytes == 0 || recording->packets.bytes < recording->limits.max_bytes)
		return;
	if (recording->limits.rotate > 0)
		rotate(recording);
	else if (recording->error == 0)
		recording->error = why_set(&recording->why, -EFBIG,
					   "%s: recording ended: it has the %" PRIu64 " bytes that were allowed",
					   recording->path, recording->limits.max_bytes);
}

/* --- using it ---------------------------------------------------------------------- */

void
recording_put(struct recording *recording, const struct event *event)
{
	uint64_t before = recording->packets.bytes;

	if (recording->error < 0)
		return;
	if (!recording->described && event->kind == EVENT_START)
		describe(recording, (const struct event_start *)event);
	packets_put(&recording->packets, event, packets_stamp(event));
	if (recording->packets.bytes != before)
		look_at_limits(recording);
}

void
recording_flush(struct recording *recording)
{
	if (recording->error < 0)
		return;
	packets_flush(&recording->packets);
	look_at_limits(recording);
}

int
recording_trouble(const struct recording *recording, struct why *ret_why)
{
	if (recording->error < 0 && ret_why != NULL)
		*ret_why = recording->why;
	return recording->error;
}

uint64_t
recording_bytes(const struct recording *recording)
{
	return recording->older_bytes + recording->packets.bytes;
}

static void
remove_unused(const struct recording *recording)
{
	char name[FILE_NAME];

	name_file(name, 1);
	unlinkat(recording->directory, name, 0);
	rmdir(recording->path);
}

int
recording_close(struct recording *recording, struct why *reterr_why)
{
	int r;

	if (recording == NULL)
		return 0;
	recording_flush(recording);
	r = recording_trouble(recording, reterr_why);
	if (!recording->described)
		remove_unused(recording);
	packets_done(&recording->packets);
	close(recording->directory);
	free(recording->path);
	free(recording);
	return r;
}
