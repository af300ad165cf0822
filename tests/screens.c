/*
 * The whole screen, drawn from a story in records without a terminal, is the
 * picture in tests/golden: at five sizes, pane by pane, after keys.
 */
#include <errno.h>

#include "shots.h"

static void
tell_story(struct records *records)
{
	records_function *const loading[] = { load_blob, run_jobs }, *const parsing[] = { parse_config, run_jobs };
	records_function *const fetching[] = { fetch_page, run_jobs }, *const writing[] = { write_report, run_jobs };
	uint32_t main_task, worker;

	records_start(records, "tally --jobs 2 data/x.bin");
	main_task = records_task(records, 0, "tally");
	records_own_maps(records, main_task);
	records->stack = records_stack_of(records, main_task, parsing, 2);
	records_call(records, main_task, "openat", 3, 21000, "/etc/tally.conf");
	records_call(records, main_task, "read", 221, 12000, "jobs = 2\n");
	records_call(records, main_task, "openat", -ENOENT, 9000, "/etc/tally.d/\033[2Jevil\nname");
	worker = records_thread(records, main_task, "fetcher");
	records->stack = records_stack_of(records, worker, fetching, 2);
	for (unsigned i = 0; i < 20; i++) {
		records_call(records, worker, "recvfrom", i % 5 == 4 ? -EAGAIN : 1448, 900000 + i % 3 * 100000, "HTTP/1.1 200 OK");
		records_wait(records, 1000000);
	}
	records->stack = records_stack_of(records, main_task, loading, 2);
	for (unsigned i = 0; i < 40; i++) {
		records_call(records, main_task, "read", 4096, i == 33 ? 98000000 : 1200000 + i % 4 * 50000, "PK\003\004");
		records_wait(records, 500000);
	}
	records_lost(records, 12);
	records_signal(records, worker, 10);
	records->stack = records_stack_of(records, main_task, writing, 2);
	for (unsigned i = 0; i < 8; i++)
		records_call(records, main_task, "write", 64, 8000 + i * 100, "total 42\n");
	records_call(records, main_task, "close", 0, 7000, NULL);
	records_exit(records, worker, 0);
	records_exit(records, main_task, 3 << 8);
	records_end(records, 3 << 8);
}

/* --- pictures ------------------------------------------------------------------------- */

