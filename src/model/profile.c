#include "model/profile.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/shared.h"
#include "base/table.h"

enum { SLOW_IO_NS = 1000000 };

/* A row never moves, so that a pointer to it stays good, until it is counted in after a fork. */
struct profile {
	struct profile_row **rows; /* each is had together with forks that have not changed it */
	size_t count, cap;
	struct names *names;	/* a row's name is name number row + 1; a fork that is ahead may have named more */
	struct names *files;
};

struct profile *
profile_new(void)
{
	struct profile *profile = mem_new(1, sizeof *profile);

	profile->names = names_new();
	profile->files = names_new();
	return profile;
}

static struct profile_row *
row_at(const struct profile *profile, size_t number)
{
	return profile->rows[number];
}

static void
drop_row(struct profile_row *row)
{
	if (shared_is_alone(row))
		hist_done(&row->hist);
	shared_drop(row);
}

/* To be written to: what a fork has as well becomes two. */
static struct profile_row *
own_row(struct profile *profile, size_t number)
{
	struct profile_row **row = &profile->rows[number];

	if (!shared_is_alone(*row)) {
		hist_hold(&(*row)->hist);
		*row = shared_own(*row, sizeof **row);
	}
	return *row;
}

void
profile_free(struct profile *profile)
{
	if (profile == NULL)
		return;
	for (size_t i = 0; i < profile->count; i++)
		drop_row(profile->rows[i]);
	free(profile->rows);
	names_drop(profile->names);
	names_drop(profile->files);
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

bool
profile_find(const struct profile *profile, const char *name, size_t *ret_number)
{
	uint32_t number = names_find(profile->names, name);

	if (number == 0 || number > profile->count)
		return false;
	*ret_number = number - 1;
	return true;
}

const struct profile_row *
profile_named(const struct profile *profile, const char *name)
{
	size_t number;

	return profile_find(profile, name, &number) ? row_at(profile, number) : NULL;
}

const struct profile_row *
profile_line(const struct profile *profile, const char *file, unsigned line)
{
	char *name = mem_format("%s:%u", file, line);
	const struct profile_row *row = profile_named(profile, name);

	free(name);
	return row;
}

static void
make_row(struct profile *profile, size_t number, const char *name, const char *file, unsigned line)
{
	profile->rows = mem_grow(profile->rows, &profile->cap, number + 1, sizeof *profile->rows);
	profile->rows[number] = shared_new(sizeof **profile->rows);
	*profile->rows[number] = (struct profile_row){
		.name = name,
		.file = names_text(profile->files, names_add(profile->files, file)),
		.line = line,
		.max_z = NAN,
		.last_z = NAN,
	};
	hist_init(&row_at(profile, number)->hist);
}

size_t
profile_number(struct profile *profile, const char *name, const char *file, unsigned line)
{
	const char *known = name[0] == '\0' ? "(unknown)" :
			    profile->count < PROFILE_ROWS_MAX || names_find(profile->names, name) != 0 ? name : "(other)";
	uint32_t id = names_add(profile->names, known);
	size_t number = id - 1;

	assert(number <= profile->count);
	if (number == profile->count) {
		make_row(profile, number, names_text(profile->names, id), file, line);
		profile->count++;
	}
	return number;
}

bool
profile_is_io(const char *call)
{
	static const char *const names[] = {
		"read", "write", "readv", "writev", "pread64", "pwrite64", "openat", "open", "close", "fsync", "fdatasync",
		"sync", "sendfile", "splice", "tee", "vmsplice",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (strcmp(names[i], call) == 0)
			return true;
	return false;
}

static void
add_score(struct profile_row *row, float z)
{
	row->last_z = z;
	row->recent_z[row->recent_count++ % PROFILE_RECENT] = z;
	if (!(row->max_z >= z))	/* also when it is NAN */
		row->max_z = z;
}

void
profile_add(struct profile *profile, size_t number, const struct profile_sample *sample)
{
	struct profile_row *row = own_row(profile, number);

	row->calls++;
	row->errors += sample->error;
	row->alerts += sample->alert;
	row->io_calls += sample->io;
	row->slow_io += sample->io && sample->duration_ns > SLOW_IO_NS;
	row->total_ns += sample->duration_ns;
	row->last_seq = sample->seq;
	hist_add(&row->hist, sample->duration_ns);
	if (!isnan(sample->z))
		add_score(row, sample->z);
}

struct profile *
profile_fork(const struct profile *profile, size_t *bytes)
{
	struct profile *fork = mem_copy(profile, sizeof *profile);

	fork->rows = mem_copy(profile->rows, profile->cap * sizeof *profile->rows);
	*bytes += profile->cap * sizeof *profile->rows;
	for (size_t i = 0; i < profile->count; i++) {
		if (shared_is_alone(profile->rows[i]))
			*bytes += sizeof *profile->rows[i] + hist_own_bytes(&profile->rows[i]->hist);
		shared_hold(profile->rows[i]);
	}
	names_hold(fork->names);
	names_hold(fork->files);
	return fork;
}

/* --- copies ---------------------------------------------------------------------------- */

void
profile_copy_row(struct profile *into, const struct profile_row *row)
{
	struct profile_row *copy = row_at(into, profile_number(into, row->name, row->file, row->line));
	const char *name = copy->name, *file = copy->file;

	*copy = *row;
	copy->name = name;
	copy->file = file;
	hist_init(&copy->hist);
	hist_merge(&copy->hist, &row->hist);
}

struct profile *
profile_copy(const struct profile *profile)
{
	struct profile *copy = profile_new();

	for (size_t i = 0; i < profile->count; i++)
		profile_copy_row(copy, row_at(profile, i));
	return copy;
}

bool
profile_row_since(const struct profile_row *now, const struct profile_row *then, struct profile_row *ret_row)
{
	if (then != NULL && then->calls == now->calls)
		return false;
	*ret_row = *now;
	ret_row->recent_count = 0;
	ret_row->max_z = ret_row->last_z = NAN;
	hist_init(&ret_row->hist);
	hist_merge(&ret_row->hist, &now->hist);
	if (then == NULL)
		return true;
	ret_row->calls -= then->calls;
	ret_row->errors -= then->errors;
	ret_row->total_ns -= then->total_ns;
	ret_row->alerts -= then->alerts;
	ret_row->io_calls -= then->io_calls;
	ret_row->slow_io -= then->slow_io;
	hist_subtract(&ret_row->hist, &then->hist);
	return true;
}

struct profile *
profile_since(const struct profile *now, const struct profile *then)
{
	struct profile *since = profile_new();
	struct profile_row left;

	for (size_t i = 0; i < now->count; i++) {
		const struct profile_row *row = row_at(now, i);

		if (!profile_row_since(row, profile_named(then, row->name), &left))
			continue;
		profile_copy_row(since, &left);
		hist_done(&left.hist);
	}
	return since;
}
