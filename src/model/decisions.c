#include "model/decisions.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "model/decisionline.h"
#include "model/errlines.h"
#include "model/jsontext.h"
#include "model/place.h"

/* A decision without a result is looked for by its name alone, or with its category. */
enum { BY_NAME, BY_BOTH, BYS };

struct kept {
	struct decision decision;
	size_t older[BYS];	/* number + 1 of the one before it with the same key, 0: none */
};

struct decisions {
	struct errlines *lines;
	struct kept *kept;
	size_t count, cap;
	uint64_t bytes;
	struct names *names;	/* categories, names, and the two together; as values, forks have them together */
	struct names *values;
	struct table newest;	/* process and name's number → number + 1 of the newest with that key */
	struct decisions_totals totals;
	struct decision_news *news;
	size_t news_count, news_cap;
};

/* --- ids -------------------------------------------------------------------------- */

/* FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv */
static uint64_t
hash_bytes(uint64_t hash, const void *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		hash = (hash ^ ((const unsigned char *)bytes)[i]) * 0x100000001b3;
	return hash;
}

static uint64_t
hash_part(uint64_t hash, const char *text)
{
	return hash_bytes(hash_bytes(hash, text, strlen(text)), "::", 2);
}

uint64_t
decision_id(const char *category, const char *name, const char *file, uint32_t line)
{
	const unsigned char bytes[] = {
		(unsigned char)line, (unsigned char)(line >> 8), (unsigned char)(line >> 16), (unsigned char)(line >> 24),
	};
	uint64_t hash = hash_part(0xcbf29ce484222325, category);

	return hash_bytes(hash_part(hash_part(hash, name), file), bytes, sizeof bytes);
}

/* --- names ------------------------------------------------------------------------ */

static char *
part_string(struct decisionline_part part)
{
	char *string = mem_new(part.len + 1, 1);

	memcpy(string, part.bytes, part.len);
	return string;
}

/* What is looked for is added, too, only where there may be a decision with it. */
static uint32_t
number_of(struct decisions *decisions, struct decisionline_part category, struct decisionline_part name, bool add)
{
	char *text = category.bytes != NULL ? mem_new(category.len + 2 + name.len + 1, 1) : part_string(name);
	uint32_t number;

	if (category.bytes != NULL) {
		memcpy(text, category.bytes, category.len);
		memcpy(text + category.len, "::", 2);
		memcpy(text + category.len + 2, name.bytes, name.len);
	}
	number = add ? names_add(decisions->names, text) : names_find(decisions->names, text);
	free(text);
	return number;
}

static const char *
kept_text(struct decisions *decisions, struct decisionline_part part)
{
	uint32_t number = number_of(decisions, (struct decisionline_part){ NULL, 0 }, part, true);

	return names_text(decisions->names, number);
}

static uint64_t
make_key(uint32_t process, uint32_t name)
{
	return (uint64_t)process << 32 | name;
}

/* --- decisions and results -------------------------------------------------------- */

static void
tell(struct decisions *decisions, size_t number, bool result)
{
	decisions->news = mem_grow(decisions->news, &decisions->news_cap, decisions->news_count + 1,
				   sizeof *decisions->news);
	decisions->news[decisions->news_count++] = (struct decision_news){ number, result };
}

/* The newest decision with that key; 0: none. */
static size_t
find_newest(const struct decisions *decisions, uint64_t key)
{
	uint64_t number;

	return table_get(&decisions->newest, key, &number) ? (size_t)number : 0;
}

static void
keep(struct decisions *decisions, const struct errline *from, const struct decisionline *line, const char *input)
{
	const struct decisionline_part none = { NULL, 0 };
	const uint64_t keys[BYS] = {
		[BY_NAME] = make_key(from->process, number_of(decisions, none, line->name, true)),
		[BY_BOTH] = make_key(from->process, number_of(decisions, line->category, line->name, true)),
	};
	const struct place *place = from->place;
	struct decision *decision;
	struct kept *kept;

	decisions->kept = mem_grow(decisions->kept, &decisions->cap, decisions->count + 1, sizeof *decisions->kept);
	kept = &decisions->kept[decisions->count++];
	decision = &kept->decision;
	*decision = (struct decision){
		.seq = from->seq, .time_ns = from->time_ns, .task = from->task, .place = place,
		.input = input,
		.category = kept_text(decisions, line->category), .name = kept_text(decisions, line->name),
		.has_id = place->file[0] != '\0' && place->line > 0,
	};
	if (decision->has_id)
		decision->id = decision_id(decision->category, decision->name, place->file, place->line);
	for (int by = 0; by < BYS; by++) {
		kept->older[by] = find_newest(decisions, keys[by]);
		table_set(&decisions->newest, keys[by], decisions->count);
	}
	tell(decisions, decisions->count - 1, false);
}

/*
 * The newest decision that waits for this result, or NULL. Those that got
 * theirs under the other key are passed once, and never again.
 */
