#include "export/lttng_metadata.h"

#include <inttypes.h>
#include <string.h>
#include <sys/utsname.h>

#include "trace/event.h"

/* --- arguments ----------------------------------------------------------------------- */

struct named {
	const char *call;
	const char *fields[CALL_ARGS];
};

/* Calls whose fields analyses read by name: files, descriptors, sizes. */
static const struct named named[] = {
	{ "open", { "filename", "flags", "mode" } },
	{ "openat", { "dfd", "filename", "flags", "mode" } },
	{ "openat2", { "dfd", "filename", "how", "usize" } },
	{ "close", { "fd" } },
	{ "dup", { "fildes" } },
	{ "dup2", { "oldfd", "newfd" } },
	{ "dup3", { "oldfd", "newfd", "flags" } },
	{ "fcntl", { "fd", "cmd", "arg" } },
	{ "read", { "fd", "buf", "count" } },
	{ "write", { "fd", "buf", "count" } },
	{ "pread64", { "fd", "buf", "count", "pos" } },
	{ "pwrite64", { "fd", "buf", "count", "pos" } },
	{ "readv", { "fd", "vec", "vlen" } },
	{ "writev", { "fd", "vec", "vlen" } },
	{ "preadv", { "fd", "vec", "vlen", "pos_l", "pos_h" } },
	{ "pwritev", { "fd", "vec", "vlen", "pos_l", "pos_h" } },
	{ "recvfrom", { "fd", "ubuf", "size", "flags", "addr", "addr_len" } },
	{ "sendto", { "fd", "buff", "len", "flags", "addr", "addr_len" } },
	{ "recvmsg", { "fd", "msg", "flags" } },
	{ "sendmsg", { "fd", "msg", "flags" } },
	{ "sendfile", { "out_fd", "in_fd", "offset", "count" } },
	{ "sendfile64", { "out_fd", "in_fd", "offset", "count" } },
	{ "splice", { "fd_in", "off_in", "fd_out", "off_out", "len", "flags" } },
	{ "socket", { "family", "type", "protocol" } },
	{ "connect", { "fd", "uservaddr", "addrlen" } },
	{ "accept", { "fd", "upeer_sockaddr", "upeer_addrlen" } },
	{ "accept4", { "fd", "upeer_sockaddr", "upeer_addrlen", "flags" } },
	{ "fsync", { "fd" } },
	{ "fdatasync", { "fd" } },
	{ "sync_file_range", { "fd", "offset", "nbytes", "flags" } },
	{ "ioctl", { "fd", "cmd", "arg" } },
	{ "lseek", { "fd", "offset", "whence" } },
	{ "mmap", { "addr", "len", "prot", "flags", "fd", "offset" } },
	{ "munmap", { "addr", "len" } },
	{ "futex", { "uaddr", "op", "val", "utime", "uaddr2", "val3" } },
	{ "execve", { "filename", "argv", "envp" } },
};

static const char *const any_names[CALL_ARGS] = { "arg0", "arg1", "arg2", "arg3", "arg4", "arg5" };

static const char *const *
names_of(const char *call)
{
	for (size_t i = 0; i < sizeof named / sizeof *named; i++)
		if (strcmp(named[i].call, call) == 0)
			return named[i].fields;
	return NULL;
}

static enum lttng_form
form_of(enum arg_kind kind)
{
	switch (kind) {
	case ARG_PATH:
	case ARG_STRING:
		return LTTNG_STRING;
	case ARG_INT:
	case ARG_FD:
	case ARG_DIRFD:
	case ARG_PID:
	case ARG_SIGNAL:
	case ARG_LONG:
		return LTTNG_SIGNED;
	case ARG_UINT:
	case ARG_ULONG:
	case ARG_WIDE:
	case ARG_SET:
	case ARG_IOCTL:
	case ARG_OCTAL:
		return LTTNG_UNSIGNED;
	default:
		return LTTNG_ADDRESS;
	}
}

static bool
is_taken(const struct lttng_fields *fields, const char *name)
{
	for (unsigned i = 0; i < fields->count; i++)
		if (strcmp(fields->fields[i].name, name) == 0)
			return true;
	return false;
}

static const char *
name_by_kind(const struct lttng_fields *fields, enum arg_kind kind, unsigned arg)
{
	const char *name = kind == ARG_FD ? "fd" : kind == ARG_DIRFD ? "dfd" : kind == ARG_PATH ? "filename" :
			   kind == ARG_PID ? "pid_arg" : any_names[arg];

	return is_taken(fields, name) ? any_names[arg] : name;
}

void
lttng_fields_of(const struct call_shape *shape, struct lttng_fields *ret_fields)
{
	const char *const *names = shape != NULL ? names_of(shape->name) : NULL;

	ret_fields->count = 0;
	for (unsigned arg = 0; shape != NULL && arg < shape->arg_count; arg++) {
		enum arg_kind kind = (enum arg_kind)shape->args[arg].kind;
		const char *name = names != NULL && names[arg] != NULL ? names[arg] : name_by_kind(ret_fields, kind, arg);

		if (kind != ARG_PAD)
			ret_fields->fields[ret_fields->count++] = (struct lttng_field){ name, form_of(kind), (uint8_t)arg };
	}
}

/* --- the text --------------------------------------------------------------------------- */

