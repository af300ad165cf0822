#include "compare.h"

#include <stddef.h>

#include "export/diffreport.h"
#include "model/diff.h"
#include "model/session.h"
#include "trace/reader.h"
#include "trace/source.h"

int
compare_load(const char *directory, struct srcmaps *maps, struct session **ret_session, struct why *reterr_why)
{
	const struct session_options options = {
		.history_bytes = SESSION_NO_HISTORY, .names = true, .maps = maps, .recorded = true,
	};
	struct session *session;
	struct source *source;
	const struct event *event;
	int r = reader_open(directory, &source, reterr_why);

	if (r < 0)
		return r;
	session = session_new(&options);
	while ((event = source_next(source)) != NULL) {
		session_feed(session, event);
		source_pop(source);
	}
	source_free(source);
	*ret_session = session;
	return 0;
}

int
compare_run(const struct compare *compare, FILE *out, struct why *reterr_why)
{
	double tolerance = compare->tolerance > 0 ? compare->tolerance / 100 : DIFF_TOLERANCE;
	struct session *baseline;
	struct diff diff;
	int r = compare_load(compare->baseline, compare->maps, &baseline, reterr_why);

	if (r < 0)
		return r;
	diff = diff_of(baseline, compare->session, tolerance);
	const struct diffreport report = {
		.sessions = { baseline, compare->session }, .names = { compare->baseline, compare->name },
		.tolerance = tolerance,
	};
	(compare->json ? diffreport_json : diffreport_text)(out, &report, &diff);
	r = diff.slower > 0;
	diff_done(&diff);
	session_free(baseline);
	return r;
}
