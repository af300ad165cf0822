#include "shots.h"

#include <fcntl.h>
#include <ftw.h>
#include <limits.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"
#include "check.h"
#include "config/config.h"
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
make_story(shots_story *told)
{
	memset(&records, 0, sizeof records);
	records.hear = tell;
	story = aligned_alloc(RING_LINE, (sizeof *story + RING_LINE - 1) / RING_LINE * RING_LINE);
	memset(story, 0, sizeof *story);
	story->ops = &story_ops;
	if (ring_init(&story->ring, STORY_BYTES, NULL) < 0)
		exit(99);
	told(&records);
	return story;
}

/* --- pictures ------------------------------------------------------------------------- */

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

/* Where pictures are kept; absolute, since one may work elsewhere. */
static char *
golden_path(const char *name)
{
	static char top[PATH_MAX];
	const char *given = getenv("top_srcdir");

	if (top[0] == '\0' && realpath(given != NULL ? given : ".", top) == NULL)
		exit(99);
	return mem_format("%s/tests/golden/%s.txt", top, name);
}

static void
compare(const char *name, const char *is)
{
	char *golden = golden_path(name), *should;

	CHECK(is_clean(is));
	if (getenv("GOLDEN") != NULL)
		write_file(golden, is);
	should = read_file(golden);
	if (!CHECK(strcmp(is, should) == 0)) {
		printf("  %s\n", name);
		print_difference(is, should);
	}
	free(should);
	free(golden);
}

/* A terminal on which something was written by a program that has ended. */
static int
written_terminal(const char *text)
{
	int master = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC), slave;

	if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
		exit(99);
	slave = open(ptsname(master), O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (slave < 0 || write(slave, text, strlen(text)) != (ssize_t)strlen(text))
		exit(99);
	close(slave);
	return master;
}

/* Runs a script in which pictures are saved. */
static void
run(const struct shot_world *world, struct ui_options *ui, const char *script)
{
	const struct session_options options = { .names = true, .decisions = true, .maps = world->maps };
	char path[] = "/tmp/sightline-script-XXXXXX";
	struct ui_result result;
	struct why why = { "" };
	int fd = mkstemp(path);

	if (fd < 0)
		exit(99);
	close(fd);
	write_file(path, script);
	ui->script = path;
	ui->source = make_story(world->told);
	ui->session = session_new(&options);
	ui->maps = world->maps;
	ui->baseline = world->baseline;
	ui->tty = world->output != NULL ? written_terminal(world->output) : -1;
	if (!CHECK_EQ(ui_run(ui, &result, &why), 0))
		printf("  %s\n%s\n", script, why.text);
	if (ui->tty >= 0)
		close(ui->tty);
	session_free(ui->session);
	source_free(ui->source);
	unlink(path);
}

/* The same with a configuration; NULL: none. */
static void
run_configured(const struct shot_world *world, struct ui_options *ui, const char *script, const char *text)
{
	struct config config = { .mouse = false };
	struct why why = { "" };

	if (text != NULL && CHECK_EQ(config_read("config.yaml", text, strlen(text), &config, &why), 0))
		ui->config = &config;
	run(world, ui, script);
	config_done(&config);
}

static void
take(const struct shot *shot, const struct shot_style *style, shots_story *told, const char *room)
{
	struct ui_options ui = { .screen = shot->size, .ascii = shot->ascii, .theme = style->theme };
	char *picture = mem_format("%s/picture", room), *script, *is;

	script = mem_format(":wait-end\n%s\n:save-%s %s %s\n:quit\n", shot->script,
			    style->colors != NULL ? "colors" : shot->roles ? "roles" : "screen",
			    style->colors != NULL ? style->colors : "", picture);
	run_configured(&(struct shot_world){ .told = told }, &ui, script, style->config);
	is = read_file(picture);
	compare(shot->name, is);
	unlink(picture);
	free(is);
	free(script);
	free(picture);
}

/* --- views: one picture below the other ------------------------------------------------- */

struct part {
	const char *title, *size, *save;
};

/* From a phone's terminal to a wall; there is nothing between them that looks different. */
static const struct part sizes[] = {
	{ "20x5", "20x5", "screen" }, { "40x10", "40x10", "screen" }, { "80x24", "80x24", "screen" },
	{ "120x40", "120x40", "screen" }, { "200x60", "200x60", "screen" },
};

static const struct part depths[] = {
	{ "256 colours", "80x24", "colors 256" }, { "16 colours", "80x24", "colors 16" }, { "no colours", "80x24", "colors mono" },
};

static void
take_parts(const char *name, const struct view *view, const struct part *parts, size_t count, const struct shot_world *world)
{
	char *all = mem_string("");

	for (size_t i = 0; i < count; i++) {
		struct ui_options ui = { .screen = parts[i].size };
		char *script = mem_format(":wait-end\n%s\n:save-%s picture\n:quit\n", view->script, parts[i].save), *is, *longer;

		run_configured(world, &ui, script, world->config);
		is = read_file("picture");
		longer = mem_format("%s=== %s\n%s", all, parts[i].title, is);
		free(all);
		free(script);
		free(is);
		all = longer;
	}
	unlink("picture");
	compare(name, all);
	free(all);
}

int
shots_take_views(const struct view *views, size_t count, const struct shot_world *world)
{
	for (size_t i = 0; i < count; i++) {
		char *looks = mem_format("views/%s", views[i].name), *colors = mem_format("views/%s-colors", views[i].name);

		take_parts(looks, &views[i], sizes, sizeof sizes / sizeof *sizes, world);
		take_parts(colors, &views[i], depths, sizeof depths / sizeof *depths, world);
		free(looks);
		free(colors);
	}
	return check_result();
}

static void
make_room(char *room)
{
	setenv("TZ", "UTC0", 1);	/* pictures have times of day */
	setlocale(LC_ALL, "C.UTF-8");
	if (mkdtemp(room) == NULL)
		exit(99);
}

static char working[] = "/tmp/sightline-views-XXXXXX";

void
shots_move(void)
{
	free(golden_path(""));	/* found while its name may be relative */
	make_room(working);
	if (chdir(working) < 0)
		exit(99);
}

static int
remove_one(const char *path, const struct stat *st, int flag, struct FTW *ftw)
{
	(void)st;
	(void)flag;
	(void)ftw;
	return remove(path);
}

void
shots_move_back(void)
{
	(void)nftw(working, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

int
shots_take(const struct shot *shots, size_t count, shots_story *told)
{
	const struct shot_style style = { .theme = NULL };
	char room[] = "/tmp/sightline-screens-XXXXXX";

	make_room(room);
	for (size_t i = 0; i < count; i++)
		take(&shots[i], &style, told, room);
	rmdir(room);
	return check_result();
}

int
shots_take_styled(const struct styled_shot *shots, size_t count, shots_story *told)
{
	char room[] = "/tmp/sightline-screens-XXXXXX";

	make_room(room);
	for (size_t i = 0; i < count; i++)
		take(&shots[i].shot, &shots[i].style, told, room);
	rmdir(room);
	return check_result();
}
