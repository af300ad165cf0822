#include "trace/ctf.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#include "syscall/abi.h"
#include "syscall/shape.h"

/* A field of a record: where it lies, and its declaration in the metadata. */
struct field {
	size_t offset, size;
	const char *text;
};

enum { FIELDS_MAX = 16 };

struct kind {
	struct field fields[FIELDS_MAX];
	const char *tail;	/* declares the bytes behind the fixed part */
};

#define FIELD(kind, member, text) { offsetof(struct event_##kind, member), sizeof(((struct event_##kind *)NULL)->member), text }

static const struct kind kinds[EVENT_KINDS] = {
	[EVENT_START] = { {
		FIELD(start, realtime_ns, "u64 realtime"), FIELD(start, pid, "u32 pid"), FIELD(start, attached, "u32 attached"),
		FIELD(start, native_abi, "u32 native_abi"), FIELD(start, text_len, "u32 text_len"),
		FIELD(start, argument_count, "u32 argument_count"), FIELD(start, floor_ns, "u32 floor"),
	}, "str arguments[argument_count]" },
	[EVENT_TASK] = { {
		FIELD(task, tid, "u32 tid"), FIELD(task, pid, "u32 pid"), FIELD(task, parent, "u32 parent"),
		FIELD(task, origin, "enum : u32 { started, attached, fork, vfork, clone } origin"), FIELD(task, space, "u32 space"),
		FIELD(task, reserved, "u32 reserved"), FIELD(task, comm, "utf8 comm[16]"),
	}, NULL },
	[EVENT_EXEC] = { {
		FIELD(exec, space, "u32 space"), FIELD(exec, old_tid, "u32 old_tid"), FIELD(exec, comm, "utf8 comm[16]"),
		FIELD(exec, path_len, "u32 path_len"), FIELD(exec, reserved, "u32 reserved"),
	}, "utf8 path[path_len]" },
	[EVENT_MAP] = { {
		FIELD(map, space, "u32 space"), FIELD(map, map, "u32 map"), FIELD(map, begin, "x64 begin"), FIELD(map, end, "x64 end"),
		FIELD(map, offset, "x64 offset"), FIELD(map, inode, "u64 inode"), FIELD(map, dev_major, "u32 dev_major"),
		FIELD(map, dev_minor, "u32 dev_minor"), FIELD(map, path_len, "u32 path_len"), FIELD(map, reserved, "u32 reserved"),
	}, "utf8 path[path_len]" },
	[EVENT_STACK] = { {
		FIELD(stack, stack, "u32 stack"), FIELD(stack, count, "u32 count"),
	}, "struct { x64 pc; u32 map; u32 flags; } frames[count]" },
	[EVENT_CALL] = { {
		FIELD(call, seq, "u64 seq"), FIELD(call, duration_ns, "u64 duration"), FIELD(call, pc, "x64 pc"),
		FIELD(call, stack, "u32 stack"), FIELD(call, floor_ns, "u32 floor"), FIELD(call, waited_ns, "u64 waited"),
		FIELD(call, call.args, "x64 args[6]"),
		FIELD(call, call.result, "i64 result"), FIELD(call, call.abi, "enum abi abi"),
		FIELD(call, call.state, "enum : u8 { done, open, unfinished } state"), FIELD(call, call.piece_count, "u16 piece_count"),
		FIELD(call, call.nr, "variant nr <abi> nr"), FIELD(call, call.pieces_len, "u32 pieces_len"),
		FIELD(call, call.reserved, "u32 reserved2"),
	}, "struct piece pieces[piece_count]" },
	[EVENT_SIGNAL] = { {
		FIELD(signal, signal, "u32 signal"), FIELD(signal, stopped, "u32 stopped"), FIELD(signal, siginfo, "u8 siginfo[128]"),
	}, NULL },
	[EVENT_TASK_EXIT] = { {
		FIELD(task_exit, status, "i32 status"), FIELD(task_exit, last_of_process, "u32 last_of_process"),
	}, NULL },
	[EVENT_LOST] = { { FIELD(lost, first_seq, "u64 first_seq"), FIELD(lost, count, "u64 count") }, NULL },
	[EVENT_NOTE] = { { FIELD(note, text_len, "u32 text_len"), FIELD(note, reserved, "u32 reserved") }, "utf8 sentence[text_len]" },
	[EVENT_END] = { {
		FIELD(end, status, "i32 status"), FIELD(end, filter, "enum : u32 { none, seccomp, stops } filter"),
		FIELD(end, calls, "u64 calls"), FIELD(end, dropped, "u64 dropped"), FIELD(end, stalls, "u64 stalls"),
		FIELD(end, stall_ns, "u64 stall_ns"),
	}, NULL },
	[EVENT_PLACE] = { {
		FIELD(place, pc, "x64 pc"), FIELD(place, offset, "x64 offset"), FIELD(place, function_offset, "x64 function_offset"),
		FIELD(place, map, "u32 map"), FIELD(place, depth, "u32 depth"), FIELD(place, line, "u32 line"),
		FIELD(place, orig_line, "u32 orig_line"), FIELD(place, text_len, "u32 text_len"), FIELD(place, reserved, "u32 reserved"),
	}, "str module; str function; str file; str orig_file; str orig_function; str orig_language; "
	   "str orig_decision" },
};

