/*
 * demangle.h - names of C++ and Rust functions as they were written
 */
#ifndef DEMANGLE_H
#define DEMANGLE_H

/* The readable name without parameters, to be freed; a copy of `name` when it is not mangled or nobody can tell. */
char *demangle(const char *name);

#endif
