#include "trace/reader.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "trace/packetfile.h"
#include "trace/source.h"

enum { NAME = 32, METADATA_HEAD = 4096 };

struct name { char text[NAME]; };

struct reader {
	struct source source;	/* first: what the front end holds */
	int directory;
	struct name *names;	/* of its files, in order */
	size_t count, cap, open; /* how many; of them were opened */
	struct packetfile file;
	uint64_t bytes, bytes_before; /* of all files; of those read to their ends */
	const struct event *event; /* the one given out last, until it is popped */
	uint64_t last_seq, last_stamp_ns;
	bool begun, broken, noted, finished; /* START came; cut off or damaged; that was told; END came */
	struct why why;
	struct { struct event_note note; char text[sizeof(struct why)]; } noting;
	struct event_end end;
};

/* --- its records ------------------------------------------------------------------ */

static uint64_t
size_of(int fd)
{
	struct stat stat;

	return fd >= 0 && fstat(fd, &stat) == 0 && stat.st_size > 0 ? (uint64_t)stat.st_size : 0;
}

/* The next file; false when there is none, or it cannot be opened. */
static bool
open_next(struct reader *reader)
{
	const char *name;
	int r;

	if (reader->open == reader->count)
		return false;
	reader->bytes_before += size_of(reader->file.fd);
	name = reader->names[reader->open++].text;
	r = packetfile_open(&reader->file, reader->directory, name);
	if (r < 0) {
		why_set(&reader->why, r, "%s: %s", name, strerror(-r));
		reader->broken = true;
	}
	return r == 0;
}

/* A record of the files; NULL at their end. */
static const struct event *
read_record(struct reader *reader)
{
	const struct event *event;

	while (!reader->broken) {
		if (packetfile_next(&reader->file, &event, &reader->why) < 0)
			reader->broken = true;
		else if (event != NULL)
			return event;
		else if (!open_next(reader))
			break;
	}
	return NULL;
}

static const struct event *
make_note(struct reader *reader)
{
	struct event_note *note = &reader->noting.note;
	const char *what = reader->broken ? "the recording is damaged and ends early" : "the recording ends before the program did";
	int len = snprintf(reader->noting.text, sizeof reader->noting.text, "%s%s%s", what, reader->broken ? ": " : "",
			   reader->broken ? reader->why.text : "");

	*note = (struct event_note){
		.head = { .size = sizeof reader->noting, .kind = EVENT_NOTE, .time_ns = reader->last_stamp_ns },
		.text_len = (uint32_t)(len < (int)sizeof reader->noting.text ? len : (int)sizeof reader->noting.text - 1),
	};
	reader->noted = true;
	return &note->head;
}

static const struct event *
make_end(struct reader *reader)
{
	reader->end = (struct event_end){
		.head = { .size = sizeof reader->end, .kind = EVENT_END, .time_ns = reader->last_stamp_ns },
		.status = -1,
		.calls = reader->last_seq,
	};
	reader->finished = true;
	return &reader->end.head;
}

/* START comes first and once, and nothing comes after END: who feeds a session relies on it. */
static bool
is_in_order(struct reader *reader, const struct event *event)
{
	bool start = event->kind == EVENT_START;

	if (start == reader->begun)
		return false;
	reader->begun = true;
	return true;
}

static void
look_at(struct reader *reader, const struct event *event)
{
	const struct event_call *call = (const struct event_call *)event;

	if (event->kind == EVENT_CALL && call->seq > reader->last_seq)
		reader->last_seq = call->seq;
	reader->last_stamp_ns = reader->file.stamp_ns;
	reader->finished = event->kind == EVENT_END;
}

static const struct event *
reader_next(struct source *source)
{
	struct reader *reader = (struct reader *)source;

	if (reader->event != NULL || reader->finished)
		return reader->event;
	do
		reader->event = read_record(reader);
	while (reader->event != NULL && !is_in_order(reader, reader->event));
	if (reader->event != NULL)
		look_at(reader, reader->event);
	else
		reader->event = reader->noted ? make_end(reader) : make_note(reader);
	return reader->event;
}

static void
reader_pop(struct source *source)
{
	((struct reader *)source)->event = NULL;
}

