#include "model/madecode.h"

#include <stddef.h>

#include "model/jitdump.h"
#include "model/jitmap.h"
#include "model/mapping.h"

enum { DUMPS_MAX = 512 };	/* each is an open file */

void
madecode_done(struct madecode *made)
{
	uint64_t value;

	for (size_t position = 0; table_next(&made->maps, &position, NULL, &value);)
		jitmap_free((struct jitmap *)(uintptr_t)value);
	for (size_t position = 0; table_next(&made->dumps, &position, NULL, &value);)
		jitdump_free((struct jitdump *)(uintptr_t)value);
	table_done(&made->maps);
	table_done(&made->dumps);
}

/* The first that does so in an address space is believed. */
void
madecode_follow(struct madecode *made, const struct mapping *mapping)
{
	const struct mapfile file = mapping_file(mapping);
	int fd;

	if (!jitdump_is_path(mapping->path) || table_get(&made->dumps, mapping->space, NULL) ||
	    made->dumps.count >= DUMPS_MAX)
		return;
	fd = mapfile_open(&file, mapping->pid);
	if (fd >= 0)
		table_set(&made->dumps, mapping->space, (uint64_t)(uintptr_t)jitdump_new(fd));
}

static struct jitdump *
dump_of(const struct madecode *made, const struct mapping *mapping)
{
	uint64_t value;

	return table_get(&made->dumps, mapping->space, &value) ? (struct jitdump *)(uintptr_t)value : NULL;
}

bool
madecode_has_dump(const struct madecode *made, const struct mapping *mapping)
{
	return dump_of(made, mapping) != NULL;
}

static void
set_name(struct madecode_hit *hit, const char *name, uint64_t begin)
{
	*hit = (struct madecode_hit){ .begin = begin };
	jitname_read(name, &hit->name);
	hit->file = hit->name.file;
	hit->line = hit->name.line;
	hit->column = hit->name.column;
}

bool
madecode_dumped(struct madecode *made, const struct mapping *mapping, uint64_t address, uint64_t time_ns,
		struct madecode_hit *ret_hit)
{
	struct jitdump *dump = dump_of(made, mapping);
	struct jitdump_code code;

	if (dump == NULL || !jitdump_find(dump, address, time_ns, &code))
		return false;
	set_name(ret_hit, code.name, code.begin);
	ret_hit->number = code.number;
	if (code.line == 0)
		return true;
	if (!code.own_file)
		ret_hit->file = code.file;
	ret_hit->exact = true;
	ret_hit->line = code.line;
	ret_hit->column = code.column;
	return true;
}

static struct jitmap *
map_of(struct madecode *made, const struct mapping *mapping)
{
	uint64_t value;

	if (!table_get(&made->maps, (uint64_t)mapping->pid, &value)) {
		value = (uint64_t)(uintptr_t)jitmap_new(mapping->pid, made->started_ns);
		table_set(&made->maps, (uint64_t)mapping->pid, value);
	}
	return (struct jitmap *)(uintptr_t)value;
}

bool
madecode_mapped(struct madecode *made, const struct mapping *mapping, uint64_t address, struct madecode_hit *ret_hit)
{
	struct jitmap_code code;

	if (!jitmap_find(map_of(made, mapping), address, &code))
		return false;
	set_name(ret_hit, code.name, code.begin);
	return true;
}

bool
madecode_is_still(struct madecode *made, const struct mapping *mapping, uint64_t address, uint64_t time_ns,
		  uint32_t number)
{
	struct jitdump *dump = dump_of(made, mapping);
	struct jitdump_code code;

	return dump == NULL || (jitdump_find(dump, address, time_ns, &code) && code.number == number);
}

uint64_t
madecode_bytes(struct madecode *made)
{
	uint64_t value, bytes = 0;

	for (size_t position = 0; table_next(&made->dumps, &position, NULL, &value);)
		bytes += jitdump_read_on((struct jitdump *)(uintptr_t)value);
	return bytes;
}
