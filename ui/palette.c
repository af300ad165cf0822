#include "ui/palette.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/nearest.h"
#include "config/config.h"
#include "model/filter_value.h"
#include "model/finder.h"
#include "model/session.h"
#include "ui/inside.h"
#include "ui/moment.h"
#include "ui/palette_sort.h"
#include "ui/palette_tasks.h"
#include "ui/theme_find.h"

enum { WORD_MAX = 64 };

static int
run_filter(struct ui *ui, const char *rest, struct why *why)
{
	return narrow_set(ui, rest, why);
}

static int
run_use(struct ui *ui, const char *rest, struct why *why)
{
	const char *filter = settings_filter(ui->options->config, rest);

	if (filter == NULL)
		return why_set(why, -EINVAL, "no filter of the configuration is called \"%.40s\"", rest);
	return narrow_set(ui, filter, why);
}

static int
run_find(struct ui *ui, const char *rest, struct why *why)
{
	if (rest[0] == '\0')
		return why_set(why, -EINVAL, "find: a pattern is expected");
	find_begin(ui, rest);
	return 0;
}

static int
run_go(struct ui *ui, const char *rest, struct why *why)
{
	const char *digits = rest + (rest[0] == '#');
	char *end;
	uint64_t seq;

	errno = 0;
	seq = strtoull(digits, &end, 10);
	if (digits[0] < '0' || digits[0] > '9' || *end != '\0' || errno != 0 || seq == 0)
		return why_set(why, -EINVAL, "\"%.40s\" is not the number of a call", rest);
	if (seq >= ui->scene.end)
		return why_set(why, -EINVAL, "there are %llu calls so far", (unsigned long long)(ui->scene.end - 1));
	focus_call(ui, seq);
	return 0;
}

/* "1.5", "200ms", "#12", "now". */
static int
run_at(struct ui *ui, const char *rest, struct why *why)
{
	const struct session *session = ui->scene.session;
	struct filter_value time;
	struct filter_fault fault;
	char *end;
	uint64_t seq;

	if (strcmp(rest, "now") == 0) {
		scrub_to(ui, 0);
		return 0;
	}
	if (rest[0] == '#') {
		seq = strtoull(rest + 1, &end, 10);
		if (end == rest + 1 || *end != '\0' || seq < session_first(session) || seq >= session_end(session))
			return why_set(why, -EINVAL, "\"%.40s\" is not the number of a call that is kept", rest);
		scrub_to(ui, seq);
	} else {
		if (!filter_value_read(VALUE_TIME, rest, &time, &fault))
			return why_set(why, -EINVAL, "%s", fault.reason);
		if (moment_at(session, 0) == 0)
			return why_set(why, -EINVAL, "there is no call to look back to yet");
		scrub_to_time(ui, session_totals(session)->begin_ns + (uint64_t)time.exact);
	}
	return 0;
}

static int
run_play(struct ui *ui, const char *rest, struct why *why)
{
	if (rest[0] != '\0')
		return play_at(ui, rest, why);
	play_toggle(ui);
	return 0;
}

/* The call of a mark's number at *text, which is moved behind it. */
static int
read_mark(const struct ui *ui, const char **text, uint64_t *ret_seq, struct why *why)
{
	char *end;
	unsigned long number = strtoul(*text, &end, 10);

	if (end == *text)
		return why_set(why, -EINVAL, "the number of a mark is expected");
	*ret_seq = number <= MARKS_MAX ? marks_get(&ui->marks, (unsigned)number) : 0;
	if (*ret_seq == 0)
		return why_set(why, -EINVAL, "there is no mark %lu", number);
	*text = end + strspn(end, " ");
	return 0;
}

static int
run_mark(struct ui *ui, const char *rest, struct why *why)
{
	uint64_t seq;
	int r;

	if (rest[0] == '\0') {
		ui->over = PANE_MARKS;
		return 0;
	}
	r = read_mark(ui, &rest, &seq, why);
	if (r == 0 && rest[0] != '\0')
		return why_set(why, -EINVAL, "nothing is expected behind the number of a mark");
	if (r == 0)
		focus_call(ui, seq);
	return r;
}

static int
run_theme(struct ui *ui, const char *rest, struct why *why)
{
	if (rest[0] != '\0')
		return ui_theme_switch(ui, rest, why);
	ui->over = PANE_THEMES;
	return 0;
}

static int
run_span(struct ui *ui, const char *rest, struct why *why)
{
	uint64_t one, other;
	char condition[64];
	int r;

	if (rest[0] == '\0') {
		act(ui, ACTION_ZOOM);
		return 0;
	}
	if (strncmp(rest, "marks ", 6) != 0)
		return why_set(why, -EINVAL, "zoom: \"marks\" and the numbers of two marks are expected");
	rest += 6;
	r = read_mark(ui, &rest, &one, why);
	if (r == 0)
		r = read_mark(ui, &rest, &other, why);
	if (r < 0)
		return r;
	snprintf(condition, sizeof condition, "seq in %llu..%llu", (unsigned long long)(one < other ? one : other),
		 (unsigned long long)(one < other ? other : one));
	narrow_to(ui, condition, one < other ? one : other);
	return 0;
}

