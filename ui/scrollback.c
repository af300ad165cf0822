#include "ui/scrollback.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

enum { BYTES_MOST = 8 << 20, LINES_AT_FIRST = 64 };

static struct scrollback_line *
slot(const struct scrollback *scrollback, uint64_t number)
{
	return &scrollback->lines[number % scrollback->cap];
}

static size_t
cost(const struct scrollback_line *line)
{
	return sizeof *line + (size_t)line->count * sizeof *line->cells;
}

static void
drop_oldest(struct scrollback *scrollback)
{
	struct scrollback_line *line = slot(scrollback, scrollback->first);

	scrollback->bytes -= cost(line);
	free(line->cells);
	scrollback->first++;
	scrollback->count--;
}

/* Twice the room; every line has its place by its number. */
static void
grow(struct scrollback *scrollback)
{
	struct scrollback larger = *scrollback;

	larger.cap = scrollback->cap > 0 ? 2 * scrollback->cap : LINES_AT_FIRST;
	larger.lines = mem_new(larger.cap, sizeof *larger.lines);
	for (uint64_t i = 0; i < scrollback->count; i++)
		*slot(&larger, scrollback->first + i) = *slot(scrollback, scrollback->first + i);
	free(scrollback->lines);
	*scrollback = larger;
}

static bool
is_blank(const struct cell *cell)
{
	return strcmp(cell->text, " ") == 0 && cell->bg == -1 && !cell->reverse && !cell->underline;
}

void
scrollback_add(struct scrollback *scrollback, const struct cell *cells, int count)
{
	struct scrollback_line line = { .count = count };

	while (line.count > 0 && is_blank(&cells[line.count - 1]))
		line.count--;
	if (line.count > 0) {
		line.cells = mem_new((size_t)line.count, sizeof *line.cells);
		memcpy(line.cells, cells, (size_t)line.count * sizeof *cells);
	}
	while (scrollback->count > 0 && scrollback->bytes + cost(&line) > BYTES_MOST)
		drop_oldest(scrollback);
	if (scrollback->count == scrollback->cap)
		grow(scrollback);
	*slot(scrollback, scrollback->first + scrollback->count) = line;
	scrollback->count++;
	scrollback->bytes += cost(&line);
}

const struct scrollback_line *
scrollback_line(const struct scrollback *scrollback, uint64_t number)
{
	return slot(scrollback, number);
}

void
scrollback_done(struct scrollback *scrollback)
{
	while (scrollback->count > 0)
		drop_oldest(scrollback);
	free(scrollback->lines);
	*scrollback = (struct scrollback){ .count = 0 };
}
