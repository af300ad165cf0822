#include "trace/maps.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "base/mem.h"
#include "trace/capture.h"

struct space *
space_new(struct space_numbers *numbers)
{
	struct space *space = mem_new(1, sizeof *space);

	space->number = ++numbers->space;
	space->users = 1;
	space->memory = SPACE_UNOPENED;
	space->window = SPACE_WINDOW_FIRST;
	return space;
}

struct space *
space_copy(const struct space *from, struct space_numbers *numbers)
{
	struct space *space = space_new(numbers);

	space->maps = mem_grow(NULL, &space->cap, from->count + 1, sizeof *space->maps);
	for (size_t i = 0; i < from->count; i++) {
		space->maps[i] = from->maps[i];
		space->maps[i].path = mem_string(from->maps[i].path);
	}
	space->count = from->count;
	return space;
}

struct space *
space_share(struct space *space)
{
	space->users++;
	return space;
}

static void
free_maps(struct mapping *maps, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(maps[i].path);
	free(maps);
}

void
space_leave(struct space *space)
{
	if (space == NULL || --space->users > 0)
		return;
	if (space->memory >= 0)
		close(space->memory);
	free_maps(space->maps, space->count);
	free(space);
}

/* One line of /proc/TID/maps; false when it is not executable. */
static bool
parse_line(const char *line, struct mapping *ret_map, const char **ret_path)
{
	unsigned long begin, end, offset, inode;
	unsigned dev_major, dev_minor;
	char execute;
	int used = 0;

	if (sscanf(line, "%lx-%lx %*c%*c%c%*c %lx %x:%x %lu %n", &begin, &end, &execute, &offset, &dev_major,
		   &dev_minor, &inode, &used) < 7 ||
	    execute != 'x')
		return false;
	*ret_map = (struct mapping){
		.begin = begin, .end = end, .offset = offset, .inode = inode,
		.dev_major = dev_major, .dev_minor = dev_minor,
	};
	*ret_path = line + used;
	return true;
}

static bool
same_mapping(const struct mapping *a, const struct mapping *b)
{
	return a->begin == b->begin && a->end == b->end && a->offset == b->offset && a->inode == b->inode &&
	       a->dev_major == b->dev_major && a->dev_minor == b->dev_minor && strcmp(a->path, b->path) == 0;
}

/* Gives a mapping just read its old number, or a new one. Both lists are in order of address. */
static void
number_mapping(struct mapping *map, const struct space *old, size_t *position, struct space_numbers *numbers)
{
	while (*position < old->count && old->maps[*position].begin < map->begin)
		(*position)++;
	if (*position < old->count && same_mapping(map, &old->maps[*position])) {
		map->number = old->maps[*position].number;
		map->told = old->maps[*position].told;
		map->cfi = old->maps[*position].cfi;
	} else {
		map->number = ++numbers->map;
	}
}

/* Two lists with the same numbers are the same mappings. */
static bool
same_numbers(const struct space *space, const struct mapping *maps, size_t count)
{
	for (size_t i = 0; i < count && count == space->count; i++)
		if (maps[i].number != space->maps[i].number)
			return false;
	return count == space->count;
}

bool
space_read(struct space *space, pid_t tid, struct space_numbers *numbers)
{
	struct mapping *maps = NULL, map;
	size_t count = 0, cap = 0, position = 0, room = 0;
	char name[32], *line = NULL;
	const char *path;
	FILE *file;

	snprintf(name, sizeof name, "/proc/%d/maps", tid);
	file = fopen(name, "re");
	if (file == NULL)
		return false;
	for (ssize_t len; (len = getline(&line, &room, file)) > 0;) {
		if (line[len - 1] == '\n')
			line[len - 1] = '\0';
		if (!parse_line(line, &map, &path))
			continue;
		map.path = mem_string(path);
		number_mapping(&map, space, &position, numbers);
		maps = mem_grow(maps, &cap, count + 1, sizeof *maps);
		maps[count++] = map;
	}
	free(line);
	fclose(file);
	if (count == 0)	/* a task that is exiting shows nothing */
		return false;
	space->generation += !same_numbers(space, maps, count);
	free_maps(space->maps, space->count);
	space->maps = maps;
	space->count = count;
	space->cap = cap;
	return true;
}

bool
space_unmap(struct space *space, uint64_t begin, uint64_t end)
{
	size_t kept = 0;
	bool changed;

	for (size_t i = 0; i < space->count; i++) {
		struct mapping *map = &space->maps[i];

		if (map->begin < end && begin < map->end)
			free(map->path);
		else
			space->maps[kept++] = *map;
	}
	changed = kept != space->count;
	space->count = kept;
	space->generation += changed;
	return changed;
}

struct mapping *
space_find(const struct space *space, uint64_t address)
{
	size_t low = 0, high = space->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (space->maps[middle].end <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low < space->count && space->maps[low].begin <= address ? &space->maps[low] : NULL;
}

/* A descriptor that stays open makes a short read cheaper; it is opened by the first who wants to read. */
size_t
space_peek(struct space *space, pid_t tid, uint64_t address, void *bytes, size_t size)
{
	char path[32];
	ssize_t got;

	if (space->memory == SPACE_UNOPENED) {
		snprintf(path, sizeof path, "/proc/%d/mem", tid);
		space->memory = open(path, O_RDONLY | O_CLOEXEC);
		if (space->memory < 0)
			space->memory = SPACE_CLOSED;
	}
	if (space->memory < 0)
		return capture_read(tid, address, bytes, size);
	got = pread(space->memory, bytes, size, (off_t)address);
	return got > 0 ? (size_t)got : 0;
}
