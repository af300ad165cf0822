/*
 * bench_truth.c - how many alerts are false, and how many delays are found
 *
 *	bench_truth [-r SHARE] [-z] [FILE.jsonl…]
 *
 * A stream of calls, recorded by `sightline --format=jsonl` or made up here, is
 * given to each rule as it is: what is High then counts as false, whatever made
 * it slow. Then delays of 2 … 100 times the 99th percentile of its kind (call
 * and function) are added to a SHARE of the calls (0.005), each factor by itself,
 * always the same calls, and recall is the share of them that is High.
 *
 * Rules but "sightline" are given durations as traced, and calls that waited
 * for a processor as well: "raw, all" is sightline's without both.
 *
 * Only calls that do not wait, for what they are for or for a processor (one
 * that is late for another reason, too, would not be marked so), and that have
 * WARM calls of their kind before them, are delayed: "warm" is how many those are. Nothing here
 * looks at the clock, and the seeds are fixed: same streams, same table.
 *
 * -z: sightline's alone, at several scores from which an alert counts.
 */
#include <getopt.h>
#include <jansson.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/table.h"
#include "chance.h"
#include "model/baseline.h"
#include "model/detector.h"
#include "syscall/call.h"
#include "syscall/errnos.h"

enum { WARM = 100, MADE_UP = 100000 };

static const double factors[] = { 2, 3, 5, 10, 30, 100 };
enum { FACTORS = sizeof factors / sizeof *factors };

/* --- streams ----------------------------------------------------------------- */

struct sample {
	uint32_t name, function, kind;	/* kind: of call and function */
	uint32_t before;		/* calls of its kind before it */
	uint32_t pid;
	bool waits, preempted;
	struct call call;
	uint64_t duration_ns, floor_ns;
};

struct stream {
	const char *title;
	struct names names, functions, kinds;
	struct sample *samples;
	size_t count, cap;
	uint64_t *p99;			/* by kind */
};

static void
add_sample(struct stream *stream, const char *name, const char *function, const struct call *call, uint32_t pid,
	   uint64_t duration_ns, uint64_t floor_ns, bool preempted)
{
	char kind[256];
	const struct call_shape *shape = call_shape(call->abi, call->nr);

	snprintf(kind, sizeof kind, "%s %s", name, function);
	stream->samples = mem_grow(stream->samples, &stream->cap, stream->count + 1, sizeof *stream->samples);
	stream->samples[stream->count++] = (struct sample){
		.name = names_add(&stream->names, name), .function = names_add(&stream->functions, function),
		.kind = names_add(&stream->kinds, kind), .pid = pid, .call = *call, .duration_ns = duration_ns,
		.floor_ns = floor_ns, .preempted = preempted,
		.waits = shape != NULL && shape->classes & CLASS_WAIT,
	};
}

static int
compare(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return left < right ? -1 : left > right;
}

/* The 99th percentile of every kind, and what comes before each call. */
static void
finish_stream(struct stream *stream)
{
	size_t kinds = stream->kinds.count + 1;
	uint32_t *counts = mem_new(kinds, sizeof *counts);
	uint64_t *values = mem_new(stream->count + 1, sizeof *values);

	stream->p99 = mem_new(kinds, sizeof *stream->p99);
	for (size_t i = 0; i < stream->count; i++)
		stream->samples[i].before = counts[stream->samples[i].kind]++;
	for (size_t kind = 1; kind < kinds; kind++) {
		size_t n = 0;

		for (size_t i = 0; counts[kind] > WARM && i < stream->count; i++)
			if (stream->samples[i].kind == kind)
				values[n++] = stream->samples[i].duration_ns;
		qsort(values, n, sizeof *values, compare);
		stream->p99[kind] = n > 0 ? values[(n - 1) * 99 / 100] : 0;
	}
	free(values);
	free(counts);
}

static void
free_stream(struct stream *stream)
{
	names_done(&stream->names);
	names_done(&stream->functions);
	names_done(&stream->kinds);
	free(stream->samples);
	free(stream->p99);
}

static const char *
text_of(const json_t *record, const char *field)
{
	const char *text = json_string_value(json_object_get(record, field));

	return text != NULL ? text : "";
}

static uint64_t
argument(const json_t *record, size_t index)
{
	const char *text = json_string_value(json_array_get(json_object_get(record, "args"), index));

	return text != NULL ? strtoull(text, NULL, 0) : 0;
}