static const char types[] =
	"typealias integer { size = 8; align = 8; signed = false; } := u8;\n"
	"typealias integer { size = 32; align = 8; signed = false; } := u32;\n"
	"typealias integer { size = 64; align = 8; signed = false; } := u64;\n"
	"typealias integer { size = 32; align = 8; signed = true; } := i32;\n"
	"typealias integer { size = 64; align = 8; signed = true; } := i64;\n"
	"typealias integer { size = 64; align = 8; signed = false; base = 16; } := x64;\n"
	"typealias integer { size = 8; align = 8; signed = false; encoding = UTF8; } := utf8;\n"
	"typealias string { encoding = UTF8; } := str;\n\n";

/* What may stand in a quoted string. */
static void
write_plain(FILE *out, const char *key, const char *text)
{
	fprintf(out, "\t%s = \"", key);
	for (; *text != '\0'; text++)
		putc(*text >= ' ' && *text < 0x7f && *text != '"' && *text != '\\' ? *text : '?', out);
	fputs("\";\n", out);
}

static void
write_environment(FILE *out)
{
	struct utsname name;

	if (uname(&name) < 0)
		memset(&name, 0, sizeof name);
	fputs("env {\n", out);
	write_plain(out, "hostname", name.nodename);
	fputs("\tdomain = \"kernel\";\n", out);
	write_plain(out, "sysname", name.sysname);
	write_plain(out, "kernel_release", name.release);
	write_plain(out, "kernel_version", name.version);
	/* Readers choose by these how they take events; what made the trace is said below. */
	fputs("\ttracer_name = \"lttng-modules\";\n\ttracer_major = 2;\n\ttracer_minor = 12;\n\ttracer_patchlevel = 0;\n"
	      "\twritten_by = \"sightline " PACKAGE_VERSION "\";\n};\n\n", out);
}

static void
write_event(FILE *out, enum lttng_event id, const char *name, const char *fields)
{
	fprintf(out, "event {\n\tname = \"%s\";\n\tid = %d;\n\tstream_id = 0;\n\tfields := struct { %s };\n};\n\n",
		name, (int)id, fields);
}

void
lttng_write_metadata(FILE *out, const struct event_start *start, const uint8_t *uuid)
{
	fprintf(out, "/* CTF 1.8 */\n\n%strace {\n\tmajor = 1;\n\tminor = 8;\n\tuuid = \"", types);
	for (unsigned i = 0; i < 16; i++)
		fprintf(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", uuid[i]);
	fprintf(out,
		"\";\n\tbyte_order = %s;\n\tpacket.header := struct { u32 magic; u8 uuid[16]; u32 stream_id; };\n};\n\n",
		__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "le" : "be");
	write_environment(out);
	fprintf(out,
		"clock {\n\tname = monotonic;\n\tfreq = 1000000000;\n\toffset = %" PRIu64 ";\n};\n\n"
		"typealias integer { size = 64; align = 8; signed = false; map = clock.monotonic.value; } := clock64;\n\n"
		"stream {\n\tid = 0;\n\tevent.header := struct { u32 id; clock64 timestamp; };\n"
		"\tevent.context := struct { i32 pid; i32 tid; utf8 procname[16]; };\n"
		"\tpacket.context := struct {\n\t\tclock64 timestamp_begin;\n\t\tclock64 timestamp_end;\n\t\tu64 content_size;\n"
		"\t\tu64 packet_size;\n\t\tu64 packet_seq_num;\n\t\tu64 events_discarded;\n\t\tu32 cpu_id;\n\t};\n};\n\n",
		start->realtime_ns - start->head.time_ns);
	write_event(out, LTTNG_SWITCH, "sched_switch",
		    "utf8 prev_comm[16]; i32 prev_tid; i32 prev_prio; i64 prev_state; utf8 next_comm[16]; i32 next_tid; i32 next_prio;");
	write_event(out, LTTNG_FORK, "sched_process_fork",
		    "utf8 parent_comm[16]; i32 parent_tid; i32 parent_pid; utf8 child_comm[16]; i32 child_tid; i32 child_pid;");
	write_event(out, LTTNG_EXEC, "sched_process_exec", "str filename; i32 tid; i32 old_tid;");
	write_event(out, LTTNG_EXIT, "sched_process_exit", "utf8 comm[16]; i32 tid; i32 prio;");
	write_event(out, LTTNG_FREE, "sched_process_free", "utf8 comm[16]; i32 tid; i32 prio;");
	write_event(out, LTTNG_STATE, "lttng_statedump_process_state",
		    "i32 tid; i32 vtid; i32 pid; i32 vpid; i32 ppid; i32 vppid; utf8 name[16]; i32 type; i32 mode; i32 submode; "
		    "i32 status; i32 ns_level; i32 prio;");
}

void
lttng_write_call(FILE *out, uint32_t id, const char *name, bool compat, const struct lttng_fields *fields)
{
	static const char *const forms[] = {
		[LTTNG_SIGNED] = "i64", [LTTNG_UNSIGNED] = "u64", [LTTNG_ADDRESS] = "x64", [LTTNG_STRING] = "str",
	};
	const char *prefix = compat ? "compat_" : "";

	fprintf(out,
		"event {\n\tname = \"%ssyscall_entry_%s\";\n\tid = %" PRIu32
		";\n\tstream_id = 0;\n\tfields := struct {",
		prefix, name, id);
	for (unsigned i = 0; i < fields->count; i++)
		fprintf(out, " %s _%s;", forms[fields->fields[i].form], fields->fields[i].name);
	fprintf(out, " };\n};\n\nevent {\n\tname = \"%ssyscall_exit_%s\";\n\tid = %" PRIu32 ";\n\tstream_id = 0;\n"
		"\tfields := struct { i64 _ret; };\n};\n\n", prefix, name, id + 1);
}
