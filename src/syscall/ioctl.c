#include "syscall/ioctl.h"

#include <stddef.h>

#include "base/text.h"

struct ioctl_name {
	uint32_t command;
	const char *name;
};

#include "syscall/ioctls.h"

static const char *
find_name(uint32_t command)
{
	size_t low = 0, high = sizeof IOCTLS / sizeof *IOCTLS;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (IOCTLS[middle].command == command)
			return IOCTLS[middle].name;
		if (IOCTLS[middle].command < command)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

void
ioctl_write(struct text *text, uint32_t command)
{
	static const char *const directions[] = { "_IOC_NONE", "_IOC_WRITE", "_IOC_READ", "_IOC_READ|_IOC_WRITE" };
	const char *name = find_name(command);

	if (name != NULL)
		text_add(text, name);
	else
		text_addf(text, "_IOC(%s, %#x, %#x, %#x)", directions[command >> 30], command >> 8 & 0xff,
			  command & 0xff, command >> 16 & 0x3fff);
}
