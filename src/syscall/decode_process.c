/* clone's arguments, and small kinds of numbers. */
#include <inttypes.h>
#include <sys/stat.h>

#include "syscall/arg.h"
#include "syscall/field.h"
#include "syscall/layout.h"
#include "syscall/sets.h"

enum {
	EXIT_SIGNAL_MASK = 0xff,
	FLAG_SETTLS = 0x80000,
	FLAG_PARENT_SETTID = 0x100000,
	FLAG_CHILD_CLEARTID = 0x200000,
	FLAG_CHILD_SETTID = 0x1000000,
	FLAG_PIDFD = 0x1000,
};

/* --- clone ------------------------------------------------------------------------------ */

static uint64_t
clone_flags(const struct call *call)
{
	return arg_value(call, 0);
}

bool
arg_clone_left_out(const struct call *call, unsigned kind)
{
	switch (kind) {
	case ARG_CLONE_PARENT:
		return (clone_flags(call) & (FLAG_PARENT_SETTID | FLAG_PIDFD)) == 0;
	case ARG_CLONE_CHILD:
		return (clone_flags(call) & (FLAG_CHILD_SETTID | FLAG_CHILD_CLEARTID)) == 0;
	case ARG_CLONE_TLS:
		return (clone_flags(call) & FLAG_SETTLS) == 0;
	default:
		return false;
	}
}

void
arg_clone_flags(struct text *text, const struct arg *arg)
{
	unsigned signal = arg->value & EXIT_SIGNAL_MASK;
	uint64_t flags = arg->value & ~(uint64_t)EXIT_SIGNAL_MASK;
	char name[16];

	text_add(text, "flags=");
	if (flags != 0 || signal == 0)
		set_write(text, SET_clone, arg->call->abi, flags);
	if (signal != 0)
		text_addf(text, "%s%s", flags != 0 ? "|" : "", signal_name(signal, name));
}

static void
write_named(struct text *text, const char *name, uint64_t address)
{
	text_add(text, name);
	arg_address(text, address);
}

void
arg_clone_stack(struct text *text, const struct arg *arg)
{
	write_named(text, "child_stack=", arg->value);
}

/* The kernel has written the child's number there before it returns. */
void
arg_clone_parent(struct text *text, const struct arg *arg)
{
	if ((clone_flags(arg->call) & FLAG_PARENT_SETTID) && arg_succeeded(arg))
		text_addf(text, "parent_tid=[%" PRId64 "]", arg->call->result);
	else
		write_named(text, "parent_tid=", arg->value);
}

void
arg_clone_child(struct text *text, const struct arg *arg)
{
	write_named(text, "child_tidptr=", arg->value);
}

void
arg_clone_tls(struct text *text, const struct arg *arg)
{
	write_named(text, "tls=", arg->value);
}

/* struct clone_args: what its flags make use of. */
void
arg_clone_args(struct text *text, const struct arg *arg)
{
	enum { FLAGS, PIDFD, CHILD_TID, PARENT_TID, EXIT_SIGNAL, STACK, STACK_SIZE, TLS, WORDS };
	const unsigned char *bytes = arg_bytes(arg, WORDS * 8);
	uint64_t field[WORDS];
	char name[16];

	if (bytes == NULL) {
		arg_address(text, arg->value);
		return;
	}
	for (unsigned i = 0; i < WORDS; i++)
		field[i] = field_number_at(bytes + (size_t)8 * i, 8);
	text_add(text, "{flags=");
	set_write(text, SET_clone, arg->call->abi, field[FLAGS]);
	if (field[FLAGS] & FLAG_PIDFD)
		write_named(text, ", pidfd=", field[PIDFD]);
	if (field[FLAGS] & (FLAG_CHILD_SETTID | FLAG_CHILD_CLEARTID))
		write_named(text, ", child_tid=", field[CHILD_TID]);
	if (field[FLAGS] & FLAG_PARENT_SETTID)
		write_named(text, ", parent_tid=", field[PARENT_TID]);
	text_addf(text, ", exit_signal=%s", signal_name((unsigned)field[EXIT_SIGNAL], name));
	write_named(text, ", stack=", field[STACK]);
	text_addf(text, ", stack_size=%#" PRIx64, field[STACK_SIZE]);
	if (field[FLAGS] & FLAG_SETTLS)
		write_named(text, ", tls=", field[TLS]);
	text_addc(text, '}');
	if ((field[FLAGS] & FLAG_PARENT_SETTID) && arg_succeeded(arg))
		text_addf(text, " => {parent_tid=[%" PRId64 "]}", arg->call->result);
}

