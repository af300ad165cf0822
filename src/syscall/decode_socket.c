/* Socket addresses and options, vectors and messages. */
#include <arpa/inet.h>
#include <inttypes.h>
#include <net/if.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>

#include "base/safetext.h"
#include "syscall/arg.h"
#include "syscall/field.h"
#include "syscall/layout.h"
#include "syscall/memory.h"
#include "syscall/sets.h"

enum { UNIX_PATH_MAX = 108, CONTROL_MAX = 64 };

/* --- addresses --------------------------------------------------------------------- */

static unsigned
port_at(const unsigned char *bytes)
{
	return (unsigned)bytes[0] << 8 | bytes[1];
}

static void
write_unix(struct text *text, const unsigned char *bytes, size_t len)
{
	size_t path_len = len - 2 < UNIX_PATH_MAX ? len - 2 : UNIX_PATH_MAX;

	if (path_len == 0)
		return;
	text_add(text, ", sun_path=");
	if (bytes[2] != 0)
		path_len = strnlen((const char *)bytes + 2, path_len);
	else {	/* an abstract name: all of it counts */
		text_addc(text, '@');
		bytes++;
		path_len--;
	}
	text_addc(text, '"');
	safe_quote(text, (const char *)bytes + 2, path_len);
	text_addc(text, '"');
}

static void
write_inet(struct text *text, const unsigned char *bytes, size_t len)
{
	char address[INET6_ADDRSTRLEN];

	if (len < 8)
		return;
	inet_ntop(AF_INET, bytes + 4, address, sizeof address);
	text_addf(text, ", sin_port=htons(%u), sin_addr=inet_addr(\"%s\")", port_at(bytes + 2), address);
}

static void
write_inet6(struct text *text, const unsigned char *bytes, size_t len)
{
	char address[INET6_ADDRSTRLEN];

	if (len < 24)
		return;
	inet_ntop(AF_INET6, bytes + 8, address, sizeof address);
	text_addf(text, ", sin6_port=htons(%u), sin6_flowinfo=htonl(%u), inet_pton(AF_INET6, \"%s\", &sin6_addr), sin6_scope_id=",
		  port_at(bytes + 2), ntohl((uint32_t)field_number_at(bytes + 4, 4)), address);
	text_addf(text, "%" PRIu64, len >= 28 ? field_number_at(bytes + 24, 4) : 0);
}

static void
write_netlink(struct text *text, const unsigned char *bytes, size_t len)
{
	if (len >= 12)
		text_addf(text, ", nl_pid=%" PRId64 ", nl_groups=%#08" PRIx64, field_number_at(bytes + 4, 4),
			  field_number_at(bytes + 8, 4));
}

static void
write_packet(struct text *text, const unsigned char *bytes, size_t len)
{
	if (len < 12)
		return;
	text_addf(text, ", sll_protocol=htons(");
	set_write(text, SET_eth_proto, ABI_OTHER, port_at(bytes + 2));
	text_addf(text, "), sll_ifindex=%d, sll_hatype=", (int32_t)field_number_at(bytes + 4, 4));
	set_write(text, SET_arphrd, ABI_OTHER, field_number_at(bytes + 8, 2));
	text_add(text, ", sll_pkttype=");
	set_write(text, SET_packet_type, ABI_OTHER, bytes[10]);
	text_addf(text, ", sll_halen=%u", bytes[11]);
}

static void
write_sockaddr(struct text *text, const unsigned char *bytes, size_t len)
{
	unsigned family = (unsigned)field_number_at(bytes, 2);

	text_add(text, "{sa_family=");
	set_write(text, SET_family, ABI_OTHER, family);
	switch (family) {
	case AF_UNIX:
		write_unix(text, bytes, len);
		break;
	case AF_INET:
		write_inet(text, bytes, len);
		break;
	case AF_INET6:
		write_inet6(text, bytes, len);
		break;
	case AF_NETLINK:
		write_netlink(text, bytes, len);
		break;
	case AF_PACKET:
		write_packet(text, bytes, len);
		break;
	default:
		if (len > 2) {
			text_add(text, ", sa_data=\"");
			safe_quote(text, (const char *)bytes + 2, len - 2);
			text_addc(text, '"');
		}
	}
	text_addc(text, '}');
}

