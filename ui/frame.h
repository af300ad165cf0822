/*
 * frame.h - what stands around the panes: header, tabs, status, hints
 */
#ifndef FRAME_H
#define FRAME_H

#include "ui/cells.h"
#include "ui/crumbs.h"
#include "ui/layout.h"
#include "ui/owncost.h"
#include "ui/pane.h"

struct frame {
	const struct scene *scene;
	size_t ring_used, ring_size;
	enum pane_id focus;
	const char *message;	/* for the status line; "" none */
	char hint[160];		/* of the focused pane, where it has no title to say it; "" none */
	bool question;		/* the message wants an answer */
	bool first;		/* nothing is open that one could go back from: going back leaves */
	bool recording;		/* it is recorded, so many bytes until now */
	uint64_t recorded_bytes;
	const struct owncost *cost; /* NULL: not to be shown */
	uint64_t untold;	/* spans and metrics that no collector took */
	enum pane_id over;	/* a list laid over the others; PANE_NONE: none */
	const struct crumbs *crumbs; /* NULL: none are shown */
};

/* Program, processes, state, rate, losses, ring, time. */
void frame_header(const struct canvas *canvas, int row, const struct frame *frame);

/* [1 Stream] 2 Functions 3 Alerts(4) …, and at the right what the stream is narrowed to: all > pid 4211 > fn read */
void frame_tabs(const struct canvas *canvas, int row, const struct frame *frame);

/* Where the cursor is, and what there is to say. */
void frame_status(const struct canvas *canvas, int row, const struct frame *frame);

/* The keys one needs most where one is, as they are bound. */
void frame_hints(const struct canvas *canvas, int row, const struct frame *frame);

/* Instead of them, while keys go to the program. */
void frame_keyboard(const struct canvas *canvas, int row, const struct frame *frame);

/* One line for screens too small for more. */
void frame_short(const struct canvas *canvas, int row, const struct frame *frame);

#endif
