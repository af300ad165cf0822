#include "busy.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "chance.h"
#include "records.h"

enum { THREADS = 32, STACKS = 64, FILES = 6000 };

static const uint64_t HISTORY = 4ull << 30;

static struct records records;
static uint32_t stacks[STACKS];

double
busy_ms(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static uint64_t chance = 7;

static void
add_call(void)
{
	static const struct {
		const char *name, *text;
		bool numbered;	/* the text has a place for the number of a file */
	} kinds[] = {
		{ "read", "\177ELF some bytes that were read, as many as are kept", false },
		{ "write", "a line of output, of usual length", false },
		{ "openat", "/usr/share/locale/en/LC_MESSAGES/tally-%u.mo", true },
		{ "newfstatat", "/etc/ld.so.%u.cache", true },
		{ "close", NULL, false }, { "mmap", NULL, false }, { "lseek", NULL, false }, { "futex", NULL, false },
		{ "recvfrom", "GET / HTTP/1.1", false },
	};
	unsigned kind = chance_below(&chance, sizeof kinds / sizeof *kinds);
	char path[64];
	struct record_call call = {
		.task = 1 + chance_below(&chance, THREADS), .name = kinds[kind].name, .text = kinds[kind].text,
		.stack = stacks[chance_below(&chance, STACKS)], .args = { chance_below(&chance, 20), 0, chance_below(&chance, 65536) },
		.result = chance_below(&chance, 10) == 0 ? -2 : (int64_t)chance_below(&chance, 4096),
		.duration_ns = 1 + (uint64_t)chance_below(&chance, 100) * chance_below(&chance, 100) * chance_below(&chance, 100) * (chance_below(&chance, 5000) == 0 ? 1000 : 1),
	};

	if (kinds[kind].numbered) {
		const char *number = strchr(kinds[kind].text, '%');

		snprintf(path, sizeof path, "%.*s%u%s", (int)(number - kinds[kind].text), kinds[kind].text, chance_below(&chance, FILES),
			 number + 2);
		call.text = path;
	}
	records_add_call(&records, &call);
}

struct session *
busy_session(unsigned calls)
{
	static records_function *const functions[] = { load_blob, parse_config, fetch_page, write_report };
	struct session *session = session_new(&(struct session_options){ .names = true, .history_bytes = HISTORY });

	records = (struct records){ .session = session };
	records_start(&records, "tally");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	for (unsigned i = 1; i < THREADS; i++)
		records_thread(&records, 1, i % 2 ? "worker" : "writer");
	for (unsigned i = 0; i < STACKS; i++) {
		records_function *const stack[] = { functions[i % 4], functions[i / 4 % 4], functions[i / 16 % 4], run_jobs };

		stacks[i] = records_stack_of(&records, 1, stack, 4);
	}
	busy_more(calls);
	return session;
}

void
busy_more(unsigned calls)
{
	for (unsigned i = 0; i < calls; i++)
		add_call();
}
