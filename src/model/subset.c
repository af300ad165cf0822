#include "model/subset.h"

#include <stdlib.h>

#include "base/mem.h"
#include "model/groups.h"
#include "model/session.h"
#include "syscall/errnos.h"

struct subset {
	struct profile *profiles[PROFILE_BYS];
	uint64_t calls, errors;
	bool places;
};

struct subset *
subset_new(bool places)
{
	struct subset *subset = mem_new(1, sizeof *subset);

	subset->places = places;
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		subset->profiles[by] = profile_new();
	return subset;
}

void
subset_free(struct subset *subset)
{
	if (subset == NULL)
		return;
	for (unsigned by = 0; by < PROFILE_BYS; by++)
		profile_free(subset->profiles[by]);
	free(subset);
}

void
subset_add(struct subset *subset, const struct session *session, const struct call_row *row)
{
	const struct event_call *event = row->event;
	struct profile *calls = subset->profiles[PROFILE_CALL];
	struct profile_sample sample;
	char room[CALL_NAME_CAP];
	const char *name;

	if (event == NULL || event->call.state != CALL_DONE)
		return;
	name = group_call(&event->call, room);
	sample = (struct profile_sample){
		.seq = event->seq, .duration_ns = event->duration_ns, .z = row->z, .alert = row->severity != ALERT_NONE,
		.error = result_is_error(event->call.result) && !result_is_restart(event->call.result),
		.io = profile_is_io(name),
	};
	subset->calls++;
	subset->errors += sample.error;
	profile_add(calls, profile_number(calls, name, "", 0), &sample);
	for (enum profile_by by = PROFILE_FUNCTION; by <= PROFILE_ORIGINAL; by++)
		if (subset->places && group_has_place(by, row->place))
			profile_add(subset->profiles[by], group_row_of_place(subset->profiles[by], by, row->place),
				    &sample);
	group_add_thread(subset->profiles[PROFILE_THREAD], tasks_get(session_tasks(session), event->head.task),
			 &sample);
	group_add_file(subset->profiles[PROFILE_FILE], event, &sample);
}

const struct profile *
subset_profile(const struct subset *subset, enum profile_by by)
{
	return subset->profiles[by];
}

uint64_t
subset_calls(const struct subset *subset)
{
	return subset->calls;
}

uint64_t
subset_errors(const struct subset *subset)
{
	return subset->errors;
}
