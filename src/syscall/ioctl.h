/*
 * ioctl.h - commands of ioctl by number
 */
#ifndef IOCTL_H
#define IOCTL_H

#include <stdint.h>

struct text;

/* `TCGETS`; of one without a name what the number says: `_IOC(_IOC_READ, 0x54, 0x99, 0x4)`. */
void ioctl_write(struct text *text, uint32_t command);

#endif
