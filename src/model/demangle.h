/*
 * demangle.h - names of C++ and Rust functions as they were written
 */
#ifndef DEMANGLE_H
#define DEMANGLE_H

/*
 * The readable name without parameters and without what compilers append
 * (".constprop.0"), to be freed; `name` itself where it is not mangled or
 * nobody can tell.
 */
char *demangle(const char *name);

#endif
