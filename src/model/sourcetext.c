#include "model/sourcetext.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "base/table.h"

enum { SIZE_MAX_READ = 16 << 20 };

struct sourcetexts {
	struct names paths;		/* path → position in texts + 1 */
	struct source_text **texts;	/* NULL: cannot be read */
	size_t cap;
};

struct sourcetexts *
sourcetexts_new(void)
{
	return mem_new(1, sizeof(struct sourcetexts));
}

static void
text_free(struct source_text *text)
{
	if (text == NULL)
		return;
	for (size_t i = 0; i < text->count; i++)
		free(text->lines[i]);
	free(text->lines);
	free(text);
}

void
sourcetexts_free(struct sourcetexts *texts)
{
	if (texts == NULL)
		return;
	for (size_t i = 0; i < texts->paths.count; i++)
		text_free(texts->texts[i]);
	free(texts->texts);
	names_done(&texts->paths);
	free(texts);
}

static struct source_text *
read_lines(FILE *file)
{
	struct source_text *text = mem_new(1, sizeof *text);
	char *line = NULL;
	size_t room = 0, cap = 0;

	for (ssize_t len; (len = getline(&line, &room, file)) >= 0;) {
		if (len > 0 && line[len - 1] == '\n')
			line[--len] = '\0';
		text->lines = mem_grow(text->lines, &cap, text->count + 1, sizeof *text->lines);
		text->lines[text->count++] = mem_string(line);
	}
	free(line);
	return text;
}

static struct source_text *
read_text(const char *path)
{
	struct source_text *text = NULL;
	struct stat st;
	FILE *file;

	/* Asked before it is opened: opening a pipe or a device may wait or act. */
	if (stat(path, &st) < 0 || !S_ISREG(st.st_mode) || st.st_size > SIZE_MAX_READ)
		return NULL;
	file = fopen(path, "re");
	if (file != NULL) {
		text = read_lines(file);
		fclose(file);
	}
	return text;
}

const struct source_text *
sourcetexts_get(struct sourcetexts *texts, const char *path)
{
	size_t known = texts->paths.count, number;

	if (path[0] == '\0')
		return NULL;
	number = names_add(&texts->paths, path) - 1;
	if (number == known) {
		texts->texts = mem_grow(texts->texts, &texts->cap, number + 1, sizeof(struct source_text *));
		texts->texts[number] = read_text(path);
	}
	return texts->texts[number];
}
