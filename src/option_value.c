/* What is given with an option: read, and put where it goes; see option.h. */
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "base/mem.h"
#include "base/text.h"
#include "export/export.h"
#include "option.h"
#include "options.h"

enum { DECIMAL_MOST = 1000 };

static int
complain(struct why *why, const struct option_info *info, const char *value, const char *expected)
{
	return why_set(why, -EINVAL, "--%s: \"%s\" is not %s", info->name, value, expected);
}

static bool
read_number(const char *text, uint64_t most, uint64_t *ret_number, const char **ret_rest)
{
	char *rest;

	errno = 0;
	*ret_number = strtoull(text, &rest, 10);
	*ret_rest = rest;
	return isdigit((unsigned char)text[0]) && errno == 0 && *ret_number <= most;
}

static int
take_size(struct why *why, const struct option_info *info, const char *value, uint64_t *ret_size)
{
	static const char units[] = "KMG";
	const char *rest, *unit;
	uint64_t number;

	if (!read_number(value, UINT64_MAX >> 30, &number, &rest) || number == 0)
		return complain(why, info, value, "a size such as 65536, 512K, 8M or 1G");
	unit = rest[0] != '\0' ? strchr(units, toupper((unsigned char)rest[0])) : NULL;
	if (rest[0] != '\0' && (unit == NULL || rest[1] != '\0'))
		return complain(why, info, value, "a size such as 65536, 512K, 8M or 1G");
	*ret_size = unit != NULL ? number << (10 * (unit - units + 1)) : number;
	return 0;
}

static int
take_pids(struct why *why, const struct option_info *info, const char *value, struct pids *pids)
{
	const char *rest = value;
	uint64_t number;
	size_t cap = pids->count;

	do {
		if (!read_number(rest, INT_MAX, &number, &rest) || number == 0 || (*rest != '\0' && *rest != ','))
			return complain(why, info, value, "a process number, or several with commas between");
		pids->items = mem_grow(pids->items, &cap, pids->count + 1, sizeof *pids->items);
		pids->items[pids->count++] = (pid_t)number;
	} while (*rest++ == ',');
	return 0;
}

static int
take_decimal(struct why *why, const struct option_info *info, const char *value, double *ret_number)
{
	const char *rest;

	if (!decimal_read(value, ret_number, &rest) || *rest != '\0' || *ret_number > DECIMAL_MOST)
		return complain(why, info, value, "a number such as 3 or 2.5");
	return *ret_number > 0 ? 0 : complain(why, info, value, "greater than 0");
}

/* Which of "kill|detach" it is; -1: none. */
static int
find_word(const char *words, const char *value)
{
	size_t len = strlen(value), word;

	for (int number = 0;; number++) {
		word = strcspn(words, "|");
		if (word == len && strncmp(words, value, len) == 0)
			return number;
		if (words[word] == '\0')
			return -1;
		words += word + 1;
	}
}

static int
take_word(struct why *why, const struct option_info *info, const char *value, void *place)
{
	int word = find_word(info->value, value);

	if (word < 0)
		return complain(why, info, value, info->value);
	if (info->kind == EITHER)
		*(bool *)place = info->first + (unsigned)word > 0;
	else
		*(unsigned *)place = info->first + (unsigned)word;	/* as enums are */
	return 0;
}

static int
take_count(struct why *why, const struct option_info *info, const char *value, unsigned *ret_count)
{
	const char *rest;
	uint64_t number;

	if (!read_number(value, 65536, &number, &rest) || *rest != '\0' || number == 0)
		return complain(why, info, value, "a number from 1 to 65536");
	*ret_count = (unsigned)number;
	return 0;
}

static int
unknown_format(struct why *why, const struct option_info *info, const char *value)
{
	char list[128];
	struct text text = text_in(list, sizeof list);

	for (size_t i = 0; export_formats[i] != NULL; i++)
		text_addf(&text, "%s%s", i == 0 ? "" : export_formats[i + 1] != NULL ? ", " : " or ",
			  export_formats[i]->name);
	return complain(why, info, value, list);
}

static int
take_format(struct why *why, const struct option_info *info, const char *value, const char **ret_format)
{
	if (export_find(value) == NULL)
		return unknown_format(why, info, value);
	*ret_format = value;
	return 0;
}

static void
add_text(struct texts *texts, const char *value)
{
	size_t cap = texts->count;

	texts->items = mem_grow(texts->items, &cap, texts->count + 1, sizeof *texts->items);
	texts->items[texts->count++] = value;
}

int
option_take(const struct option_info *info, const char *value, struct options *options, struct why *why)
{
	void *place = (char *)options + info->place;

	if (info->told != 0)
		*(bool *)((char *)options + info->told) = true;
	switch (info->kind) {
	case SET_TRUE:
	case SET_FALSE:
		*(bool *)place = info->kind == SET_TRUE;
		return 0;
	case TIMES:
		if (*(unsigned *)place < 3)
			++*(unsigned *)place;
		return 0;
	case TEXT:
		*(const char **)place = value;
		return 0;
	case TEXTS:
		add_text(place, value);
		return 0;
	case FORMAT:
		return take_format(why, info, value, place);
	case PIDS:
		return take_pids(why, info, value, place);
	case SIZE:
		return take_size(why, info, value, place);
	case COUNT:
		return take_count(why, info, value, place);
	case DECIMAL:
		return take_decimal(why, info, value, place);
	case WORD:
	case EITHER:
		return take_word(why, info, value, place);
	}
	return 0;
}