/* --- the source --------------------------------------------------------------------- */

static void
reader_request(struct source *source, unsigned requests)
{
	struct reader *reader = (struct reader *)source;

	if ((requests & (SOURCE_DETACH | SOURCE_KILL)) != 0)
		reader->finished = true;
}

static bool
reader_ended(const struct source *source)
{
	const struct reader *reader = (const struct reader *)source;

	return reader->finished && reader->event == NULL;
}

static void
reader_state(const struct source *source, struct source_state *ret_state)
{
	const struct reader *reader = (const struct reader *)source;

	*ret_state = (struct source_state){ .bytes = reader->bytes, .bytes_read = reader->bytes_before + reader->file.at };
}

static void
reader_free(struct source *source)
{
	struct reader *reader = (struct reader *)source;

	packetfile_done(&reader->file);
	if (reader->directory >= 0)
		close(reader->directory);
	free(reader->names);
	free(reader);
}

static const struct source_ops reader_ops = {
	.next = reader_next,
	.pop = reader_pop,
	.request = reader_request,
	.ended = reader_ended,
	.state = reader_state,
	.free = reader_free,
};

/* --- opening -------------------------------------------------------------------------- */

static int
by_name(const void *a, const void *b)
{
	return strcmp(((const struct name *)a)->text, ((const struct name *)b)->text);
}

static bool
is_stream(const char *name)
{
	static const char stem[] = "stream-";

	return strncmp(name, stem, sizeof stem - 1) == 0 && strlen(name) < NAME &&
	       name[strspn(name + sizeof stem - 1, "0123456789") + sizeof stem - 1] == '\0';
}

static int
find_files(struct reader *reader)
{
	int fd = openat(reader->directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;
	struct stat stat;

	if (dir == NULL)
		return -errno;
	while ((entry = readdir(dir)) != NULL) {
		if (!is_stream(entry->d_name))
			continue;
		reader->names = mem_grow(reader->names, &reader->cap, reader->count + 1, sizeof *reader->names);
		snprintf(reader->names[reader->count++].text, NAME, "%s", entry->d_name);
		if (fstatat(reader->directory, entry->d_name, &stat, 0) == 0)
			reader->bytes += (uint64_t)stat.st_size;
	}
	closedir(dir);
	if (reader->count > 0)
		qsort(reader->names, reader->count, sizeof *reader->names, by_name);
	return 0;
}

/* The number that the metadata gives our records' layout; 0 when it has none. */
static int
format_of(int directory)
{
	static const char key[] = "\tsightline_format = ";
	int fd = openat(directory, "metadata", O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	char head[METADATA_HEAD];
	const char *found;
	ssize_t got;

	if (fd < 0)
		return -errno;
	got = read(fd, head, sizeof head - 1);
	close(fd);
	if (got < 0)
		return -errno;
	head[got] = '\0';
	found = strstr(head, key);
	return found != NULL ? atoi(found + sizeof key - 1) : 0;
}

static int
check(struct reader *reader, const char *path, struct why *why)
{
	int format = format_of(reader->directory), r;

	if (format <= 0)
		return why_set(why, format < 0 ? format : -EINVAL, "%s is no recording: it has no metadata of sightline's", path);
	if (format != CTF_FORMAT)
		return why_set(why, -EINVAL, "%s is a recording of format %d; this sightline reads %d", path, format,
			       CTF_FORMAT);
	r = find_files(reader);
	if (r < 0)
		return why_set(why, r, "cannot read %s: %s", path, strerror(-r));
	return 0;
}

int
reader_open(const char *directory, struct source **ret_source, struct why *reterr_why)
{
	int fd = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC), r;
	struct reader *reader;

	if (fd < 0) {
		r = -errno;
		return why_set(reterr_why, r, "cannot read the recording %s: %s", directory, strerror(-r));
	}
	reader = mem_new(1, sizeof *reader);
	reader->source.ops = &reader_ops;
	reader->directory = fd;
	packetfile_init(&reader->file);
	r = check(reader, directory, reterr_why);
	if (r < 0) {
		reader_free(&reader->source);
		return r;
	}
	*ret_source = &reader->source;
	return 0;
}
