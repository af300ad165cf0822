#include "model/jitmap.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/jitcodes.h"

enum {
	CHUNK = 64 * 1024,
	LINE_MAX_LEN = 4096,
};

struct jitmap {
	pid_t pid;
	uint64_t since_ns;
	int fd;			/* kept: the file may be gone with the program; -1 not open */
	off_t offset;		/* read so far */
	char *rest;		/* of a line whose end was not there yet */
	size_t rest_len;
	struct names names;
	struct jitcodes codes;
};

struct jitmap *
jitmap_new(pid_t pid, uint64_t since_ns)
{
	struct jitmap *map = mem_new(1, sizeof *map);

	map->pid = pid;
	map->since_ns = since_ns;
	map->fd = -1;
	map->rest = mem_new(1, LINE_MAX_LEN);
	return map;
}

void
jitmap_free(struct jitmap *map)
{
	if (map == NULL)
		return;
	if (map->fd >= 0)
		close(map->fd);
	names_done(&map->names);
	free(map->rest);
	jitcodes_done(&map->codes);
	free(map);
}

/* --- lines ------------------------------------------------------------------- */

static void
add_line(struct jitmap *map, char *line)
{
	unsigned long long begin, size;
	int used = 0;

	if (sscanf(line, "%llx %llx %n", &begin, &size, &used) < 2 || used == 0 || line[used] == '\0')
		return;
	jitcodes_add(&map->codes, &(struct jitcode){
		.begin = begin, .end = begin + size, .until_ns = UINT64_MAX, .name = names_add(&map->names, line + used),
	});
}

void
jitmap_feed(struct jitmap *map, const char *text, size_t len)
{
	for (const char *end = text + len; text < end;) {
		const char *newline = memchr(text, '\n', (size_t)(end - text));
		size_t part = (size_t)((newline != NULL ? newline : end) - text);
		size_t room = LINE_MAX_LEN - 1 - map->rest_len;

		/* Of a line that is too long the beginning is kept. */
		memcpy(map->rest + map->rest_len, text, part < room ? part : room);
		map->rest_len += part < room ? part : room;
		text += part + (newline != NULL);
		if (newline == NULL)
			break;
		map->rest[map->rest_len] = '\0';
		map->rest_len = 0;
		add_line(map, map->rest);
	}
}

/* --- the file ---------------------------------------------------------------- */

/* When the process began, by the wall clock to about a second; 0 when it is gone. */
static uint64_t
began_ns(pid_t pid)
{
	char path[32], text[1024];
	unsigned long long ticks = 0, boot = 0;
	const char *at;
	FILE *file;
	size_t len;

	snprintf(path, sizeof path, "/proc/%d/stat", pid);
	file = fopen(path, "re");
	if (file == NULL)
		return 0;
	len = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	text[len] = '\0';
	at = strrchr(text, ')');	/* the name before it may hold anything */
	if (at == NULL || sscanf(at, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %*u %*u %*d %*d %*d %*d %*d %*d %llu",
				 &ticks) != 1)
		return 0;
	file = fopen("/proc/stat", "re");
	while (file != NULL && fgets(text, sizeof text, file) != NULL && sscanf(text, "btime %llu", &boot) != 1)
		continue;
	if (file != NULL)
		fclose(file);
	return boot * 1000000000 + ticks * 1000000000 / (unsigned long long)sysconf(_SC_CLK_TCK);
}

/* The number by which the process knows itself, which it uses in the file's name. */
static pid_t
own_number(pid_t pid)
{
	char path[32], line[256];
	int number = pid;
	FILE *file;

	snprintf(path, sizeof path, "/proc/%d/status", pid);
	file = fopen(path, "re");
	while (file != NULL && fgets(line, sizeof line, file) != NULL) {
		char *last = strncmp(line, "NSpid:", 6) == 0 ? strrchr(line, '\t') : NULL;

		if (last != NULL)
			number = atoi(last + 1);
	}
	if (file != NULL)
		fclose(file);
	return number;
}

static bool
is_believed(const struct jitmap *map, const struct stat *st)
{
	const uint64_t second = 1000000000;
	uint64_t written_ns = (uint64_t)st->st_mtim.tv_sec * second + (uint64_t)st->st_mtim.tv_nsec, since_ns = map->since_ns;
	struct stat process;
	char path[32];

	snprintf(path, sizeof path, "/proc/%d", map->pid);
	if (!S_ISREG(st->st_mode) || (st->st_uid != geteuid() && (stat(path, &process) < 0 || st->st_uid != process.st_uid)))
		return false;
	if (since_ns == 0 && (since_ns = began_ns(map->pid)) == 0)
		return false;
	return written_ns + 2 * second > since_ns;
}

/* In the program's own file system if it still lives, else in ours. */
static void
open_file(struct jitmap *map)
{
	const int flags = O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK | O_NOFOLLOW;
	char path[80];
	struct stat st;

	snprintf(path, sizeof path, "/proc/%d/root/tmp/perf-%d.map", map->pid, own_number(map->pid));
	map->fd = open(path, flags);
	if (map->fd < 0) {
		snprintf(path, sizeof path, "/tmp/perf-%d.map", map->pid);
		map->fd = open(path, flags);
	}
	if (map->fd >= 0 && (fstat(map->fd, &st) < 0 || !is_believed(map, &st))) {
		close(map->fd);
		map->fd = -1;
	}
}

/* Reads what was written since the last time; false when that is nothing. */
static bool
read_on(struct jitmap *map)
{
	char *chunk;
	ssize_t got;
	off_t before = map->offset;

	if (map->fd < 0)
		open_file(map);
	if (map->fd < 0)
		return false;
	chunk = mem_new(1, CHUNK);
	while ((got = pread(map->fd, chunk, CHUNK, map->offset)) > 0) {
		jitmap_feed(map, chunk, (size_t)got);
		map->offset += got;
	}
	free(chunk);
	return map->offset > before;
}

static bool
find(struct jitmap *map, uint64_t address, struct jitmap_code *ret_code)
{
	const struct jitcode *code = jitcodes_find(&map->codes, address, 0);

	if (code != NULL)
		*ret_code = (struct jitmap_code){ code->begin, code->end - code->begin, names_text(&map->names, code->name) };
	return code != NULL;
}

bool
jitmap_find(struct jitmap *map, uint64_t address, struct jitmap_code *ret_code)
{
	return find(map, address, ret_code) || (read_on(map) && find(map, address, ret_code));
}
