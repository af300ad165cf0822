/*
 * The whole screen, drawn from a story in records without a terminal, is the
 * picture in tests/golden: at five sizes, pane by pane, after keys.
 * GOLDEN=update rewrites the pictures; look at the difference as at code.
 */
#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "records.h"
#include "trace/source.h"
#include "ui/ui.h"

enum { STORY_BYTES = 4 << 20, PICTURE_BYTES = 1 << 18 };

/* --- a source that tells a story --------------------------------------------------- */

static void
no_request(struct source *source, unsigned requests)
{
	(void)source;
	(void)requests;
}

static bool
always_ended(const struct source *source)
{
	(void)source;
	return true;
}

static void
no_state(const struct source *source, struct source_state *ret_state)
{
	(void)source;
	*ret_state = (struct source_state){ .stops = 0 };
}

static void
free_story(struct source *source)
{
	ring_done(&source->ring);
	free(source);
}

static const struct source_ops story_ops = {
	.request = no_request, .ended = always_ended, .state = no_state, .free = free_story,
};

static struct records records;
static struct source *story;

static void
tell(const struct event *event)
{
	struct event *room = ring_reserve(&story->ring, event->size);

	if (room == NULL)
		exit(99);
	memcpy(room, event, event->size);
	ring_commit(&story->ring, event->size);
}

static struct source *
make_story(void)
{
	records_function *const loading[] = { load_blob, run_jobs }, *const parsing[] = { parse_config, run_jobs };
	records_function *const fetching[] = { fetch_page, run_jobs }, *const writing[] = { write_report, run_jobs };
	uint32_t main_task, worker;

	memset(&records, 0, sizeof records);
	records.hear = tell;
	story = aligned_alloc(RING_LINE, (sizeof *story + RING_LINE - 1) / RING_LINE * RING_LINE);
	memset(story, 0, sizeof *story);
	story->ops = &story_ops;
	if (ring_init(&story->ring, STORY_BYTES, NULL) < 0)
		exit(99);
	records_start(&records, "tally --jobs 2 data/x.bin");
	main_task = records_task(&records, 0, "tally");
	records_own_maps(&records, main_task);
	records.stack = records_stack_of(&records, main_task, parsing, 2);
	records_call(&records, main_task, "openat", 3, 21000, "/etc/tally.conf");
	records_call(&records, main_task, "read", 221, 12000, "jobs = 2\n");
	records_call(&records, main_task, "openat", -ENOENT, 9000, "/etc/tally.d/\033[2Jevil\nname");
	worker = records_thread(&records, main_task, "fetcher");
	records.stack = records_stack_of(&records, worker, fetching, 2);
	for (unsigned i = 0; i < 20; i++) {
		records_call(&records, worker, "recvfrom", i % 5 == 4 ? -EAGAIN : 1448, 900000 + i % 3 * 100000, "HTTP/1.1 200 OK");
		records_wait(&records, 1000000);
	}
	records.stack = records_stack_of(&records, main_task, loading, 2);
	for (unsigned i = 0; i < 40; i++) {
		records_call(&records, main_task, "read", 4096, i == 33 ? 98000000 : 1200000 + i % 4 * 50000, "PK\003\004");
		records_wait(&records, 500000);
	}
	records_lost(&records, 12);
	records_signal(&records, worker, 10);
	records.stack = records_stack_of(&records, main_task, writing, 2);
	for (unsigned i = 0; i < 8; i++)
		records_call(&records, main_task, "write", 64, 8000 + i * 100, "total 42\n");
	records_call(&records, main_task, "close", 0, 7000, NULL);
	records_exit(&records, worker, 0);
	records_exit(&records, main_task, 3 << 8);
	records_end(&records, 3 << 8);
	return story;
}

/* --- pictures ------------------------------------------------------------------------- */

