#include "model/mutes.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/alerts.h"

void
mutes_done(struct mutes *mutes)
{
	free(mutes->list);
	*mutes = (struct mutes){ .list = NULL };
}

static bool
is_same(const struct mute *mute, const struct alert *of, const struct alert *alert)
{
	if (mute->scope == MUTE_KIND)
		return of->number == alert->number;
	if (mute->scope == MUTE_FUNCTION)
		return strcmp(of->function, alert->function) == 0;
	return of->line == alert->line && strcmp(of->file, alert->file) == 0;
}

bool
mutes_has(const struct mutes *mutes, const struct alerts *alerts, const struct alert *alert)
{
	for (size_t i = 0; mutes != NULL && i < mutes->count; i++)
		if (mutes->list[i].number <= alerts_count(alerts) &&	/* looking back there are fewer */
		    is_same(&mutes->list[i], alerts_get(alerts, mutes->list[i].number - 1), alert))
			return true;
	return false;
}

size_t
mutes_count(const struct mutes *mutes, const struct alerts *alerts)
{
	size_t count = 0;

	for (size_t i = 0; mutes != NULL && mutes->count > 0 && i < alerts_count(alerts); i++)
		count += mutes_has(mutes, alerts, alerts_get(alerts, i));
	return count;
}

static bool
tells_something(enum mute_scope scope, const struct alert *alert)
{
	if (scope == MUTE_FUNCTION)
		return alert->function[0] != '\0';
	return scope != MUTE_LINE || alert->line > 0;
}

enum mute_scope
mutes_turn(struct mutes *mutes, const struct alert *alert)
{
	enum mute_scope scope = MUTE_NONE;
	size_t at = 0;

	while (at < mutes->count && mutes->list[at].number != alert->number)
		at++;
	if (at < mutes->count) {
		scope = mutes->list[at].scope;
		mutes->list[at] = mutes->list[--mutes->count];
	}
	do
		scope = scope == MUTE_LINE ? MUTE_NONE : scope + 1;
	while (!tells_something(scope, alert));
	if (scope == MUTE_NONE)
		return scope;
	mutes->list = mem_grow(mutes->list, &mutes->cap, mutes->count + 1, sizeof *mutes->list);
	mutes->list[mutes->count++] = (struct mute){ scope, alert->number };
	return scope;
}
