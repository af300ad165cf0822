#include "ui/diff_job.h"

#include "ui/clock.h"

void
diff_job_begin(struct diff_job *job, const struct diff_walk *walk, unsigned leave_out, uint64_t now_ns)
{
	diff_job_stop(job);
	diff_rows_clear(&job->coming);
	job->walk = *walk;
	job->leave_out = leave_out;
	job->begin_ns = now_ns;
	job->on = true;
}

bool
diff_job_work(struct diff_job *job, uint64_t until_ns)
{
	struct diff_row row;

	while (job->on) {
		if (!diff_next(&job->walk, &row)) {
			diff_job_stop(job);
			return true;
		}
		row.verdict &= ~job->leave_out;
		diff_rows_add(&job->coming, &row);
		if (clock_ns() >= until_ns)
			break;
	}
	return false;
}

unsigned
diff_job_percent(const struct diff_job *job)
{
	return diff_steps(&job->walk) > 0 ? (unsigned)(job->walk.next * 100 / diff_steps(&job->walk)) : 100;
}

void
diff_job_stop(struct diff_job *job)
{
	if (job->on)
		diff_end(&job->walk);
	job->on = false;
}

void
diff_job_done(struct diff_job *job)
{
	diff_job_stop(job);
	diff_rows_done(&job->coming);
}