/* --- files ------------------------------------------------------------------------------- */

void
arg_device(struct text *text, const struct arg *arg)
{
	text_addf(text, "makedev(%#x, %#x)", (unsigned)((arg->value >> 8 & 0xfff) | (arg->value >> 32 & 0xfffff000)),
		  (unsigned)((arg->value & 0xff) | (arg->value >> 12 & 0xffffff00)));
}

bool
arg_is_device_mode(const struct call *call, unsigned by)
{
	unsigned mode = (unsigned)call->args[by];

	return S_ISCHR(mode) || S_ISBLK(mode);
}

void
arg_node_mode(struct text *text, const struct arg *arg)
{
	unsigned mode = (unsigned)arg->value & 0xffff;
	const char *type = set_name(SET_file_type, mode & S_IFMT);

	if (type != NULL)
		text_addf(text, "%s|%#03o", type, mode & ~(unsigned)S_IFMT);
	else
		text_addf(text, "%#03o", mode);
}

/* --- System V IPC --------------------------------------------------------------------------- */

void
arg_ipc_key(struct text *text, const struct arg *arg)
{
	if ((uint32_t)arg->value == 0)
		text_add(text, "IPC_PRIVATE");
	else
		text_addf(text, "%#x", (uint32_t)arg->value);
}

void
arg_ipc_flags(struct text *text, const struct arg *arg)
{
	unsigned flags = (uint32_t)arg->value & ~0777U, mode = (uint32_t)arg->value & 0777;

	if (flags != 0) {
		set_write(text, arg_shape(arg)->detail, arg->call->abi, flags);
		text_addc(text, '|');
	}
	text_addf(text, "%#03o", mode);
}

/* --- others ------------------------------------------------------------------------------- */

void
arg_personality(struct text *text, const struct arg *arg)
{
	if ((uint32_t)arg->value == UINT32_MAX)
		text_add(text, "0xffffffff");
	else
		set_write(text, SET_personality, arg->call->abi, (uint32_t)arg->value);
}

void
arg_io_priority(struct text *text, const struct arg *arg)
{
	text_add(text, "IOPRIO_PRIO_VALUE(");
	set_write(text, SET_ioprio_class, arg->call->abi, (uint32_t)arg->value >> 13);
	text_addf(text, ", %u)", (uint32_t)arg->value & 0x1fff);
}

void
arg_wake_op(struct text *text, const struct arg *arg)
{
	static const char *const operations[] = { "SET", "ADD", "OR", "ANDN", "XOR" };
	static const char *const comparisons[] = { "EQ", "NE", "LT", "LE", "GT", "GE" };
	unsigned value = (uint32_t)arg->value, operation = value >> 28 & 7, comparison = value >> 24 & 15;

	if (operation >= sizeof operations / sizeof *operations ||
	    comparison >= sizeof comparisons / sizeof *comparisons)
		text_addf(text, "%#x", value);
	else
		text_addf(text, "FUTEX_OP_%s<<28|%s%#x<<12|FUTEX_OP_CMP_%s<<24|%#x", operations[operation],
			  value >> 31 ? "FUTEX_OP_OPARG_SHIFT<<28|" : "", value >> 12 & 0xfff, comparisons[comparison], value & 0xfff);
}

void
arg_bit_set(struct text *text, const struct arg *arg)
{
	if ((uint32_t)arg->value == UINT32_MAX)
		text_add(text, "FUTEX_BITSET_MATCH_ANY");
	else
		text_addf(text, "%#x", (uint32_t)arg->value);
}
