#define PCRE2_CODE_UNIT_WIDTH 8
#include "syscall/wanted.h"

#include <errno.h>
#include <pcre2.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "syscall/callclass.h"
#include "syscall/errnos.h"
#include "syscall/shape.h"

enum { SIGNALS = 64 };

/* Items that were read: any of them included something; excluded ones come last. */
struct items {
	struct wanted in, out;
	bool any_in, any;
};

void
wanted_begin(struct wanted *wanted)
{
	memset(wanted, 0xff, sizeof *wanted);
	wanted->others = wanted->all = true;
	wanted->statuses = WANTED_ANY;
}

/* --- suggestions ---------------------------------------------------------------- */

/* Calls of all tables, "" for a number that has none, and then classes. */
static const char *
name_at(size_t i, const void *context)
{
	const struct call_shape *shape;

	(void)context;
	if (i >= (size_t)ABI_OTHER * WANTED_NUMBERS)
		return callclass_names[i - (size_t)ABI_OTHER * WANTED_NUMBERS];
	shape = call_shape((unsigned)(i / WANTED_NUMBERS), (uint32_t)(i % WANTED_NUMBERS));
	return shape != NULL ? shape->name : "";
}

static const char *
nearest_call(const char *word)
{
	return nearest(word, name_at, NULL);
}

/* --- sets of calls ----------------------------------------------------------------- */

typedef bool call_test(const struct call_shape *shape, const void *what);

/* Adds the calls that pass the test; whether there was one. */
static bool
add_calls(struct wanted *set, call_test *test, const void *what)
{
	bool any = false;

	for (unsigned abi = 0; abi < ABI_OTHER; abi++)
		for (uint32_t nr = 0; nr < WANTED_NUMBERS; nr++) {
			const struct call_shape *shape = call_shape(abi, nr);

			if (shape == NULL || !test(shape, what))
				continue;
			set->calls[abi][nr / 64] |= 1ULL << (nr % 64);
			any = true;
		}
	return any;
}

static bool
is_named(const struct call_shape *shape, const void *name)
{
	return strcmp(shape->name, name) == 0;
}

static bool
is_in_class(const struct call_shape *shape, const void *name)
{
	return callclass_has(name, shape);
}

static bool
matches(const struct call_shape *shape, const void *code)
{
	pcre2_match_data *data = pcre2_match_data_create(1, NULL);
	int r = pcre2_match(code, (PCRE2_SPTR)shape->name, PCRE2_ZERO_TERMINATED, 0, 0, data, NULL);

	pcre2_match_data_free(data);
	return r >= 0;
}

static int
add_pattern(struct wanted *set, const char *pattern, struct why *why)
{
	PCRE2_UCHAR message[120];
	PCRE2_SIZE offset;
	int error;
	pcre2_code *code = pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED, 0, &error, &offset, NULL);

	if (code == NULL) {
		pcre2_get_error_message(error, message, sizeof message);
		return why_set(why, -EINVAL, "Invalid regex pattern '%s': %s at offset %zu", pattern, (char *)message,
			       (size_t)offset);
	}
	add_calls(set, matches, code);
	pcre2_code_free(code);
	return 0;
}

/* An item without its exclamation mark. `word` is changed. */
static int
add_item(struct wanted *set, char *word, struct why *why)
{
	size_t len = strlen(word);
	bool may_be_unknown = word[0] == '?';
	const char *name = word + may_be_unknown, *guess;

	if (len >= 2 && word[0] == '/' && word[len - 1] == '/') {
		word[len - 1] = '\0';
		return add_pattern(set, word + 1, why);
	}
	if (strcmp(name, "none") == 0)
		return 0;
	if (callclass_is(name)) {
		add_calls(set, is_in_class, name);
		set->others = set->others || strcmp(name, "all") == 0 || strcmp(name, "%all") == 0;
		return 0;
	}
	if (add_calls(set, is_named, name) || may_be_unknown)
		return 0;
	guess = nearest_call(name);
	return why_set(why, -EINVAL, "-e trace=: no call or class is named \"%s\"%s%s%s", name, guess != NULL ? "; is it " : "",
		       guess != NULL ? guess : "", guess != NULL ? "?" : "");
}

/* --- lists ------------------------------------------------------------------------ */

static char *
trim(char *word)
{
	size_t len;

	word += strspn(word, " \t");
	for (len = strlen(word); len > 0 && strchr(" \t", word[len - 1]) != NULL; len--)
		word[len - 1] = '\0';
	return word;
}

/* The next item of a list with commas, trimmed; NULL at the end. Empty ones are left out. */
static char *
next_word(char **rest)
{
	char *word;

	while ((word = strsep(rest, ",")) != NULL)
		if (*(word = trim(word)) != '\0')
			return word;
	return NULL;
}

