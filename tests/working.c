/* What takes long is said once it has taken a while, calmly: not at once, not for a blink, and no faster than one reads. */
#include "ui/inside.h"

#include "records.h"

#include "check.h"

enum { MS = 1000000 };

static const uint64_t BEGIN_NS = 5000000000;

static struct records records;

/* A session that reads a file for as long as nobody asks again. */
static struct session *
begin_reading(void)
{
	static records_function *const loading[] = { load_blob, run_jobs };
	struct session *session = session_new(&(struct session_options){ .names = true });

	records = (struct records){ .session = session };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	records.session = NULL;
	(void)records_stack_of(&records, 1, loading, 2);
	if (session_prepare(session, records_newest(&records), 0))
		SKIP("the file is read in no time");
	return session;
}

static bool
at(struct working *working, const struct session *session, uint64_t ms)
{
	return working_say(working, session, BEGIN_NS + ms * MS);
}

int
main(void)
{
	struct session *session = begin_reading();
	struct working working = { .text = "" };

	CHECK(!at(&working, session, 0));
	CHECK(!at(&working, session, 250));
	CHECK_STR(working.text, "");
	CHECK(at(&working, session, 310));
	CHECK_STR(working.text, "reading symbols of working");
	CHECK(!at(&working, session, 500));
	CHECK(at(&working, session, 2300));
	CHECK_STR(working.text, "reading symbols of working, 2 s");
	while (!session_prepare(session, records_newest(&records), 1000))
		;
	CHECK(!at(&working, session, 2400));	/* it stays for a moment */
	CHECK_STR(working.text, "reading symbols of working, 2 s");
	CHECK(at(&working, session, 3100));
	CHECK_STR(working.text, "");
	CHECK(!at(&working, session, 9000));
	session_free(session);
	return check_result();
}
