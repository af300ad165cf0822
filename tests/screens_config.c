/* What a user sets, on the screen: themes at every depth, colour rules, layouts, keys. */
#include <errno.h>

#include "shots.h"

static void
tell_download(struct records *records)
{
	uint32_t task;

	records_start(records, "fetch --all https://example.org");
	task = records_task(records, 0, "fetch");
	records_call(records, task, "openat", 3, 21000, "/etc/fetch.conf");
	records_call(records, task, "read", 221, 12000, "retries = 3\n");
	records_call(records, task, "openat", -ENOENT, 9000, "/etc/fetch.d");
	for (unsigned i = 0; i < 40; i++) {
		records_call(records, task, "recvfrom", i % 9 == 8 ? -EAGAIN : 1448, i == 36 ? 98000000 : 900000 + i % 3 * 100000,
			     "HTTP/1.1 200 OK");
		records_wait(records, 1000000);
	}
	records_lost(records, 12);
	records_call(records, task, "write", 64, 8000, "done\n");
	records_exit(records, task, 0);
	records_end(records, 0);
}

static const char rules[] =
	"rules:\n"
	"  - { filter: \"err = EAGAIN\", role: alert.high }\n"
	"  - { filter: \"fn = recvfrom and lat > 10ms\", role: stream.slow }\n"
	"  - { filter: \"fn = openat\", role: stream.string }\n";

static const char layouts[] =
	"layouts:\n"
	"  normal:\n"
	"    columns:\n"
	"      - { pane: main }\n"
	"      - rows: [ { pane: alerts }, { pane: output, size: 6 } ]\n"
	"        size: 30\n";

static const char keys[] = "keys:\n  set: htop\n  bind:\n    themes: [F12]\n    pane-2: [F11]\n";

static const char looks[] = "columns: \"duration call result seq\"\nscrolloff: 3\n";

static const struct styled_shot shots[] = {
	{ { "themed-full-80x24", "80x24", "keys ga", false, false }, { .colors = "full" } },
	{ { "themed-256-80x24", "80x24", "keys ga", false, false }, { .colors = "256" } },
	{ { "themed-16-80x24", "80x24", "keys ga", false, false }, { .colors = "16" } },
	{ { "themed-8-80x24", "80x24", "keys ga", false, false }, { .colors = "8" } },
	{ { "themed-mono-80x24", "80x24", "keys ga", false, false }, { .colors = "mono" } },
	{ { "themed-light-full-80x24", "80x24", "", false, false }, { .colors = "full", .theme = "light" } },
	{ { "themed-scheme-256-80x24", "80x24", "", false, false }, { .colors = "256", .theme = "harbour" } },
	{ { "themed-ascii-80x24", "80x24", "keys 2", false, false }, { .theme = "ascii" } },
	{ { "themes-80x24", "80x24", "themes", false, false }, { .theme = "light" } },
	{ { "themes-preview-full-80x24", "80x24", "themes\nup\nup", false, false }, { .theme = "light", .colors = "full" } },
	{ { "themes-kept-full-80x24", "80x24", "themes\nup\nup\nkey Enter", false, false }, { .theme = "light", .colors = "full" } },
	{ { "themes-as-before-full-80x24", "80x24", "themes\nup\nup\nkey Esc", false, false }, { .theme = "light", .colors = "full" } },
	{ { "rules-roles-80x24", "80x24", "keys gjjjj", false, true }, { .config = rules } },
	{ { "rules-80x24", "80x24", "", false, false }, { .config = rules } },
	{ { "layout-own-80x24", "80x24", "", false, false }, { .config = layouts } },
	{ { "layout-own-grown-80x24", "80x24", "keys 3LLLJJ", false, false }, { .config = layouts } },
	{ { "layout-own-reset-80x24", "80x24", "keys 3LLLJJ0", false, false }, { .config = layouts } },
	{ { "keys-htop-80x24", "80x24", "", false, false }, { .config = keys } },
	{ { "keys-htop-help-80x24", "80x24", "key F1", false, false }, { .config = keys } },
	{ { "columns-own-80x24", "80x24", "", false, false }, { .config = looks } },
	{ { "scrolloff-80x24", "80x24", "keys gjjjjjjjjj", false, false }, { .config = looks } },
	{ { "keys-own-80x24", "80x24", "key F11", false, false }, { .config = keys } },
};

int
main(void)
{
	return shots_take_styled(shots, sizeof shots / sizeof *shots, tell_download);
}
