#include "syscall/shape.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "syscall/numbers.h"

static const struct call_shape shapes[] = {
#include "syscall/shapes.h"
};

#define TABLE(array) { array, sizeof(array) / sizeof *(array) }

static const struct {
	const uint16_t *positions;	/* in shapes[], + 1 */
	uint32_t count;
} tables[ABI_COUNT] = {
	[ABI_X86_64] = TABLE(numbers_x86_64),
	[ABI_I386] = TABLE(numbers_i386),
	[ABI_X32] = TABLE(numbers_x32),
	[ABI_AARCH64] = TABLE(numbers_aarch64),
	[ABI_ARM] = TABLE(numbers_arm),
};

const struct call_shape *
call_shape(enum abi abi, uint32_t nr)
{
	if ((unsigned)abi >= ABI_COUNT || nr >= tables[abi].count || tables[abi].positions[nr] == 0)
		return NULL;
	return &shapes[tables[abi].positions[nr] - 1];
}

uint32_t
call_max(enum abi abi)
{
	return (unsigned)abi < ABI_COUNT && tables[abi].count > 0 ? tables[abi].count - 1 : 0;
}

const char *
call_name(enum abi abi, uint32_t nr, char *buf)
{
	const struct call_shape *shape = call_shape(abi, nr);

	if (shape != NULL)
		return shape->name;
	snprintf(buf, CALL_NAME_CAP, "syscall_%#x", (unsigned)nr);
	return buf;
}

int
call_number(enum abi abi, const char *name)
{
	for (uint32_t nr = 0; nr <= call_max(abi); nr++) {
		const struct call_shape *shape = call_shape(abi, nr);

		if (shape != NULL && strcmp(shape->name, name) == 0)
			return (int)nr;
	}
	return -1;
}
