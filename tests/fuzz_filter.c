/*
 * fuzz_filter.c - any text as a filter: no crash, no hang, and what it says of itself holds
 *
 * For libFuzzer (make fuzz). The first byte is where the cursor of completion
 * is, the rest the text. What is a filter is asked about a small story, reads
 * back to one that means the same, and takes a condition more.
 */
#include "model/filter.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/filter_complete.h"
#include "records.h"

enum { US = 1000, MS = 1000000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static struct session *
tell_story(void)
{
	static struct records records;
	static records_function *const functions[] = { load_blob, run_jobs };

	records.session = session_new(&(struct session_options){ .names = true });
	records_start(&records, "tally notes.txt");
	records_task(&records, 0, "tally");
	records_own_maps(&records, 1);
	records_thread(&records, 1, "Worker");
	records_call(&records, 1, "openat", -2, 12 * US, "/etc/missing");
	records.stack = records_stack_of(&records, 1, functions, 2);
	records_call(&records, 1, "write", 4, 2 * MS, "done\n\"x\"");
	records_call(&records, 2, "recvfrom", 1448, 3 * MS, NULL);
	records_lost(&records, 1);
	records_wait(&records, 60 * MS);
	records_add_call(&records, &(struct record_call){
		.task = 2, .name = "futex", .state = CALL_OPEN, .duration_ns = 60 * MS,
	});
	return records.session;
}

/* A bit for each call of the story; none when it is no filter, as what is put together may be too deep or too long. */
static unsigned
meant(const char *text, const struct session *session)
{
	struct filter *filter;
	struct call_row row;
	unsigned bits = 0;

	if (filter_parse(text, &filter, NULL) < 0)
		return 0;
	for (uint64_t seq = session_first(session); seq < session_end(session); seq++)
		if (session_row(session, seq, &row) && filter_match(filter, session, seq, &row))
			bits |= 1u << seq;
	filter_free(filter);
	return bits;
}

static void
check_error(const char *text, const struct filter_error *error)
{
	size_t len = strlen(text);

	if (error->column == 0 || error->at > len || error->len > len - error->at || error->reason[0] == '\0' ||
	    memchr(error->reason, '\0', sizeof error->reason) == NULL ||
	    memchr(error->suggestion, '\0', sizeof error->suggestion) == NULL)
		abort();
}

static void
check_filter(const struct filter *filter, const char *text, const struct session *session)
{
	unsigned bits = meant(text, session);
	struct filter_term terms[4];
	size_t count = filter_terms(filter, terms, 4), len = strlen(filter_text(filter));
	char *joined = filter_and(text, "path", "!=", text), *opposite = mem_format("!(%s)", text);

	if (meant(filter_text(filter), session) != bits || (count == 0) != filter_is_empty(filter))
		abort();
	for (size_t i = 0; i < count && i < 4; i++)
		if (terms[i].len == 0 || terms[i].at > len || terms[i].len > len - terms[i].at)
			abort();
	if (joined != NULL && (meant(joined, session) & ~bits) != 0)
		abort();
	if ((meant(opposite, session) & bits) != 0)
		abort();
	free(joined);
	free(opposite);
}

static bool
hear(void *context, const struct filter_offer *offer)
{
	const size_t *len = context;

	if (offer->at > *len || offer->len > *len - offer->at || offer->text[0] == '\0')
		abort();
	return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static struct session *session;
	struct filter *filter;
	struct filter_error error;
	char *text;
	size_t len;

	if (size < 2)
		return 0;
	if (session == NULL)
		session = tell_story();
	text = mem_new(size, 1);
	memcpy(text, bytes + 1, size - 1);
	len = strlen(text);
	if (filter_parse(text, &filter, &error) == 0) {
		check_filter(filter, text, session);
		filter_free(filter);
	} else {
		check_error(text, &error);
	}
	filter_complete(text, bytes[0] % (len + 1), session, hear, &len);
	free(text);
	return 0;
}