static const struct shot shots[] = {
	{ "stream-80x24", "80x24", "", false, false },
	{ "stream-80x24-roles", "80x24", "keys ggjj", false, true },
	{ "stream-ascii-80x24", "80x24", "", true, false },
	{ "stream-up-80x24", "80x24", "keys kkkkkkkkkkkk", false, false },
	{ "stream-oldest-80x24", "80x24", "keys g", false, false },
	{ "stream-errors-80x24", "80x24", "keys gee", false, false },
	{ "stream-alert-80x24", "80x24", "keys ga", false, false },
	{ "stream-clock-80x24", "80x24", "keys TT", false, false },
	{ "functions-80x24", "80x24", "keys 2", false, false },
	{ "functions-by-call-80x24", "80x24", "keys 2B>>", false, false },
	{ "alerts-80x24", "80x24", "keys 3", false, false },
	{ "alerts-enter-80x24", "80x24", "keys 3\nkey Enter", false, false },
	{ "alerts-muted-80x24", "80x24", "keys 3W", false, false },
	{ "source-80x24", "80x24", "keys 4", false, false },
	{ "output-80x24", "80x24", "keys 5", false, false },
	{ "detail-80x24", "80x24", "keys g\nkey Enter", false, false },
	{ "detail-stack-80x24", "80x24", "keys gjb", false, false },
	{ "detail-raw-80x24", "80x24", "keys gj\nkey Enter\nkey Right\nkey Right\nkey Right", false, false },
	{ "detail-source-80x24", "80x24", "keys gj\nkey Enter\nkey Right\nkey Right", false, false },
	{ "detail-thread-80x24", "80x24", "keys gjjjjjjj\nkey Enter\nkey Left\nkey Left", false, false },
	{ "detail-context-80x24", "80x24", "keys gjjjjjjj\nkey Enter\nkey Left\nkeys kk", false, false },
	{ "detail-context-enter-80x24", "80x24", "keys gjjjjjjj\nkey Enter\nkey Left\nkeys kk\nkey Enter", false, false },
	{ "detail-stack-enter-80x24", "80x24", "keys gjbj\nkey Enter", false, false },
	{ "detail-stack-enter-back-80x24", "80x24", "keys gjbj\nkey Enter\nkeys jq", false, false },
	{ "detail-keep-80x24", "80x24", "keys gj\nkey Enter\nkeys jjjj=", false, false },
	{ "help-80x24", "80x24", "keys ?", false, false },
	{ "unbound-80x24", "80x24", "key F7", false, false },
	{ "help-end-80x24", "80x24", "keys ?G", false, false },
	{ "zoom-120x40", "120x40", "keys z", false, false },
	{ "wide-120x40", "120x40", "", false, false },
	{ "wide-functions-120x40", "120x40", "keys 2jj", false, false },
	{ "wide-200x60", "200x60", "keys ga", false, false },
	{ "small-40x10", "40x10", "", false, false },
	/* what is typed */
	{ "filter-good-80x24", "80x24", "key f\nkeys fn = read and lat > 1.2ms", false, false },
	{ "filter-wrong-80x24", "80x24", "key f\nkeys fn = read and latt > 1ms", false, false },
	{ "filter-roles-80x24", "80x24", "key f\nkeys latt > 1ms", false, true },
	{ "filter-fields-80x24", "80x24", "key f\nkeys fn = read and \nkey Tab\nkey Tab\nkey Tab", false, false },
	{ "filter-values-80x24", "80x24", "key f\nkeys func = \nkey Tab", false, false },
	{ "filter-value-taken-80x24", "80x24", "key f\nkeys func = \nkey Tab\nkey Tab\nkey Tab\nkey Enter", false, false },
	{ "filter-40x10", "40x10", "key f\nkeys lat > 1ms", false, false },
	{ "narrow-40x10", "40x10", "key f\nkeys err\nkey Enter", false, false },
	{ "find-detail-80x24", "80x24", "keys gjb/run\nkey Enter", false, false },
	{ "find-functions-80x24", "80x24", "keys 2/report\nkey Enter", false, false },
	{ "find-functions-none-80x24", "80x24", "keys 2/repork", false, false },
	{ "find-typing-80x24", "80x24", "keys g\nkeys /total", false, false },
	{ "find-none-80x24", "80x24", "keys /nothing\nkey Enter", false, false },
	{ "find-roles-80x24", "80x24", "keys g/total\nkey Enter\nkeys n", false, true },
	{ "find-left-80x24", "80x24", "keys gjjj/total\nkey Esc", false, false },
	{ "find-help-80x24", "80x24", "keys ?/mark\nkey Enter", false, false },
	{ "palette-80x24", "80x24", "keys :ma", false, false },
	{ "palette-list-80x24", "80x24", "keys :fil\nkey Down\nkey Down\nkey Up\nkey Enter\nkeys lat > \nkey Tab", false, false },
	{ "palette-filter-80x24", "80x24", "keys :filter err\nkey Enter", false, false },
	{ "palette-wrong-80x24", "80x24", "keys :fliter x\nkey Enter", false, false },
	{ "palette-number-80x24", "80x24", "keys :#42\nkey Enter", false, false },
	/* what the stream is narrowed to */
	{ "narrow-80x24", "80x24", "key f\nkeys fn = read and lat > 1.2ms\nkey Enter", false, false },
	{ "narrow-wrong-stays-80x24", "80x24", "key f\nkeys err\nkey Enter\nkey f\nkey Space\nkeys and latt > 1\nkey Enter\nkey Esc", false, false },
	{ "narrow-none-80x24", "80x24", "key f\nkeys fn = mmap\nkey Enter", false, false },
	{ "narrow-keep-80x24", "80x24", "keys gjjjjl=", false, false },
	{ "narrow-drop-80x24", "80x24", "keys gjjjjh!", false, false },
	{ "narrow-crumbs-120x40", "120x40", "keys gjjjj=h=$=", false, false },
	{ "narrow-popped-80x24", "80x24", "keys gjjjj=jjl=jjq", false, false },
	{ "narrow-function-80x24", "80x24", "keys 2j\nkey Enter", false, false },
	{ "narrow-function-back-80x24", "80x24", "keys 2j\nkey Enter\nkeys jjq", false, false },
	{ "narrow-history-80x24", "80x24", "keys gjjjj=jjj[", false, false },
	{ "narrow-around-80x24", "80x24", "key f\nkeys fn = write\nkey Enter\nkeys 3\nkey Enter", false, false },
	{ "narrow-toggled-80x24", "80x24", "key f\nkeys err\nkey Enter\nkeys XX", false, false },
	{ "marks-80x24", "80x24", "keys gmjjjjmjmk'", false, false },
	{ "marks-zoom-80x24", "80x24", "keys gjjmjjjjm\nkeys :zoom marks 1 2\nkey Enter", false, false },
	{ "marks-filter-80x24", "80x24", "key f\nkeys mark\nkey Enter\nkey X\nkeys gmjjm\nkey [", false, false },
	{ "marks-gone-to-80x24", "80x24", "keys gmjjjjmGUU", false, false },
	{ "columns-80x24", "80x24", "keys c\nkey Enter\nkeys jjj\nkey Space\nkeys <", false, false },
	{ "folded-80x24", "80x24", "keys S", false, false },
	{ "tiny-12x3", "12x3", "", false, false },
	{ "smallest-1x1", "1x1", "keys jk2345?q", false, false },
};

int
main(void)
{
	return shots_take(shots, sizeof shots / sizeof *shots, tell_story);
}
