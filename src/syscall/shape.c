#include "syscall/shape.h"

#include <stdio.h>
#include <string.h>

#include "syscall/layoutnumbers.h"
#include "syscall/setnumbers.h"

/* Arguments that choose another shape: each must have its value under its mask. */
struct variant {
	struct {
		uint8_t arg;
		uint32_t mask, value;
	} chosen[2];
	uint16_t shape;
};

#include "syscall/shapes.h"

#include "syscall/numbers.h"

enum { ARM_PRIVATE = 0xf0000 };	/* the calls that only arm has begin here */

/* The shapes of `count` calls from number `first` on. */
struct range {
	const uint16_t *shapes;	/* indices into SHAPES; SHAPE_NONE for a number without a call */
	uint32_t first, count;
};

enum { RANGES = 2 };	/* of each abi, ascending */

#define RANGE(begin, numbers) { .shapes = numbers, .first = begin, .count = sizeof(numbers) / sizeof((numbers)[0]) }

static const struct range TABLES[ABI_COUNT][RANGES] = {
	[ABI_X86_64] = { RANGE(0, NUMBERS_X86_64) },
	[ABI_I386] = { RANGE(0, NUMBERS_I386) },
	[ABI_X32] = { RANGE(0, NUMBERS_X32) },
	[ABI_AARCH64] = { RANGE(0, NUMBERS_AARCH64) },
	[ABI_ARM] = { RANGE(0, NUMBERS_ARM), RANGE(ARM_PRIVATE, NUMBERS_ARM_PRIVATE) },
};

const struct call_shape *
call_shape(enum abi abi, uint32_t nr)
{
	if ((unsigned)abi >= ABI_COUNT)
		return NULL;
	for (unsigned i = 0; i < RANGES; i++) {
		const struct range *range = &TABLES[abi][i];
		uint16_t shape = nr - range->first < range->count ? range->shapes[nr - range->first] : SHAPE_NONE;

		if (shape != SHAPE_NONE)
			return &SHAPES[shape];
	}
	return NULL;
}

static bool
is_chosen(const struct variant *variant, const uint64_t *args)
{
	for (unsigned i = 0; i < 2; i++)
		if (((uint32_t)args[variant->chosen[i].arg] & variant->chosen[i].mask) != variant->chosen[i].value)
			return false;
	return true;
}

const struct call_shape *
call_shape_of(enum abi abi, uint32_t nr, const uint64_t *args)
{
	const struct call_shape *shape = call_shape(abi, nr);

	for (unsigned i = 0; shape != NULL && i < shape->variant_count; i++)
		if (is_chosen(&VARIANTS[shape->variants + i], args))
			return &SHAPES[VARIANTS[shape->variants + i].shape];
	return shape;
}

uint32_t
call_max(enum abi abi)
{
	uint32_t max = 0;

	for (unsigned i = 0; i < RANGES && (unsigned)abi < ABI_COUNT; i++)
		if (TABLES[abi][i].count > 0)
			max = TABLES[abi][i].first + TABLES[abi][i].count - 1;
	return max;
}

const char *
call_name(enum abi abi, uint32_t nr, char *buf)
{
	const struct call_shape *shape = call_shape(abi, nr);

	if (shape != NULL)
		return shape->name;
	snprintf(buf, CALL_NAME_CAP, "syscall_0x%x", nr);
	return buf;
}

int
call_number(enum abi abi, const char *name)
{
	for (unsigned i = 0; i < RANGES && (unsigned)abi < ABI_COUNT; i++) {
		const struct range *range = &TABLES[abi][i];

		for (uint32_t n = 0; n < range->count; n++)
			if (range->shapes[n] != SHAPE_NONE && strcmp(SHAPES[range->shapes[n]].name, name) == 0)
				return (int)(range->first + n);
	}
	return -1;
}
