#include "model/mapping.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "trace/event.h"

/* The path without what the kernel appends when the file is gone. */
static char *
mapped_path(const struct event_map *event)
{
	static const char deleted[] = " (deleted)";
	char *path = mem_format("%.*s", (int)event->path_len, EVENT_TAIL(event));
	size_t len = strlen(path), tail = sizeof deleted - 1;

	if (len > tail && strcmp(path + len - tail, deleted) == 0)
		path[len - tail] = '\0';
	return path;
}

struct mapping *
mapping_new(const struct event_map *event, pid_t pid, struct names *names)
{
	const uint64_t file[] = { event->dev_major, event->dev_minor, event->inode };
	struct mapping *mapping = mem_new(1, sizeof *mapping);
	char *path = mapped_path(event);

	*mapping = (struct mapping){
		.begin = event->begin,
		.end = event->end,
		.offset = event->offset,
		.inode = event->inode,
		.path = names_text(names, names_add(names, path)),
		.space = event->space,
		.pid = pid,
		.identity = table_hash(file, sizeof file, table_hash(path, strlen(path), 0)),
	};
	free(path);
	return mapping;
}

struct mapfile
mapping_file(const struct mapping *mapping)
{
	return (struct mapfile){ mapping->path, mapping->inode, mapping->begin, mapping->end };
}

bool
mapping_may_be_made(const struct mapping *mapping)
{
	const char *path = mapping->path;

	return path[0] == '\0' || strncmp(path, "[anon", 5) == 0 || strncmp(path, "/memfd:", 7) == 0;
}
