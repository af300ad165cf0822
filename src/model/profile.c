#include "model/profile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"

enum { ROWS_PER_PIECE = 64 };

/* Rows lie in pieces that never move, so that a pointer to one stays good. */
struct profile {
	struct profile_row **pieces;
	size_t piece_cap;
	size_t count;
	struct names names;	/* a row's name is name number row + 1 */
};

struct profile *
profile_new(void)
{
	return mem_new(1, sizeof(struct profile));
}

static struct profile_row *
row_at(const struct profile *profile, size_t number)
{
	return &profile->pieces[number / ROWS_PER_PIECE][number % ROWS_PER_PIECE];
}

void
profile_free(struct profile *profile)
{
	if (profile == NULL)
		return;
	for (size_t i = 0; i < profile->count; i++) {
		hist_done(&row_at(profile, i)->hist);
		free((char *)(uintptr_t)row_at(profile, i)->file);
	}
	for (size_t i = 0; i * ROWS_PER_PIECE < profile->count; i++)
		free(profile->pieces[i]);
	free(profile->pieces);
	names_done(&profile->names);
	free(profile);
}

size_t
profile_count(const struct profile *profile)
{
	return profile->count;
}

const struct profile_row *
profile_row(const struct profile *profile, size_t number)
{
	return row_at(profile, number);
}

const struct profile_row *
profile_named(const struct profile *profile, const char *name)
{
	uint32_t number = names_find(&profile->names, name);

	return number > 0 ? row_at(profile, number - 1) : NULL;
}

const struct profile_row *
profile_line(const struct profile *profile, const char *file, unsigned line)
{
	char *name = mem_format("%s:%u", file, line);
	const struct profile_row *row = profile_named(profile, name);

	free(name);
	return row;
}

static struct profile_row *
find_or_add(struct profile *profile, const struct profile_sample *sample)
{
	const char *name = sample->name[0] != '\0' ? sample->name : "(unknown)";
	size_t number = names_add(&profile->names, name) - 1;
	struct profile_row *row;

	if (number < profile->count)
		return row_at(profile, number);
	if (number % ROWS_PER_PIECE == 0) {
		profile->pieces = mem_grow(profile->pieces, &profile->piece_cap, number / ROWS_PER_PIECE + 1,
					   sizeof *profile->pieces);
		profile->pieces[number / ROWS_PER_PIECE] = mem_new(ROWS_PER_PIECE, sizeof **profile->pieces);
	}
	profile->count++;
	row = row_at(profile, number);
	row->name = names_text(&profile->names, (uint32_t)number + 1);
	row->file = mem_string(sample->file);
	row->line = sample->line;
	row->max_z = row->last_z = NAN;
	hist_init(&row->hist);
	return row;
}

void
profile_add(struct profile *profile, const struct profile_sample *sample)
{
	struct profile_row *row = find_or_add(profile, sample);

	row->calls++;
	row->errors += sample->error != 0;
	row->alerts += sample->alert != 0;
	row->total_ns += sample->duration_ns;
	row->last_seq = sample->seq;
	hist_add(&row->hist, sample->duration_ns);
	if (isnan(sample->z))
		return;
	row->last_z = sample->z;
	row->recent_z[row->recent_count++ % PROFILE_RECENT] = sample->z;
	if (!(row->max_z >= sample->z))
		row->max_z = sample->z;
}