static void
add_record(struct stream *stream, const json_t *record)
{
	const char *name = text_of(record, "name"), *error = text_of(record, "errno");
	int nr = call_number(abi_native(), name);
	struct call call = {
		.abi = (uint8_t)abi_native(), .nr = nr >= 0 ? (uint32_t)nr : UINT32_MAX, .state = CALL_DONE,
		.result = error[0] != '\0' ? -2 : json_integer_value(json_object_get(record, "result")),
		.args = { argument(record, 0), argument(record, 1) },
	};

	const json_t *net = json_object_get(record, "net_ns");
	uint64_t duration_ns = (uint64_t)json_integer_value(json_object_get(record, "duration_ns"));

	if (strcmp(text_of(record, "type"), "call") == 0 && strcmp(text_of(record, "state"), "done") == 0)
		add_sample(stream, name, text_of(record, "function"), &call,
			   (uint32_t)json_integer_value(json_object_get(record, "pid")), duration_ns,
			   json_is_integer(net) ? duration_ns - (uint64_t)json_integer_value(net) : 0,
			   json_is_true(json_object_get(record, "preempted")));
}

static void
read_stream(struct stream *stream, const char *path)
{
	const char *slash = strrchr(path, '/');
	FILE *in = fopen(path, "r");
	char *line = NULL;
	size_t cap = 0;

	if (in == NULL) {
		perror(path);
		exit(1);
	}
	stream->title = slash != NULL ? slash + 1 : path;
	while (getline(&line, &cap, in) > 0) {
		json_t *record = json_loads(line, 0, NULL);

		if (record != NULL)
			add_record(stream, record);
		json_decref(record);
	}
	free(line);
	fclose(in);
}

/* --- streams made up ----------------------------------------------------------- */

static double
log_normal(uint64_t *state, double share)
{
	(void)share;
	return 6000 * exp(0.3 * chance_normal(state));
}

static double
wide_log_normal(uint64_t *state, double share)
{
	(void)share;
	return 6000 * exp(1.0 * chance_normal(state));
}

static double
bimodal(uint64_t *state, double share)
{
	(void)share;
	return (chance_uniform(state) < 0.9 ? 5000 : 80000) * exp(0.15 * chance_normal(state));
}

/* The usual moves to ten times what it was, slowly. */
static double
drifting(uint64_t *state, double share)
{
	return 5000 * pow(10, share) * exp(0.2 * chance_normal(state));
}

/* … or four times, at once. */
static double
stepping(uint64_t *state, double share)
{
	return (share < 0.5 ? 5000 : 20000) * exp(0.2 * chance_normal(state));
}

/* What a timer's interrupt adds now and then. */
static double
interrupted(uint64_t *state, double share)
{
	double base = 6000 * exp(0.05 * chance_normal(state));

	(void)share;
	return chance_uniform(state) < 0.002 ? base + 25000 * exp(0.3 * chance_normal(state)) : base;
}

static double
pareto3(uint64_t *state, double share)
{
	(void)share;
	return 5000 * pow(chance_uniform(state), -1 / 3.0);
}

static double
pareto15(uint64_t *state, double share)
{
	(void)share;
	return 5000 * pow(chance_uniform(state), -1 / 1.5);
}

static const struct {
	const char *title;
	double (*duration)(uint64_t *state, double share);
} made_up[] = {
	{ "log-normal 0.3", log_normal }, { "log-normal 1.0", wide_log_normal }, { "bimodal", bimodal },
	{ "drifting", drifting }, { "stepping", stepping }, { "interrupted", interrupted },
	{ "Pareto 3", pareto3 }, { "Pareto 1.5", pareto15 },
};

/* Three functions that ask for the same, at different rates. */
static void
make_stream(struct stream *stream, size_t which)
{
	static const char *const functions[] = { "load", "parse", "report" };
	const struct call call = { .abi = (uint8_t)abi_native(), .nr = (uint32_t)call_number(abi_native(), "fstat") };
	uint64_t state = 0x9e3779b97f4a7c15 + which;

	stream->title = made_up[which].title;
	for (unsigned i = 0; i < MADE_UP; i++) {
		const char *function = functions[i % 16 == 0 ? 2 : i % 4 == 1];
		double duration = made_up[which].duration(&state, (double)i / MADE_UP);

		add_sample(stream, "fstat", function, &call, 1, (uint64_t)duration, 0, false);
	}
}

/* --- rules --------------------------------------------------------------------- */

struct rule {
	const char *title;
	double high;			/* the score from which it is High */
	void *(*begin)(const struct stream *stream);
	double (*take)(void *state, const struct stream *stream, const struct sample *sample, uint64_t duration_ns);
	void (*end)(void *state);
};

static void *
begin_ours(const struct stream *stream)
{
	(void)stream;
	return detector_new(0);
}

static double
take_ours(void *state, const struct stream *stream, const struct sample *sample, uint64_t duration_ns)
{
	const struct detector_sample given = {
		.name = names_text(&stream->names, sample->name),
		.function = names_text(&stream->functions, sample->function),
		.call = &sample->call,
		.pid = sample->pid,
		.duration_ns = duration_ns,
		.apart = sample->waits,
	};

	return detector_take(state, &given).z;
}

