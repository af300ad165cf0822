#include "model/filter_complete.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/filter_field.h"
#include "model/filter_lex.h"
#include "model/filter_offers.h"
#include "syscall/callclass.h"

/* What stands before the cursor. */
struct spot {
	struct filter_token token;	/* what was begun: up to the cursor, perhaps nothing */
	const struct filter_field *field; /* value: of which one. Else the one before the token, NULL: none */
	bool value;			/* a value is to stand there */
};

/* --- where the cursor is ---------------------------------------------------------------- */

/* How the text before a token is read on. */
struct reading {
	const struct filter_field *field;	/* the last word */
	bool value, list;
};

static bool
is_comparison(enum filter_token_kind kind)
{
	return kind >= TOKEN_EQ && kind <= TOKEN_HAS;
}

static void
read_on(struct reading *reading, const char *text, const struct filter_token *token)
{
	if (reading->value && token->kind == TOKEN_OPEN)	/* of a list */
		return;
	if (reading->value) {
		reading->value = false;
	} else if (reading->list && token->kind == TOKEN_COMMA) {
		reading->value = true;
	} else if (reading->field != NULL && (is_comparison(token->kind) || token->kind == TOKEN_IN)) {
		reading->value = true;
		reading->list = token->kind == TOKEN_IN;
	} else {
		reading->list = false;
		reading->field = token->kind == TOKEN_WORD ? filter_field_find(text + token->at, token->len) : NULL;
	}
}

/* Words, strings, and words that are signs as well; not the signs. */
static bool
is_begun(const char *text, const struct filter_token *token)
{
	return token->kind == TOKEN_WORD || token->kind == TOKEN_STRING || token->kind == TOKEN_UNENDED ||
	       ((token->kind == TOKEN_AND || token->kind == TOKEN_OR || token->kind == TOKEN_NOT ||
		 token->kind == TOKEN_IN || token->kind == TOKEN_HAS) &&
		isalpha((unsigned char)text[token->at]));
}

/* Reads `text`, which ends at the cursor. */
static struct spot
find_spot(const char *text)
{
	struct reading reading = { .field = NULL };
	size_t at = 0, len = strlen(text);

	for (;;) {
		struct filter_token token = reading.value ? filter_lex_value(text, at) : filter_lex_term(text, at);

		if (token.kind == TOKEN_END || (token.at + token.len == len && is_begun(text, &token))) {
			if (token.kind == TOKEN_END)
				token.at = len;
			return (struct spot){ token, reading.field, reading.value };
		}
		read_on(&reading, text, &token);
		at = token.at + token.len;
	}
}

/* --- what may stand there ------------------------------------------------------------------ */

static void
offer_fields(struct filter_offers *offers)
{
	for (size_t i = 0; i < filter_field_count; i++)
		filter_offers_plain(offers, filter_fields[i].name, filter_fields[i].help, 0);
}

static void
offer_classes(struct filter_offers *offers)
{
	for (const char *const *name = callclass_names; *name != NULL; name++)
		if ((*name)[0] == '%')
			filter_offers_plain(offers, *name, "a class of system calls", 0);
}

static void
offer_operators(struct filter_offers *offers, const struct filter_field *field)
{
	static const struct {
		const char *text, *help;
		bool numbers, texts;	/* of which fields */
	} operators[] = {
		{ "=", "equal; of text with * and ?", true, true },
		{ "!=", "not equal", true, true },
		{ ">", "more", true, false },
		{ "<", "less", true, false },
		{ ">=", "as much or more", true, false },
		{ "<=", "as much or less", true, false },
		{ "~", "has a match of a regular expression", false, true },
		{ "!~", "has none", false, true },
		{ "has", "has the text in it", false, true },
		{ "in", "one of: (a, b), or from a..b", true, true },
	};

	for (size_t i = 0; i < sizeof operators / sizeof *operators; i++)
		if ((operators[i].numbers && field->numbers != NULL) || (operators[i].texts && field->texts != NULL))
			filter_offers_plain(offers, operators[i].text, operators[i].help, 0);
}

