/* Folded stacks, what flame graphs are drawn from: a line for each stack with its sum behind it. */
#include <string.h>

#include "base/safetext.h"
#include "base/text.h"
#include "export/calltree.h"
#include "export/callview.h"
#include "export/formats.h"
#include "model/session.h"

enum { FRAME_MAX = 2048 };

struct state {
	struct calltree tree;
	struct callview view;
};

static void
folded_begin(struct export *export)
{
	struct state *state = export->state;

	calltree_init(&state->tree);
}

static void
folded_feed(struct export *export, const struct event *event)
{
	const struct event_call *call = (const struct event_call *)event;
	struct state *state = export->state;

	if (event->kind != EVENT_CALL || call->call.state != CALL_DONE)
		return;
	callview_read(&state->view, export, call);
	calltree_add(&state->tree, export->session, call, state->view.name);
}

/* The semicolon stands between frames, and so in none. */
static void
write_frame(FILE *out, const char *name)
{
	char room[FRAME_MAX];
	struct text text = text_in(room, sizeof room);

	safe_line(&text, name, strlen(name));
	for (char *at = room; (at = strchr(at, ';')) != NULL;)
		*at = ':';
	fwrite(text.bytes, 1, text.len, out);
}

static void
write_path(FILE *out, const struct calltree *tree, uint32_t node)
{
	uint32_t path[CALLTREE_DEPTH + 2];	/* "[...]" and the call beside the functions */
	size_t len = 0;

	for (; node != 0; node = tree->nodes[node].parent)
		path[len++] = node;
	while (len-- > 0) {
		write_frame(out, calltree_name(tree, path[len]));
		putc_unlocked(len > 0 ? ';' : ' ', out);
	}
}

static void
folded_tail(struct export *export)
{
	const struct state *state = export->state;
	const struct calltree *tree = &state->tree;

	for (uint32_t node = 1; node < tree->count; node++) {
		if (tree->nodes[node].calls == 0)
			continue;
		write_path(export->out, tree, node);
		fprintf(export->out, "%llu\n",
			(unsigned long long)(export->options.folded == EXPORT_FOLDED_COUNT ? tree->nodes[node].calls
											   : tree->nodes[node].ns));
	}
}

static void
folded_end(struct export *export)
{
	calltree_done(&((struct state *)export->state)->tree);
}

const struct export_ops export_folded = {
	.name = "folded",
	.help = "folded stacks with the time in calls, for flame graphs, at the end",
	.state_size = sizeof(struct state),
	.needs_stacks = true,
	.begin = folded_begin,
	.feed = folded_feed,
	.tail = folded_tail,
	.end = folded_end,
	.no_arguments = true,
};
