/* Files with symbols are read by a thread, one after the other, and give the names that they give without. */
#include "model/reading.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "records.h"

#include "check.h"
#include "model/module.h"
#include "model/profile.h"
#include "trace/mapfile.h"

static struct records records;

static void
test_module(void)
{
	struct mapfile file = { .path = "/proc/self/exe" };
	struct reading *reading;
	struct module *module;
	struct stat st;
	char path[PATH_MAX];
	ssize_t len = readlink(file.path, path, sizeof path - 1);

	CHECK(len > 0 && stat(file.path, &st) == 0);
	path[len > 0 ? len : 0] = '\0';
	file.path = path;
	file.inode = st.st_ino;
	reading = reading_begin(&file, 0, NULL);
	CHECK(reading != NULL);
	CHECK_STR(reading_path(reading), path);
	module = reading_wait(reading, UINT_MAX);
	CHECK(module != NULL);
	CHECK(reading_wait(reading, 0) == module);
	reading_free(reading);
	CHECK(module_lines(module) != NULL);
	module_free(module);
}

/* A stack is fed when its files are read: `ms` at a time, or at once (UINT_MAX: without asking). */
static unsigned
tell(struct session *session, unsigned ms)
{
	static records_function *const loading[] = { load_blob, run_jobs };
	struct records silent = { .session = NULL };
	unsigned waits = 0;

	records = (struct records){ .session = session };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	silent = records;
	silent.session = NULL;
	(void)records_stack_of(&silent, 1, loading, 2);
	while (ms != UINT_MAX && !session_prepare(session, records_newest(&silent), ms)) {
		CHECK(session_reading(session) != NULL);
		waits++;
	}
	CHECK(session_reading(session) == NULL);
	records.stack = records_stack_of(&records, 1, loading, 2);
	records_call(&records, 1, "read", 1, 1000, NULL);
	return waits;
}

static void
test_names(void)
{
	static const unsigned waits_ms[] = { UINT_MAX, 1000, 0 };

	for (size_t i = 0; i < sizeof waits_ms / sizeof *waits_ms; i++) {
		struct session *session = session_new(&(struct session_options){ .names = true });
		const struct profile *functions = session_profile(session, PROFILE_FUNCTION);

		tell(session, waits_ms[i]);
		CHECK_EQ(profile_count(functions), 1);
		CHECK_STR(profile_row(functions, 0)->name, "load_blob");
		CHECK_EQ(session_asking(session), 0);
		session_free(session);
	}
}

/* Whoever does not wait has it nonetheless, and nothing is left when all ends in the middle. */
static void
test_impatient(void)
{
	static records_function *const loading[] = { load_blob, run_jobs };
	struct session *session = session_new(&(struct session_options){ .names = true });
	unsigned count;
	bool cut;

	records = (struct records){ .session = session };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	records.session = NULL;
	(void)records_stack_of(&records, 1, loading, 2);
	(void)session_prepare(session, records_newest(&records), 0);
	session_feed(session, records_newest(&records));
	CHECK_STR(session_stack(session, records.stacks, &count, &cut)->place->function, "load_blob");
	session_free(session);

	session = session_new(&(struct session_options){ .names = true });
	records = (struct records){ .session = session };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	records.session = NULL;
	(void)records_stack_of(&records, 1, loading, 2);
	(void)session_prepare(session, records_newest(&records), 0);
	session_free(session);
}

int
main(void)
{
	test_module();
	test_names();
	test_impatient();
	return check_result();
}
