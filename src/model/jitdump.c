#include "model/jitdump.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/jitcodes.h"
#include "model/jitlines.h"

enum {
	MAGIC = 0x4a695444, FORMAT = 1,
	FILE_HEAD = 40,		/* magic, version, size of all this, machine, padding, pid, time (8), flags (8) */
	RECORD_HEAD = 16,	/* id, size of all, time (8) */
	LOAD_HEAD = RECORD_HEAD + 40, /* pid, tid, address, code's address, its size, index; the name follows, then the code */
	MOVE_HEAD = RECORD_HEAD + 48, /* pid, tid, address, old, new, size, index */
	KEPT_MAX = 1 << 20,	/* of one record; of code the bytes do not count, and are the last */
	LINES_MAX = 1 << 21,
	CHUNK = 16 * 1024,
};

enum { CODE_LOAD, CODE_MOVE, CODE_DEBUG_INFO, CODE_CLOSE };

/* Time is one of a processor's own, which cannot be compared with ours. */
static const uint64_t FLAG_ARCH_TIME = 1;

struct run {
	size_t first, count;	/* of lines */
};

struct jitdump {
	int fd;
	off_t offset;		/* read so far */
	bool broken;		/* nothing more can be read */
	bool started;		/* the file's head is read */
	bool swapped, timeless;
	unsigned char *record;	/* the one that is being read, its first bytes */
	size_t have, kept_cap;	/* of it: bytes read, allocated */
	unsigned char *debug;	/* the last JIT_CODE_DEBUG_INFO: it comes before its code; NULL none */
	size_t debug_len;
	struct names names;
	struct jitcodes codes;
	struct run *runs;	/* by tag of a code, from 1 */
	size_t run_count, run_cap;
	struct jitline *lines;
	size_t line_count, line_cap;
};

bool
jitdump_is_path(const char *path)
{
	const char *slash = strrchr(path, '/'), *at = slash != NULL ? slash + 1 : path;

	if (strncmp(at, "jit-", 4) != 0 || !isdigit((unsigned char)at[4]))
		return false;
	at += 4 + strspn(at + 4, "0123456789");
	return strcmp(at, ".dump") == 0;
}

struct jitdump *
jitdump_new(int fd)
{
	struct jitdump *dump = mem_new(1, sizeof *dump);

	dump->fd = fd;
	return dump;
}

void
jitdump_free(struct jitdump *dump)
{
	if (dump == NULL)
		return;
	if (dump->fd >= 0)
		close(dump->fd);
	free(dump->record);
	free(dump->debug);
	free(dump->runs);
	free(dump->lines);
	jitcodes_done(&dump->codes);
	names_done(&dump->names);
	free(dump);
}

/* --- records ----------------------------------------------------------------------- */

static uint32_t
u32(const struct jitdump *dump, size_t at)
{
	return jitlines_u32(dump->record + at, dump->swapped);
}

static uint64_t
u64(const struct jitdump *dump, size_t at)
{
	return jitlines_u64(dump->record + at, dump->swapped);
}

static uint64_t
record_time(const struct jitdump *dump)
{
	return dump->timeless ? 0 : u64(dump, 8);
}

/* The lines that were told just before of the code at that address. Its number among the runs; 0 none. */
static uint32_t
take_debug(struct jitdump *dump, uint64_t begin, uint64_t size, const char *name)
{
	struct run run = { .first = dump->line_count };
	const struct jitlines_record record = {
		.bytes = dump->debug, .len = dump->debug_len, .swapped = dump->swapped, .code = begin, .code_size = size, .name = name,
	};
	bool matches = dump->debug != NULL && jitlines_u64(dump->debug, dump->swapped) == begin;

	if (matches)
		jitlines_read(&record, &dump->names, &dump->lines, &dump->line_count, &dump->line_cap, LINES_MAX);
	free(dump->debug);
	dump->debug = NULL;
	run.count = dump->line_count - run.first;
	if (run.count == 0)
		return 0;
	dump->runs = mem_grow(dump->runs, &dump->run_cap, dump->run_count + 2, sizeof *dump->runs);
	dump->runs[++dump->run_count] = run;
	return (uint32_t)dump->run_count;
}

static void
take_load(struct jitdump *dump, size_t len)
{
	const char *name = (const char *)dump->record + LOAD_HEAD;
	uint64_t begin, size;

	if (len <= LOAD_HEAD || memchr(name, '\0', len - LOAD_HEAD) == NULL)
		return;
	begin = u64(dump, 32);
	size = u64(dump, 40);
	if (begin + size < begin)
		return;
	jitcodes_add(&dump->codes, &(struct jitcode){
		.begin = begin, .end = begin + size, .since_ns = record_time(dump), .until_ns = UINT64_MAX,
		.name = names_add(&dump->names, name), .tag = take_debug(dump, begin, size, name),
	});
}

