/*
 * alert_why.h - an alert explained: what was measured, with what it was compared, how the score comes of it
 */
#ifndef ALERT_WHY_H
#define ALERT_WHY_H

#include "ui/pane.h"

struct alert;

enum { ALERT_WHY_ROWS = 4 };

/* In four rows, of which the first is a heading. */
void alert_why_draw(const struct canvas *canvas, const struct alert *alert);

/* All of it, from that line on; and how many lines that are in so many columns. */
void alert_why_draw_all(const struct canvas *canvas, const struct scene *scene, const struct alert *alert, long line);
long alert_why_lines(const struct scene *scene, const struct alert *alert, int cols);

#endif