uint64_t
ctf_described(enum event_kind kind)
{
	uint64_t end = sizeof(struct event);

	for (const struct field *field = kinds[kind].fields; field->text != NULL; field++) {
		if (field->offset != end)
			return 0;
		end += field->size;
	}
	return end;
}

/* --- the text ----------------------------------------------------------------- */

static const char types[] =
	"typealias integer { size = 8; align = 8; signed = false; } := u8;\n"
	"typealias integer { size = 16; align = 16; signed = false; } := u16;\n"
	"typealias integer { size = 32; align = 32; signed = false; } := u32;\n"
	"typealias integer { size = 64; align = 64; signed = false; } := u64;\n"
	"typealias integer { size = 32; align = 32; signed = true; } := i32;\n"
	"typealias integer { size = 64; align = 64; signed = true; } := i64;\n"
	"typealias integer { size = 1; align = 1; signed = false; } := u1;\n"
	"typealias integer { size = 15; align = 1; signed = false; base = 16; } := x15;\n"
	"typealias integer { size = 16; align = 16; signed = false; base = 16; } := x16;\n"
	"typealias integer { size = 64; align = 64; signed = false; base = 16; } := x64;\n"
	"typealias integer { size = 8; align = 8; signed = false; encoding = UTF8; } := utf8;\n"
	"typealias string { encoding = UTF8; } := str;\n"
	/* of the head, which CTF divides in two: the second part begins in the middle of a word */
	"typealias integer { size = 32; align = 16; signed = false; } := h32;\n"
	"typealias integer { size = 64; align = 16; signed = false; } := h64;\n";

