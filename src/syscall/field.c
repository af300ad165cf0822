#include "syscall/field.h"

#include <arpa/inet.h>
#include <inttypes.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/safetext.h"
#include "base/text.h"
#include "syscall/errnos.h"
#include "syscall/sets.h"
#include "syscall/siginfo.h"

/* Values of tv_nsec that mean something else. */
enum { UTIME_IS_NOW = 0x3fffffff, UTIME_IS_OMIT = 0x3ffffffe };

uint64_t
field_number_at(const void *bytes, unsigned size)
{
	uint64_t number = 0;

	memcpy(&number, bytes, size <= sizeof number ? size : sizeof number);	/* little-endian */
	return number;
}

static int64_t
signed_at(const void *bytes, size_t size)
{
	uint64_t number = field_number_at(bytes, (unsigned)size);

	return size == 8 ? (int64_t)number : size == 4 ? (int32_t)number : size == 2 ? (int16_t)number : (int8_t)number;
}

void
field_write_signals(struct text *text, uint64_t mask, unsigned signals)
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
field_write_date(struct text *text, int64_t seconds, int64_t fraction, unsigned digits)
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

/* A timespec or timeval of `whole` bytes. */
static void
write_time_pair(struct text *text, const struct field *field, size_t whole, const unsigned char *bytes)
{
	bool micro = field->type == FIELD_UTIMEVAL;
	size_t size = whole / 2;
	int64_t seconds = signed_at(bytes, size), fraction = signed_at(bytes + size, size);

	if (!micro && (fraction == UTIME_IS_NOW || fraction == UTIME_IS_OMIT)) {
		text_add(text, fraction == UTIME_IS_NOW ? "UTIME_NOW" : "UTIME_OMIT");
		return;
	}
	text_addf(text, "{tv_sec=%" PRId64 ", tv_%csec=%" PRId64 "} /* ", seconds, micro ? 'u' : 'n', fraction);
	field_write_date(text, seconds, fraction, micro ? 6 : 9);
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
	text_addf(text, "{sival_int=%" PRId32 ", sival_ptr=", (int32_t)field_number_at(bytes, 4));
	write_address(text, field_number_at(bytes, (unsigned)size));
	text_addc(text, '}');
}

/* effective, permitted, inheritable of the lower 32, then of the upper. */
static void
write_capabilities(struct text *text, const unsigned char *bytes)
{
	static const char *const names[] = { "effective", "permitted", "inheritable" };

	for (unsigned i = 0; i < 3; i++) {
		uint64_t low = field_number_at(bytes + 4 * i, 4), high = field_number_at(bytes + 12 + 4 * i, 4);

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

void
field_write_chars(struct text *text, const unsigned char *bytes, size_t count, unsigned string_max)
{
	size_t len = strnlen((const char *)bytes, count);

	text_addc(text, '"');
	safe_quote(text, (const char *)bytes, len < string_max || string_max == 0 ? len : string_max);
	text_add(text, len > string_max && string_max > 0 ? "\"..." : "\"");
}

static void
write_number(struct text *text, const struct field *field, size_t size, enum abi abi, const unsigned char *bytes)
{
	uint64_t value = field_number_at(bytes, (unsigned)size);
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
		field_write_date(text, signed_at(bytes, size), 0, 0);
		text_add(text, " */");
		break;
	case FIELD_RLIM: case FIELD_RLIM64:
		write_limit(text, value, size == 4);
		break;
	case FIELD_CLONE_FLAGS:
		set_write(text, SET_clone, abi, value);
		break;
	case FIELD_SIGSET: case FIELD_SIGSET32:
		field_write_signals(text, value, (unsigned)size * 8);
		break;
	case FIELD_HANDLER:
		write_handler(text, value);
		break;
	default:
		text_addf(text, "%" PRIu64, value);
		break;
	}
}

void
field_write(struct text *text, const struct field *field, size_t size, enum abi abi, const unsigned char *bytes)
{
	siginfo_t info;

	switch ((enum field_type)field->type) {
	case FIELD_UTIME: case FIELD_UTIME64: case FIELD_UTIMEVAL:
		write_time_pair(text, field, size, bytes);
		break;
	case FIELD_VALUE:
		write_union(text, bytes, size);
		break;
	case FIELD_PACKED_VALUE:
		text_addf(text, "{u32=%" PRIu32 ", u64=%" PRIu64 "}", (uint32_t)field_number_at(bytes, 4),
			  field_number_at(bytes, 8));
		break;
	case FIELD_FSID:
		text_addf(text, "{val=[%#" PRIx64 ", %#" PRIx64 "]}", field_number_at(bytes, 4),
			  field_number_at(bytes + 4, 4));
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
		write_number(text, field, size, abi, bytes);
		break;
	}
}
