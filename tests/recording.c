/*
 * What is recorded comes back record by record; from the middle of a trace,
 * over rotated files, cut off anywhere, and with any byte changed it still
 * gives a session.
 */
#include "export/recorder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "check.h"
#include "model/session.h"
#include "records.h"
#include "trace/ctf.h"
#include "trace/reader.h"
#include "trace/source.h"

enum { KEPT_MAX = 64 * 1024 * 1024, MUTATIONS = 3000, PATH = 128 };

static struct records story;
static struct recorder *recorder;
static unsigned char *kept;	/* the records of the story, one behind the other */
static size_t kept_len;
static char room[PATH];

/* --- the story ------------------------------------------------------------------- */

static void
keep(const struct event *event)
{
	if (kept_len + event->size <= KEPT_MAX)
		memcpy(kept + kept_len, event, event->size);
	kept_len += event->size;
	if (recorder != NULL)
		recorder_feed(recorder, event);
}

static const char *
path_of(const char *name)
{
	static char path[2 * PATH];

	snprintf(path, sizeof path, "%s/%s", room, name);
	return path;
}

static struct session *
begin(void)
{
	const struct session_options options = { .names = true };

	story = (struct records){ .session = session_new(&options), .hear = keep };
	kept_len = 0;
	return story.session;
}

static void
begin_recording(const char *name, const struct recording_limits *limits)
{
	struct why why = { "" };

	CHECK_EQ(recorder_open(path_of(name), limits, &recorder, &why), 0);
	recorder_begin(recorder, story.session);
}

static int
end_recording(struct why *why)
{
	int r = recorder_close(recorder, why);

	recorder = NULL;
	return r;
}

/* A program of two tasks with stacks, failed calls, an open one, a signal, lost calls. */
static void
tell_beginning(void)
{
	uint32_t task, child;

	records_start(&story, "tally notes.txt");
	task = records_task(&story, 0, "tally");
	records_exec(&story, task, "/usr/bin/tally");
	records_own_maps(&story, task);
	story.stack = records_stack(&story, task, (struct event_frame[]){ { (uintptr_t)tell_beginning, 1, FRAME_EXACT_PC } }, 1);
	records_call(&story, task, "openat", 3, 12000, "/etc/passwd");
	child = records_task(&story, task, "child");
	records_call(&story, child, "openat", -2, 9000, "/etc/shadow");
	records_signal(&story, child, 17);
	records_lost(&story, 3);
	records_note(&story, "a note");
}

static void
tell_calls(unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		records_call(&story, 1 + i % 2, i % 3 == 0 ? "chdir" : "openat", i % 5 == 0 ? -2 : 3, 1000 + i % 977, "/srv/data/file");
}

static void
tell_end(void)
{
	records_exit(&story, 2, 0);
	records_wait(&story, UINT64_C(9000000000));	/* longer than a stamp can follow */
	records_exit(&story, 1, 7 << 8);
	records_end(&story, 7 << 8);
}

/* --- reading ----------------------------------------------------------------------- */

static struct source *
open_recording(const char *name)
{
	struct source *source = NULL;
	struct why why = { "" };

	if (!CHECK_EQ(reader_open(path_of(name), &source, &why), 0))
		printf("%s\n", why.text);
	return source;
}

/* All of it into a session; how many records there were through ret_count. */
static struct session *
read_session(struct source *source, size_t *ret_count)
{
	const struct session_options options = { .names = true, .recorded = true };
	struct session *session = session_new(&options);
	const struct event *event;

	*ret_count = 0;
	while (!source_ended(source)) {
		event = source_next(source);
		if (event == NULL)
			break;
		session_feed(session, event);
		source_pop(source);
		++*ret_count;
	}
	source_free(source);
	return session;
}

