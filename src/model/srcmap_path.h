/*
 * srcmap_path.h - when two spellings of a path mean the same file
 */
#ifndef SRCMAP_PATH_H
#define SRCMAP_PATH_H

#include <stdbool.h>

/* Whether both are the same, or one ends in the other's components; leading "./" and "../" do not count. */
bool srcmap_same_file(const char *a, const char *b);

/* What is behind the last slash. */
const char *srcmap_base_name(const char *path);

#endif
