/*
 * Which calls wait by purpose, how long they were asked to, and which were
 * late: of made-up calls with what was captured of them.
 */
#include "model/waits.h"

#include <errno.h>
#include <stdint.h>

#include "check.h"
#include "syscall/call.h"
#include "trace/event.h"

enum { US = 1000, MS = 1000 * 1000, BEGIN = 1000 * 1000 * 1000 };

struct example {
	const char *what, *name;
	uint64_t args[4];
	int timeout_arg;	/* -1: none in memory */
	int64_t time[2];	/* what lies there */
	int64_t result;
	uint64_t duration_ns;
	enum wait_kind kind;
	uint64_t asked_ns, late_ns;
};

static const struct example examples[] = {
	{ "a sleep in time", "nanosleep", { 1 }, 0, { 0, 10 * MS }, 0, 10 * MS + 60 * US, WAIT_LATE, 10 * MS, 60 * US },
	{ "a sleep that took twenty times as long", "nanosleep", { 1 }, 0, { 0, 10 * MS }, 0, 200 * MS, WAIT_LATE, 10 * MS, 190 * MS },
	{ "a sleep ended by a signal", "nanosleep", { 1 }, 0, { 5, 0 }, -EINTR, 10 * MS, WAIT_OPEN, 0, 0 },
	{ "until a time", "clock_nanosleep", { 1, 1, 1 }, 2, { 1, 30 * MS }, 0, 31 * MS, WAIT_LATE, 30 * MS, 1 * MS },
	{ "until a time that was over", "clock_nanosleep", { 1, 1, 1 }, 2, { 0, 30 * MS }, 0, 5 * US, WAIT_LATE, 0, 5 * US },
	{ "until a time of day, which records do not have", "clock_nanosleep", { 0, 1, 1 }, 2, { 1, 0 }, 0, MS, WAIT_OPEN, 0, 0 },
	{ "a poll that found something", "poll", { 1, 1, 100 }, -1, { 0 }, 1, 20 * MS, WAIT_OPEN, 0, 0 },
	{ "a poll that ran out", "poll", { 1, 1, 100 }, -1, { 0 }, 0, 101 * MS, WAIT_LATE, 100 * MS, 1 * MS },
	{ "a poll without a limit", "poll", { 1, 1, (uint32_t)-1 }, -1, { 0 }, 1, 5000ull * MS, WAIT_OPEN, 0, 0 },
	{ "found, but long after the limit", "epoll_wait", { 1, 1, 1, 10 }, -1, { 0 }, 1, 50 * MS, WAIT_LATE, 10 * MS, 40 * MS },
	{ "a lock that was given", "futex", { 1, 0, 0, 0 }, -1, { 0 }, 0, 900 * MS, WAIT_OPEN, 0, 0 },
	{ "a lock that was not", "futex", { 1, 128, 0, 1 }, 3, { 0, 20 * MS }, -ETIMEDOUT, 21 * MS, WAIT_LATE, 20 * MS, 1 * MS },
	{ "until a time that was over, of a lock", "futex", { 1, 137, 0, 1 }, 3, { 1, 20 * MS }, -ETIMEDOUT, 21 * MS, WAIT_LATE, 20 * MS, 1 * MS },
	{ "waking others is no wait", "futex", { 1, 129, 1 }, -1, { 0 }, 1, 20 * US, WAIT_NONE, 0, 0 },
	{ "a child is waited for", "wait4", { (uint32_t)-1 }, -1, { 0 }, 77, 900 * MS, WAIT_OPEN, 0, 0 },
	{ "a file is read", "read", { 3, 1, 100 }, -1, { 0 }, 100, 20 * US, WAIT_NONE, 0, 0 },
};

static struct {
	struct event_call event;
	unsigned char pieces[256];
} record;

static struct event_call *
make(const char *name, const uint64_t *args, int64_t result, uint64_t duration_ns)
{
	memset(&record, 0, sizeof record);
	record.event = (struct event_call){
		.head = { .time_ns = BEGIN }, .duration_ns = duration_ns,
		.call = { .abi = (uint8_t)abi_native(), .nr = (uint32_t)call_number(abi_native(), name), .result = result },
	};
	memcpy(record.event.call.args, args, 4 * sizeof *args);
	return &record.event;
}

static void
add_piece(unsigned arg, uint64_t addr, uint16_t flags, const void *bytes, uint32_t len)
{
	struct piece *piece = (struct piece *)record.pieces;

	*piece = (struct piece){ .addr = addr, .len = len, .arg = (uint8_t)arg, .flags = flags };
	memcpy(piece + 1, bytes, len);
	record.event.call.piece_count = 1;
	record.event.call.pieces_len = (uint32_t)piece_size(len);
}

static void
waits_are_judged_by_what_they_were_asked_for(void)
{
	struct waits waits = { .terminals = { .count = 0 } };

	for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
		const struct example *example = &examples[i];
		struct wait wait;
		struct event_call *event;

		if (call_number(abi_native(), example->name) < 0)
			continue;
		event = make(example->name, example->args, example->result, example->duration_ns);
		if (example->timeout_arg >= 0)
			add_piece((unsigned)example->timeout_arg, 1, 0, example->time, sizeof example->time);
		wait = waits_take(&waits, 1, event);
		if (!CHECK_EQ(wait.kind, example->kind))
			printf("\t%s\n", example->what);
		if (wait.kind == WAIT_LATE && (!CHECK_EQ(wait.asked_ns, example->asked_ns) || !CHECK_EQ(wait.late_ns, example->late_ns)))
			printf("\t%s\n", example->what);
	}
	waits_done(&waits);
}

static enum wait_kind
take(struct waits *waits, uint32_t pid, const char *name, uint64_t fd, uint64_t command, int64_t result)
{
	const uint64_t args[4] = { fd, command };

	return waits_take(waits, pid, make(name, args, result, 5000)).kind;
}

static void
who_reads_a_terminal_waits_for_a_person(void)
{
	static const uint64_t args[4] = { 0, 1, 100 };
	static const char name[] = "/dev/pts/3";
	struct waits waits = { .terminals = { .count = 0 } };

	CHECK_EQ(take(&waits, 1, "read", 0, 0, 1), WAIT_NONE);
	take(&waits, 1, "ioctl", 0, 0x5401, -25);	/* it is none */
	CHECK_EQ(take(&waits, 1, "read", 0, 0, 1), WAIT_NONE);
	take(&waits, 1, "ioctl", 0, 0x5401, 0);
	CHECK_EQ(take(&waits, 1, "read", 0, 0, 1), WAIT_OPEN);
	CHECK_EQ(take(&waits, 2, "read", 0, 0, 1), WAIT_NONE);
	take(&waits, 1, "close", 0, 0, 0);
	CHECK_EQ(take(&waits, 1, "read", 0, 0, 1), WAIT_NONE);
	make("read", args, 1, 5000);
	add_piece(PIECE_NO_ARG, 0, PIECE_NAME | PIECE_AT_ENTRY, name, sizeof name - 1);
	CHECK_EQ(waits_take(&waits, 1, &record.event).kind, WAIT_OPEN);
	waits_done(&waits);
}

int
main(void)
{
	waits_are_judged_by_what_they_were_asked_for();
	who_reads_a_terminal_waits_for_a_person();
	return check_result();
}