static void
compare_rows(const struct session *seen, const struct session *expected, uint64_t first)
{
	struct call_row a, b;

	CHECK_EQ(session_end(seen), session_end(expected));
	for (uint64_t seq = first; seq < session_end(expected); seq++) {
		bool there = session_row(seen, seq, &a), told = session_row(expected, seq, &b);

		if (!CHECK(there == told) || !there)
			continue;
		CHECK_EQ(a.lost, b.lost);
		if (a.event == NULL || b.event == NULL)
			continue;
		CHECK_EQ(a.event->duration_ns, b.event->duration_ns);
		CHECK_EQ(a.event->call.result, b.event->call.result);
		CHECK_STR(a.place->function, b.place->function);
		CHECK_STR(a.place->file, b.place->file);
		CHECK_EQ(a.place->line, b.place->line);
	}
}

static void
compare_tasks(const struct session *seen, const struct session *expected)
{
	const struct tasks *a = session_tasks(seen), *b = session_tasks(expected);

	CHECK_EQ(tasks_count(a), tasks_count(b));
	CHECK_EQ(tasks_alive(a), tasks_alive(b));
	for (uint32_t serial = 1; serial <= tasks_count(b); serial++) {
		CHECK_STR(tasks_get(a, serial)->comm, tasks_get(b, serial)->comm);
		CHECK_STR(tasks_get(a, serial)->path, tasks_get(b, serial)->path);
		CHECK_EQ(tasks_get(a, serial)->status, tasks_get(b, serial)->status);
	}
}

/* --- the tests ---------------------------------------------------------------------- */

static void
test_layout(void)
{
	static const size_t sizes[EVENT_KINDS] = {
		[EVENT_START] = sizeof(struct event_start), [EVENT_TASK] = sizeof(struct event_task),
		[EVENT_EXEC] = sizeof(struct event_exec), [EVENT_MAP] = sizeof(struct event_map),
		[EVENT_STACK] = sizeof(struct event_stack), [EVENT_CALL] = sizeof(struct event_call),
		[EVENT_SIGNAL] = sizeof(struct event_signal), [EVENT_TASK_EXIT] = sizeof(struct event_task_exit),
		[EVENT_LOST] = sizeof(struct event_lost), [EVENT_NOTE] = sizeof(struct event_note),
		[EVENT_END] = sizeof(struct event_end), [EVENT_PLACE] = sizeof(struct event_place),
	};

	for (int kind = EVENT_START; kind < EVENT_KINDS; kind++)
		if (!CHECK_EQ(ctf_described((enum event_kind)kind), sizes[kind]))
			printf("  of a %s\n", event_kind_name((enum event_kind)kind));
}

/* Every record comes back as it was, beside the places and the stamps, which never go back. */
static void
test_all(void)
{
	struct session *session = begin(), *again;
	const struct event *event;
	struct source *source;
	uint32_t stamp = 0;
	size_t at = 0, count;
	struct why why;

	begin_recording("all", &(struct recording_limits){ 0 });
	tell_beginning();
	tell_calls(20000);
	tell_end();
	CHECK_EQ(end_recording(&why), 0);
	source = open_recording("all");
	for (; (event = source_next(source)) != NULL; source_pop(source)) {
		struct event head = *event;

		if (event->kind == EVENT_PLACE)
			continue;
		if (at > 0 && head.kind != EVENT_TASK_EXIT && head.kind != EVENT_END)	/* those come after a gap */
			CHECK((int32_t)(head.stamp - stamp) >= 0);
		stamp = head.stamp;
		head.stamp = 0;
		if (!CHECK(at + head.size <= kept_len && memcmp(kept + at, &head, sizeof head) == 0 &&
			   memcmp(kept + at + sizeof head, event + 1, head.size - sizeof head) == 0))
			break;
		at += head.size;
	}
	CHECK_EQ(at, kept_len);
	CHECK(source_ended(source));
	source_free(source);
	again = read_session(open_recording("all"), &count);
	compare_rows(again, session, 1);
	compare_tasks(again, session);
	CHECK_EQ(session_totals(again)->status, 7 << 8);
	CHECK_EQ(session_totals(again)->dropped, 3);
	session_free(again);
	session_free(session);
}

