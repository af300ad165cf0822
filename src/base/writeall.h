/*
 * writeall.h - bytes into a descriptor, all of them
 */
#ifndef WRITEALL_H
#define WRITEALL_H

#include <stddef.h>

/* 0, or the negative errno of the write that failed; then some of the bytes may be written. */
int write_all(int fd, const unsigned char *bytes, size_t len);

#endif
