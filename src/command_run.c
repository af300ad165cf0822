/* The commands that trace nothing. */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "commands.h"
#include "compare.h"
#include "exits.h"
#include "model/session.h"
#include "options.h"
#include "report.h"
#include "rewrite.h"
#include "run.h"

/* Exits as diff(1) does. */
enum { DIFF_SAME = 0, DIFF_DIFFERS = 1, DIFF_TROUBLE = 2 };

static int
run_diff(const struct run *run)
{
	const struct options *options = run->options;
	struct compare compare = {
		.baseline = options->operands[0], .name = options->operands[1], .maps = run->maps,
		.tolerance = options->tolerance, .json = options->format != NULL && strcmp(options->format, "json") == 0,
	};
	struct session *session;
	struct why why;
	FILE *out = stdout;
	int r = compare_load(compare.name, run->maps, &session, &why);

	if (r < 0)
		return exits_fail(DIFF_TROUBLE, &why);
	compare.session = session;
	if (options->output != NULL && report_open(options->output, NULL, &out, &why) < 0) {
		session_free(session);
		return exits_fail(DIFF_TROUBLE, &why);
	}
	r = compare_run(&compare, out, &why);
	session_free(session);
	if ((ferror(out) != 0 || fclose(out) != 0) && r >= 0)
		r = why_set(&why, -EIO, "cannot write %s", options->output != NULL ? options->output : "to stdout");
	return r < 0 ? exits_fail(DIFF_TROUBLE, &why) : r > 0 ? DIFF_DIFFERS : DIFF_SAME;
}

/* What -r of all of them would read, -w of the result writes. */
static int
run_merge(const struct run *run)
{
	struct options reading = *run->options;
	int status;

	reading.reads.items = mem_new(reading.operand_count, sizeof *reading.reads.items);
	for (size_t i = 0; i < reading.operand_count; i++)
		reading.reads.items[i] = reading.operands[i];
	reading.reads.count = reading.operand_count;
	reading.output = "/dev/null";
	status = run_batch(&(struct run){ .options = &reading, .maps = run->maps, .usercode = run->usercode, .mask = run->mask });
	free(reading.reads.items);
	return status;
}

static int
run_rewrite(const struct run *run)
{
	struct why why;

	return rewrite_run(run->maps, STDIN_FILENO, stdout, &why) < 0 ? exits_fail(EXITS_FAILED, &why) : EXIT_SUCCESS;
}

int
command_run(const struct run *run)
{
	static int (*const runs[])(const struct run *run) = {
		[COMMAND_REWRITE] = run_rewrite, [COMMAND_DIFF] = run_diff, [COMMAND_MERGE] = run_merge,
	};

	return runs[run->options->command](run);
}
