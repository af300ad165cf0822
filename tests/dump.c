/* What --dump-config shows loads back to the defaults, as it is and with its examples taken at their word. */
#include "dump.h"

#include <math.h>
#include <stdlib.h>

#include "check.h"
#include "config/config.h"
#include "model/rule.h"
#include "ui/keymap.h"
#include "ui/layouts.h"

static char *
dumped(void)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	dump_config(out);
	fclose(out);
	return text;
}

static bool
begins(const char *line, const char *with)
{
	return strncmp(line, with, strlen(with)) == 0;
}

/* Without the '#' before bindings, layouts and the alerts that are there by themselves. */
static char *
uncommented(const char *dump)
{
	char *text = calloc(1, strlen(dump) + 1), *to = text;
	bool bindings = false, layouts = false, alerts = false;

	for (const char *line = dump; *line != '\0'; line += strcspn(line, "\n") + 1) {
		size_t len = strcspn(line, "\n") + 1;

		bindings = begins(line, "  bind:") || (bindings && begins(line, "    # "));
		layouts = begins(line, "layouts:") || (layouts && begins(line, "  # "));
		alerts = begins(line, "alerts:") || (alerts && begins(line, "  # - "));
		if (bindings && begins(line, "    # ")) {
			to += sprintf(to, "    %.*s", (int)len - 6, line + 6);
		} else if ((layouts || alerts) && begins(line, "  # ")) {
			to += sprintf(to, "  %.*s", (int)len - 4, line + 4);
		} else {
			memcpy(to, line, len);
			to += len;
		}
	}
	return text;
}

/* A rule that says what one of the defaults says already changes nothing. */
static void
check_alerts(const struct config *config)
{
	struct rules_list usual, said;
	struct why why = { "" };

	rules_list_begin(&usual);
	rules_list_begin(&said);
	CHECK_EQ(config->alert_count, usual.count);
	for (size_t i = 0; i < config->alert_count; i++)
		if (!CHECK_EQ(rules_list_configure(&said, &config->alerts[i], &why), 0))
			printf("  %s\n", why.text);
	CHECK_EQ(said.count, usual.count);
	for (size_t i = 0; i < usual.count && i < said.count; i++) {
		const struct rule *a = &usual.rules[i], *b = &said.rules[i];

		CHECK(strcmp(a->name, b->name) == 0 && a->test == b->test && a->by == b->by && a->severity == b->severity &&
		      a->within_ns == b->within_ns && (a->least == b->least || a->least == 0));
		CHECK(strcmp(a->when != NULL ? a->when : "", b->when != NULL ? b->when : "") == 0);
		CHECK(fabs(a->limit - b->limit) < 1e-9 * a->limit && fabs(a->high - b->high) <= 1e-9 * a->high);
	}
	rules_list_done(&said);
	rules_list_done(&usual);
}

static void
check_defaults(const char *text, bool examples)
{
	struct keymap keymap, usual;
	struct layouts *layouts;
	struct config config;
	struct why why = { "" };

	if (!CHECK_EQ(config_read("dump", text, strlen(text), &config, &why), 0)) {
		printf("  %s\n", why.text);
		return;
	}
	CHECK_EQ(config.bindings != NULL, examples);
	CHECK_EQ(config.layouts != NULL, examples);
	CHECK_EQ(keymap_default(&usual, NULL), 0);
	if (!CHECK_EQ(keymap_load(&config.key_set, config.bindings, &keymap, &why), 0))
		printf("  %s\n", why.text);
	else
		CHECK(keymap.count == usual.count &&
		      memcmp(keymap.bindings, usual.bindings, usual.count * sizeof *usual.bindings) == 0);
	if (!CHECK_EQ(layouts_new(config.layouts, &layouts, &why), 0))
		printf("  %s\n", why.text);
	else
		layouts_free(layouts);
	CHECK(config.rule_count == 0 && config.options.count == 0 && config.scrolloff == 0 && !config.mouse);
	CHECK_EQ(config.alert_count > 0, examples);
	if (examples)
		check_alerts(&config);
	config_done(&config);
}

int
main(void)
{
	char *dump = dumped(), *examples = uncommented(dump);

	check_defaults(dump, false);
	check_defaults(examples, true);
	free(examples);
	free(dump);
	return check_result();
}
