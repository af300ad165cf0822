/*
 * How long calls take, on the screen: reads of two kinds, the slower of which
 * gets slower still after a while, and writes that come in bursts.
 */
#include "chance.h"
#include "shots.h"

enum { READS = 3000, US = 1000, MS = 1000000 };

static void
tell_reads(struct records *records)
{
	records_function *const loading[] = { load_blob, run_jobs }, *const writing[] = { write_report, run_jobs };
	uint32_t task, load, report;
	uint64_t chance = 42;

	records_start(records, "tally --watch");
	task = records_task(records, 0, "tally");
	records_own_maps(records, task);
	load = records_stack_of(records, task, loading, 2);
	report = records_stack_of(records, task, writing, 2);
	for (uint64_t i = 0; i < READS; i++) {
		uint64_t slow = i < READS / 2 ? 400 * US : 400 * US + (i - READS / 2) * US;

		records->stack = load;
		records_call(records, task, "read", 4096, i % 3 == 0 ? slow + chance_below(&chance, slow / 4) : 4 * US + chance_below(&chance, 6 * US), NULL);
		records->stack = report;
		if (i / 250 % 2 == 0)
			records_call(records, task, "write", i % 50 == 0 ? -11 : 80, 12 * US + chance_below(&chance, 20 * US), NULL);
		if (i == 2000)
			records_call(records, task, "fsync", 0, 900 * (uint64_t)MS, NULL);
		records_wait(records, 700 * US);
	}
	records_exit(records, task, 0);
	records_end(records, 0);
}

/* Looks back a tenth of the time. */
#define TENTH "moment-back\nmoment-back\nmoment-back\nmoment-back\nmoment-back\n" \
	"moment-back\nmoment-back\nmoment-back\nmoment-back\nmoment-back\n"

static const struct shot shots[] = {
	{ "latency-80x24", "80x24", "keys 7", false, false },
	{ "latency-cursor-80x24", "80x24", "keys 7gaz\nkey Right\nkey Right\nkey Right", false, false },
	{ "latency-all-80x24", "80x24", "keys 7B\nkey Right\nkey End\nkey V\nkey Left\nkey Left", false, false },
	{ "spectrogram-80x24", "80x24", "keys 7Bi", false, false },
	{ "spectrogram-ascii-80x24", "80x24", "keys 7Biz", true, false },
	{ "spectrogram-roles-120x40", "120x40", "keys 7Biz", false, true },
	{ "spectrogram-120x40", "120x40", "keys 7Biz", false, false },
	{ "spectrogram-row-120x40", "120x40", "keys 7Bizx", false, false },
	{ "spectrogram-box-120x40", "120x40", "keys 7Biz\nkey Right\nkeys kkVhhhkkkk", false, false },
	{ "spectrogram-zoom-120x40", "120x40", "keys 7Biz\nkey Right\nkeys kkkkkkkk++", false, false },
	{ "spectrogram-resized-80x24", "120x40", "keys 7Biz\nkey Right\nkeys kkkk\n:size 80x24", false, false },
	{ "spectrogram-200x60", "200x60", "keys 2i", false, false },
	{ "functions-inside-80x24", "80x24", "keys 2z\nkey Enter\nkey Right\nkey Right", false, false },
	{ "functions-inside-small-40x10", "40x10", "keys 2\nkey Enter\nkey Right\nkey Right", false, false },
	{ "functions-spectrogram-120x40", "120x40", "keys 2iz\nkey Enter\nkey Right", false, false },
	{ "functions-sorted-120x40", "120x40", "keys 2z>>>>I", false, false },
	{ "diff-80x24", "80x24", TENTH TENTH "keys rF9z", false, false },
	{ "diff-120x40", "120x40", TENTH TENTH TENTH "keys rFD>jB", false, false },
	{ "diff-200x60", "200x60", TENTH TENTH TENTH "keys rFD", false, false },
	{ "diff-again-80x24", "80x24", TENTH "keys rF9\n" TENTH TENTH "keys rF", false, false },
	{ "diff-nothing-80x24", "80x24", "keys 9", false, false },
	{ "diff-enter-80x24", "80x24", TENTH TENTH "keys rF9j\nkey Enter", false, false },
	{ "past-80x24", "80x24", "key S-Left\nkey S-Left\nkeys ,", false, false },
	{ "past-120x40", "120x40", "key S-Left\nkey S-Left\nkeys ,,.", false, false },
	{ "past-200x60", "200x60", "moment-back\nmoment-back\nkeys 7i", false, false },
	{ "past-at-80x24", "80x24", "keys :at 1.5\nkey Enter\nkeys 2B", false, false },
	{ "past-played-80x24", "80x24", "keys :at 1.5\nkey Enter\nkeys :play 2x\nkey Enter", false, false },
	{ "past-play-wrong-80x24", "80x24", "keys :play backwards\nkey Enter", false, false },
	{ "past-at-wrong-80x24", "80x24", "keys :at noon\nkey Enter", false, false },
	{ "past-now-120x40", "120x40", "key S-Left\nkeys ,,.\nkeys F", false, false },
	{ "functions-enter-80x24", "80x24", "keys 2\nkey Enter\nkey Right\nkey Enter", false, false },
};

int
main(void)
{
	return shots_take(shots, sizeof shots / sizeof *shots, tell_reads);
}