/* As the program has it: net durations, and nothing of calls that waited for a processor. */
static double
take_net(void *state, const struct stream *stream, const struct sample *sample, uint64_t duration_ns)
{
	return sample->preempted ? NAN : take_ours(state, stream, sample, duration_ns - sample->floor_ns);
}

static void
end_ours(void *state)
{
	detector_free(state);
}

/* The predecessor's: per name, a window of 100 with the new one inside, either way. */
struct windows {
	size_t count;
	struct baseline *of;
};

static void *
begin_windows(const struct stream *stream)
{
	struct windows *windows = mem_new(1, sizeof *windows);

	windows->count = stream->names.count + 1;
	windows->of = mem_new(windows->count, sizeof *windows->of);
	for (size_t i = 0; i < windows->count; i++)
		baseline_init(&windows->of[i], 100);
	return windows;
}

static double
take_windows(void *state, const struct stream *stream, const struct sample *sample, uint64_t duration_ns)
{
	struct windows *windows = state;

	(void)stream;
	return fabs(baseline_add(&windows->of[sample->name], duration_ns).z);
}

static void
end_windows(void *state)
{
	struct windows *windows = state;

	for (size_t i = 0; i < windows->count; i++)
		baseline_done(&windows->of[i]);
	free(windows->of);
	free(windows);
}

/* Median and MAD of the last hundred logarithms of its kind, the new one outside. */
enum { LOGS = 100 };
struct logs {
	unsigned count;
	double ring[LOGS];
};

static void *
begin_logs(const struct stream *stream)
{
	return mem_new(stream->kinds.count + 1, sizeof(struct logs));
}

static int
compare_doubles(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return left < right ? -1 : left > right;
}

