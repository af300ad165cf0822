/*
 * diff_sides.h - what is compared: a recording and this run, or this run before a mark and since
 */
#ifndef DIFF_SIDES_H
#define DIFF_SIDES_H

#include <stdbool.h>
#include <stddef.h>

struct against;
struct beside_of;
struct scene;

/* by_mark: the user wants the mark where there is a recording as well. */
bool diff_uses_mark(bool by_mark, const struct against *against);

/* Why there is nothing to compare with yet, perhaps in buf; NULL: there is. */
const char *diff_obstacle(bool by_mark, const struct scene *scene, char *buf, size_t cap);

/* How much of the time so far is since the mark, which says whether what has not been called since is gone. */
double diff_share_since(const struct against *against, const struct scene *scene);

/* The calls of both sides, as of now, and what to call these. */
enum { DIFF_TITLE_CAP = 160 };
void diff_sides(bool by_mark, const struct scene *scene, struct beside_of *of, char titles[2][DIFF_TITLE_CAP]);

#endif
