/*
 * diff_job.h - the rows of the diff, made between frames
 *
 * Thousands of histograms cannot be compared while somebody waits for a key.
 * Each row is copied as it is compared, so that the run may go on meanwhile;
 * what is shown stays until all of it is there.
 */
#ifndef DIFF_JOB_H
#define DIFF_JOB_H

#include <stdbool.h>
#include <stdint.h>

#include "ui/diff_rows.h"

struct diff_job {
	bool on;
	struct diff_walk walk;
	unsigned leave_out;	/* verdicts that say nothing here */
	struct diff_rows coming;
	uint64_t begin_ns;
};

/* Begins anew, with a walk that has been begun; what it compares must stay until the job is done or stopped. */
void diff_job_begin(struct diff_job *job, const struct diff_walk *walk, unsigned leave_out, uint64_t now_ns);

/* Goes on until then (CLOCK_MONOTONIC), one row at least; true when all rows are there: they are `coming`. */
bool diff_job_work(struct diff_job *job, uint64_t until_ns);
unsigned diff_job_percent(const struct diff_job *job);

void diff_job_stop(struct diff_job *job);	/* what it compares is about to go away, or has gone */
void diff_job_done(struct diff_job *job);

#endif
