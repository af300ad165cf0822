/* palette_tasks.h - commands about processes, for palette.c's table */
#ifndef PALETTE_TASKS_H
#define PALETTE_TASKS_H

#include <stddef.h>

#include "base/why.h"

struct ui;

int palette_attach(struct ui *ui, const char *rest, struct why *why);
void palette_offer_processes(struct ui *ui, size_t from);
int palette_parent(struct ui *ui, const char *rest, struct why *why);

#endif
