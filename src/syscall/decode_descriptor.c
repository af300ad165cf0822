/* Sets of descriptors and of processors; ioctl's commands. */
#include <inttypes.h>

#include "syscall/arg.h"
#include "syscall/ioctl.h"
#include "syscall/field.h"
#include "syscall/layout.h"
#include "syscall/sets.h"

enum { DESCRIPTORS_MAX = 1024, POLL_FD_SIZE = 8 };

static bool
has_bit(const struct piece *piece, unsigned bit)
{
	return bit / 8 < piece->len && (piece_bytes(piece)[bit / 8] >> (bit % 8) & 1) != 0;
}

/* `[3 5]`: numbers of the bits set below `count`. */
static unsigned
write_bits(struct text *text, const struct arg *arg, const struct piece *piece, unsigned count, bool descriptors)
{
	unsigned found = 0;

	text_addc(text, '[');
	for (unsigned bit = 0; bit < count && bit / 8 < piece->len; bit++) {
		if (!has_bit(piece, bit))
			continue;
		if (found++ > 0)
			text_addc(text, ' ');
		if (descriptors)
			arg_descriptor(text, arg, (int32_t)bit);
		else
			text_addf(text, "%u", bit);
	}
	text_addc(text, ']');
	return found;
}

static unsigned
descriptor_count(const struct arg *arg)
{
	int32_t count = (int32_t)arg_value(arg->call, arg_shape(arg)->by);

	return count < 0 ? 0 : count < DESCRIPTORS_MAX ? (unsigned)count : DESCRIPTORS_MAX;
}

void
arg_fd_set(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece_at(arg->call, arg->number, 0, true);

	if (arg->value == 0 || (piece == NULL && descriptor_count(arg) > 0))
		arg_address(text, arg->value);
	else if (piece == NULL)
		text_add(text, "[]");
	else
		write_bits(text, arg, piece, descriptor_count(arg), true);
}

/* --- poll -------------------------------------------------------------------------- */

static unsigned
poll_count(const struct arg *arg, const struct piece *piece)
{
	uint64_t wanted = (uint32_t)arg_value(arg->call, arg_shape(arg)->by), here = piece->len / POLL_FD_SIZE;

	return (unsigned)(wanted < here ? wanted : here);
}

static void
write_poll_fd(struct text *text, const struct arg *arg, const char *bytes, bool returned)
{
	text_add(text, "{fd=");
	arg_descriptor(text, arg, (int32_t)field_number_at(bytes, 4));
	text_add(text, returned ? ", revents=" : ", events=");
	set_write(text, SET_poll, arg->call->abi, field_number_at(bytes + (returned ? 6 : 4), 2));
	text_addc(text, '}');
}

void
arg_poll_fds(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint32_t wanted = (uint32_t)arg_value(arg->call, arg_shape(arg)->by);
	unsigned count = piece != NULL ? poll_count(arg, piece) : 0;

	if (arg->value == 0 || (count == 0 && wanted > 0)) {
		arg_address(text, arg->value);
		return;
	}
	text_addc(text, '[');
	for (unsigned i = 0; i < count; i++) {
		if (i > 0)
			text_add(text, ", ");
		if (arg->options->string_max > 0 && i >= arg->options->string_max)
			break;
		write_poll_fd(text, arg, piece_bytes(piece) + (size_t)i * POLL_FD_SIZE, false);
	}
	text_add(text, count < wanted || (arg->options->string_max > 0 && count > arg->options->string_max) ? "...]" : "]");
}

static void
write_polled(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	const char *between = " ([";

	for (unsigned i = 0; piece != NULL && i < poll_count(arg, piece); i++) {
		const char *bytes = piece_bytes(piece) + (size_t)i * POLL_FD_SIZE;

		if (field_number_at(bytes + 6, 2) == 0)
			continue;
		text_add(text, between);
		between = ", ";
		write_poll_fd(text, arg, bytes, true);
	}
	if (between[0] == ',')
		text_addc(text, ']');
	else
		text_add(text, " (");
}

/* --- what select and poll found ------------------------------------------------------- */

static const char *
write_selected(struct text *text, const struct arg *arg, const char *between)
{
	static const char *const names[] = { "", "in", "out", "except" };
	const struct piece *piece = call_piece_at(arg->call, arg->number, 0, false);
	bool any = false;

	for (unsigned bit = 0; piece != NULL && bit < descriptor_count(arg); bit++)
		any = any || has_bit(piece, bit);
	if (!any || arg->number >= sizeof names / sizeof *names)
		return between;
	text_addf(text, "%s%s ", between, names[arg->number]);
	write_bits(text, arg, piece, descriptor_count(arg), true);
	return ", ";
}

/* What is left of the time that was given. */
static const char *
write_left(struct text *text, const struct arg *arg, const char *between)
{
	const unsigned char *bytes = arg_bytes_at(arg, layout_size(arg_shape(arg)->detail, arg->call->abi), false);

	if (arg->value == 0 || bytes == NULL)
		return between;
	text_addf(text, "%sleft ", between);
	layout_write(text, arg_shape(arg)->detail, arg->call->abi, bytes, 0);
	return ", ";
}

void
arg_ready(struct text *text, const struct call *call, const struct call_shape *shape,
	  const struct decode_options *options)
{
	const char *between = " (";
	bool waits = false;

	for (unsigned number = 0; number < shape->arg_count; number++) {
		struct arg arg = {
			.call = call, .shape = shape, .number = number, .value = arg_value(call, number), .options = options,
		};

		waits = waits || shape->args[number].kind == ARG_FD_SET || shape->args[number].kind == ARG_POLL_FDS;
		if (!waits || call->result <= 0)
			continue;
		if (shape->args[number].kind == ARG_FD_SET)
			between = write_selected(text, &arg, between);
		else if (shape->args[number].kind == ARG_POLL_FDS) {
			write_polled(text, &arg);
			between = ", ";
		} else if (shape->args[number].form == FORM_EARLY)
			between = write_left(text, &arg, between);
	}
	if (waits && call->result == 0)
		text_add(text, " (Timeout)");
	else if (between[0] == ',')
		text_addc(text, ')');
}

/* --- others ----------------------------------------------------------------------------- */

/* Where the set comes with its size in a structure of two words. */
void
arg_signal_mask(struct text *text, const struct arg *arg)
{
	unsigned word = abi_word(arg->call->abi);
	const unsigned char *bytes = arg_bytes(arg, 2 * word);
	const struct piece *mask = call_piece(arg->call, arg->number, 1);
	uint64_t address;

	if (bytes == NULL) {
		arg_address(text, arg->value);
		return;
	}
	address = field_number_at(bytes, word);
	text_add(text, "{sigmask=");
	if (address != 0 && mask != NULL && mask->len >= 8)
		field_write_signals(text, field_number_at(piece_bytes(mask), 8), 64);
	else
		arg_address(text, address);
	text_addf(text, ", sigsetsize=%" PRIu64 "}", field_number_at(bytes + word, word));
}

void
arg_cpu_set(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);

	if (arg->value == 0 || piece == NULL)
		arg_address(text, arg->value);
	else
		write_bits(text, arg, piece, piece->len * 8, false);
}

void
arg_result_cpu_set(struct text *text, const struct arg *arg)
{
	if (arg_succeeded(arg))
		arg_cpu_set(text, arg);
	else
		arg_address(text, arg->value);
}

void
arg_ioctl(struct text *text, const struct arg *arg)
{
	ioctl_write(text, (uint32_t)arg->value);
}
