/* palette_sort.h - by what the rows of a pane are sorted, for palette.c's table */
#ifndef PALETTE_SORT_H
#define PALETTE_SORT_H

#include <stddef.h>

#include "base/why.h"

struct ui;

int palette_sort(struct ui *ui, const char *rest, struct why *why);
void palette_offer_sorts(struct ui *ui, size_t from);

#endif