static void
write_uuid(FILE *out, const uint8_t *uuid)
{
	for (unsigned i = 0; i < CTF_UUID; i++)
		fprintf(out, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", uuid[i]);
}

static void
write_trace(FILE *out, const struct ctf_about *about)
{
	fputs("trace {\n\tmajor = 1;\n\tminor = 8;\n\tuuid = \"", out);
	write_uuid(out, about->uuid);
	fprintf(out, "\";\n\tbyte_order = %s;\n\tpacket.header := struct { u32 magic; u8 uuid[16]; u32 stream_id; };\n};\n\n",
		__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "le" : "be");
}

/* Host names hold letters, digits, '-' and '.'; what else one may hold has no place in a quoted string. */
static void
write_plain(FILE *out, const char *text)
{
	for (; *text != '\0'; text++)
		putc((*text >= 'a' && *text <= 'z') || (*text >= 'A' && *text <= 'Z') || (*text >= '0' && *text <= '9') ||
		     strchr("-._", *text) != NULL ? *text : '?', out);
}

static void
write_environment(FILE *out, const struct ctf_about *about)
{
	fprintf(out, "env {\n\ttracer_name = \"sightline\";\n\tsightline_format = %d;\n\tsightline_version = \"%s\";\n\thostname = \"",
		CTF_FORMAT, PACKAGE_VERSION);
	write_plain(out, about->host);
	fprintf(out, "\";\n\tvpid = %u;\n};\n\n", (unsigned)about->start->pid);
}

/* Our times count from the machine's start; the offset makes them the wall clock. */
static void
write_clock(FILE *out, const struct event_start *start)
{
	fprintf(out,
		"clock {\n\tname = monotonic;\n\tfreq = 1000000000;\n\toffset = %" PRIu64 ";\n};\n"
		"typealias integer { size = 64; align = 64; signed = false; map = clock.monotonic.value; } := clock64;\n"
		"typealias integer { size = 32; align = 32; signed = false; map = clock.monotonic.value; } := clock32;\n\n",
		start->realtime_ns - start->head.time_ns);
}

static void
write_stream(FILE *out)
{
	fputs("stream {\n\tid = 0;\n"
	      "\tpacket.context := struct {\n\t\tclock64 timestamp_begin;\n\t\tclock64 timestamp_end;\n\t\tu64 content_size;\n"
	      "\t\tu64 packet_size;\n\t\tu64 events_discarded;\n\t\tu64 packet_seq_num;\n\t};\n"
	      "\tevent.header := struct { clock32 stamp; u16 id; } align(64);\n"
	      "\tevent.context := struct { x16 flags; h32 size; h32 task; h64 time; };\n};\n\n", out);
}

/* The numbers of each table by name; which table is meant stands before the number. */
static void
write_calls(FILE *out)
{
	for (unsigned abi = 0; abi < ABI_OTHER; abi++) {
		fprintf(out, "enum nr_%s : u32 {\n", abi_name((enum abi)abi));
		for (uint32_t nr = 0; nr <= call_max((enum abi)abi); nr++) {
			const struct call_shape *shape = call_shape((enum abi)abi, nr);

			if (shape != NULL)
				fprintf(out, "\t\"%s\" = %" PRIu32 ",\n", shape->name, nr);
		}
		fputs("};\n", out);
	}
	fputs("enum abi : u8 {", out);
	for (unsigned abi = 0; abi < ABI_COUNT; abi++)
		fprintf(out, "%s %s = %u", abi > 0 ? "," : "", abi_name((enum abi)abi), abi);
	fputs(" };\nvariant nr {\n", out);
	for (unsigned abi = 0; abi < ABI_OTHER; abi++)
		fprintf(out, "\tenum nr_%s %s;\n", abi_name((enum abi)abi), abi_name((enum abi)abi));
	fputs("\tu32 other;\n};\n\n"
	      "struct piece {\n\tx64 addr;\n\tu32 len;\n\tu8 arg;\n\tu8 index;\n\tx15 flags;\n\tenum : u1 { bytes, text } form;\n"
	      "\tvariant <form> { u8 bytes[len]; utf8 text[len]; } content;\n} align(64);\n\n", out);
}

static void
write_event(FILE *out, enum event_kind kind)
{
	fprintf(out, "event {\n\tid = %d;\n\tname = \"%s\";\n\tstream_id = 0;\n\tfields := struct {\n", (int)kind, event_kind_name(kind));
	for (const struct field *field = kinds[kind].fields; field->text != NULL; field++)
		fprintf(out, "\t\t%s;\n", field->text);
	if (kinds[kind].tail != NULL)
		fprintf(out, "\t\t%s;\n", kinds[kind].tail);
	fputs("\t};\n};\n\n", out);
}

void
ctf_write_metadata(FILE *out, const struct ctf_about *about)
{
	fprintf(out, "/* CTF 1.8 */\n\n%s\n", types);
	write_trace(out, about);
	write_environment(out, about);
	write_clock(out, about->start);
	write_calls(out);
	write_stream(out);
	for (int kind = EVENT_START; kind < EVENT_KINDS; kind++)
		write_event(out, (enum event_kind)kind);
}
