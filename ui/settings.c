#include "ui/settings.h"

#include <errno.h>
#include <string.h>

#include "base/nearest.h"
#include "config/config.h"
#include "model/filter.h"

static const char *
column_name(size_t i, const void *context)
{
	(void)context;
	return i < COLUMNS ? column_info((enum column)i)->name : NULL;
}

static int
find_column(const struct written *written, size_t at, size_t len, enum column *ret_column, struct why *why)
{
	char name[32] = "";
	const char *near;

	if (len < sizeof name)
		memcpy(name, written->text + at, len);
	for (size_t i = 0; i < COLUMNS; i++)
		if (strcmp(name, column_name(i, NULL)) == 0) {
			*ret_column = (enum column)i;
			return 0;
		}
	near = nearest(name, column_name, NULL);
	return why_written(why, -EINVAL, written, at, "no column is called \"%.*s\"%s%s%s", (int)len,
			   written->text + at, near != NULL ? " (" : "", near != NULL ? near : "",
			   near != NULL ? "?)" : "");
}

/* Those that are named, in that order; the others come behind them, hidden. */
static int
read_columns(const struct written *written, struct stream_columns *columns, struct why *why)
{
	bool named[COLUMNS] = { false };
	size_t count = 0;
	const char *text = written->text;

	for (size_t at = strspn(text, " ,"), len; text[at] != '\0'; at += len, at += strspn(text + at, " ,")) {
		enum column column = COL_SEQ;
		int r;

		len = strcspn(text + at, " ,");
		r = find_column(written, at, len, &column, why);
		if (r < 0)
			return r;
		if (named[column])
			return why_written(why, -EINVAL, written, at, "%s is there twice", column_info(column)->name);
		named[column] = true;
		columns->order[count++] = (uint8_t)column;
	}
	if (count == 0)
		return why_written(why, -EINVAL, written, 0, "the name of a column is expected");
	for (size_t i = 0; i < COLUMNS; i++) {
		columns->hidden[i] = !named[i];
		if (!named[i])
			columns->order[count++] = (uint8_t)i;
	}
	return 0;
}

static int
check_filters(const struct config_map *filters, struct why *why)
{
	for (size_t i = 0; i < filters->count; i++) {
		const struct written *value = &filters->pairs[i].value;
		struct filter_error error;
		struct filter *filter;

		if (filter_parse(value->text, &filter, &error) < 0)
			return why_written(why, -EINVAL, value, error.at, "%s%s%s%s", error.reason, error.suggestion[0] != '\0' ? " (" : "",
					   error.suggestion, error.suggestion[0] != '\0' ? "?)" : "");
		filter_free(filter);
	}
	return 0;
}

int
settings_read(const struct config *config, struct settings *ret_settings, struct why *reterr_why)
{
	struct settings settings = { .scrolloff = 0 };
	int r = 0;

	stream_columns_default(&settings.columns);
	if (config != NULL && config->columns.text != NULL)
		r = read_columns(&config->columns, &settings.columns, reterr_why);
	if (r == 0 && config != NULL)
		r = check_filters(&config->filters, reterr_why);
	if (r < 0)
		return r;
	if (config != NULL && config->scrolloff_set)
		settings.scrolloff = config->scrolloff;
	*ret_settings = settings;
	return 0;
}

const char *
settings_filter(const struct config *config, const char *name)
{
	const struct written *filter = config != NULL ? config_get(&config->filters, name) : NULL;

	return filter != NULL ? filter->text : NULL;
}