static void
write_address_of(struct text *text, uint64_t address, const struct piece *piece, uint64_t len)
{
	uint64_t here = piece != NULL && piece->len < len ? piece->len : len;

	if (address == 0 || piece == NULL || here < 2)
		arg_address(text, address);
	else
		write_sockaddr(text, (const unsigned char *)piece_bytes(piece), here);
}

void
arg_sockaddr(struct text *text, const struct arg *arg)
{
	write_address_of(text, arg->value, call_piece(arg->call, arg->number, 0), (uint32_t)arg_value(arg->call, arg_shape(arg)->by));
}

void
arg_result_sockaddr(struct text *text, const struct arg *arg)
{
	struct arg length = *arg;
	const unsigned char *bytes, *room;
	uint64_t len;

	length.number = arg_shape(arg)->by;
	bytes = arg_bytes_at(&length, 4, false);
	room = arg_bytes_at(&length, 4, true);
	if (!arg_succeeded(arg) || bytes == NULL || room == NULL) {
		arg_address(text, arg->value);
		return;
	}
	len = field_number_at(bytes, 4);
	if (field_number_at(room, 4) < len)
		len = field_number_at(room, 4);
	write_address_of(text, arg->value, call_piece(arg->call, arg->number, 0), len);
}

/* --- options ------------------------------------------------------------------------- */

/* An int, unless it is none. */
static void
write_option(struct text *text, const struct arg *arg, const struct piece *piece, uint64_t len)
{
	if (piece == NULL || arg->value == 0 || piece->len < (len < 4 ? len : 4)) {
		arg_address(text, arg->value);
	} else if (arg_shape(arg)->form == FORM_TERMINATED) {
		arg_quoted(text, piece, strnlen(piece_bytes(piece), len < piece->len ? len : piece->len), UINT64_MAX);
	} else if (len == 4) {
		text_addf(text, "[%d]", (int32_t)field_number_at(piece_bytes(piece), 4));
	} else if (len > 0) {
		uint64_t here = len < piece->len ? len : piece->len;

		arg_quoted(text, piece, here, arg->options->string_max > 0 ? arg->options->string_max : UINT64_MAX);
	} else {
		text_add(text, "\"\"");
	}
}

void
arg_option(struct text *text, const struct arg *arg)
{
	write_option(text, arg, call_piece(arg->call, arg->number, 0), (uint32_t)arg_value(arg->call, arg_shape(arg)->by));
}

void
arg_result_option(struct text *text, const struct arg *arg)
{
	struct arg length = *arg;
	const unsigned char *bytes;

	length.number = arg_shape(arg)->by;
	bytes = arg_bytes_at(&length, 4, false);
	if (!arg_succeeded(arg) || bytes == NULL)
		arg_address(text, arg->value);
	else
		write_option(text, arg, call_piece(arg->call, arg->number, 0), field_number_at(bytes, 4));
}

/* --- vectors ---------------------------------------------------------------------------- */

/* Where the elements of a vector are among the pieces of an argument. */
struct vector {
	const struct piece *array;
	unsigned first;		/* number of the first element's piece */
	unsigned most;		/* elements that may have one */
	uint64_t count;		/* elements there should be */
	uint64_t content;	/* bytes that count, in all */
};

static void
write_vector(struct text *text, const struct arg *arg, const struct vector *vector)
{
	unsigned word = abi_word(arg->call->abi);
	uint64_t left = vector->content, max = arg->options->string_max;
	uint64_t here = vector->array->len / (2 * word);

	text_addc(text, '[');
	for (uint64_t i = 0; i < vector->count; i++) {
		const char *element = piece_bytes(vector->array) + i * 2 * word;
		const struct piece *piece = i < vector->most ? call_piece(arg->call, arg->number, vector->first + (unsigned)i) : NULL;
		uint64_t base, len, shown;

		if (i > 0)
			text_add(text, ", ");
		if (i >= here || (max > 0 && i >= max)) {
			text_add(text, "...");
			if (i >= here && (vector->array->flags & PIECE_SHORT) != 0)
				text_addf(text, " /* %#" PRIx64 " */", vector->array->addr + here * 2 * word);
			break;
		}
		base = field_number_at(element, word);
		len = field_number_at(element + word, word);
		shown = len < left ? len : left;
		left -= shown;
		text_add(text, "{iov_base=");
		if (len == 0 || (shown == 0 && vector->content != UINT64_MAX && vector->content > 0) || (shown == 0 && base != 0 && piece == NULL))
			text_add(text, base == 0 ? "NULL" : "\"\"");
		else if (piece == NULL)
			arg_address(text, base);
		else
			arg_quoted(text, piece, piece->len < shown ? piece->len : shown, max);
		text_addf(text, ", iov_len=%" PRIu64 "}", len);
	}
	text_addc(text, ']');
}

