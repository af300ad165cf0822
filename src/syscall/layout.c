#include "syscall/layout.h"

#include <signal.h>
#include <sys/stat.h>

#include "base/text.h"
#include "syscall/btf.h"
#include "syscall/field.h"
#include "syscall/setnumbers.h"

struct layout {
	uint16_t first;
	uint8_t count;
	bool more;		/* there is more than is shown */
	const char *kernel;	/* the kernel describes it by this name; NULL: we do */
	uint16_t size;		/* of it, as much as is worth having */
};

#include "syscall/layouts.h"

static const struct layout *
find_layout(enum layout_number layout, enum abi abi)
{
	return &LAYOUTS_BY_NUMBER[(unsigned)layout < LAYOUTS ? layout : LAYOUT_NONE][(unsigned)abi < ABI_OTHER ? abi : ABI_X86_64];
}

/* --- sizes ------------------------------------------------------------------------ */

/* x32 has the longs of its kernel. */
static size_t
long_size(enum abi abi)
{
	return abi == ABI_X32 ? 8 : abi_word(abi);
}

static size_t
type_size(const struct field *field, enum abi abi)
{
	switch ((enum field_type)field->type) {
	case FIELD_I8: case FIELD_U8: case FIELD_X8: case FIELD_CHARS: case FIELD_PAD:
		return 1;
	case FIELD_I16: case FIELD_U16: case FIELD_X16: case FIELD_SET16: case FIELD_MODE16: case FIELD_ID16:
		return 2;
	case FIELD_LONG: case FIELD_ULONG: case FIELD_XLONG: case FIELD_SETLONG: case FIELD_RDEV: case FIELD_SIZE:
	case FIELD_DATE: case FIELD_RLIM:
		return field->type == FIELD_RDEV || field->type == FIELD_SIZE ? 8 : long_size(abi);
	case FIELD_POINTER: case FIELD_HANDLER: case FIELD_VALUE:
		return abi_word(abi);
	case FIELD_I64:
	case FIELD_U64:
	case FIELD_X64:
	case FIELD_POINTER64:
	case FIELD_ZPOINTER64:
	case FIELD_SIGNAL64:
	case FIELD_SET64: case FIELD_MODE_IF: case FIELD_RLIM64: case FIELD_CLONE_FLAGS: case FIELD_PACKED_VALUE:
	case FIELD_FSID: case FIELD_SIGSET:
		return 8;
	case FIELD_SUB:
		return layout_size(field->detail, abi);
	case FIELD_UTIME: case FIELD_UTIMEVAL:
		return 2 * long_size(abi);
	case FIELD_UTIME64:
		return 16;
	case FIELD_SIGINFO:
		return sizeof(siginfo_t);
	case FIELD_CAP:
		return 24;
	default:
		return 4;
	}
}

static size_t
type_alignment(const struct field *field, enum abi abi)
{
	size_t size = type_size(field, abi);

	switch ((enum field_type)field->type) {
	case FIELD_PACKED_VALUE:
		return abi == ABI_AARCH64 || abi == ABI_ARM ? 8 : 4;
	case FIELD_SUB:
	case FIELD_UTIME:
	case FIELD_UTIMEVAL:
		return long_size(abi);
	case FIELD_FSID:
	case FIELD_CAP:
		return 4;
	case FIELD_SIGINFO:
		return abi_word(abi);
	default:
		return size < 8 ? size : abi == ABI_I386 ? 4 : 8;
	}
}

static size_t
round_up(size_t offset, size_t alignment)
{
	return (offset + alignment - 1) / alignment * alignment;
}

/* Offset of the field that begins at `offset` or a little later; moves `offset` behind it. */
static size_t
place_field(const struct field *field, enum abi abi, size_t *offset)
{
	size_t begin = round_up(*offset, type_alignment(field, abi));

	*offset = begin + type_size(field, abi) * (field->count > 0 ? field->count : 1);
	return begin;
}

size_t
layout_size(enum layout_number number, enum abi abi)
{
	const struct layout *layout = find_layout(number, abi);
	size_t offset = 0, alignment = 1;

	for (unsigned i = 0; i < layout->count; i++) {
		size_t each = type_alignment(&FIELDS[layout->first + i], abi);

		place_field(&FIELDS[layout->first + i], abi, &offset);
		alignment = each > alignment ? each : alignment;
	}
	offset = round_up(offset, alignment);
	return layout->size > offset ? layout->size : offset;
}

bool
layout_is_value(enum layout_number number, enum abi abi)
{
	const struct layout *layout = find_layout(number, abi);
	const struct field *field = &FIELDS[layout->first];

	return layout->count == 1 && field->name == NULL && field->type != FIELD_SIGSET &&
	       field->type != FIELD_SIGSET32 && field->type != FIELD_SIGINFO && field->type != FIELD_CAP &&
	       field->type != FIELD_UTIME && field->type != FIELD_UTIME64 && field->type != FIELD_UTIMEVAL &&
	       field->type != FIELD_CHARS;
}

/* --- structures ------------------------------------------------------------------------ */

static void
write_elements(struct text *text, const struct field *field, enum abi abi, const unsigned char *bytes,
	       unsigned string_max)
{
	size_t size = type_size(field, abi);

	if (field->type == FIELD_CHARS) {
		field_write_chars(text, bytes, field->count, string_max);
		return;
	}
	if (field->type == FIELD_SUB) {
		layout_write(text, field->detail, abi, bytes, string_max);
		return;
	}
	if (field->count == 0) {
		field_write(text, field, size, abi, bytes);
		return;
	}
	for (unsigned i = 0; i < field->count; i++) {
		text_add(text, i == 0 ? "[" : ", ");
		field_write(text, field, size, abi, bytes + i * size);
	}
	text_addc(text, ']');
}

/* A device has a number and no size, everything else a size; what has no mode has all. */
static bool
is_left_out(const struct field *field, unsigned mode, const unsigned char *bytes)
{
	bool device = S_ISCHR(mode) || S_ISBLK(mode);

	switch ((enum field_type)field->type) {
	case FIELD_RDEV: case FIELD_RDEV32:
		return !device;
	case FIELD_SIZE: case FIELD_SIZE32:
		return device;
	case FIELD_ZPOINTER64: case FIELD_MODE_IF:
		return field_number_at(bytes, 8) == 0;
	default:
		return field->hidden;
	}
}

bool
layout_write(struct text *text, enum layout_number number, enum abi abi, const void *bytes, unsigned string_max)
{
	const struct layout *layout = find_layout(number, abi);
	bool bare = layout->count == 1 && FIELDS[layout->first].name == NULL;
	const char *between = bare ? "" : "{";
	size_t offset = 0;
	unsigned mode = 0;

	if (layout->kernel != NULL && abi == abi_native() &&
	    btf_write(text, layout->kernel, bytes, layout_size(number, abi)))
		return true;
	if (layout->count == 0)
		return false;
	for (unsigned i = 0; i < layout->count; i++) {
		const struct field *field = &FIELDS[layout->first + i];
		const unsigned char *at = (const unsigned char *)bytes + place_field(field, abi, &offset);

		if (field->type == FIELD_MODE16 || field->type == FIELD_MODE32)
			mode = (unsigned)field_number_at(at, (unsigned)type_size(field, abi));
		if (is_left_out(field, mode, at))
			continue;
		text_add(text, between);
		between = ", ";
		if (field->name != NULL)
			text_addf(text, "%s=", field->name);
		write_elements(text, field, abi, at, string_max);
	}
	text_add(text, bare ? "" : layout->more ? ", ...}" : "}");
	return true;
}
