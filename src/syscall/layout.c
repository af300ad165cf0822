#include "syscall/layout.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/safetext.h"
#include "base/text.h"
#include "syscall/btf.h"
#include "syscall/errnos.h"
#include "syscall/sets.h"
#include "syscall/siginfo.h"

enum field_type {
	FIELD_I8, FIELD_U8, FIELD_X8, FIELD_I16, FIELD_U16, FIELD_X16, FIELD_I32, FIELD_U32, FIELD_X32,
	FIELD_I64, FIELD_U64, FIELD_X64,
	FIELD_LONG, FIELD_ULONG, FIELD_XLONG,	/* the kernel's long */
	FIELD_POINTER,
	FIELD_POINTER64, FIELD_ZPOINTER64,	/* in 64 bits everywhere; the latter not shown when 0 */
	FIELD_FD, FIELD_PID, FIELD_ID, FIELD_ID16, FIELD_SIGNAL, FIELD_SIGNAL64, FIELD_ERRNO,
	FIELD_CHARS,	/* `count` bytes, terminated or not */
	FIELD_PAD,	/* `count` bytes */
	FIELD_SET16, FIELD_SET32, FIELD_SET64, FIELD_SETLONG,
	FIELD_SUB,	/* another layout */
	FIELD_MODE16, FIELD_MODE32,	/* type and permissions; decides whether the next two are shown */
	FIELD_RDEV, FIELD_RDEV32,	/* only of a device */
	FIELD_SIZE, FIELD_SIZE32,	/* of everything else */
	FIELD_MODE_IF,	/* permissions, not shown when 0 */
	FIELD_DATE,	/* seconds since the Epoch */
	FIELD_UTIME, FIELD_UTIME64, FIELD_UTIMEVAL, /* a timespec, one in 64 bits, a timeval: with their date */
	FIELD_VALUE,	/* union sigval */
	FIELD_PACKED_VALUE, /* epoll_data_t, which x86-64 does not align */
	FIELD_RLIM, FIELD_RLIM64,
	FIELD_CLONE_FLAGS,
	FIELD_FSID,
	FIELD_INET,
	FIELD_SIGSET, FIELD_SIGSET32,
	FIELD_HANDLER,
	FIELD_SIGINFO,
	FIELD_CAP,	/* both halves of capget's sets */
};

struct field {
	const char *name;	/* NULL: a bare value, or hidden */
	uint8_t type;		/* enum field_type */
	uint8_t detail;		/* number of the set or layout */
	uint8_t count;		/* elements; 0 one */
	bool hidden;
};

struct layout {
	uint16_t first;
	uint8_t count;
	bool more;		/* there is more than is shown */
	const char *kernel;	/* the kernel describes it by this name; NULL: we do */
	uint16_t size;		/* of it, as much as is worth having */
};

#include "syscall/layouts.h"

/* Values of tv_nsec that mean something else. */
enum { UTIME_IS_NOW = 0x3fffffff, UTIME_IS_OMIT = 0x3ffffffe };

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
	case FIELD_I64: case FIELD_U64: case FIELD_X64: case FIELD_POINTER64: case FIELD_ZPOINTER64: case FIELD_SIGNAL64:
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

	return layout->count == 1 && field->name == NULL && field->type != FIELD_SIGSET && field->type != FIELD_SIGSET32 &&
	       field->type != FIELD_SIGINFO && field->type != FIELD_CAP && field->type != FIELD_UTIME &&
	       field->type != FIELD_UTIME64 && field->type != FIELD_UTIMEVAL && field->type != FIELD_CHARS;
}

/* --- values ------------------------------------------------------------------------- */

uint64_t
layout_number_at(const void *bytes, unsigned size)
{
	uint64_t number = 0;

	memcpy(&number, bytes, size <= sizeof number ? size : sizeof number);	/* little-endian */
	return number;
}

static int64_t
signed_at(const void *bytes, size_t size)
{
	uint64_t number = layout_number_at(bytes, (unsigned)size);

	return size == 8 ? (int64_t)number : size == 4 ? (int32_t)number : size == 2 ? (int16_t)number : (int8_t)number;
}

void
layout_write_signals(struct text *text, uint64_t mask, unsigned signals)
{
	uint64_t all = signals < 64 ? (1ULL << signals) - 1 : UINT64_MAX;
	bool inverted;
	const char *between = "";
	char name[16];

	mask &= all;
	inverted = (unsigned)__builtin_popcountll(mask) * 3 >= signals * 2;
	if (inverted)
		mask = ~mask & all;
	text_add(text, inverted ? "~[" : "[");
	for (unsigned signal = 1; signal <= signals; signal++, mask >>= 1) {
		const char *whole = signal_name(signal, name);

		if ((mask & 1) == 0)
			continue;
		text_add(text, between);
		text_add(text, strncmp(whole, "SIG", 3) == 0 ? whole + 3 : whole);
		between = " ";
	}
	text_addc(text, ']');
}

