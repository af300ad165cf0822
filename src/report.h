/*
 * report.h - the stream a report is written to
 *
 * Like any other stream, but for three things. A signal in the middle of a
 * write loses nothing. After the first write that fails nothing more is
 * written, so that what is there is the report's beginning without a hole.
 * And once we are told to leave (leave.h), a reader that does not read cannot
 * hold us: the write fails with ETIMEDOUT.
 */
#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "base/why.h"

struct report;

/*
 * Opens `path`, emptied or made anew; NULL is standard error. Fully buffered;
 * to be closed by fclose(), which leaves standard error itself open. `ret_report`
 * may be NULL. 0, or a
 * negative errno and a sentence.
 */
int report_open(const char *path, struct report **ret_report, FILE **ret_out, struct why *reterr_why);

/*
 * Puts bytes at that place of the file, which ends behind them: an export_put, in one write where the system lets us. Only
 * of a regular file, which report_can_put() tells, and instead of the stream.
 */
int report_put(void *report, uint64_t at, const char *bytes, size_t len);
bool report_can_put(const struct report *report);

/* The negative errno of the first write that failed, 0 none; what stdio says of it is less sure. Until fclose(). */
int report_error(const struct report *report);

#endif
