#include "dump.h"

#include <ctype.h>
#include <string.h>

#include "config/config.h"
#include "model/rule.h"
#include "ui/keymap.h"
#include "ui/layouts.h"

/* A key's name as YAML has it: signs mean something there. */
static void
print_key(const char *name, size_t len, FILE *out)
{
	bool plain = len > 1 || isalpha((unsigned char)name[0]);

	for (size_t i = 0; i < len; i++)
		plain &= isalnum((unsigned char)name[i]) || name[i] == '-';
	if (!plain)
		fputc('"', out);
	for (size_t i = 0; i < len; i++)
		fprintf(out, name[i] == '"' || name[i] == '\\' ? "\\%c" : "%c", name[i]);
	if (!plain)
		fputc('"', out);
}

/* From the table that keys and help are made of. */
static void
print_bindings(FILE *out)
{
	for (unsigned i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
		const struct action_info *info = action_info((enum action)i);
		const char *keys = info->keys;

		fprintf(out, "    # %s: [", info->name);
		for (size_t len; *keys != '\0'; keys += len, keys += strspn(keys, " ")) {
			len = strcspn(keys, " ");
			if (keys != info->keys)
				fputs(", ", out);
			print_key(keys, len, out);
		}
		fprintf(out, "] # %s\n", info->help);
	}
}

/* Up to its end. */
static void
print_line(const char *indent, const char *line, FILE *out)
{
	fputs(indent, out);
	fwrite(line, 1, strcspn(line, "\n"), out);
	putc('\n', out);
}

static void
print_layouts(FILE *out)
{
	for (const char *line = layouts_text(); *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n')
		print_line("  # ", line, out);
}

static void
print_alerts(FILE *out)
{
	rules_print_defaults("  # - ", out);
}

void
dump_config(FILE *out)
{
	static const struct {
		const char *heading;
		void (*print)(FILE *out);
	} parts[] = { { "  bind:", print_bindings }, { "layouts:", print_layouts }, { "alerts:", print_alerts } };

	for (const char *line = config_default(); *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t len = strcspn(line, "\n");

		fprintf(out, "%.*s\n", (int)len, line);
		for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
			if (strlen(parts[i].heading) == len && strncmp(parts[i].heading, line, len) == 0)
				parts[i].print(out);
	}
}