static void
offer_named(struct ui *ui, size_t from)
{
	const struct config *config = ui->options->config;
	const struct prompt *prompt = &ui->bar.prompt;
	size_t len = prompt->at > from ? prompt->at - from : 0;

	choices_clear(&ui->bar.choices, from);
	for (size_t i = 0; config != NULL && i < config->filters.count; i++)
		if (strncmp(config->filters.pairs[i].key.text, prompt->text + from, len) == 0)
			choices_add(&ui->bar.choices, config->filters.pairs[i].key.text, config->filters.pairs[i].value.text);
}

/* Without a file the action of that name asks for it. */
static int
run_save(struct ui *ui, const char *rest, struct why *why)
{
	(void)why;
	save_to(ui, rest);
	return 0;
}

static void
offer_themes(struct ui *ui, size_t from)
{
	const struct prompt *prompt = &ui->bar.prompt;
	size_t count, len = prompt->at > from ? prompt->at - from : 0;
	char **names = theme_names(&count);

	choices_clear(&ui->bar.choices, from);
	for (size_t i = 0; i < count; i++) {
		if (strncmp(names[i], prompt->text + from, len) == 0)
			choices_add(&ui->bar.choices, names[i], "");
		free(names[i]);
	}
	free(names);
}

static const struct {
	struct palette_info info;
	int (*run)(struct ui *ui, const char *rest, struct why *why);
	void (*offer)(struct ui *ui, size_t from);	/* what can follow, from that byte of the line on; NULL: nothing is known */
} table[PALETTE_COUNT] = {
#define PALETTE_INFO(id, name, argument, help) [PALETTE_##id].info = { name, argument, help },
	PALETTE(PALETTE_INFO)
#undef PALETTE_INFO
	[PALETTE_FILTER].run = run_filter, [PALETTE_USE].run = run_use, [PALETTE_FIND].run = run_find, [PALETTE_GO].run = run_go,
	[PALETTE_FILTER].offer = bar_offer_filter, [PALETTE_USE].offer = offer_named,
	[PALETTE_ATTACH].run = palette_attach, [PALETTE_ATTACH].offer = palette_offer_processes, [PALETTE_PARENT].run = palette_parent,
	[PALETTE_MARK].run = run_mark, [PALETTE_SPAN].run = run_span,
	[PALETTE_AT].run = run_at, [PALETTE_PLAY].run = run_play, [PALETTE_SAVE].run = run_save,
	[PALETTE_SORT].run = palette_sort, [PALETTE_SORT].offer = palette_offer_sorts,
	[PALETTE_THEME].run = run_theme, [PALETTE_THEME].offer = offer_themes,
};

const struct palette_info *
palette_info(enum palette command)
{
	return &table[command].info;
}

/* --- what was typed ---------------------------------------------------------------- */

/* Commands first, then actions, then commands of the user's own. */
static const char *
name_at(size_t i, const void *context)
{
	const struct commands *own = context;

	if (i < PALETTE_COUNT)
		return table[i].info.name;
	i -= PALETTE_COUNT;
	if (i + 1 < ACTION_COUNT)
		return action_info((enum action)(i + 1))->name;
	i -= ACTION_COUNT - 1;
	return i < own->count ? own->items[i].name : NULL;
}

static bool
is_number(const char *word)
{
	return word[0] == '#' || (word[0] >= '0' && word[0] <= '9');
}

bool
palette_has(const char *word)
{
	for (size_t i = 0; i < PALETTE_COUNT; i++)
		if (strcmp(table[i].info.name, word) == 0)
			return true;
	return is_number(word) || action_find(word) != ACTION_NONE;
}

int
palette_run(struct ui *ui, const char *line, struct why *reterr_why)
{
	const char *word = line + strspn(line, " "), *rest, *near;
	size_t len = strcspn(word, " ");
	char name[WORD_MAX];

	if (is_number(word))
		return run_go(ui, word, reterr_why);
	if (len == 0)
		return 0;
	rest = word + len + strspn(word + len, " ");
	snprintf(name, sizeof name, "%.*s", (int)(len < WORD_MAX ? len : WORD_MAX - 1), word);
	for (size_t i = 0; i < PALETTE_COUNT; i++)
		if (strcmp(table[i].info.name, name) == 0 && (rest[0] != '\0' || action_find(name) == ACTION_NONE))
			return table[i].run(ui, rest, reterr_why);
	if (action_find(name) != ACTION_NONE && rest[0] != '\0')
		return why_set(reterr_why, -EINVAL, "nothing is expected behind %s", name);
	if (action_find(name) != ACTION_NONE) {
		ui->bar.kind = BAR_CLOSED;	/* it may open another line */
		act(ui, action_find(name));
		return 0;
	}
	if (commands_named(&ui->commands, name) != NULL)
		return outside_run(ui, commands_named(&ui->commands, name), reterr_why);
	near = nearest(name, name_at, &ui->commands);
	if (near != NULL)
		return why_set(reterr_why, -EINVAL, "there is no command \"%s\": %s?", name, near);
	return why_set(reterr_why, -EINVAL, "there is no command \"%s\"", name);
}