/* Begun when much is gone already, and once more after the end. */
static void
test_late(void)
{
	const struct session_options options = { .names = true, .history_bytes = 1 };
	struct session *session, *again;
	size_t count;
	struct why why;

	begin();
	session_free(story.session);
	session = story.session = session_new(&options);
	tell_beginning();
	tell_calls(30000);
	CHECK(session_first(session) > 1);
	begin_recording("late", &(struct recording_limits){ 0 });
	tell_calls(10);
	tell_end();
	CHECK_EQ(end_recording(&why), 0);
	again = read_session(open_recording("late"), &count);
	compare_rows(again, session, session_first(session));
	compare_tasks(again, session);
	CHECK_EQ(session_totals(again)->dropped, 3);	/* what is not kept any more was not dropped */
	session_free(again);

	begin_recording("after", &(struct recording_limits){ 0 });
	CHECK_EQ(end_recording(&why), 0);
	again = read_session(open_recording("after"), &count);
	compare_rows(again, session, session_first(session));
	compare_tasks(again, session);
	CHECK_EQ(session_totals(again)->phase, SESSION_ENDED);
	CHECK_EQ(session_totals(again)->status, 7 << 8);
	session_free(again);
	session_free(session);
}

static unsigned
count_files(const char *name)
{
	DIR *dir = opendir(path_of(name));
	const struct dirent *entry;
	unsigned count = 0;

	while (dir != NULL && (entry = readdir(dir)) != NULL)
		count += strncmp(entry->d_name, "stream-", 7) == 0;
	if (dir != NULL)
		closedir(dir);
	return count;
}

static void
test_rotation(void)
{
	struct session *session = begin(), *again;
	struct call_row row;
	size_t count;
	struct why why;

	begin_recording("rotated", &(struct recording_limits){ .max_bytes = 1500000, .rotate = 3 });
	tell_beginning();
	tell_calls(100000);
	tell_end();
	CHECK_EQ(end_recording(&why), 0);
	CHECK_EQ(count_files("rotated"), 4);	/* and the base */
	again = read_session(open_recording("rotated"), &count);
	CHECK_EQ(session_end(again), session_end(session));
	CHECK(session_row(again, 2, &row) && row.lost);
	CHECK(session_row(again, session_end(session) - 10000, &row) && !row.lost);
	CHECK(row.event != NULL && strcmp(row.place->function, "tell_beginning") == 0);
	compare_tasks(again, session);
	CHECK_EQ(session_totals(again)->status, 7 << 8);
	session_free(again);
	session_free(session);
}

static void
test_limits(void)
{
	struct session *session = begin(), *again;
	struct recorder *other;
	size_t count;
	struct why why = { "" };

	begin_recording("limited", &(struct recording_limits){ .max_bytes = 1500000 });
	tell_beginning();
	tell_calls(100000);
	CHECK_EQ(recorder_trouble(recorder, &why), -EFBIG);
	CHECK(strstr(why.text, "recording ended: it has the 1500000 bytes that were allowed") != NULL);
	CHECK_EQ(end_recording(&why), -EFBIG);
	again = read_session(open_recording("limited"), &count);
	CHECK(session_end(again) > 1000 && session_end(again) < session_end(session));
	CHECK_EQ(session_totals(again)->phase, SESSION_ENDED);
	session_free(again);
	session_free(session);

	CHECK_EQ(recorder_open(path_of("limited"), &(struct recording_limits){ 0 }, &other, &why), -EEXIST);
	CHECK(strstr(why.text, "there is something in it already") != NULL);
	CHECK_EQ(recorder_open(path_of("no/where"), &(struct recording_limits){ 0 }, &other, &why), -ENOENT);

	/* nothing was put: nothing is left */
	CHECK_EQ(recorder_open(path_of("unused"), &(struct recording_limits){ 0 }, &other, &why), 0);
	CHECK_EQ(recorder_close(other, &why), 0);
	CHECK(access(path_of("unused"), F_OK) < 0);
}

