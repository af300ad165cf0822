#include "model/waits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "syscall/call.h"
#include "syscall/errnos.h"
#include "trace/event.h"

enum {
	TERMINALS_MAX = 4096,	/* beyond it all are forgotten */
	FUTEX_COMMAND = 127, FUTEX_REALTIME = 256,
	FUTEX_WAIT = 0, FUTEX_LOCK_PI = 6, FUTEX_WAIT_BITSET = 9, FUTEX_WAIT_REQUEUE_PI = 11, FUTEX_LOCK_PI2 = 13,
	CLOCK_IS_MONOTONIC = 1, TIMER_IS_ABSOLUTE = 1,
	ASKS_TERMINAL = 0x5401,	/* TCGETS */
	NS_PER_S = 1000000000, NS_PER_MS = 1000000, NS_PER_US = 1000,
};

/* Where a call has its limit, and what it returns when that is over. */
enum limit_unit { IN_MS, IN_TIMESPEC, IN_TIMEVAL };
static const struct limit {
	const char *name;
	unsigned arg;
	enum limit_unit unit;
	int64_t over;
} limits[] = {
	{ "nanosleep", 0, IN_TIMESPEC, 0 }, { "clock_nanosleep", 2, IN_TIMESPEC, 0 }, { "clock_nanosleep_time64", 2, IN_TIMESPEC, 0 },
	{ "poll", 2, IN_MS, 0 }, { "ppoll", 2, IN_TIMESPEC, 0 }, { "ppoll_time64", 2, IN_TIMESPEC, 0 },
	{ "epoll_wait", 3, IN_MS, 0 }, { "epoll_pwait", 3, IN_MS, 0 }, { "epoll_pwait2", 3, IN_TIMESPEC, 0 },
	{ "select", 4, IN_TIMEVAL, 0 }, { "_newselect", 4, IN_TIMEVAL, 0 },
	{ "pselect6", 4, IN_TIMESPEC, 0 }, { "pselect6_time64", 4, IN_TIMESPEC, 0 },
	{ "futex", 3, IN_TIMESPEC, -ETIMEDOUT }, { "futex_time64", 3, IN_TIMESPEC, -ETIMEDOUT },
	{ "rt_sigtimedwait", 2, IN_TIMESPEC, -EAGAIN }, { "rt_sigtimedwait_time64", 2, IN_TIMESPEC, -EAGAIN },
	{ "semtimedop", 3, IN_TIMESPEC, -EAGAIN }, { "semtimedop_time64", 3, IN_TIMESPEC, -EAGAIN },
};

static const struct limit *
limit_of(const char *name)
{
	for (size_t i = 0; i < sizeof limits / sizeof *limits; i++)
		if (strcmp(name, limits[i].name) == 0)
			return &limits[i];
	return NULL;
}

/* Two numbers of a word each, as the architecture of the call has them. */
static bool
read_time(const struct call *call, const struct limit *limit, uint64_t *ret_ns)
{
	const struct piece *piece = call_piece_at(call, limit->arg, 0, true);
	int64_t seconds, parts;
	int32_t narrow[2];

	if (piece == NULL)
		piece = call_piece_at(call, limit->arg, 0, false);
	if (piece == NULL || piece->len < sizeof narrow)
		return false;
	if (piece->len >= 2 * sizeof seconds) {
		memcpy(&seconds, piece_bytes(piece), sizeof seconds);
		memcpy(&parts, piece_bytes(piece) + sizeof seconds, sizeof parts);
	} else {
		memcpy(narrow, piece_bytes(piece), sizeof narrow);
		seconds = narrow[0];
		parts = narrow[1];
	}
	if (seconds < 0 || seconds > INT32_MAX || parts < 0)
		return false;
	*ret_ns = (uint64_t)seconds * NS_PER_S + (uint64_t)parts * (limit->unit == IN_TIMEVAL ? NS_PER_US : 1);
	return true;
}

/* Whether the limit is a time of day, and one of a clock that records have. */
static bool
is_absolute(const struct call *call, const struct limit *limit, bool *ret_known)
{
	bool is_futex = strncmp(limit->name, "futex", 5) == 0;
	unsigned op = (unsigned)call->args[1];

	*ret_known = true;
	if (is_futex) {
		*ret_known = (op & FUTEX_REALTIME) == 0 && (op & FUTEX_COMMAND) != FUTEX_LOCK_PI;
		return (op & FUTEX_COMMAND) != FUTEX_WAIT;
	}
	if (strncmp(limit->name, "clock_nanosleep", 15) != 0 || (call->args[1] & TIMER_IS_ABSOLUTE) == 0)
		return false;
	*ret_known = call->args[0] == CLOCK_IS_MONOTONIC;
	return true;
}

