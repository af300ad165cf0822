#include "ui/diff_sides.h"

#include <math.h>
#include <stdio.h>

#include "base/text.h"
#include "model/session.h"
#include "ui/against.h"
#include "ui/beside.h"
#include "ui/pane.h"

bool
diff_uses_mark(bool by_mark, const struct against *against)
{
	return against->marked && (by_mark || against->directory == NULL);
}

const char *
diff_obstacle(bool by_mark, const struct scene *scene, char *buf, size_t cap)
{
	const struct against *against = scene->against;

	if (against != NULL && against->marking != NULL && (by_mark || against->directory == NULL))
		return "marking this moment";
	if (against == NULL || (!against->marked && against->directory == NULL))
		return "nothing to compare with: r marks this moment; or start with --baseline=DIR";
	if (diff_uses_mark(by_mark, against) && session_totals(scene->figures)->calls < against->mark_calls)
		return "the mark is later than the moment that is looked at";
	if (!diff_uses_mark(by_mark, against) && against->source != NULL) {
		snprintf(buf, cap, "reading %.200s: %u %%", against->directory, against_percent(against));
		return buf;
	}
	return NULL;
}

double
diff_share_since(const struct against *against, const struct scene *scene)
{
	const struct session_totals *totals = session_totals(scene->figures);
	double all = (double)(totals->last_ns - totals->begin_ns), share = all > 0 ? 1 - (double)against->mark_ns / all : 0.5;

	return fmin(fmax(share, 1e-6), 1 - 1e-6);
}

/* "SINCE THE MARK, #3642 to #4501": which calls are looked at, where it is not all there ever were. */
static void
name_side(char *title, size_t cap, const char *name, const struct pairs_side *side, bool since)
{
	struct text text = text_in(title, cap);
	uint64_t first = session_first(side->session);

	first = side->first > first ? side->first : first;
	text_add(&text, name);
	if (first > 1)
		text_addf(&text, "%s from #%llu", since ? "," : ", kept", (unsigned long long)first);
	if (session_totals(side->session)->phase == SESSION_LIVE)
		text_addf(&text, "%s to #%llu", first > 1 ? "" : ",", (unsigned long long)side->end - 1);
}

void
diff_sides(bool by_mark, const struct scene *scene, struct beside_of *of, char titles[2][DIFF_TITLE_CAP])
{
	const struct against *against = scene->against;
	bool since = diff_uses_mark(by_mark, against);
	uint64_t mark = against->mark_seq + 1;
	char name[140];

	of->sides[DIFF_BEFORE] = (struct pairs_side){ .session = against->session };
	if (since)
		of->sides[DIFF_BEFORE] = (struct pairs_side){ .session = scene->session, .end = mark, .at_ns = scene->at_ns };
	else
		of->sides[DIFF_BEFORE].end = session_end(against->session);
	of->sides[DIFF_AFTER] = (struct pairs_side){
		.session = scene->session, .first = since ? mark : 0, .end = scene->end, .at_ns = scene->at_ns,
	};
	snprintf(name, sizeof name, "BEFORE: %.120s", since ? "" : against->directory);
	name_side(titles[DIFF_BEFORE], sizeof titles[0], since ? "BEFORE THE MARK" : name, &of->sides[DIFF_BEFORE], false);
	name_side(titles[DIFF_AFTER], sizeof titles[0], since ? "SINCE THE MARK" : "THIS RUN", &of->sides[DIFF_AFTER], since);
}
