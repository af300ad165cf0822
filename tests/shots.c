#include "shots.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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

static void
take(const struct shot *shot, const struct shot_style *style, shots_story *told, const char *room)
{
	const struct session_options options = { .names = true, .decisions = true };
	struct ui_options ui = {
		.source = make_story(told), .tty = -1, .screen = shot->size, .ascii = shot->ascii, .theme = style->theme,
	};
	struct config config = { .mouse = false };
	char script[256], picture[256], golden[512], text[1024];
	const char *top = getenv("top_srcdir");
	struct ui_result result;
	struct why why = { "" };
	char *is, *should;

	snprintf(script, sizeof script, "%s/script", room);
	snprintf(picture, sizeof picture, "%s/picture", room);
	snprintf(golden, sizeof golden, "%s/tests/golden/%s.txt", top != NULL ? top : ".", shot->name);
	snprintf(text, sizeof text, ":wait-end\n%s\n:save-%s %s %s\n:quit\n", shot->script,
		 style->colors != NULL ? "colors" : shot->roles ? "roles" : "screen", style->colors != NULL ? style->colors : "", picture);
	if (style->config != NULL && CHECK_EQ(config_read("config.yaml", style->config, strlen(style->config), &config, &why), 0))
		ui.config = &config;
	write_file(script, text);
	ui.script = script;
	ui.session = session_new(&options);
	if (!CHECK_EQ(ui_run(&ui, &result, &why), 0))
		printf("  %s: %s\n", shot->name, why.text);
	is = read_file(picture);
	CHECK(is_clean(is));
	if (getenv("GOLDEN") != NULL)
		write_file(golden, is);
	should = read_file(golden);
	if (!CHECK(strcmp(is, should) == 0)) {
		printf("  %s\n", shot->name);
		print_difference(is, should);
	}
	free(is);
	free(should);
	config_done(&config);
	session_free(ui.session);
	source_free(ui.source);
	unlink(script);
	unlink(picture);
}

static void
make_room(char *room)
{
	setlocale(LC_ALL, "C.UTF-8");
	if (mkdtemp(room) == NULL)
		exit(99);
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
