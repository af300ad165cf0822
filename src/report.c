#include "report.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "leave.h"

enum {
	BUFFER = 64 * 1024,
	/* Once told to leave: so long nothing may be taken, and so long it may take in all. */
	TICKS_IDLE = 400 / LEAVE_TICK_MS,
	TICKS_LAST = 1000 / LEAVE_TICK_MS,
};

struct report {
	int fd;
	int error;		/* errno of the first write that failed, 0 none */
	bool regular;		/* a file that can be written anywhere */
	uint64_t end;		/* of it, as report_put() left it */
	unsigned moved;		/* tick at which a byte was taken last */
};

static bool
is_held_up(const struct report *report)
{
	return leave_ticks() >= TICKS_LAST || leave_ticks() - report->moved >= TICKS_IDLE;
}

/* Writes what goes at once, or waits until something would. Bytes written; 0 after an interruption; -1 with errno. */
static ssize_t
write_some(int fd, const char *bytes, size_t len)
{
	struct pollfd wanted = { .fd = fd, .events = POLLOUT };
	ssize_t count = write(fd, bytes, len);

	/* Whoever shares the descriptor with us may have made it non-blocking. */
	if (count < 0 && errno == EAGAIN)
		count = poll(&wanted, 1, -1) < 0 ? -1 : 0;
	return count < 0 && errno == EINTR ? 0 : count;
}

static ssize_t
write_all(void *cookie, const char *bytes, size_t len)
{
	struct report *report = cookie;
	size_t done = 0;

	while (done < len && report->error == 0) {
		ssize_t count = write_some(report->fd, bytes + done, len - done);

		if (count < 0)
			report->error = errno;
		else if (count > 0)
			report->moved = leave_ticks();
		done += count > 0 ? (size_t)count : 0;
		if (done < len && report->error == 0 && is_held_up(report))
			report->error = ETIMEDOUT;
	}
	errno = report->error;
	return report->error == 0 ? (ssize_t)len : 0;
}

static int
close_report(void *cookie)
{
	struct report *report = cookie;
	int r = report->fd != STDERR_FILENO ? close(report->fd) : 0;

	free(report);
	return r;
}

int
report_open(const char *path, struct report **ret_report, FILE **ret_out, struct why *reterr_why)
{
	const cookie_io_functions_t functions = { .write = write_all, .close = close_report };
	int fd = path != NULL ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666) : STDERR_FILENO;
	struct report *report;
	struct stat status;
	FILE *out;

	if (fd < 0)
		return why_set(reterr_why, -errno, "cannot write %s: %s", path, strerror(errno));
	report = mem_new(1, sizeof *report);
	report->fd = fd;
	report->regular = path != NULL && fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
	out = fopencookie(report, "w", functions);
	if (out == NULL)
		die("out of memory");
	setvbuf(out, NULL, _IOFBF, BUFFER);
	*ret_out = out;
	if (ret_report != NULL)
		*ret_report = report;
	return 0;
}

bool
report_can_put(const struct report *report)
{
	return report->regular;
}

int
report_put(void *who, uint64_t at, const char *bytes, size_t len)
{
	struct report *report = who;
	size_t done = 0;

	while (done < len && report->error == 0) {
		ssize_t count = pwrite(report->fd, bytes + done, len - done, (off_t)(at + done));

		if (count < 0 && errno != EINTR)
			report->error = errno;
		done += count > 0 ? (size_t)count : 0;
	}
	if (report->error == 0 && at + len < report->end && ftruncate(report->fd, (off_t)(at + len)) < 0)
		report->error = errno;
	report->end = at + len;
	return -report->error;
}

int
report_error(const struct report *report)
{
	return -report->error;
}