/* The same code elsewhere from then on. */
static void
take_move(struct jitdump *dump, size_t len)
{
	struct jitcode *old, moved;
	uint64_t begin;

	if (len < MOVE_HEAD)
		return;
	old = jitcodes_find(&dump->codes, u64(dump, 32), record_time(dump));
	begin = u64(dump, 40);
	if (old == NULL || old->begin != u64(dump, 32) || begin + (old->end - old->begin) < begin)
		return;
	moved = *old;
	old->until_ns = dump->timeless ? 0 : record_time(dump);
	moved.begin = begin;
	moved.end = begin + (old->end - old->begin);
	moved.since_ns = record_time(dump);
	jitcodes_add(&dump->codes, &moved);
}

static void
keep_debug(struct jitdump *dump, size_t len)
{
	free(dump->debug);
	dump->debug = len >= RECORD_HEAD + 16 ? mem_copy(dump->record + RECORD_HEAD, len - RECORD_HEAD) : NULL;
	dump->debug_len = len - RECORD_HEAD;
}

/* A whole record, of which `len` bytes are kept; what is of another kind means nothing here. */
static void
take_record(struct jitdump *dump, size_t len)
{
	switch (u32(dump, 0)) {
	case CODE_LOAD:
		take_load(dump, len);
		break;
	case CODE_MOVE:
		take_move(dump, len);
		break;
	case CODE_DEBUG_INFO:
		keep_debug(dump, len);
		break;
	case CODE_CLOSE:
		dump->broken = true;	/* it is the last */
		break;
	default:
		break;
	}
}

/* The magic tells the byte order. */
static bool
is_swapped(const unsigned char *head)
{
	return jitlines_u32(head, true) == MAGIC;
}

static void
take_file_head(struct jitdump *dump)
{
	dump->swapped = is_swapped(dump->record);
	dump->broken = u32(dump, 0) != (uint32_t)MAGIC || u32(dump, 4) != FORMAT;
	dump->timeless = (u64(dump, 32) & FLAG_ARCH_TIME) != 0;
	dump->started = true;
}

/* --- bytes ------------------------------------------------------------------------- */

/* How long what is being read is, or as much as is needed to know that. 0: it is nothing that can be read. */
static uint64_t
length(const struct jitdump *dump)
{
	uint64_t head = dump->started ? RECORD_HEAD : FILE_HEAD, len;

	if (dump->have < head)
		return head;
	len = dump->started ? u32(dump, 4) : jitlines_u32(dump->record + 8, is_swapped(dump->record));
	return len >= head ? len : 0;
}

/* Adds bytes to what is being read, at most up to where it ends; how many were taken. */
static size_t
take_bytes(struct jitdump *dump, const unsigned char *bytes, size_t len, uint64_t end)
{
	size_t part = end - dump->have < len ? (size_t)(end - dump->have) : len, kept;

	if (dump->have < KEPT_MAX) {
		kept = dump->have + part <= KEPT_MAX ? part : KEPT_MAX - dump->have;
		dump->record = mem_grow(dump->record, &dump->kept_cap, dump->have + kept, 1);
		memcpy(dump->record + dump->have, bytes, kept);
	}
	dump->have += part;
	return part;
}

void
jitdump_feed(struct jitdump *dump, const void *bytes, size_t len)
{
	const unsigned char *at = bytes, *end = at + len;

	while (at < end && !dump->broken) {
		uint64_t before = length(dump);

		at += take_bytes(dump, at, (size_t)(end - at), before);
		if (dump->have < before)
			return;
		if (length(dump) == 0) {
			dump->broken = true;
		} else if (length(dump) == dump->have) {
			if (dump->started)
				take_record(dump, dump->have < KEPT_MAX ? dump->have : KEPT_MAX);
			else
				take_file_head(dump);
			dump->have = 0;
		}
	}
}

uint64_t
jitdump_read_on(struct jitdump *dump)
{
	unsigned char chunk[CHUNK];
	ssize_t got;

	while (dump->fd >= 0 && !dump->broken && (got = pread(dump->fd, chunk, CHUNK, dump->offset)) > 0) {
		jitdump_feed(dump, chunk, (size_t)got);
		dump->offset += got;
	}
	return (uint64_t)dump->offset;
}

/* --- asking ------------------------------------------------------------------------ */

static const struct jitline *
line_at(const struct jitdump *dump, const struct run *run, uint64_t offset)
{
	size_t low = 0, high = run->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (dump->lines[run->first + middle].offset <= offset)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 ? &dump->lines[run->first + low - 1] : NULL;
}

bool
jitdump_find(struct jitdump *dump, uint64_t address, uint64_t time_ns, struct jitdump_code *ret_code)
{
	const struct jitline *line;
	const struct jitcode *code;

	/* What was written since may be newer than what is known, and at the same place. */
	(void)jitdump_read_on(dump);
	code = jitcodes_find(&dump->codes, address, time_ns);
	if (code == NULL)
		return false;
	*ret_code = (struct jitdump_code){
		.begin = code->begin, .size = code->end - code->begin, .number = code->number,
		.name = names_text(&dump->names, code->name), .file = "",
	};
	line = code->tag != 0 ? line_at(dump, &dump->runs[code->tag], address - code->begin) : NULL;
	if (line != NULL && line->line > 0) {
		ret_code->file = names_text(&dump->names, line->file);
		ret_code->line = line->line;
		ret_code->column = line->column;
		ret_code->own_file = line->own_file;
	}
	return true;
}
