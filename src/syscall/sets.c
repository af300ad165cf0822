#include "syscall/sets.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/text.h"

#define WHOLE UINT64_MAX

struct set_value {
	uint64_t mask, value;	/* it stands for a number whose bits under the mask are these */
	const char *name;
};

struct set {
	const char *unknown;	/* "O_???"; NULL: nothing is said of what has no name */
	const struct set_value *values;
	unsigned count;
};

#include "syscall/setvalues.h"

/* The flags of open have other bits on arm, 32 and 64 bits alike. */
static const struct set *
find_set(enum set_number set, enum abi abi)
{
	if (set == SET_open && (abi == ABI_AARCH64 || abi == ABI_ARM))
		set = SET_open_arm;
	return &SETS_BY_NUMBER[(unsigned)set < SETS ? set : SET_NONE];
}

/* A field has one name; a bit stands for itself. */
static bool
is_field(const struct set_value *each)
{
	return each->mask != each->value;
}

uint64_t
set_write_known(struct text *text, enum set_number number, enum abi abi, uint64_t value)
{
	const struct set *set = find_set(number, abi);
	const char *between = "";
	uint64_t left = value;

	for (unsigned i = 0; i < set->count; i++) {
		const struct set_value *each = &set->values[i];

		if (((is_field(each) ? value : left) & each->mask) != each->value)
			continue;
		text_add(text, between);
		text_add(text, each->name);
		between = "|";
		left &= ~each->mask;
		while (is_field(each) && i + 1 < set->count && set->values[i + 1].mask == each->mask)
			i++;
	}
	return left;
}

void
set_write(struct text *text, enum set_number number, enum abi abi, uint64_t value)
{
	const struct set *set = find_set(number, abi);
	size_t begin = text->len;
	uint64_t left = set_write_known(text, number, abi, value);

	if (text->len == begin && left == 0)
		text_addc(text, '0');
	else if (text->len == begin && set->unknown != NULL)
		text_addf(text, "%#" PRIx64 " /* %s */", left, set->unknown);
	else if (left != 0)
		text_addf(text, "%s%#" PRIx64, text->len == begin ? "" : "|", left);
}

const char *
set_name(enum set_number number, uint64_t value)
{
	const struct set *set = find_set(number, ABI_OTHER);

	for (unsigned i = 0; i < set->count; i++)
		if (set->values[i].value == value)
			return set->values[i].name;
	return NULL;
}
