/* Structures by their layout, and those that need a hand. */
#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>

#include "base/safetext.h"
#include "syscall/arg.h"
#include "syscall/field.h"
#include "syscall/layout.h"
#include "syscall/sets.h"

enum { PAGE = 4096 };

/* --- layouts ------------------------------------------------------------------------ */

/* How many there should be; 1 and `false` for a single one. */
static uint64_t
element_count(const struct arg *arg, bool *ret_array)
{
	const struct arg_shape *shape = arg_shape(arg);

	*ret_array = true;
	if (shape->form == FORM_FIXED)
		return shape->by;
	if (shape->form == FORM_COUNTED)
		return (uint32_t)arg_value(arg->call, shape->by);
	if (shape->form == FORM_BY_RESULT)
		return (uint64_t)arg->call->result;
	*ret_array = layout_is_value(shape->detail, arg->call->abi);
	return 1;
}

static void
write_elements(struct text *text, const struct arg *arg, const struct piece *piece)
{
	unsigned layout = arg_shape(arg)->detail;
	size_t size = layout_size(layout, arg->call->abi);
	bool array;
	uint64_t count = element_count(arg, &array), here = size > 0 ? piece->len / size : 0;

	if (here < count && here == 0) {
		arg_address(text, arg->value);
		return;
	}
	if (array)
		text_addc(text, '[');
	for (uint64_t i = 0; i < count && i < here; i++) {
		if (i > 0)
			text_add(text, ", ");
		/* as many as strace shows when it cuts: strings and arrays alike */
		if (arg->options->string_max > 0 && i >= arg->options->string_max) {
			text_add(text, "...");
			break;
		}
		if (layout == LAYOUT_fd)
			arg_descriptor(text, arg, (int32_t)field_number_at(piece_bytes(piece) + i * size, 4));
		else if (!layout_write(text, layout, arg->call->abi, piece_bytes(piece) + i * size,
				       arg->options->string_max))
			arg_address(text, piece->addr + i * size);
	}
	if (here < count)
		text_addf(text, ", ... /* %#" PRIx64 " */", piece->addr + here * size);
	if (array)
		text_addc(text, ']');
}

static void
write_struct(struct text *text, const struct arg *arg, bool entry)
{
	const struct piece *piece = call_piece_at(arg->call, arg->number, 0, entry);
	bool array;

	if (arg->value != 0 && element_count(arg, &array) == 0 && array)
		text_add(text, "[]");
	else if (arg->value == 0 || piece == NULL)
		arg_address(text, arg->value);
	else
		write_elements(text, arg, piece);
}

void
arg_struct(struct text *text, const struct arg *arg)
{
	if (arg_shape(arg)->detail == LAYOUT_clone_args)
		arg_clone_args(text, arg);
	else
		write_struct(text, arg, arg_shape(arg)->form == FORM_EARLY);
}

void
arg_result_struct(struct text *text, const struct arg *arg)
{
	if (!arg_succeeded(arg) && arg_shape(arg)->form != FORM_IF_INTERRUPTED)
		arg_address(text, arg->value);
	else
		write_struct(text, arg, false);
}

/* --- before and after ------------------------------------------------------------------ */

/* `[128 => 16]`, `[0]` where nothing changed. */
static void
write_change(struct text *text, const struct arg *arg, size_t size, const char *between)
{
	const unsigned char *before = arg_bytes_at(arg, size, true), *after = arg_bytes_at(arg, size, false);
	int64_t old, new;

	if (before == NULL) {
		arg_address(text, arg->value);
		return;
	}
	old = size == 4 ? (int32_t)field_number_at(before, 4) : (int64_t)field_number_at(before, 8);
	new = after == NULL ? old : size == 4 ? (int32_t)field_number_at(after, 4) : (int64_t)field_number_at(after, 8);
	text_addf(text, "[%" PRId64, old);
	if (new != old && arg_succeeded(arg))
		text_addf(text, "%s%" PRId64, between, new);
	text_addc(text, ']');
}

void
arg_offset(struct text *text, const struct arg *arg)
{
	write_change(text, arg, layout_size(arg_shape(arg)->detail, arg->call->abi), "] => [");
}

void
arg_length(struct text *text, const struct arg *arg)
{
	write_change(text, arg, 4, " => ");
}

/* --- statuses and actions ----------------------------------------------------------------- */

void
arg_wait_status(struct text *text, const struct arg *arg)
{
	const unsigned char *bytes = arg_bytes(arg, 4);
	char name[16];
	int status;

	if (bytes == NULL || arg->call->state != CALL_DONE || arg->call->result <= 0) {
		arg_address(text, arg->value);
		return;
	}
	status = (int)field_number_at(bytes, 4);
	if (WIFEXITED(status))
		text_addf(text, "[{WIFEXITED(s) && WEXITSTATUS(s) == %d}]", WEXITSTATUS(status));
	else if (WIFSTOPPED(status))
		text_addf(text, "[{WIFSTOPPED(s) && WSTOPSIG(s) == %s}]",
			  signal_name((unsigned)WSTOPSIG(status), name));
	else if (WIFCONTINUED(status))
		text_add(text, "[{WIFCONTINUED(s)}]");
	else if (WIFSIGNALED(status))
		text_addf(text, "[{WIFSIGNALED(s) && WTERMSIG(s) == %s%s}]",
			  signal_name((unsigned)WTERMSIG(status), name), WCOREDUMP(status) ? " && WCOREDUMP(s)" : "");
	else
		text_addf(text, "[%d]", status);
}