static struct kept *
take_waiting(struct decisions *decisions, uint32_t process, const struct decisionline *line)
{
	int by = line->category.bytes != NULL ? BY_BOTH : BY_NAME;
	uint64_t key = make_key(process, number_of(decisions, line->category, line->name, false));
	size_t number = find_newest(decisions, key);

	while (number > 0 && decisions->kept[number - 1].decision.result != NULL)
		number = decisions->kept[number - 1].older[by];
	if (number > 0)
		table_set(&decisions->newest, key, decisions->kept[number - 1].older[by]);
	else
		table_remove(&decisions->newest, key);
	return number > 0 ? &decisions->kept[number - 1] : NULL;
}

static bool
has_room(const struct decisions *decisions, const struct decisionline *line, const char *value)
{
	size_t size = line->category.len + line->name.len + strlen(value);

	return (line->kind == DECISIONLINE_RESULT || decisions->count < DECISIONS_MAX) &&
	       size <= DECISIONS_BYTES_MAX - decisions->bytes;
}

static const char *
keep_value(struct decisions *decisions, const char *value)
{
	return names_text(decisions->values, names_add(decisions->values, value));
}

static void
take_value(struct decisions *decisions, const struct errline *from, const struct decisionline *line, const char *value)
{
	struct kept *kept;

	if (!has_room(decisions, line, value)) {
		decisions->totals.dropped++;
		return;
	}
	if (line->kind == DECISIONLINE_DECISION) {
		keep(decisions, from, line, keep_value(decisions, value));
		decisions->bytes += line->category.len + line->name.len;
	} else {
		kept = take_waiting(decisions, from->process, line);
		if (kept == NULL) {
			decisions->totals.unmatched++;
			return;
		}
		kept->decision.result = keep_value(decisions, value);
		decisions->totals.results++;
		tell(decisions, (size_t)(kept - decisions->kept), true);
	}
	decisions->bytes += strlen(value);
}

static bool
is_named_well(const struct decisionline *line)
{
	return jsontext_is_string(line->name.bytes, line->name.len) &&
	       (line->category.bytes == NULL || jsontext_is_string(line->category.bytes, line->category.len));
}

static void
hear_line(void *hearer, const struct errline *from)
{
	struct decisions *decisions = hearer;
	struct decisionline line;
	char *value = NULL;

	if (!decisionline_parse(from->bytes, from->len, &line) || !is_named_well(&line) ||
	    (value = jsontext_make(line.value.bytes, line.value.len)) == NULL)
		decisions->totals.malformed++;
	else
		take_value(decisions, from, &line, value);
	free(value);
}

void
decisions_feed(struct decisions *decisions, const struct event *event, const struct tasks *tasks,
	       const struct place *place)
{
	decisions->news_count = 0;
	errlines_feed(decisions->lines, event, tasks, place);
}

/* --- asking ----------------------------------------------------------------------- */

size_t
decisions_count(const struct decisions *decisions)
{
	return decisions->count;
}

const struct decision *
decisions_get(const struct decisions *decisions, size_t number)
{
	return &decisions->kept[number].decision;
}

void
decisions_totals(const struct decisions *decisions, struct decisions_totals *ret_totals)
{
	const struct errlines_totals *lines = errlines_totals(decisions->lines);

	*ret_totals = decisions->totals;
	ret_totals->cut = lines->cut;
	ret_totals->gaps = lines->gaps;
	ret_totals->unfollowed = lines->unfollowed;
}

const struct decision_news *
decisions_news(const struct decisions *decisions, size_t *ret_count)
{
	*ret_count = decisions->news_count;
	return decisions->news;
}

/* --- life ------------------------------------------------------------------------- */

struct decisions *
decisions_new(void)
{
	struct decisions *decisions = mem_new(1, sizeof *decisions);

	decisions->lines = errlines_new(hear_line, decisions);
	decisions->names = names_new();
	decisions->values = names_new();
	return decisions;
}

struct decisions *
decisions_fork(const struct decisions *decisions, size_t *bytes)
{
	struct decisions *fork = mem_copy(decisions, sizeof *decisions);

	fork->lines = errlines_fork(decisions->lines, fork);
	names_hold(fork->names);
	names_hold(fork->values);
	*bytes += decisions->cap * sizeof *decisions->kept;
	fork->newest = table_copy(&decisions->newest);
	fork->kept = mem_copy(decisions->kept, decisions->cap * sizeof *decisions->kept);
	fork->news = mem_copy(decisions->news, decisions->news_cap * sizeof *decisions->news);
	return fork;
}

void
decisions_free(struct decisions *decisions)
{
	if (decisions == NULL)
		return;
	errlines_free(decisions->lines);
	names_drop(decisions->names);
	names_drop(decisions->values);
	table_done(&decisions->newest);
	free(decisions->kept);
	free(decisions->news);
	free(decisions);
}
