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

/* The negative errno of the first write that failed, 0 none; what stdio says of it is less sure. Until fclose(). */
int report_error(const struct report *report);

#endif
