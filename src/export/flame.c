#include "export/flame.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/format.h"
#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"
#include "export/calltree.h"
#include "export/markup.h"

/* In units of the picture. */
enum { WIDTH = 1200, ROW = 18, LETTER = 7, LABEL_LEAST = 4 * LETTER };
static const double BOX_LEAST = 0.4;

enum { DEPTH_MAX = 96, BOXES_MAX = 20000, LABEL_ROOM = 1024 };

/* Where each node lies, by number. */
struct layout {
	uint64_t *ns;		/* spent in it and below */
	uint64_t *begin_ns;	/* on the line that its row is */
	uint64_t *next_ns;	/* where its next child begins */
};

/* Parents come before their children: one way up adds times, one way down gives places. */
static struct layout
lay_out(const struct calltree *tree)
{
	struct layout layout = {
		.ns = mem_new(tree->count, sizeof *layout.ns),
		.begin_ns = mem_new(tree->count, sizeof *layout.begin_ns),
		.next_ns = mem_new(tree->count, sizeof *layout.next_ns),
	};

	for (size_t i = tree->count; i-- > 1;) {
		layout.ns[i] += tree->nodes[i].ns;
		layout.ns[tree->nodes[i].parent] += layout.ns[i];
	}
	layout.ns[0] += tree->nodes[0].ns;
	for (size_t i = 1; i < tree->count; i++) {
		uint64_t *next_ns = &layout.next_ns[tree->nodes[i].parent];

		layout.begin_ns[i] = layout.next_ns[i] = *next_ns;
		*next_ns += layout.ns[i];
	}
	return layout;
}

static void
layout_done(struct layout *layout)
{
	free(layout->ns);
	free(layout->begin_ns);
	free(layout->next_ns);
}

/* On the line of all time, in units of the picture. */
static double
scale(const struct layout *layout, uint64_t ns)
{
	return layout->ns[0] > 0 ? (double)ns / (double)layout->ns[0] * WIDTH : 0;
}

static bool
is_drawn(const struct calltree *tree, const struct layout *layout, size_t node)
{
	return scale(layout, layout->ns[node]) >= BOX_LEAST && tree->nodes[node].depth <= DEPTH_MAX;
}

static void
write_label(FILE *out, const char *name, double x, double y, double width)
{
	char room[LABEL_ROOM];
	struct text text = text_in(room, sizeof room);

	if (width < LABEL_LEAST)
		return;
	safe_text(&text, name, strlen(name), (unsigned)(width / LETTER), true);
	fprintf(out, "<text x=\"%.1f\" y=\"%.0f\">", x + 3, y + ROW - 5);
	markup_escape(out, text.bytes, text.len);
	fputs("</text>", out);
}

static void
write_box(FILE *out, const struct calltree *tree, const struct layout *layout, size_t node)
{
	double x = scale(layout, layout->begin_ns[node]), width = scale(layout, layout->ns[node]);
	double y = (tree->nodes[node].depth - 1) * ROW;
	char text[FORMAT_CAP];

	fprintf(out, "<g class=\"%s\" data-x=\"%.3f\" data-w=\"%.3f\"><title>",
		tree->nodes[node].calls > 0 ? "call" : "function", x, width);
	markup_name(out, calltree_name(tree, node));
	fprintf(out, " %s, %.2f%%</title><rect x=\"%.1f\" y=\"%.0f\" width=\"%.1f\" height=\"%d\"/>",
		format_duration(text, layout->ns[node]), width / WIDTH * 100, x, y, width, ROW - 1);
	write_label(out, calltree_name(tree, node), x, y, width);
	fputs("</g>\n", out);
}

void
flame_write(FILE *out, const struct calltree *tree)
{
	struct layout layout = lay_out(tree);
	unsigned depth = 1, boxes = 0;

	for (size_t i = 1; i < tree->count; i++)
		if (is_drawn(tree, &layout, i) && tree->nodes[i].depth > depth)
			depth = tree->nodes[i].depth;
	fprintf(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"flame\" viewBox=\"0 0 %d %u\" role=\"img\""
		     " aria-label=\"Flame graph\">\n", WIDTH, depth * ROW);
	for (size_t i = 1; i < tree->count && boxes < BOXES_MAX; i++)
		if (is_drawn(tree, &layout, i)) {
			write_box(out, tree, &layout, i);
			boxes++;
		}
	fputs("</svg>\n", out);
	layout_done(&layout);
}
