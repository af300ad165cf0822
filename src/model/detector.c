#include "model/detector.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/shared.h"
#include "base/table.h"
#include "model/tail.h"
#include "model/traits.h"
#include "syscall/call.h"

enum { CLASSES_MAX = 4096, FUNCTIONS_MAX = 16384, LEVELS = LEVEL_FUNCTION + 1 };

/* What is known of a call by its name. */
struct kind {
	enum traits_size size;
};

struct detector {
	unsigned memory;
	struct names *calls, *functions; /* a fork that is ahead may have named more */
	struct kind *kinds;		/* by number of the name */
	size_t kind_count, kind_cap;
	struct traits traits;
	struct table by_key;		/* class → position in classes */
	struct tail **classes;		/* forks share one until they count in it */
	size_t count, cap;
};

struct detector *
detector_new(unsigned memory)
{
	struct detector *detector = mem_new(1, sizeof *detector);

	detector->memory = memory;
	detector->calls = names_new();
	detector->functions = names_new();
	return detector;
}

struct detector *
detector_fork(const struct detector *detector, size_t *bytes)
{
	struct detector *fork = mem_copy(detector, sizeof *detector);

	names_hold(fork->calls);
	names_hold(fork->functions);
	fork->kinds = mem_copy(detector->kinds, detector->kind_cap * sizeof *detector->kinds);
	fork->traits.fresh = table_copy(&detector->traits.fresh);
	fork->by_key = table_copy(&detector->by_key);
	fork->classes = mem_copy(detector->classes, detector->cap * sizeof *detector->classes);
	for (size_t i = 0; i < detector->count; i++) {
		*bytes += shared_is_alone(detector->classes[i]) ? sizeof(struct tail) : 0;
		shared_hold(detector->classes[i]);
	}
	return fork;
}

void
detector_free(struct detector *detector)
{
	if (detector == NULL)
		return;
	for (size_t i = 0; i < detector->count; i++)
		shared_drop(detector->classes[i]);
	free(detector->classes);
	free(detector->kinds);
	table_done(&detector->by_key);
	traits_done(&detector->traits);
	names_drop(detector->calls);
	names_drop(detector->functions);
	free(detector);
}

size_t
detector_classes(const struct detector *detector)
{
	return detector->count;
}

static uint32_t
call_of(struct detector *detector, const struct detector_sample *sample)
{
	uint32_t number = names_add(detector->calls, sample->name);

	if (number > detector->kind_count) {
		detector->kinds = mem_grow(detector->kinds, &detector->kind_cap, number + 1, sizeof *detector->kinds);
		detector->kind_count = number;
		detector->kinds[number] = (struct kind){ .size = traits_size(sample->name) };
	}
	return number;
}

/* The class of that key, to be added to; NULL when there is no room for one more. */
static struct tail *
class_of(struct detector *detector, uint64_t key)
{
	uint64_t position;

	if (table_get(&detector->by_key, key, &position))
		return detector->classes[position] = shared_own(detector->classes[position], sizeof(struct tail));
	if (detector->count == CLASSES_MAX)
		return NULL;
	detector->classes = mem_grow(detector->classes, &detector->cap, detector->count + 1, sizeof *detector->classes);
	detector->classes[detector->count] = shared_new(sizeof(struct tail));
	detector->classes[detector->count]->memory = detector->memory;
	table_set(&detector->by_key, key, detector->count);
	return detector->classes[detector->count++];
}

/* The function's number; the last for all that come when there are too many. */
static uint32_t
function_of(struct detector *detector, const char *function)
{
	uint32_t known = names_find(detector->functions, function);

	if (known != 0 || function[0] == '\0')
		return known;
	return detector->functions->count < FUNCTIONS_MAX ? names_add(detector->functions, function) : FUNCTIONS_MAX;
}

/* The classes a call is part of, the widest first; NULL where there is none. */
static void
find_classes(struct detector *detector, const struct detector_sample *sample, uint32_t call, unsigned traits,
	     struct tail **ret_classes)
{
	uint32_t function = function_of(detector, sample->function);
	const uint32_t keys[LEVELS][4] = {
		[LEVEL_CALL] = { LEVEL_CALL, call },
		[LEVEL_TRAITS] = { LEVEL_TRAITS, call, traits },
		[LEVEL_FUNCTION] = { LEVEL_FUNCTION, call, traits, function },
	};

	for (unsigned level = LEVEL_CALL; level < LEVELS; level++)
		ret_classes[level] = class_of(detector, table_hash(keys[level], sizeof keys[level], 0));
}

static enum detector_level
narrowest_ready(struct tail *const *classes)
{
	unsigned level = LEVEL_FUNCTION;

	while (level > LEVEL_NONE && (classes[level] == NULL || !tail_ready(classes[level])))
		level--;
	return (enum detector_level)level;
}

static struct detector_score
score_in(const struct tail *tail, uint64_t duration_ns, enum detector_level level)
{
	struct tail_score score = tail_score(tail, duration_ns);

	return (struct detector_score){
		.z = score.z,
		.chance = score.chance,
		.level = level,
		.median_ns = tail_median_ns(tail),
		.mad_ns = tail_mad_ns(tail),
		.scale = score.z < 0 ? tail->fit.fast.scale : tail->fit.slow.scale,
		.samples = tail->seen,
		.tail = tail,
	};
}

/* A class too small to judge alone can still say that the like was seen there: no chance is below that share. */
static void
ask_narrower(struct detector_score *score, struct tail *const *classes, uint64_t duration_ns)
{
	bool slow = score->z > 0;
	double share = 0, z;

	for (unsigned level = score->level + 1; level < LEVELS; level++)
		if (classes[level] != NULL)
			share = fmax(share, tail_share(classes[level], duration_ns, slow));
	if (isnan(score->z) || share <= score->chance)
		return;
	z = share < 0.5 ? fmin(fabs(score->z), tail_z(share)) : 0;
	score->chance = share;
	score->z = slow ? z : -z;
}

struct detector_score
detector_take(struct detector *detector, const struct detector_sample *sample)
{
	uint32_t call = call_of(detector, sample);
	const struct kind *kind = &detector->kinds[call];
	unsigned traits = traits_take(&detector->traits, kind->size, sample->pid, sample->call);
	struct detector_score score = { .z = NAN, .chance = 1 };
	struct tail *classes[LEVELS] = { NULL };
	enum detector_level level;

	if (sample->apart)
		return score;
	if (sample->late)
		traits = TRAIT_LATE;	/* how long it was asked to wait says nothing of how late it is */
	find_classes(detector, sample, call, traits, classes);
	level = narrowest_ready(classes);
	if (level != LEVEL_NONE)
		score = score_in(classes[level], sample->duration_ns, level);
	score.traits = traits;
	ask_narrower(&score, classes, sample->duration_ns);
	for (unsigned i = LEVEL_CALL; i < LEVELS; i++)
		if (classes[i] != NULL)
			tail_add(classes[i], sample->duration_ns, tail_score(classes[i], sample->duration_ns).z);
	return score;
}

struct detector_score
detector_look(const struct detector *detector, const char *name, uint64_t duration_ns)
{
	const uint32_t key[4] = { LEVEL_CALL, names_find(detector->calls, name) };
	struct detector_score nothing = { .z = NAN, .chance = 1 };
	uint64_t position;

	if (key[1] == 0 || !table_get(&detector->by_key, table_hash(key, sizeof key, 0), &position))
		return nothing;
	return score_in(detector->classes[position], duration_ns, LEVEL_CALL);
}