uint64_t
wait_asked_ns(const struct event_call *event)
{
	const struct call *call = &event->call;
	char room[CALL_NAME_CAP];
	const struct limit *limit = limit_of(call_name(call->abi, call->nr, room));
	bool known;
	uint64_t ns;

	if (limit == NULL)
		return UINT64_MAX;
	if (limit->unit == IN_MS)
		return (int32_t)call->args[limit->arg] >= 0 ? (uint64_t)(int32_t)call->args[limit->arg] * NS_PER_MS : UINT64_MAX;
	if (call->args[limit->arg] == 0 || !read_time(call, limit, &ns))
		return UINT64_MAX;
	if (!is_absolute(call, limit, &known))
		return ns;
	if (!known)
		return UINT64_MAX;
	return ns > event->head.time_ns ? ns - event->head.time_ns : 0;
}

static bool
waits_by_class(const struct call *call, const struct call_shape *shape)
{
	unsigned command = (unsigned)call->args[1] & FUTEX_COMMAND;

	if ((shape->classes & CLASS_WAIT) == 0)
		return false;
	if (strcmp(shape->name, "futex") != 0 && strcmp(shape->name, "futex_time64") != 0)
		return true;
	return command == FUTEX_WAIT || command == FUTEX_WAIT_BITSET || command == FUTEX_LOCK_PI ||
	       command == FUTEX_LOCK_PI2 || command == FUTEX_WAIT_REQUEUE_PI;
}

bool
wait_by_purpose(const struct call *call)
{
	const struct call_shape *shape = call_shape(call->abi, call->nr);

	return shape != NULL && waits_by_class(call, shape);
}

/* --- terminals --------------------------------------------------------------- */

static uint64_t
key_of(uint32_t pid, uint64_t fd)
{
	return (uint64_t)pid << 32 | (uint32_t)fd;
}

static bool
is_name_of_terminal(const struct piece *name)
{
	static const char *const begins[] = { "/dev/pts/", "/dev/tty", "/dev/console" };

	for (size_t i = 0; name != NULL && i < sizeof begins / sizeof *begins; i++)
		if (name->len >= strlen(begins[i]) && memcmp(piece_bytes(name), begins[i], strlen(begins[i])) == 0)
			return true;
	return false;
}

/* What answers to a terminal's request is one, until it is closed. */
static void
follow_terminals(struct waits *waits, uint32_t pid, const struct call *call, const struct call_shape *shape)
{
	uint64_t key = key_of(pid, call->args[0]);

	if (result_is_error(call->result))
		return;
	if (strcmp(shape->name, "ioctl") == 0 && (uint32_t)call->args[1] == ASKS_TERMINAL) {
		if (waits->terminals.count >= TERMINALS_MAX)
			table_clear(&waits->terminals);
		table_set(&waits->terminals, key, 1);
	} else if (waits->terminals.count > 0 && strcmp(shape->name, "close") == 0) {
		table_remove(&waits->terminals, key);
	}
}

static bool
reads_terminal(const struct waits *waits, uint32_t pid, const struct call *call, const struct call_shape *shape)
{
	uint64_t value;

	if (strcmp(shape->name, "read") != 0 && strcmp(shape->name, "readv") != 0)
		return false;
	return table_get(&waits->terminals, key_of(pid, call->args[0]), &value) ||
	       is_name_of_terminal(call_name_of(call, (uint32_t)call->args[0], true));
}

void
waits_done(struct waits *waits)
{
	table_done(&waits->terminals);
}

struct wait
waits_take(struct waits *waits, uint32_t pid, const struct event_call *event)
{
	const struct call *call = &event->call;
	const struct call_shape *shape = call_shape(call->abi, call->nr);
	const struct limit *limit;
	struct wait wait = { .kind = WAIT_NONE };
	uint64_t net_ns = event_net_ns(event);

	if (shape == NULL)
		return wait;
	follow_terminals(waits, pid, call, shape);
	if (reads_terminal(waits, pid, call, shape))
		wait.kind = WAIT_OPEN;
	if (!waits_by_class(call, shape))
		return wait;
	wait.kind = WAIT_OPEN;
	limit = limit_of(shape->name);
	wait.asked_ns = limit != NULL ? wait_asked_ns(event) : UINT64_MAX;
	if (wait.asked_ns == UINT64_MAX || (call->result != limit->over && net_ns <= wait.asked_ns))
		return wait;
	wait.kind = WAIT_LATE;
	wait.late_ns = net_ns > wait.asked_ns ? net_ns - wait.asked_ns : 0;
	return wait;
}
