/*
 * exporting.h - a story told to an exporter, for the tests of formats
 *
 *	records = exporting_begin("csv", &(struct export_options){ .times = true });
 *	records_call(records, 1, "chdir", 0, 12000, "/srv");
 *	CHECK_STR(exporting_end(0), "syscall,…");
 */
#ifndef EXPORTING_H
#define EXPORTING_H

#include "export/export.h"
#include "records.h"

/*
 * Flushes after each record where `put` is given. Begins a trace of "tally notes.txt" with task 1, which is "tally"; what is
 * told from now on goes to the session and to the exporter.
 */
struct records *exporting_begin(const char *format, const struct export_options *options);

/* The same of a format that is not in the table, or of its form for -c. */
struct records *exporting_begin_ops(const struct export_ops *ops, const struct export_options *options);

/* With these source maps from the next begin on; NULL none. */
struct srcmaps;
void exporting_maps(struct srcmaps *maps);

/* Ends it with that wait status. What was written, good until the next begin; its length through exporting_len(). */
const char *exporting_end(int status);
size_t exporting_len(void);

#endif
