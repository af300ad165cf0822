/* How long calls like the current one take. */
#include <stdio.h>

#include "model/session.h"
#include "syscall/shape.h"
#include "ui/bars.h"
#include "ui/pane.h"

static const struct profile_row *
row_of(const struct scene *scene, char *ret_name)
{
	struct call_row row;
	const char *name;

	ret_name[0] = '\0';
	if (!session_row(scene->session, scene->call, &row) || row.event == NULL)
		return NULL;
	name = call_name(row.event->call.abi, row.event->call.nr, ret_name);
	if (name != ret_name)
		snprintf(ret_name, CALL_NAME_CAP, "%s", name);
	return profile_named(session_profile(scene->session, PROFILE_CALL), ret_name);
}

static void
latency_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	char name[CALL_NAME_CAP];
	const struct profile_row *row = row_of(scene, name);

	(void)pane;
	if (row != NULL)
		draw_histogram(canvas, &row->hist);
	else
		draw_text(canvas, 0, 1, ROLE_DIM, scene->call == 0 ? "no call yet" : "none has returned yet");
}

static void
latency_hint(const struct pane *pane, const struct scene *scene, char *buf, size_t cap)
{
	char name[CALL_NAME_CAP];

	(void)pane;
	(void)row_of(scene, name);
	snprintf(buf, cap, "%s", name);
}

const struct pane_ops pane_latency = {
	.name = "latency", .title = "Latency", .tab = "Lat", .draw = latency_draw, .hint = latency_hint,
};
