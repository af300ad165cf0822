#include "ui/actions.h"

#include <stddef.h>
#include <string.h>

static const struct action_info infos[ACTION_COUNT] = {
	[ACTION_NONE] = { "", "", "" },
#define ACTION_INFO(id, name, keys, help) [ACTION_##id] = { name, keys, help },
	ACTIONS(ACTION_INFO)
#undef ACTION_INFO
};

const struct action_info *
action_info(enum action action)
{
	return &infos[(unsigned)action < ACTION_COUNT ? action : ACTION_NONE];
}

enum action
action_find(const char *name)
{
	for (unsigned action = ACTION_NONE + 1; action < ACTION_COUNT; action++)
		if (strcmp(infos[action].name, name) == 0)
			return (enum action)action;
	return ACTION_NONE;
}

bool
action_goes_back(enum action action)
{
	return action == ACTION_BACK || action == ACTION_OUT || action == ACTION_CLOSE;
}
