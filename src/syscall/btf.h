/*
 * btf.h - structures as the running kernel describes them
 *
 * The kernel tells the layout of all its structures (BTF). Used for those
 * that have no layout of their own, or as long as libbpf and the kernel's
 * description are there. Only for calls of the kernel's own architecture.
 * Front-end thread.
 */
#ifndef BTF_H
#define BTF_H

#include <stdbool.h>
#include <stddef.h>

struct text;

/*
 * `{type=1, size=128, config=9}`: the fields that are not zero; what `len`
 * bytes do not reach counts as zero. False, and nothing written, when the
 * kernel does not tell of such a structure or union.
 */
bool btf_write(struct text *text, const char *name, const void *bytes, size_t len);

#endif