static int
read_calls(struct items *items, char *list, struct why *why)
{
	char *word;

	list = trim(list);
	if (strcmp(list, "!") == 0)
		return why_set(why, -EINVAL, "Invalid negation syntax: \"!\" excludes nothing; write a name behind it");
	items->any = true;
	items->any_in = items->any_in || *list == '\0';	/* an empty list: none */
	while ((word = next_word(&list)) != NULL) {
		bool out = word[0] == '!';
		int r;

		word = trim(word + out);
		if (*word == '\0')
			continue;
		items->any_in = items->any_in || !out;
		r = add_item(out ? &items->out : &items->in, word, why);
		if (r < 0)
			return r;
	}
	return 0;
}

static void
join_calls(struct wanted *wanted, const struct items *items)
{
	if (!items->any)
		return;
	wanted->all = false;
	wanted->others = (items->any_in ? items->in.others : true) && !items->out.others;
	for (unsigned abi = 0; abi < ABI_COUNT; abi++)
		for (unsigned i = 0; i < WANTED_NUMBERS / 64; i++)
			wanted->calls[abi][i] = (items->any_in ? items->in.calls[abi][i] : UINT64_MAX) & ~items->out.calls[abi][i];
}

/* --- signals and statuses ------------------------------------------------------------- */

static uint64_t
signal_bit(const char *word)
{
	char name[16];

	for (unsigned signal = 1; signal <= SIGNALS; signal++) {
		const char *known = signal_name(signal, name);

		if (strcasecmp(word, known) == 0 || strcasecmp(word, known + 3) == 0)
			return 1ULL << (signal - 1);
	}
	return 0;
}

static int
read_signals(struct wanted *wanted, char *list, struct why *why)
{
	bool inverted = *(list = trim(list)) == '!';
	uint64_t set = 0, bit;
	char *word;

	list += inverted;
	while ((word = next_word(&list)) != NULL) {
		bit = strcmp(word, "all") == 0 ? UINT64_MAX : strcmp(word, "none") == 0 ? 0 : signal_bit(word);
		if (bit == 0 && strcmp(word, "none") != 0)
			return why_set(why, -EINVAL, "-e signal=: no signal is named \"%s\"", word);
		set |= bit;
	}
	wanted->signals = inverted ? ~set : set;
	return 0;
}

static int
read_statuses(struct wanted *wanted, char *list, struct why *why)
{
	static const struct {
		const char *name;
		unsigned status;
	} names[] = {
		{ "successful", WANTED_SUCCESSFUL }, { "failed", WANTED_FAILED }, { "unfinished", WANTED_UNFINISHED },
		{ "detached", WANTED_DETACHED }, { "unavailable", 0 }, { "all", WANTED_ANY }, { "none", 0 },
	};
	bool inverted = *(list = trim(list)) == '!';
	unsigned set = 0;
	char *word;

	list += inverted;
	while ((word = next_word(&list)) != NULL) {
		unsigned i = 0;

		while (i < sizeof names / sizeof *names && strcmp(names[i].name, word) != 0)
			i++;
		if (i == sizeof names / sizeof *names)
			return why_set(why, -EINVAL,
				       "-e status=: \"%s\" is not successful, failed, unfinished or detached", word);
		set |= names[i].status;
	}
	wanted->statuses = inverted ? WANTED_ANY & ~set : set;
	return 0;
}

/* --- expressions --------------------------------------------------------------------------- */

static int
read_expression(struct wanted *wanted, struct items *items, const char *expression, struct why *why)
{
	static const char *const names[] = { "trace", "t", "signal", "signals", "s", "status" };
	const char *equals = strchr(expression, '=');
	size_t len = equals != NULL ? (size_t)(equals - expression) : 0, which = 0;
	char *list;
	int r;

	while (which < 6 && (strlen(names[which]) != len || strncmp(names[which], expression, len) != 0))
		which++;
	if (equals == NULL)
		return why_set(why, -EINVAL,
			       "Invalid filter expression: %s. Expected format: trace=SPEC, so -e trace=%s", expression,
			       expression);
	if (which == 6)
		return why_set(why, -EINVAL,
			       "Invalid filter expression: %s. Expected format: trace=SPEC, signal=SPEC or status=SPEC",
			       expression);
	list = mem_string(equals + 1);
	if (which < 2)
		r = read_calls(items, list, why);
	else
		r = which < 5 ? read_signals(wanted, list, why) : read_statuses(wanted, list, why);
	free(list);
	return r;
}

int
wanted_parse(struct wanted *wanted, const char *const *expressions, size_t count, struct why *reterr_why)
{
	struct items *items = mem_new(1, sizeof *items);
	int r = 0;

	wanted_begin(wanted);
	for (size_t i = 0; i < count && r == 0; i++)
		r = read_expression(wanted, items, expressions[i], reterr_why);
	if (r == 0)
		join_calls(wanted, items);
	free(items);
	return r;
}