/* Its fields lie by flags: handler, flags, restorer, mask. */
static void
write_action(struct text *text, const struct arg *arg)
{
	enum { HAS_RESTORER = 0x04000000 };
	unsigned word = abi_word(arg->call->abi);
	const unsigned char *bytes = arg_bytes(arg, layout_size(LAYOUT_sigaction, arg->call->abi));
	uint64_t handler, flags;

	if (bytes == NULL) {
		arg_address(text, arg->value);
		return;
	}
	handler = field_number_at(bytes, word);
	flags = field_number_at(bytes + word, word);
	text_add(text, "{sa_handler=");
	if (handler <= 1)
		text_add(text, handler == 0 ? "SIG_DFL" : "SIG_IGN");
	else
		text_addf(text, "%#" PRIx64, handler);
	text_add(text, ", sa_mask=");
	field_write_signals(text, field_number_at(bytes + 3 * word, 8), 64);
	text_add(text, ", sa_flags=");
	set_write(text, SET_sa_flags, arg->call->abi, flags);
	if (flags & HAS_RESTORER) {
		text_add(text, ", sa_restorer=");
		arg_address(text, field_number_at(bytes + 2 * word, word));
	}
	text_addc(text, '}');
}

void
arg_signal_action(struct text *text, const struct arg *arg)
{
	write_action(text, arg);
}

void
arg_result_signal_action(struct text *text, const struct arg *arg)
{
	if (arg_succeeded(arg))
		write_action(text, arg);
	else
		arg_address(text, arg->value);
}

/* --- others -------------------------------------------------------------------------------- */

void
arg_pages(struct text *text, const struct arg *arg)
{
	uint64_t pages = (arg_value(arg->call, arg_shape(arg)->by) + PAGE - 1) / PAGE;
	const struct piece *piece = call_piece(arg->call, arg->number, 0);

	if (!arg_succeeded(arg) || piece == NULL || pages == 0) {
		arg_address(text, arg->value);
		return;
	}
	for (uint64_t i = 0; i < pages && i < piece->len; i++) {
		if (arg->options->string_max > 0 && i >= arg->options->string_max) {
			text_add(text, ", ...");
			break;
		}
		text_addf(text, "%s%d", i == 0 ? "[" : ", ", piece_bytes(piece)[i] & 1);
	}
	text_addc(text, ']');
}

void
arg_entries(struct text *text, const struct arg *arg)
{
	const unsigned char *bytes = arg_bytes(arg, 8);

	arg_address(text, arg->value);
	if (arg_succeeded(arg) && (bytes != NULL || arg->call->result == 0)) {
		uint64_t count = bytes != NULL ? field_number_at(bytes, 8) : 0;

		text_addf(text, " /* %" PRIu64 " entr%s */", count, count == 1 ? "y" : "ies");
	}
}

/* `{mtype=1, mtext="abc"}`: a type, then `len` bytes. */
static void
write_message_buffer(struct text *text, const struct arg *arg, uint64_t len)
{
	unsigned word = abi_word(arg->call->abi);
	const struct piece *piece = call_piece(arg->call, arg->number, 0);
	uint64_t max = arg->options->string_max, here;

	if (piece == NULL || piece->len < word) {
		arg_address(text, arg->value);
		return;
	}
	here = piece->len - word < len ? piece->len - word : len;
	text_addf(text, "{mtype=%" PRId64 ", mtext=\"", word == 4 ? (int32_t)field_number_at(piece_bytes(piece), 4) :
		  (int64_t)field_number_at(piece_bytes(piece), 8));
	safe_quote(text, piece_bytes(piece) + word, max > 0 && max < here ? max : here);
	text_add(text, (max > 0 && max < len) || here < len ? "\"...}" : "\"}");
}

void
arg_message_buffer(struct text *text, const struct arg *arg)
{
	write_message_buffer(text, arg, arg_value(arg->call, arg_shape(arg)->by));
}

void
arg_result_message_buffer(struct text *text, const struct arg *arg)
{
	if (arg_succeeded(arg))
		write_message_buffer(text, arg, (uint64_t)arg->call->result);
	else
		arg_address(text, arg->value);
}

void
arg_result_name(struct text *text, const struct arg *arg)
{
	const struct piece *piece = call_piece(arg->call, arg->number, 0);

	if (arg_succeeded(arg) && piece != NULL)
		arg_quoted(text, piece, piece->len, UINT64_MAX);
	else
		arg_address(text, arg->value);
}
