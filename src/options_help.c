/* What --help prints; see options.h. */
#include "commands.h"
#include "export/export.h"
#include "option.h"
#include "options.h"

enum { HELP_LEFT = 34 };	/* columns of names */

/* Columns of a text whose characters have one each. */
static int
width_of(const char *text)
{
	int width = 0;

	for (; *text != '\0'; text++)
		width += ((unsigned char)*text & 0xc0) != 0x80;
	return width;
}

static void
help_line(FILE *out, const struct option_info *info)
{
	char left[64];
	int width;

	snprintf(left, sizeof left, "%c%c%s --%s%s%s", info->letter ? '-' : ' ', info->letter ? info->letter : ' ',
		 info->letter ? "," : " ", info->name, info->value ? "=" : "", info->value ? info->value : "");
	width = width_of(left);
	fprintf(out, "  %s", left);
	if (width > HELP_LEFT)
		fprintf(out, "\n  %*s", HELP_LEFT + 1, "");
	else
		fprintf(out, "%*s", HELP_LEFT + 1 - width, "");
	fprintf(out, "%s\n", info->help);
}

void
options_help(FILE *out)
{
	size_t count;
	const struct option_info *infos = option_table(&count);

	fputs("Usage: sightline [OPTION…] [--] COMMAND [ARGUMENT…]\n"
	      "       sightline [OPTION…] -p PID\n"
	      "       sightline [OPTION…] -r DIR\n", out);
	commands_usage(out);
	fputs("Shows live what a program asks of the kernel, how long each answer takes,\n"
	      "which line of source asks, and what is out of the ordinary.\n\n", out);
	for (size_t i = 0; i < count; i++)
		help_line(out, &infos[i]);
	fputs("\nFormats:\n", out);
	for (size_t i = 0; export_formats[i] != NULL; i++)
		fprintf(out, "  %-9s %s\n", export_formats[i]->name, export_formats[i]->help);
	fputs("\nWithout --format, and with a terminal, there is a screen: ? shows its keys.\n"
	      "\nFor example:\n"
	      "  sightline tar cf /dev/null /usr/share/doc    a program, on the screen\n"
	      "  sightline -p 4242                            one that runs\n"
	      "  sightline -c git status                      a table of its calls\n"
	      "  sightline -t -e trace=%file -o calls make    its calls on files, as strace writes them\n", out);
}
