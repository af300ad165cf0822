/* Figures of some calls: of all they are the session's own, and what is left out is in the rest. */
#include "model/subset.h"

#include "base/mem.h"
#include "chance.h"
#include "check.h"
#include "records.h"

enum { US = 1000, CALLS = 2000 };

static uint64_t chance = 5;

static struct session *
tell_story(bool names)
{
	static struct records records;
	records_function *const asking[3][2] = { { load_blob, run_jobs }, { parse_config, run_jobs }, { fetch_page, run_jobs } };
	static const char *const calls[] = { "read", "write", "close", "openat" }, *const paths[] = { "/a", "/b", "/c" };
	uint32_t stacks[4] = { 0 };

	records = (struct records){ .session = session_new(&(struct session_options){ .names = names }) };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	records_thread(&records, 1, "worker");
	for (unsigned i = 0; i < 3; i++)
		stacks[i] = records_stack_of(&records, 1, asking[i], 2);
	for (unsigned i = 0; i < CALLS; i++) {
		unsigned call = chance_below(&chance, 4);

		records_add_call(&records, &(struct record_call){
			.task = 1 + chance_below(&chance, 2), .name = calls[call], .text = call == 3 ? paths[chance_below(&chance, 3)] : NULL, .stack = stacks[chance_below(&chance, 4)],
			.result = chance_below(&chance, 5) == 0 ? -2 : 3, .duration_ns = 1 + chance_below(&chance, 50) * US,
		});
	}
	records_add_call(&records, &(struct record_call){ .task = 1, .name = "exit_group", .state = CALL_UNFINISHED });
	return records.session;
}

/* The calls whose number has this rest. */
static struct subset *
choose(const struct session *session, bool places, unsigned step, unsigned rest)
{
	struct subset *subset = subset_new(places);
	struct call_row row;

	for (uint64_t seq = session_first(session); seq < session_end(session); seq++)
		if (seq % step == rest && session_row(session, seq, &row))
			subset_add(subset, session, &row);
	return subset;
}

static void
all_calls_make_the_figures_of_the_session(bool names)
{
	struct session *session = tell_story(names);
	struct subset *subset = choose(session, names, 1, 0);

	CHECK_EQ(subset_calls(subset), session_totals(session)->calls);
	CHECK_EQ(subset_errors(subset), session_totals(session)->errors);
	for (unsigned by = 0; by < PROFILE_BYS; by++) {
		const struct profile *own = session_profile(session, by), *chosen = subset_profile(subset, by);

		CHECK_EQ(profile_count(chosen), profile_count(own));
		for (size_t i = 0; i < profile_count(own); i++) {
			const struct profile_row *is = profile_named(chosen, profile_row(own, i)->name), *should = profile_row(own, i);

			if (!CHECK(is != NULL))
				continue;
			CHECK_EQ(is->calls, should->calls);
			CHECK_EQ(is->errors, should->errors);
			CHECK_EQ(is->total_ns, should->total_ns);
			CHECK_EQ(is->io_calls, should->io_calls);
			CHECK_EQ(is->alerts, should->alerts);
			CHECK_EQ(is->last_seq, should->last_seq);
			CHECK_EQ(is->line, should->line);
			CHECK_EQ(hist_quantile(&is->hist, 0.9), hist_quantile(&should->hist, 0.9));
		}
	}
	subset_free(subset);
	session_free(session);
}

static void
parts_add_up(void)
{
	struct session *session = tell_story(true);
	struct subset *thirds[3];
	const struct profile *all = session_profile(session, PROFILE_FUNCTION);

	for (unsigned i = 0; i < 3; i++)
		thirds[i] = choose(session, true, 3, i);
	for (size_t i = 0; i < profile_count(all); i++) {
		uint64_t calls = 0, total_ns = 0;

		for (unsigned part = 0; part < 3; part++) {
			const struct profile *profile = subset_profile(thirds[part], PROFILE_FUNCTION);
			const struct profile_row *row = profile_named(profile, profile_row(all, i)->name);

			calls += row != NULL ? row->calls : 0;
			total_ns += row != NULL ? row->total_ns : 0;
		}
		CHECK_EQ(calls, profile_row(all, i)->calls);
		CHECK_EQ(total_ns, profile_row(all, i)->total_ns);
	}
	for (unsigned i = 0; i < 3; i++)
		subset_free(thirds[i]);
	subset_free(NULL);
	session_free(session);
}

int
main(void)
{
	all_calls_make_the_figures_of_the_session(true);
	all_calls_make_the_figures_of_the_session(false);
	parts_add_up();
	return check_result();
}
