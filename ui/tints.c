#include "ui/tints.h"

#include <errno.h>
#include <stdlib.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "config/config.h"
#include "model/filter.h"

struct tints {
	struct tint {
		struct filter *filter;
		enum role role;
	} *items;
	size_t count;
};

static int
read_filter(const struct written *text, struct filter **ret_filter, struct why *why)
{
	struct filter_error error;

	if (filter_parse(text->text, ret_filter, &error) == 0)
		return 0;
	return why_written(why, -EINVAL, text, error.at, "%s%s%s%s", error.reason, error.suggestion[0] != '\0' ? " (" : "",
			   error.suggestion, error.suggestion[0] != '\0' ? "?)" : "");
}

static const char *
name_of(size_t i, const void *context)
{
	(void)context;
	return i < ROLE_COUNT ? role_name((enum role)i) : NULL;
}

static int
read_role(const struct written *text, enum role *ret_role, struct why *why)
{
	const char *near;

	if (role_find(text->text, ret_role))
		return 0;
	near = nearest(text->text, name_of, NULL);
	return why_written(why, -EINVAL, text, 0, "no role is called \"%.40s\"%s%s%s", text->text, near != NULL ? " (" : "",
			   near != NULL ? near : "", near != NULL ? "?)" : "");
}

int
tints_new(const struct config *config, struct tints **ret_tints, struct why *reterr_why)
{
	struct tints *tints = mem_new(1, sizeof *tints);
	size_t count = config != NULL ? config->rule_count : 0;
	int r = 0;

	tints->items = mem_new(count + 1, sizeof *tints->items);
	while (r == 0 && tints->count < count) {
		const struct config_rule *rule = &config->rules[tints->count];
		struct tint *tint = &tints->items[tints->count];

		r = read_role(&rule->role, &tint->role, reterr_why);
		if (r == 0)
			r = read_filter(&rule->filter, &tint->filter, reterr_why);
		tints->count += r == 0;
	}
	if (r < 0)
		tints_free(tints);
	else
		*ret_tints = tints;
	return r;
}

void
tints_free(struct tints *tints)
{
	for (size_t i = 0; tints != NULL && i < tints->count; i++)
		filter_free(tints->items[i].filter);
	if (tints != NULL)
		free(tints->items);
	free(tints);
}

bool
tints_role(const struct tints *tints, const struct session *session, uint64_t seq, const struct call_row *row,
	   enum role *ret_role)
{
	for (size_t i = 0; tints != NULL && i < tints->count; i++)
		if (filter_match(tints->items[i].filter, session, seq, row)) {
			*ret_role = tints->items[i].role;
			return true;
		}
	return false;
}