void
layout_write_date(struct text *text, int64_t seconds, int64_t fraction, unsigned digits)
{
	time_t when = (time_t)seconds;
	struct tm broken;
	char part[48];

	if (localtime_r(&when, &broken) == NULL || strftime(part, sizeof part, "%Y-%m-%dT%H:%M:%S", &broken) == 0) {
		text_addf(text, "%" PRId64, seconds);
		return;
	}
	text_add(text, part);
	if (fraction > 0)
		text_addf(text, ".%0*" PRId64, (int)digits, fraction);
	strftime(part, sizeof part, "%z", &broken);
	text_add(text, part);
}

static void
write_address(struct text *text, uint64_t address)
{
	if (address == 0)
		text_add(text, "NULL");
	else
		text_addf(text, "%#" PRIx64, address);
}

static void
write_limit(struct text *text, uint64_t limit, bool narrow)
{
	if (limit == (narrow ? UINT32_MAX : UINT64_MAX))
		text_add(text, narrow ? "RLIM_INFINITY" : "RLIM64_INFINITY");
	else if (limit > 1024 && limit % 1024 == 0)
		text_addf(text, "%" PRIu64 "*1024", limit / 1024);
	else
		text_addf(text, "%" PRIu64, limit);
}

static void
write_time_pair(struct text *text, const struct field *field, enum abi abi, const unsigned char *bytes)
{
	bool micro = field->type == FIELD_UTIMEVAL;
	size_t size = field->type == FIELD_UTIME64 ? 8 : long_size(abi);
	int64_t seconds = signed_at(bytes, size), fraction = signed_at(bytes + size, size);

	if (!micro && (fraction == UTIME_IS_NOW || fraction == UTIME_IS_OMIT)) {
		text_add(text, fraction == UTIME_IS_NOW ? "UTIME_NOW" : "UTIME_OMIT");
		return;
	}
	text_addf(text, "{tv_sec=%" PRId64 ", tv_%csec=%" PRId64 "} /* ", seconds, micro ? 'u' : 'n', fraction);
	layout_write_date(text, seconds, fraction, micro ? 6 : 9);
	text_add(text, " */");
}

static void
write_type_and_mode(struct text *text, unsigned mode)
{
	const char *type = set_name(SET_file_type, mode & S_IFMT);

	if (type != NULL)
		text_addf(text, "%s|", type);
	text_addf(text, "%#03o", type != NULL ? mode & ~(unsigned)S_IFMT : mode);
}

static void
write_union(struct text *text, const unsigned char *bytes, size_t size)
{
	text_addf(text, "{sival_int=%" PRId32 ", sival_ptr=", (int32_t)layout_number_at(bytes, 4));
	write_address(text, layout_number_at(bytes, (unsigned)size));
	text_addc(text, '}');
}

/* effective, permitted, inheritable of the lower 32, then of the upper. */
static void
write_capabilities(struct text *text, const unsigned char *bytes)
{
	static const char *const names[] = { "effective", "permitted", "inheritable" };

	for (unsigned i = 0; i < 3; i++) {
		uint64_t low = layout_number_at(bytes + 4 * i, 4), high = layout_number_at(bytes + 12 + 4 * i, 4);

		text_addf(text, "%s%s=", i == 0 ? "{" : ", ", names[i]);
		set_write(text, SET_cap, ABI_OTHER, low | high << 32);
	}
	text_addc(text, '}');
}

static void
write_inet(struct text *text, const unsigned char *bytes)
{
	char address[INET_ADDRSTRLEN];

	inet_ntop(AF_INET, bytes, address, sizeof address);
	text_addf(text, "inet_addr(\"%s\")", address);
}

static void
write_handler(struct text *text, uint64_t handler)
{
	if (handler <= 1)
		text_add(text, handler == 0 ? "SIG_DFL" : "SIG_IGN");
	else
		text_addf(text, "%#" PRIx64, handler);
}

static void
write_chars(struct text *text, const unsigned char *bytes, size_t count, unsigned string_max)
{
	size_t len = strnlen((const char *)bytes, count);

	text_addc(text, '"');
	safe_quote(text, (const char *)bytes, len < string_max || string_max == 0 ? len : string_max);
	text_add(text, len > string_max && string_max > 0 ? "\"..." : "\"");
}

static void
write_clone_flags(struct text *text, uint64_t flags)
{
	set_write(text, SET_clone, ABI_OTHER, flags);
}

