#include "ui/crumbs.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/filter.h"

static struct trail *
trail_of(struct crumbs *crumbs)
{
	return &crumbs->trails[crumbs->at];
}

const struct trail *
crumbs_trail(const struct crumbs *crumbs)
{
	return &crumbs->trails[crumbs->at];
}

void
crumbs_init(struct crumbs *crumbs)
{
	*crumbs = (struct crumbs){ .count = 1 };
	crumbs->trails[0].text = mem_string("");
}

void
crumbs_done(struct crumbs *crumbs)
{
	for (size_t i = 0; i < crumbs->count; i++)
		free(crumbs->trails[i].text);
	free(crumbs->cleared);
	*crumbs = (struct crumbs){ .count = 0 };
}

const char *
crumbs_text(const struct crumbs *crumbs)
{
	return crumbs_trail(crumbs)->text;
}

uint64_t
crumbs_around(const struct crumbs *crumbs)
{
	return crumbs_trail(crumbs)->around;
}

/* --- trails ------------------------------------------------------------------------ */

static void
drop_trail(struct crumbs *crumbs, size_t number)
{
	free(crumbs->trails[number].text);
	crumbs->count--;
	memmove(crumbs->trails + number, crumbs->trails + number + 1,
		(crumbs->count - number) * sizeof *crumbs->trails);
}

/* A new one behind the one in force; what lay ahead in the history is gone. */
static struct trail *
add_trail(struct crumbs *crumbs, const char *text, const struct spot *here)
{
	char *copy = mem_string(text);

	trail_of(crumbs)->left = *here;
	while (crumbs->count > crumbs->at + 1)
		drop_trail(crumbs, crumbs->count - 1);
	if (crumbs->count == TRAILS_MAX)
		drop_trail(crumbs, 0);
	crumbs->at = crumbs->count++;
	crumbs->trails[crumbs->at] = (struct trail){ .text = copy };
	return trail_of(crumbs);
}

/* The conditions of its text; where there are too many, the last one is all the rest. */
static void
find_terms(struct trail *trail)
{
	struct filter_term terms[CRUMBS_MAX];
	struct filter *filter;

	trail->count = 0;
	if (filter_parse(trail->text, &filter, NULL) < 0)
		return;
	trail->count = filter_terms(filter, terms, CRUMBS_MAX);
	if (trail->count > CRUMBS_MAX) {
		trail->count = CRUMBS_MAX;
		terms[CRUMBS_MAX - 1].len = strlen(filter_text(filter)) - terms[CRUMBS_MAX - 1].at;
	}
	for (size_t i = 0; i < trail->count; i++)
		trail->crumbs[i] = (struct crumb){ .at = terms[i].at, .len = terms[i].len };
	filter_free(filter);
}

static bool
same_crumb(const struct trail *a, const struct trail *b, size_t number)
{
	const struct crumb *one = &a->crumbs[number], *other = &b->crumbs[number];

	return number < a->count && number < b->count && one->len == other->len &&
	       memcmp(a->text + one->at, b->text + other->at, one->len) == 0;
}

void
crumbs_set(struct crumbs *crumbs, const char *text, const struct spot *here)
{
	const struct trail *old;
	struct trail *trail;
	bool same = true;

	while (*text == ' ')
		text++;
	trail = add_trail(crumbs, text, here);
	find_terms(trail);
	old = crumbs->at > 0 ? trail - 1 : NULL;
	for (size_t i = 0; i < trail->count; i++) {
		same = same && old != NULL && same_crumb(trail, old, i);
		trail->crumbs[i].from = same ? old->crumbs[i].from : *here;
		trail->crumbs[i].joined = same && old->crumbs[i].joined;
	}
}

void
crumbs_join(struct crumbs *crumbs, size_t from)
{
	struct trail *trail = trail_of(crumbs);

	for (size_t i = from + 1; i < trail->count; i++)
		trail->crumbs[i].joined = true;
}

/* The same conditions up to `count`, with their ways back. */
static void
copy_crumbs(struct trail *trail, const struct trail *from, size_t count)
{
	memcpy(trail->crumbs, from->crumbs, count * sizeof *trail->crumbs);
	trail->count = count;
}

void
crumbs_look_around(struct crumbs *crumbs, uint64_t call, const struct spot *here)
{
	struct trail old = *trail_of(crumbs), *trail = add_trail(crumbs, old.text, here);

	copy_crumbs(trail, &old, old.count);
	trail->around = call;
	trail->around_from = old.around != 0 ? old.around_from : *here;
}

bool
crumbs_can_pop(const struct crumbs *crumbs)
{
	const struct trail *trail = crumbs_trail(crumbs);

	return trail->around != 0 || trail->count > 0;
}

bool
crumbs_pop(struct crumbs *crumbs, const struct spot *here, struct spot *ret_spot)
{
	struct trail old = *trail_of(crumbs), *trail;
	size_t count = old.count;
	char *text;

	if (!crumbs_can_pop(crumbs))
		return false;
	if (old.around == 0)
		do
			count--;
		while (count > 0 && old.crumbs[count].joined);
	text = mem_string(old.text);
	if (old.around == 0)
		text[count > 0 ? old.crumbs[count - 1].at + old.crumbs[count - 1].len : 0] = '\0';
	trail = add_trail(crumbs, text, here);
	copy_crumbs(trail, &old, count);
	*ret_spot = old.around != 0 ? old.around_from : old.crumbs[count].from;
	free(text);
	return true;
}

bool
crumbs_walk(struct crumbs *crumbs, int step, const struct spot *here, struct spot *ret_spot)
{
	if (step < 0 ? crumbs->at == 0 : crumbs->at + 1 == crumbs->count)
		return false;
	trail_of(crumbs)->left = *here;
	crumbs->at += (size_t)(long)step;
	*ret_spot = trail_of(crumbs)->left;
	return true;
}

const char *
crumbs_toggled(struct crumbs *crumbs)
{
	const char *text = crumbs_text(crumbs);

	if (text[0] == '\0')
		return crumbs->cleared;
	free(crumbs->cleared);
	crumbs->cleared = mem_string(text);
	return "";
}

/* Whether it is one word, or one text in quotes. */
static bool
is_one_value(const char *at, size_t len)
{
	bool quoted = len > 1 && at[0] == '"';

	return len > 0 && memchr(at + quoted, quoted ? '"' : ' ', len - quoted) == (quoted ? at + len - 1 : NULL);
}

void
crumbs_label(const struct crumbs *crumbs, size_t crumb, struct text *text)
{
	const struct trail *trail = crumbs_trail(crumbs);
	const char *at = trail->text + trail->crumbs[crumb].at, *end = at + trail->crumbs[crumb].len;
	size_t field = strspn(at, "abcdefghijklmnopqrstuvwxyz0123456789"), equal = field + strspn(at + field, " ");
	size_t value = equal + 1 + strspn(at + equal + (at[equal] == '='), " ");

	/* A field, "=" and a value are said without the sign; all else stands as it is written. */
	if (at[equal] == '=' && at + value < end && is_one_value(at + value, (size_t)(end - at) - value)) {
		text_add_bytes(text, at, field);
		text_addc(text, ' ');
		at += value;
	}
	text_add_bytes(text, at, (size_t)(end - at));
}
