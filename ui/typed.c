#include "ui/typed.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { LINES_MAX = 1000, LINE_BYTES = 2048 };

struct typed {
	char *path;
	char **lines;		/* the kind's letter and the text; the newest last, none twice */
	size_t count, cap;
	size_t stored;		/* lines in the file */
};

char *
typed_path(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state != NULL && state[0] == '/')
		return mem_format("%s/sightline/history", state);
	return home != NULL && home[0] == '/' ? mem_format("%s/.local/state/sightline/history", home) : NULL;
}

/* The folders on the way to the file; what is there already is fine, and what fails shows when it is opened. */
static void
make_folders(const char *path)
{
	char *copy = mem_string(path);

	for (char *slash = strchr(copy + 1, '/'); slash != NULL; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		(void)mkdir(copy, 0700);
		*slash = '/';
	}
	free(copy);
}

static void
forget(struct typed *typed, size_t number)
{
	free(typed->lines[number]);
	memmove(typed->lines + number, typed->lines + number + 1, (typed->count - number - 1) * sizeof *typed->lines);
	typed->count--;
}

static void
keep(struct typed *typed, const char *line)
{
	for (size_t i = typed->count; i-- > 0;)
		if (strcmp(typed->lines[i], line) == 0)
			forget(typed, i);
	if (typed->count == LINES_MAX)
		forget(typed, 0);
	typed->lines = mem_grow(typed->lines, &typed->cap, typed->count + 1, sizeof *typed->lines);
	typed->lines[typed->count++] = mem_string(line);
}

/* A letter for the kind and something behind it, without anything a terminal could obey. */
static bool
is_sound(const char *line)
{
	if (line[0] == '\0' || line[strspn(line + 1, " ") + 1] == '\0' || strlen(line) >= LINE_BYTES)
		return false;
	for (; *line != '\0'; line++)
		if ((unsigned char)*line < ' ' || *line == 0x7f)
			return false;
	return true;
}

/* The file anew, when it has come to hold many times what counts. */
static void
rewrite(const struct typed *typed)
{
	char *beside = mem_format("%s.%ld", typed->path, (long)getpid());
	int fd = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	FILE *file = fd >= 0 ? fdopen(fd, "w") : NULL;
	bool good = file != NULL;

	for (size_t i = 0; good && i < typed->count; i++)
		good = fprintf(file, "%s\n", typed->lines[i]) > 0;
	if (file != NULL)
		good = fclose(file) == 0 && good;
	if (!good || rename(beside, typed->path) != 0)
		(void)unlink(beside);
	free(beside);
}

static void
read_lines(struct typed *typed)
{
	FILE *file = fopen(typed->path, "re");
	char line[LINE_BYTES + 2];

	if (file == NULL)
		return;
	while (fgets(line, sizeof line, file) != NULL) {
		line[strcspn(line, "\n")] = '\0';
		typed->stored++;
		if (is_sound(line))
			keep(typed, line);
	}
	fclose(file);
}

struct typed *
typed_open(const char *path)
{
	struct typed *typed = mem_new(1, sizeof *typed);

	if (path == NULL)
		return typed;
	typed->path = mem_string(path);
	read_lines(typed);
	if (typed->stored > 2 * LINES_MAX)
		rewrite(typed);
	return typed;
}

void
typed_close(struct typed *typed)
{
	if (typed == NULL)
		return;
	while (typed->count > 0)
		forget(typed, typed->count - 1);
	free(typed->lines);
	free(typed->path);
	free(typed);
}

/* One write, so that two programs' lines do not mix. */
static void
append(const char *path, const char *line)
{
	char *whole = mem_format("%s\n", line);
	int fd;

	make_folders(path);
	fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
	if (fd >= 0) {
		ssize_t written = write(fd, whole, strlen(whole));

		(void)written;	/* a history that cannot be kept is none */
		close(fd);
	}
	free(whole);
}

void
typed_add(struct typed *typed, char kind, const char *line)
{
	char *whole = mem_format("%c%s", kind, line);

	if (is_sound(whole)) {
		if (typed->path != NULL && (typed->count == 0 || strcmp(typed->lines[typed->count - 1], whole) != 0))
			append(typed->path, whole);
		keep(typed, whole);
	}
	free(whole);
}

const char *
typed_line(const struct typed *typed, char kind, size_t back)
{
	if (typed == NULL || back == 0)
		return NULL;
	for (size_t i = typed->count; i-- > 0;)
		if (typed->lines[i][0] == kind && --back == 0)
			return typed->lines[i] + 1;
	return NULL;
}
