#include "model/fieldtext.h"

#include "model/filter.h"
#include "model/filter_field.h"

struct ear {
	struct text *text;
};

static bool
hear_first(const void *ear, const char *text, size_t len)
{
	text_add_bytes(((const struct ear *)ear)->text, text, len);
	return true;
}

/* Scores and severities are numbers only inside. */
static const struct filter_field *
find(const char *name, size_t len)
{
	const struct filter_field *field = filter_field_find(name, len);

	if (field == NULL || field->values == VALUE_SCORE || field->values == VALUE_SEVERITY)
		return NULL;
	return field->texts != NULL || field->numbers != NULL ? field : NULL;
}

bool
field_has_text(const char *name, size_t len)
{
	return find(name, len) != NULL;
}

bool
field_add_text(struct text *text, const char *name, size_t len, const struct session *session, uint64_t seq,
	       const struct call_row *row)
{
	static const struct filter_context nothing_marked;
	const struct filter_field *field = find(name, len);
	struct filter_memory memory = { .sizes = { { 0 } } };
	const struct filter_look look = {
		.session = session, .context = &nothing_marked, .memory = &memory, .seq = seq, .row = row, .event = row->event,
	};
	int64_t values[FILTER_NUMBERS_MAX];

	if (field == NULL || row->lost)
		return false;
	if (field->texts != NULL && field->texts(&look, field, hear_first, &(struct ear){ text }))
		return true;
	if (field->numbers == NULL || field->numbers(&look, field, values) == 0)
		return false;
	text_addf(text, "%lld", (long long)values[0]);
	return true;
}