static void
write_number(struct text *text, const struct field *field, enum abi abi, const unsigned char *bytes)
{
	size_t size = type_size(field, abi);
	uint64_t value = layout_number_at(bytes, (unsigned)size);
	char name[16];

	switch ((enum field_type)field->type) {
	case FIELD_I8: case FIELD_I16: case FIELD_I32: case FIELD_I64: case FIELD_LONG: case FIELD_FD: case FIELD_PID:
	case FIELD_SIZE: case FIELD_SIZE32:
		text_addf(text, "%" PRId64, signed_at(bytes, size));
		break;
	case FIELD_ID: case FIELD_ID16:
		text_addf(text, "%" PRId64, value == (size == 4 ? UINT32_MAX : UINT16_MAX) ? -1 : (int64_t)value);
		break;
	case FIELD_X8: case FIELD_X16: case FIELD_X32: case FIELD_X64: case FIELD_XLONG:
		text_addf(text, "%#" PRIx64, value);
		break;
	case FIELD_POINTER: case FIELD_POINTER64: case FIELD_ZPOINTER64:
		write_address(text, value);
		break;
	case FIELD_SIGNAL: case FIELD_SIGNAL64:
		text_add(text, signal_name((unsigned)value, name));
		break;
	case FIELD_ERRNO:
		text_add(text, errno_name((unsigned)value) != NULL ? errno_name((unsigned)value) : "0");
		break;
	case FIELD_SET16: case FIELD_SET32: case FIELD_SET64: case FIELD_SETLONG:
		set_write(text, field->detail, abi, value);
		break;
	case FIELD_MODE16: case FIELD_MODE32:
		write_type_and_mode(text, (unsigned)value);
		break;
	case FIELD_MODE_IF:
		text_addf(text, "%#03" PRIo64, value);
		break;
	case FIELD_RDEV: case FIELD_RDEV32:
		text_addf(text, "makedev(%#x, %#x)", (unsigned)((value >> 8 & 0xfff) | (value >> 32 & 0xfffff000)),
			  (unsigned)((value & 0xff) | (value >> 12 & 0xffffff00)));
		break;
	case FIELD_DATE:
		text_addf(text, "%" PRId64 " /* ", signed_at(bytes, size));
		layout_write_date(text, signed_at(bytes, size), 0, 0);
		text_add(text, " */");
		break;
	case FIELD_RLIM: case FIELD_RLIM64:
		write_limit(text, value, size == 4);
		break;
	case FIELD_CLONE_FLAGS:
		write_clone_flags(text, value);
		break;
	case FIELD_SIGSET: case FIELD_SIGSET32:
		layout_write_signals(text, value, (unsigned)size * 8);
		break;
	case FIELD_HANDLER:
		write_handler(text, value);
		break;
	default:
		text_addf(text, "%" PRIu64, value);
		break;
	}
}

static void
write_value(struct text *text, const struct field *field, enum abi abi, const unsigned char *bytes, unsigned string_max)
{
	siginfo_t info;

	switch ((enum field_type)field->type) {
	case FIELD_SUB:
		layout_write(text, field->detail, abi, bytes, string_max);
		break;
	case FIELD_UTIME: case FIELD_UTIME64: case FIELD_UTIMEVAL:
		write_time_pair(text, field, abi, bytes);
		break;
	case FIELD_VALUE:
		write_union(text, bytes, type_size(field, abi));
		break;
	case FIELD_PACKED_VALUE:
		text_addf(text, "{u32=%" PRIu32 ", u64=%" PRIu64 "}", (uint32_t)layout_number_at(bytes, 4), layout_number_at(bytes, 8));
		break;
	case FIELD_FSID:
		text_addf(text, "{val=[%#" PRIx64 ", %#" PRIx64 "]}", layout_number_at(bytes, 4), layout_number_at(bytes + 4, 4));
		break;
	case FIELD_INET:
		write_inet(text, bytes);
		break;
	case FIELD_CAP:
		write_capabilities(text, bytes);
		break;
	case FIELD_SIGINFO:
		memcpy(&info, bytes, sizeof info);
		siginfo_write(text, &info);
		break;
	default:
		write_number(text, field, abi, bytes);
		break;
	}
}

/* --- structures ------------------------------------------------------------------------ */

static void
write_elements(struct text *text, const struct field *field, enum abi abi, const unsigned char *bytes, unsigned string_max)
{
	size_t size = type_size(field, abi);

	if (field->type == FIELD_CHARS) {
		write_chars(text, bytes, field->count, string_max);
		return;
	}
	if (field->count == 0) {
		write_value(text, field, abi, bytes, string_max);
		return;
	}
	for (unsigned i = 0; i < field->count; i++) {
		text_add(text, i == 0 ? "[" : ", ");
		write_value(text, field, abi, bytes + i * size, string_max);
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
		return layout_number_at(bytes, 8) == 0;
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

	if (layout->kernel != NULL && abi == abi_native() && btf_write(text, layout->kernel, bytes, layout_size(number, abi)))
		return true;
	if (layout->count == 0)
		return false;
	for (unsigned i = 0; i < layout->count; i++) {
		const struct field *field = &FIELDS[layout->first + i];
		const unsigned char *at = (const unsigned char *)bytes + place_field(field, abi, &offset);

		if (field->type == FIELD_MODE16 || field->type == FIELD_MODE32)
			mode = (unsigned)layout_number_at(at, (unsigned)type_size(field, abi));
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