static const struct {
	const char *name, *size, *script;
	bool ascii, roles;
} shots[] = {
	{ "stream-80x24", "80x24", "", false, false },
	{ "stream-80x24-roles", "80x24", "keys ggjj", false, true },
	{ "stream-ascii-80x24", "80x24", "", true, false },
	{ "stream-up-80x24", "80x24", "keys kkkkkkkkkkkk", false, false },
	{ "stream-oldest-80x24", "80x24", "keys g", false, false },
	{ "stream-errors-80x24", "80x24", "keys gee", false, false },
	{ "stream-alert-80x24", "80x24", "keys ga", false, false },
	{ "stream-clock-80x24", "80x24", "keys TT", false, false },
	{ "functions-80x24", "80x24", "keys 2", false, false },
	{ "functions-by-call-80x24", "80x24", "keys 2r>>", false, false },
	{ "alerts-80x24", "80x24", "keys 3", false, false },
	{ "alerts-enter-80x24", "80x24", "keys 3\nkey Enter", false, false },
	{ "source-80x24", "80x24", "keys 4", false, false },
	{ "output-80x24", "80x24", "keys 5", false, false },
	{ "detail-80x24", "80x24", "keys g\nkey Enter", false, false },
	{ "detail-stack-80x24", "80x24", "keys gjb", false, false },
	{ "detail-raw-80x24", "80x24", "keys gj\nkey Enter\nkey Right\nkey Right", false, false },
	{ "help-80x24", "80x24", "keys ?", false, false },
	{ "zoom-120x40", "120x40", "keys z", false, false },
	{ "wide-120x40", "120x40", "", false, false },
	{ "wide-functions-120x40", "120x40", "keys 2jj", false, false },
	{ "wide-200x60", "200x60", "keys ga", false, false },
	{ "small-40x10", "40x10", "", false, false },
	{ "tiny-12x3", "12x3", "", false, false },
	{ "smallest-1x1", "1x1", "keys jk2345?q", false, false },
};

static char *
read_file(const char *path)
{
	char *bytes = calloc(1, PICTURE_BYTES);
	FILE *file = fopen(path, "r");

	if (file != NULL) {
		if (fread(bytes, 1, PICTURE_BYTES - 1, file) == 0)
			bytes[0] = '\0';
		fclose(file);
	}
	return bytes;
}

static void
write_file(const char *path, const char *text)
{
	FILE *file = fopen(path, "w");

	if (file == NULL || fputs(text, file) < 0 || fclose(file) != 0)
		exit(99);
}

/* The first line in which two pictures differ. */
static void
print_difference(const char *is, const char *should)
{
	unsigned line = 1;

	for (const char *a = is, *b = should; *a != '\0' || *b != '\0'; line++) {
		size_t a_len = strcspn(a, "\n"), b_len = strcspn(b, "\n");

		if (a_len != b_len || strncmp(a, b, a_len) != 0) {
			printf("  line %u is      |%.*s|\n  line %u should be |%.*s|\n", line, (int)a_len, a, line, (int)b_len, b);
			return;
		}
		a += a_len + (a[a_len] == '\n');
		b += b_len + (b[b_len] == '\n');
	}
}

/* Every byte that a terminal could take for a command is gone. */
static bool
is_clean(const char *picture)
{
	for (; *picture != '\0'; picture++)
		if (((unsigned char)*picture < ' ' && *picture != '\n') || *picture == 0x7f)
			return false;
	return true;
}

static void
take(size_t number, const char *room)
{
	const struct session_options options = { .names = true };
	struct ui_options ui = { .source = make_story(), .tty = -1, .screen = shots[number].size, .ascii = shots[number].ascii };
	char script[256], picture[256], golden[512], text[1024];
	const char *top = getenv("top_srcdir");
	struct ui_result result;
	struct why why = { "" };
	char *is, *should;

	snprintf(script, sizeof script, "%s/script", room);
	snprintf(picture, sizeof picture, "%s/picture", room);
	snprintf(golden, sizeof golden, "%s/tests/golden/%s.txt", top != NULL ? top : ".", shots[number].name);
	snprintf(text, sizeof text, ":wait-end\n%s\n:save-%s %s\n:quit\n", shots[number].script,
		 shots[number].roles ? "roles" : "screen", picture);
	write_file(script, text);
	ui.script = script;
	ui.session = session_new(&options);
	if (!CHECK_EQ(ui_run(&ui, &result, &why), 0))
		printf("  %s: %s\n", shots[number].name, why.text);
	is = read_file(picture);
	CHECK(is_clean(is));
	if (getenv("GOLDEN") != NULL)
		write_file(golden, is);
	should = read_file(golden);
	if (!CHECK(strcmp(is, should) == 0)) {
		printf("  %s\n", shots[number].name);
		print_difference(is, should);
	}
	free(is);
	free(should);
	session_free(ui.session);
	source_free(ui.source);
	unlink(script);
	unlink(picture);
}

int
main(void)
{
	char room[] = "/tmp/sightline-screens-XXXXXX";

	setlocale(LC_ALL, "C.UTF-8");
	if (mkdtemp(room) == NULL)
		return 99;
	for (size_t i = 0; i < sizeof shots / sizeof *shots; i++)
		take(i, room);
	rmdir(room);
	return check_result();
}
