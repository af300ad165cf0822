/*
 * flame.h - a tree of calls drawn as a flame graph
 */
#ifndef FLAME_H
#define FLAME_H

#include <stdio.h>

struct calltree;

/*
 * One svg element: what calls what from top to bottom, widths being the time
 * spent in system calls. What would be too narrow to see is left out.
 */
void flame_write(FILE *out, const struct calltree *tree);

#endif