static double
median_of(double *values, unsigned count)
{
	qsort(values, count, sizeof *values, compare_doubles);
	return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static double
take_logs(void *state, const struct stream *stream, const struct sample *sample, uint64_t duration_ns)
{
	struct logs *logs = (struct logs *)state + sample->kind;
	unsigned known = logs->count < LOGS ? logs->count : LOGS;
	double value = log((double)duration_ns + 1), z = NAN, sorted[LOGS], median, mad;

	(void)stream;
	if (known >= 10 && !sample->waits) {
		memcpy(sorted, logs->ring, known * sizeof *sorted);
		median = median_of(sorted, known);
		for (unsigned i = 0; i < known; i++)
			sorted[i] = fabs(logs->ring[i] - median);
		mad = 1.4826 * median_of(sorted, known);
		z = (value - median) / (mad > 0.01 ? mad : 0.01);
	}
	logs->ring[logs->count++ % LOGS] = value;
	return z;
}

static const struct rule rules[] = {
	{ "sightline", 5, begin_ours, take_net, end_ours },
	{ "raw, all", 5, begin_ours, take_ours, end_ours },
	{ "renacer", 5, begin_windows, take_windows, end_windows },
	{ "log-MAD 5", 5, begin_logs, take_logs, free },
};
enum { RULES = sizeof rules / sizeof *rules };

/* --- runs ---------------------------------------------------------------------- */

struct outcome {
	uint64_t far;			/* calls that took ten times the p99 of their kind by themselves */
	uint64_t low, medium, high;	/* scores >= 3, 4 and the limit, delayed or not */
	uint64_t delayed, found;	/* found: delayed and beyond the limit */
};

/* Whether the call is one of those that are delayed: the same whatever the rule and the factor. */
static bool
is_delayed(const struct sample *sample, size_t index, double share)
{
	uint64_t key = index;

	return !sample->waits && !sample->preempted && sample->before >= WARM &&
	       (double)(table_hash(&key, sizeof key, 42) >> 11) / 9007199254740992.0 < share;
}

static struct outcome
run(const struct stream *stream, const struct rule *rule, double limit, double share, double factor)
{
	void *state = rule->begin(stream);
	struct outcome outcome = { 0 };

	for (size_t i = 0; i < stream->count; i++) {
		const struct sample *sample = &stream->samples[i];
		bool delayed = is_delayed(sample, i, share);
		uint64_t delay = delayed ? (uint64_t)(factor * (double)stream->p99[sample->kind]) : 0;
		double z = rule->take(state, stream, sample, sample->duration_ns + delay);

		outcome.far += sample->duration_ns / 10 >= stream->p99[sample->kind] && sample->before >= WARM;
		outcome.low += z >= 3;
		outcome.medium += z >= 4;
		outcome.high += z >= limit;
		outcome.delayed += delayed;
		outcome.found += delayed && z >= limit;
	}
	rule->end(state);
	return outcome;
}

/* A line of the table: what one rule made of one stream, or of all. */
struct row {
	uint64_t calls;
	struct outcome usual, delayed[FACTORS];
};

static void
add_outcome(struct outcome *to, const struct outcome *outcome)
{
	to->far += outcome->far;
	to->low += outcome->low;
	to->medium += outcome->medium;
	to->high += outcome->high;
	to->delayed += outcome->delayed;
	to->found += outcome->found;
}

static void
add_row(struct row *to, const struct row *row)
{
	to->calls += row->calls;
	add_outcome(&to->usual, &row->usual);
	for (unsigned i = 0; i < FACTORS; i++)
		add_outcome(&to->delayed[i], &row->delayed[i]);
}

static double
ratio(uint64_t part, uint64_t whole)
{
	return whole > 0 ? (double)part / (double)whole : NAN;
}

static void
print_row(const char *title, const struct rule *rule, double limit, const struct row *row)
{
	const struct outcome *usual = &row->usual;

	printf("%-16s %-10s %4.1f %7.1f %8.1f %8.1f %8.1f", title, rule->title, limit,
	       1e5 * ratio(usual->far, row->calls), 1e5 * ratio(usual->low, row->calls),
	       1e5 * ratio(usual->medium, row->calls), 1e5 * ratio(usual->high, row->calls));
	for (const struct outcome *at = row->delayed; at < row->delayed + FACTORS; at++)
		printf("  %.3f/%.2f", ratio(at->found, at->delayed), ratio(at->found, at->high));
	printf("\n");
}

static struct row
make_row(const struct stream *stream, const struct rule *rule, double limit, double share)
{
	struct row row = { .calls = stream->count, .usual = run(stream, rule, limit, 0, 1) };

	for (unsigned i = 0; i < FACTORS; i++)
		row.delayed[i] = run(stream, rule, limit, share, factors[i]);
	return row;
}

/* What the table has lines for: the rules, or one rule at several limits. */
enum { LINES_MAX = 8 };
struct table_line {
	const struct rule *rule;
	double limit;
	struct row sum;
};

static unsigned
choose_lines(struct table_line *lines, bool curve)
{
	unsigned count = 0;

	for (double limit = 3; curve && limit <= 6; limit += 0.5)
		lines[count++] = (struct table_line){ .rule = &rules[0], .limit = limit };
	for (unsigned i = 0; !curve && i < RULES; i++)
		lines[count++] = (struct table_line){ .rule = &rules[i], .limit = rules[i].high };
	return count;
}

static void
print_stream(struct stream *stream, double share, struct table_line *lines, unsigned count)
{
	size_t warm = 0;

	finish_stream(stream);
	for (size_t i = 0; i < stream->count; i++)
		warm += !stream->samples[i].waits && stream->samples[i].before >= WARM;
	printf("# %s: %zu calls, %zu warm\n", stream->title, stream->count, warm);
	for (struct table_line *line = lines; line < lines + count; line++) {
		struct row row = make_row(stream, line->rule, line->limit, share);

		print_row(stream->title, line->rule, line->limit, &row);
		add_row(&line->sum, &row);
	}
}

static void
print_head(double share)
{
	printf("Per 100,000 calls as they are: those ten times the p99 of their kind by themselves, and alerts;\n"
	       "then with %g %% of the warm calls delayed by F times that p99, recall and precision of what counts.\n",
	       100 * share);
	printf("%-16s %-10s %4s %7s %8s %8s %8s", "stream", "rule", "z >=", "10 p99", "low+", "medium+", "counted");
	for (unsigned i = 0; i < FACTORS; i++)
		printf("     F = %-3g", factors[i]);
	printf("\n");
}

int
main(int argc, char **argv)
{
	struct table_line lines[LINES_MAX];
	unsigned line_count;
	double share = 0.005;
	bool curve = false;
	int letter;

	while ((letter = getopt(argc, argv, "r:z")) != -1) {
		if (letter == 'r')
			share = strtod(optarg, NULL);
		else if (letter == 'z')
			curve = true;
		else
			return 2;
	}
	line_count = choose_lines(lines, curve);
	print_head(share);
	for (size_t i = 0; optind == argc && i < sizeof made_up / sizeof *made_up; i++) {
		struct stream stream = { .title = NULL };

		make_stream(&stream, i);
		print_stream(&stream, share, lines, line_count);
		free_stream(&stream);
	}
	for (; optind < argc; optind++) {
		struct stream stream = { .title = NULL };

		read_stream(&stream, argv[optind]);
		print_stream(&stream, share, lines, line_count);
		free_stream(&stream);
	}
	for (unsigned i = 0; i < line_count; i++)
		print_row("all", lines[i].rule, lines[i].limit, &lines[i].sum);
	return 0;
}