/* "5" may become "5ms"; and what all of the kind are compared with. */
static void
offer_units(struct filter_offers *offers, const struct filter_field *field)
{
	static const char *const durations[] = { "us", "ms", "s", NULL }, *const sizes[] = { "KiB", "MiB", NULL };
	const char *const *units = field->values == VALUE_SIZE ? sizes : durations;

	if (field->values == VALUE_DURATION && !isdigit((unsigned char)offers->begun[0])) {
		filter_offers_plain(offers, "p99(fn)", "than 99 of 100 calls of the same system call", 0);
		filter_offers_plain(offers, "p95(fn)", "than 95 of 100", 0);
		filter_offers_plain(offers, "p90(fn)", "than 90 of 100", 0);
		filter_offers_plain(offers, "p50(fn)", "than half of them", 0);
		filter_offers_plain(offers, "p99(func)", "than 99 of 100 calls that the same function made", 0);
	}
	if (field->values != VALUE_DURATION && field->values != VALUE_TIME && field->values != VALUE_SIZE)
		return;
	if (offers->begun[0] == '\0' || strspn(offers->begun, "0123456789.") != strlen(offers->begun))
		return;
	for (; *units != NULL; units++) {
		char *text = mem_format("%s%s", offers->begun, *units);

		filter_offers_plain(offers, text, "", 0);
		free(text);
	}
}

/* Whether what was begun may be an operator of the field before it. */
static bool
may_compare(const struct filter_offers *offers, const struct filter_field *field)
{
	size_t len = strlen(offers->begun);

	return field != NULL && (field->numbers != NULL || field->texts != NULL) &&
	       (strncmp("has", offers->begun, len) == 0 || strncmp("in", offers->begun, len) == 0);
}

static void
offer_joints(struct filter_offers *offers)
{
	filter_offers_plain(offers, "and", "both", 0);
	filter_offers_plain(offers, "or", "either, or both", 0);
	filter_offers_plain(offers, "not", "what is not so", 0);
}

static void
offer_terms(struct filter_offers *offers, const struct session *session)
{
	if (offers->begun[0] != '%')
		offer_fields(offers);
	if (offers->begun[0] == '%' || offers->begun[0] == '\0')
		offer_classes(offers);
	if (offers->begun[0] == '\0')
		return;
	offer_joints(offers);
	filter_offers_seen(offers, filter_field_find("fn", 2), session);	/* a word is one, too */
}

static void
offer(struct filter_offers *offers, const struct spot *spot, const struct session *session)
{
	const struct filter_field *field = spot->field;

	if (spot->value) {
		filter_offers_seen(offers, field, session);
		if (field->numbers != NULL)
			offer_units(offers, field);
		return;
	}
	offers->begins = true;
	if (may_compare(offers, field))
		offer_operators(offers, field);
	if (field == NULL || field->alone != NULL)
		offer_terms(offers, session);
}

static void
tell(const struct filter_offers *offers, const struct spot *spot, filter_offer_hear *hear, void *context)
{
	for (size_t i = 0; i < offers->count; i++) {
		const struct filter_offer offer = {
			.at = spot->token.at, .len = spot->token.len,
			.text = offers->list[i].text, .help = offers->list[i].help, .count = offers->list[i].count,
		};

		if (!hear(context, &offer))
			return;
	}
}

void
filter_complete(const char *text, size_t cursor, const struct session *session, filter_offer_hear *hear, void *context)
{
	char *before = mem_format("%.*s", (int)cursor, text), *begun;
	struct spot spot = find_spot(before);
	struct filter_offers offers = { .count = 0 };

	begun = filter_token_text(before, &spot.token, false);
	if (begun != NULL) {
		offers.begun = spot.token.kind == TOKEN_UNENDED ? begun + 1 : begun;
		offer(&offers, &spot, session);
		filter_offers_sort(&offers);
		tell(&offers, &spot, hear, context);
	}
	filter_offers_done(&offers);
	free(begun);
	free(before);
}
