/*
 * tally.h - a run in which there is something for every pane to show
 *
 * A transpiled program with a thread, a shell and a call that is still open:
 * failed and lost calls, a signal, alerts of every severity, decisions of the
 * transpiler, lines on its terminal, and both sources on disk. Told twice, the
 * earlier run is quicker, so that there is something to hold this one against.
 */
#ifndef TALLY_H
#define TALLY_H

#include "records.h"

/* Of the generated source, of the original and of what maps one to the other, in the working directory. */
#define TALLY_GENERATED "tally.rs"
#define TALLY_ORIGINAL "tally.py"
#define TALLY_MAP "tally.rs.json"

/* Writes the three. Dies where that fails. */
void tally_write_sources(void);

/* From START to END. */
void tally_tell(struct records *records);
void tally_tell_earlier(struct records *records);

/* What it wrote to its terminal. */
extern const char tally_output[];

#endif