void
arg_iovec(struct text *text, const struct arg *arg)
{
	struct vector vector = {
		.array = call_piece(arg->call, arg->number, 0), .first = MEMORY_CONTENT, .most = MEMORY_VECTOR_MAX,
		.count = arg_value(arg->call, arg_shape(arg)->by), .content = UINT64_MAX,
	};

	if (arg->value != 0 && vector.count == 0)
		text_add(text, "[]");
	else if (vector.array == NULL)
		arg_address(text, arg->value);
	else
		write_vector(text, arg, &vector);
}

void
arg_result_iovec(struct text *text, const struct arg *arg)
{
	struct vector vector = {
		.array = call_piece(arg->call, arg->number, 0), .first = MEMORY_CONTENT, .most = MEMORY_VECTOR_MAX,
		.count = arg_value(arg->call, arg_shape(arg)->by), .content = (uint64_t)arg->call->result,
	};

	if (arg->value != 0 && vector.count == 0)
		text_add(text, "[]");
	else if (!arg_succeeded(arg) || vector.array == NULL)
		arg_address(text, arg->value);
	else
		write_vector(text, arg, &vector);
}

/* --- messages ------------------------------------------------------------------------------ */

static void
write_control_data(struct text *text, const struct arg *arg, unsigned level, unsigned type, const char *bytes, size_t len)
{
	if (level == SOL_SOCKET && type == SCM_RIGHTS) {
		for (size_t i = 0; i + 4 <= len; i += 4) {
			text_add(text, i == 0 ? "[" : ", ");
			arg_descriptor(text, arg, (int32_t)field_number_at(bytes + i, 4));
		}
		text_add(text, len >= 4 ? "]" : "[]");
	} else if (level == SOL_SOCKET && type == SCM_CREDENTIALS && len >= 12) {
		layout_write(text, LAYOUT_ucred, arg->call->abi, bytes, 0);
	} else {
		text_addc(text, '"');
		safe_quote(text, bytes, len);
		text_addc(text, '"');
	}
}

/* Ancillary data: headers that say their own length, which is not to be trusted. */
static void
write_control(struct text *text, const struct arg *arg, const struct piece *piece, uint64_t control_len)
{
	unsigned word = abi_word(arg->call->abi), header = word + 8;
	size_t here = piece->len < control_len ? piece->len : (size_t)control_len, offset = 0;

	text_addc(text, '[');
	for (unsigned i = 0; i < CONTROL_MAX && here - offset >= header; i++) {
		const char *bytes = piece_bytes(piece) + offset;
		uint64_t len = field_number_at(bytes, word);
		unsigned level = (unsigned)field_number_at(bytes + word, 4), type = (unsigned)field_number_at(bytes + word + 4, 4);
		size_t data = len > header ? (size_t)(len < here - offset ? len : here - offset) - header : 0;

		text_addf(text, "%s{cmsg_len=%" PRIu64 ", cmsg_level=", i == 0 ? "" : ", ", len);
		set_write(text, SET_sol, arg->call->abi, level);
		text_add(text, ", cmsg_type=");
		if (level == SOL_SOCKET)
			set_write(text, SET_scm, arg->call->abi, type);
		else
			text_addf(text, "%#x", type);
		if (data > 0) {
			text_add(text, ", cmsg_data=");
			write_control_data(text, arg, level, type, bytes + header, data);
		}
		text_addc(text, '}');
		if (len < header || len > here - offset)
			break;
		offset += (size_t)(len + word - 1) / word * word;
		if (offset > here)
			break;
	}
	text_addc(text, ']');
}

