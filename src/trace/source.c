#include "trace/source.h"

#include <errno.h>
#include <stddef.h>

const struct event *
source_next(struct source *source)
{
	return source->ops->next != NULL ? source->ops->next(source) : ring_peek(&source->ring);
}

void
source_pop(struct source *source)
{
	if (source->ops->pop != NULL)
		source->ops->pop(source);
	else
		ring_pop(&source->ring);
}

void
source_request(struct source *source, unsigned requests)
{
	source->ops->request(source, requests);
}

int
source_attach(struct source *source, pid_t pid, struct why *reterr_why)
{
	if (source->ops->attach == NULL)
		return why_set(reterr_why, -EINVAL, "a recording is read: no process can be attached");
	return source->ops->attach(source, pid, reterr_why);
}

bool
source_ended(const struct source *source)
{
	return source->ops->ended(source);
}

void
source_state(const struct source *source, struct source_state *ret_state)
{
	source->ops->state(source, ret_state);
}

void
source_free(struct source *source)
{
	if (source != NULL)
		source->ops->free(source);
}
