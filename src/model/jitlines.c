#include "model/jitlines.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/jitname.h"

enum {
	HEAD = 16,		/* code's address, number of entries */
	ENTRY = 16,		/* address, line, column; the file's name follows */
	SHIFT = 0x40,		/* the size of the ELF header that perf will put before the code: some add it */
	CLOBBERED = 16,		/* of a freed name the first bytes are the allocator's */
};

uint32_t
jitlines_u32(const unsigned char *bytes, bool swapped)
{
	uint32_t number;

	memcpy(&number, bytes, sizeof number);
	return swapped ? __builtin_bswap32(number) : number;
}

uint64_t
jitlines_u64(const unsigned char *bytes, bool swapped)
{
	uint64_t number;

	memcpy(&number, bytes, sizeof number);
	return swapped ? __builtin_bswap64(number) : number;
}

struct cursor {
	const struct jitlines_record *record;
	const unsigned char *at, *end;
	const char *own;	/* the file's name in that of the code; NULL none */
	size_t own_len;
	uint32_t own_number;	/* of that file's name; 0 not added yet */
};

/* Whether another entry could begin there: at an address of the code, or it is the end with what fills it up. */
static bool
is_next(const struct cursor *cursor, const unsigned char *at)
{
	uint64_t address;

	if (cursor->end - at < ENTRY)
		return true;
	address = jitlines_u64(at, cursor->record->swapped);
	return address >= cursor->record->code && address - cursor->record->code <= cursor->record->code_size + SHIFT;
}

static bool
is_readable(const unsigned char *name)
{
	while (*name >= ' ' && *name != 0x7f)
		name++;
	return *name == '\0';
}

/* The code's own file, also when V8 wrote it after it had freed it (node 20): its beginning is anything then. */
static bool
take_own(struct cursor *cursor)
{
	const unsigned char *name = cursor->at;
	size_t len = cursor->own_len, same = len > CLOBBERED ? CLOBBERED : 0;

	if (cursor->own == NULL || (size_t)(cursor->end - name) <= len || name[len] != '\0' ||
	    !is_next(cursor, name + len + 1))
		return false;
	if (memcmp(name, cursor->own, len) != 0 &&
	    (is_readable(name) || (same > 0 && memcmp(name + same, cursor->own + same, len - same) != 0)))
		return false;
	cursor->at += len + 1;
	return true;
}

/* The name behind an entry. False when the rest cannot be read. */
static bool
take_file(struct cursor *cursor, struct names *names, const struct jitline *before, struct jitline *line)
{
	const unsigned char *name = cursor->at, *nul;

	if (take_own(cursor)) {
		if (cursor->own_number == 0) {
			char *own = mem_format("%.*s", (int)cursor->own_len, cursor->own);

			cursor->own_number = names_add(names, own);
			free(own);
		}
		line->file = cursor->own_number;
		line->own_file = true;
		return true;
	}
	nul = memchr(name, '\0', (size_t)(cursor->end - name));
	if (nul == NULL || !is_next(cursor, nul + 1))
		return false;
	cursor->at = nul + 1;
	if (nul == name + 1 && name[0] == 0xff && before != NULL) {	/* as before */
		line->file = before->file;
		line->own_file = before->own_file;
	} else if (nul > name && is_readable(name)) {
		line->file = names_add(names, (const char *)name);
	}
	return true;
}

static int
compare_lines(const void *left, const void *right)
{
	const struct jitline *a = left, *b = right;

	return a->offset < b->offset ? -1 : a->offset > b->offset;
}

/* V8 and LLVM say where perf will put the code, others where it is. LLVM tells of a function's very beginning, V8 may not. */
static void
take_shift_off(struct jitline *lines, size_t count, bool v8)
{
	uint64_t least = UINT64_MAX;

	for (size_t i = 0; i < count; i++)
		if (lines[i].offset < least)
			least = lines[i].offset;
	for (size_t i = 0; i < count && (v8 ? least >= SHIFT : least == SHIFT); i++)
		lines[i].offset -= SHIFT;
}

void
jitlines_read(const struct jitlines_record *record, struct names *names, struct jitline **lines, size_t *count,
	      size_t *cap, size_t most)
{
	struct cursor cursor = { .record = record, .at = record->bytes + HEAD, .end = record->bytes + record->len };
	const struct jitline *before = NULL;
	size_t first = *count;
	uint64_t entries;

	if (record->len < HEAD || !jitname_lines_hold(record->name))
		return;
	cursor.own = jitname_file(record->name, &cursor.own_len);
	entries = jitlines_u64(record->bytes + 8, record->swapped);
	for (uint64_t i = 0; i < entries && cursor.end - cursor.at >= ENTRY && *count < most; i++) {
		struct jitline line = { .offset = jitlines_u64(cursor.at, record->swapped) - record->code };
		uint32_t number = jitlines_u32(cursor.at + 8, record->swapped),
			 column = jitlines_u32(cursor.at + 12, record->swapped);
		bool whole;

		cursor.at += ENTRY;
		whole = take_file(&cursor, names, before, &line);
		line.line = line.file != 0 ? number : 0;
		line.column = line.file != 0 ? column : 0;
		*lines = mem_grow(*lines, cap, *count + 1, sizeof **lines);
		(*lines)[*count] = line;
		before = &(*lines)[(*count)++];
		if (!whole)
			break;	/* what this one and those behind it say is not known */
	}
	if (*count == first)
		return;
	take_shift_off(*lines + first, *count - first, cursor.own != NULL);
	qsort(*lines + first, *count - first, sizeof **lines, compare_lines);
}
