/*
 * srcmap_cover.h - one generated file and what its lines came from
 *
 *	cover_add(&cover, &row) for each; cover_finish(&cover); cover_find(…)
 */
#ifndef SRCMAP_COVER_H
#define SRCMAP_COVER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How far a row reaches beyond its own line. */
enum cover_reach {
	COVER_POINT,	/* not at all: a later line has it as the nearest before */
	COVER_BLOCK,	/* up to the next row: all came from that one line */
	COVER_COUNT,	/* up to the next row, line by line: #line */
};

struct cover_row {
	uint32_t line, column;		/* generated; columns from 1, 0: the whole line */
	uint32_t orig_line, orig_column; /* column 0: unknown */
	uint32_t file, function, decision;	/* original, as numbers of names, 0 unknown; file 0: from here on from nowhere */
	uint32_t order;			/* of adding: of several for one place the first counts */
	enum cover_reach reach;
};

struct cover {
	char *generated_file;	/* owned */
	struct cover_row *rows;
	size_t count, cap;
};

/* Adds a row; `order` is set here. */
void cover_add(struct cover *cover, const struct cover_row *row);

/* Brings the rows in order; to be called once after the last was added. */
void cover_finish(struct cover *cover);

/*
 * What `line` and `column` (0 unknown) came from: a copy of the row with the
 * original line counted on, and whether that is exact. False when nothing at
 * or before the line did, or the line is said to come from nowhere.
 */
bool cover_find(const struct cover *cover, uint32_t line, uint32_t column, struct cover_row *ret_row, bool *ret_exact);

/*
 * The other way: the first generated line that came from line `orig_line` of a
 * file for which `is_file` says so by its number; 0 when none did. Takes time
 * by the number of rows.
 */
uint32_t cover_find_back(const struct cover *cover, bool (*is_file)(const void *context, uint32_t file),
			 const void *context, uint32_t orig_line);

void cover_done(struct cover *cover);

#endif