/* The fields of struct msghdr, with what they refer to. `told` is how many bytes of the buffers count. */
static void
write_message(struct text *text, const struct arg *arg, const char *header, unsigned index, unsigned most, uint64_t told)
{
	unsigned word = abi_word(arg->call->abi);
	uint64_t name = field_number_at(header, word), name_len = field_number_at(header + word, 4);
	uint64_t iov = field_number_at(header + 2 * word, word), iov_len = field_number_at(header + 3 * word, word);
	uint64_t control = field_number_at(header + 4 * word, word), control_len = field_number_at(header + 5 * word, word);
	const struct piece *control_piece = call_piece(arg->call, arg->number, index + MEMORY_MESSAGE_CONTROL);
	struct vector vector = {
		.array = call_piece(arg->call, arg->number, index + MEMORY_MESSAGE_VECTOR), .first = index + MEMORY_MESSAGE_CONTENT,
		.most = most, .count = iov_len, .content = told,
	};

	text_add(text, "{msg_name=");
	write_address_of(text, name, call_piece(arg->call, arg->number, index + MEMORY_MESSAGE_NAME), name_len);
	text_addf(text, ", msg_namelen=%d, msg_iov=", (int32_t)name_len);
	if (iov_len == 0 && iov != 0)
		text_add(text, "[]");
	else if (vector.array == NULL)
		arg_address(text, iov);
	else
		write_vector(text, arg, &vector);
	text_addf(text, ", msg_iovlen=%" PRIu64, iov_len);
	if (control != 0 && control_len > 0 && control_piece != NULL) {
		text_add(text, ", msg_control=");
		write_control(text, arg, control_piece, control_len);
	} else if (control != 0 && control_len > 0) {
		text_add(text, ", msg_control=");
		arg_address(text, control);
	}
	text_addf(text, ", msg_controllen=%" PRIu64 ", msg_flags=", control_len);
	set_write(text, SET_msg, arg->call->abi, field_number_at(header + 6 * word, 4));
	text_addc(text, '}');
}

static void
write_one_message(struct text *text, const struct arg *arg, uint64_t told)
{
	const unsigned char *header = arg_bytes(arg, (size_t)7 * abi_word(arg->call->abi));

	if (header == NULL)
		arg_address(text, arg->value);
	else
		write_message(text, arg, (const char *)header, MEMORY_MESSAGE, MEMORY_VECTOR_MAX, told);
}

void
arg_message(struct text *text, const struct arg *arg)
{
	write_one_message(text, arg, UINT64_MAX);
}

void
arg_result_message(struct text *text, const struct arg *arg)
{
	if (arg_succeeded(arg))
		write_one_message(text, arg, (uint64_t)arg->call->result);
	else
		arg_address(text, arg->value);
}

static void
write_messages(struct text *text, const struct arg *arg, uint64_t count, bool returned)
{
	unsigned word = abi_word(arg->call->abi), each = 8 * word;
	const struct piece *headers = call_piece(arg->call, arg->number, 0);

	if (headers == NULL) {
		arg_address(text, arg->value);
		return;
	}
	text_addc(text, '[');
	for (unsigned i = 0; i < count && (size_t)(i + 1) * each <= headers->len; i++) {
		const char *header = piece_bytes(headers) + (size_t)i * each;
		uint64_t len = field_number_at(header + 7 * word, 4);

		text_addf(text, "%s{msg_hdr=", i == 0 ? "" : ", ");
		write_message(text, arg, header, MEMORY_MESSAGE + i * MEMORY_MESSAGE_PIECES, MEMORY_CONTENTS_MAX,
			      returned ? len : UINT64_MAX);
		if (arg_succeeded(arg) && i < (uint64_t)arg->call->result)
			text_addf(text, ", msg_len=%" PRIu64, len);
		text_addc(text, '}');
	}
	text_add(text, count > headers->len / each ? ", ...]" : "]");
}

void
arg_messages(struct text *text, const struct arg *arg)
{
	write_messages(text, arg, (uint32_t)arg_value(arg->call, arg_shape(arg)->by), false);
}

void
arg_result_messages(struct text *text, const struct arg *arg)
{
	if (arg_succeeded(arg))
		write_messages(text, arg, (uint64_t)arg->call->result, true);
	else
		arg_address(text, arg->value);
}