/* --- what could be typed ----------------------------------------------------------- */

static void
add_command(struct choices *choices, enum palette command)
{
	const struct palette_info *info = palette_info(command);
	char note[CHOICE_NOTE];

	snprintf(note, sizeof note, "%s  %s", info->argument, info->help);
	choices_add(choices, info->name, note);
}

static void
add_action(struct ui *ui, enum action action)
{
	char note[CHOICE_NOTE], keys[40];

	for (size_t i = 0; i < PALETTE_COUNT; i++)
		if (strcmp(table[i].info.name, action_info(action)->name) == 0)
			return;		/* offered as a command, which without anything behind it is the action */
	snprintf(note, sizeof note, "%-10s %s", keymap_keys(&ui->keymap, action, keys, sizeof keys), action_info(action)->help);
	choices_add(&ui->bar.choices, action_info(action)->name, note);
}

/* As it would be run now. */
static void
add_own(struct ui *ui, const struct command *command)
{
	char note[CHOICE_NOTE], key[KEY_NAME_CAP] = "";
	struct why why;
	char *line = command_line(command, ui->scene.session, ui->scene.call, ui->scene.at_ns, &why);

	if (command->key >= 0)
		key_to_name(command->key, key);
	snprintf(note, sizeof note, "%-10s %.80s", key, line != NULL ? line : why.text);
	choices_add(&ui->bar.choices, command->name, note);
	free(line);
}

/* 0: it begins with the word; 1: it holds it; 2: its sentence does; 3: nothing of that. */
static int
rank_of(const char *name, const char *help, const char *word)
{
	if (strncasecmp(name, word, strlen(word)) == 0)
		return 0;
	if (strcasestr(name, word) != NULL)
		return 1;
	return strcasestr(help, word) != NULL ? 2 : 3;
}

/* Behind a command's name, what that takes. */
static void
offer_argument(struct ui *ui)
{
	const char *text = ui->bar.prompt.text;
	size_t len = strcspn(text, " "), from = len + strspn(text + len, " ");

	for (size_t i = 0; i < PALETTE_COUNT; i++)
		if (strlen(table[i].info.name) == len && strncmp(table[i].info.name, text, len) == 0 && table[i].offer != NULL)
			table[i].offer(ui, from);
}

void
palette_offer(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	char word[WORD_MAX];

	if (memchr(bar->prompt.text, ' ', bar->prompt.at) != NULL) {
		offer_argument(ui);
		return;
	}
	if (bar->prompt.at >= WORD_MAX)
		return;
	snprintf(word, sizeof word, "%.*s", (int)bar->prompt.at, bar->prompt.text);
	choices_clear(&bar->choices, 0);
	for (int rank = 0; rank < 3; rank++) {
		for (unsigned i = 0; i < PALETTE_COUNT; i++)
			if (rank_of(palette_info((enum palette)i)->name, palette_info((enum palette)i)->help, word) == rank)
				add_command(&bar->choices, (enum palette)i);
		for (unsigned i = ACTION_NONE + 1; i < ACTION_COUNT; i++)
			if (rank_of(action_info((enum action)i)->name, action_info((enum action)i)->help, word) == rank)
				add_action(ui, (enum action)i);
		for (size_t i = 0; i < ui->commands.count; i++)
			if (rank_of(ui->commands.items[i].name, ui->commands.items[i].run, word) == rank)
				add_own(ui, &ui->commands.items[i]);
	}
}

/* --- the line ---------------------------------------------------------------------- */

static void
palette_changed(struct ui *ui)
{
	ui->bar.good = true;
	ui->bar.verdict[0] = '\0';
}

/* A command that went wrong stays to be mended; one that opened another line has closed this one. */
static bool
palette_entered(struct ui *ui)
{
	struct bar *bar = &ui->bar;
	char line[PROMPT_CAP];
	struct why why;

	memcpy(line, bar->prompt.text, sizeof line);
	bar->good = palette_run(ui, line, &why) == 0;
	if (!bar->good)
		snprintf(bar->verdict, sizeof bar->verdict, "%.250s", why.text);
	return bar->good;
}

/* A command that takes something, and has nothing yet. */
static bool
palette_wants_more(struct ui *ui)
{
	for (size_t i = 0; i < PALETTE_COUNT; i++)
		if (strcmp(table[i].info.name, ui->bar.prompt.text) == 0)
			return table[i].info.argument[0] != '[' && table[i].info.argument[0] != '\0' && action_find(table[i].info.name) == ACTION_NONE;
	return false;
}

const struct bar_ops bar_command = {
	.label = ":", .keys = "Enter run  Tab next  Esc leave",
	.typed = TYPED_COMMAND, .offers_always = true, .changed = palette_changed, .offer = palette_offer,
	.wants_more = palette_wants_more, .done = palette_entered,
};