static void
test_no_recording(void)
{
	struct source *source;
	struct why why = { "" };
	FILE *out;

	CHECK_EQ(reader_open(path_of("nothing"), &source, &why), -ENOENT);
	CHECK(strstr(why.text, "cannot read the recording") != NULL);
	mkdir(path_of("foreign"), 0777);
	CHECK_EQ(reader_open(path_of("foreign"), &source, &why), -ENOENT);
	CHECK(strstr(why.text, "is no recording") != NULL);
	out = fopen(path_of("foreign/metadata"), "w");
	fputs("/* CTF 1.8 */\n", out);
	fclose(out);
	CHECK_EQ(reader_open(path_of("foreign"), &source, &why), -EINVAL);
	out = fopen(path_of("foreign/metadata"), "w");
	fputs("/* CTF 1.8 */\nenv {\n\tsightline_format = 77;\n};\n", out);
	fclose(out);
	CHECK_EQ(reader_open(path_of("foreign"), &source, &why), -EINVAL);
	CHECK(strstr(why.text, "of format 77; this sightline reads 2") != NULL);
}

/* --- damage --------------------------------------------------------------------------- */

static size_t
load(const char *name, unsigned char **ret_bytes)
{
	FILE *in = fopen(path_of(name), "r");
	struct stat stat;

	if (in == NULL || fstat(fileno(in), &stat) < 0)
		return 0;
	*ret_bytes = mem_new((size_t)stat.st_size, 1);
	CHECK_EQ(fread(*ret_bytes, 1, (size_t)stat.st_size, in), stat.st_size);
	fclose(in);
	return (size_t)stat.st_size;
}

static void
store(const char *name, const unsigned char *bytes, size_t len)
{
	FILE *out = fopen(path_of(name), "w");

	CHECK_EQ(fwrite(bytes, 1, len, out), len);
	fclose(out);
}

static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;	/* Marsaglia, Xorshift RNGs, 2003 */
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
test_damage(void)
{
	uint64_t state = 88172645463325252;
	struct session *session = begin();
	unsigned char *bytes = NULL;
	size_t len, count;
	struct why why;

	begin_recording("damaged", &(struct recording_limits){ 0 });
	tell_beginning();
	tell_calls(60);
	tell_end();
	CHECK_EQ(end_recording(&why), 0);
	session_free(session);
	len = load("damaged/stream-000001", &bytes);
	for (unsigned i = 0; i < MUTATIONS; i++) {
		size_t at = next_random(&state) % len, cut = i % 7 == 0 ? at : len;
		unsigned char was = bytes[at];

		bytes[at] = (unsigned char)(i % 3 == 0 ? 0xff : i % 3 == 1 ? was ^ (1 << i % 8) : (unsigned char)next_random(&state));
		store("damaged/stream-000001", bytes, cut);
		bytes[at] = was;
		session = read_session(open_recording("damaged"), &count);
		CHECK(count > 0 && session_totals(session)->phase == SESSION_ENDED);
		session_free(session);
	}
	free(bytes);
}

/* A reader takes what a call waited from what it lasted. */
static void
a_call_waits_no_longer_than_it_lasts(void)
{
	struct event_call call = {
		.head = { .kind = EVENT_CALL, .size = sizeof call }, .duration_ns = 5000, .waited_ns = 5000, .floor_ns = 7,
	};

	CHECK(event_valid(&call.head, sizeof call));
	CHECK_EQ(event_net_ns(&call), 0);
	call.waited_ns = 4000;
	CHECK_EQ(event_net_ns(&call), 993);
	call.waited_ns = 5001;
	CHECK(!event_valid(&call.head, sizeof call));
}

int
main(void)
{
	const char *tmp = getenv("TMPDIR");
	char command[PATH + 16];

	snprintf(room, sizeof room, "%s/recording-XXXXXX", tmp != NULL && strlen(tmp) < 64 ? tmp : "/tmp");
	if (mkdtemp(room) == NULL)
		SKIP("no directory for recordings");
	kept = mem_new(KEPT_MAX, 1);
	a_call_waits_no_longer_than_it_lasts();
	test_layout();
	test_all();
	test_late();
	test_rotation();
	test_limits();
	test_no_recording();
	test_damage();
	free(kept);
	snprintf(command, sizeof command, "rm -rf '%s'", room);
	CHECK_EQ(system(command), 0);
	return check_result();
}
