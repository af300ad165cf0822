/*
 * options.h - the command line
 *
 * One table of what there is (option.h) feeds parsing, the configuration and
 * --help; a test holds the manual page against it.
 */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#include "base/why.h"
#include "commands.h"
#include "config/config.h"
#include "export/export.h"
#include "export/otlp.h"
#include "model/alerts.h"
#include "model/rule.h"
#include "syscall/wanted.h"
#include "trace/tracer.h"

enum options_color { OPTIONS_COLOR_AUTO, OPTIONS_COLOR_ALWAYS, OPTIONS_COLOR_NEVER };
enum options_on_exit { ON_EXIT_DEFAULT, ON_EXIT_KILL, ON_EXIT_DETACH };

/* What was given again and again. */
struct texts {
	const char **items;
	size_t count;
};
struct pids {
	pid_t *items;
	size_t count;
};

struct options {
	char *const *argv;	/* program to start; NULL: attach */
	struct pids pids;	/* to attach */
	const char *output;	/* -o; NULL: stderr */
	const char *format;	/* NULL: the screen, or text where there is none; "text" with -o alone */
	bool no_follow, drop, no_stacks, times, ascii, mouse;
	bool summary;		/* -c: of the format only its figures */
	bool table;		/* -C: text, then the table of figures */
	bool extended;		/* --stats-extended */
	enum export_sort sort;	/* -S */
	bool sorted;		/* it was given */
	enum export_folded folded; /* --folded */
	bool folds;		/* it was given */
	unsigned stamps;	/* -t, how often; 3 at most */
	const char *columns;	/* --csv-columns; NULL: the usual ones */
	enum options_on_exit on_exit;
	enum placement placement;
	uint64_t ring_size, history; /* bytes, 0: the default */
	unsigned string_max;	/* 0: the default */
	struct texts captures;	/* -e */
	struct wanted wanted;	/* what they say */
	const char *filter;	/* --filter, which is one; NULL: all is shown */
	bool names, traces;	/* -y, -k */
	struct texts maps;	/* --transpiler-map */
	bool debuginfod;	/* --debuginfod */
	struct texts runtimes;	/* --runtime-module */
	const char *decisions;	/* --decisions; NULL: none */
	double anomaly_threshold; /* 0: the default */
	unsigned anomaly_window; /* 0: the default */
	bool anomaly_realtime, anomaly_both, compat_renacer;
	struct texts alerts;	/* --alert */
	struct rules_list rules; /* all that are looked for */
	const char *on_alert;	/* --on-alert: "hold", "!command"; NULL nothing */
	enum alert_severity fail_on_alert; /* ALERT_NONE: never */
	const char *record;	/* -w: a directory; NULL: nothing is recorded */
	struct texts reads;	/* -r; several are put on one time line */
	const char *play;	/* --play: how fast that is shown from its beginning; NULL: what came last is shown */
	uint64_t max_bytes;	/* of what -w writes; 0: no limit */
	unsigned rotate;	/* files that -w keeps; 0: one, that ends at the limit */
	bool otlp;		/* telemetry is sent, to otlp_endpoint; NULL: where the environment says */
	const char *otlp_endpoint, *trace_parent;
	enum otlp_calls otlp_calls;
	bool otlp_chosen;	/* it was given */
	struct otlp_context context; /* of telemetry, and of --format=otlp */
	struct why warning;	/* what is told before all else; "" nothing */
	const char *theme, *script, *screen;
	enum options_color color; /* of the screen */
	const char *tee;	/* --tee; NULL: none */
	enum command command;	/* what came first: "rewrite", "diff" …; COMMAND_TRACE when none did */
	char *const *operands;	/* of it, operand_count of them */
	size_t operand_count;
	double tolerance;	/* percent; 0: the default */
	const char *baseline;	/* --baseline; NULL: none */
	bool help, version, dump_config; /* asked for: nothing else counts */
	const char *config_file; /* --config; NULL: the user's own, where there is one */
	bool no_config;
	struct config config;	/* what it says */
};

/*
 * Fills options from a command line, and from the configuration that it names
 * or, with `user`, from the user's own: what the command line says wins. 0, or
 * a negative errno and a sentence; nothing is to be freed then. Strings point
 * into argv and into `config`.
 */
int options_parse(int argc, char **argv, bool user, struct options *ret_options, struct why *reterr_why);
void options_done(struct options *options);

/* What --help prints. */
void options_help(FILE *out);

#endif
