#include "config/load.h"

#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { KEYS_MAX = 64, DIGITS_MAX = 9 };

static const cyaml_config_t config = { .log_level = CYAML_LOG_ERROR, .mem_fn = cyaml_mem, .flags = CYAML_CFG_NO_ALIAS };

static int check(const struct yaml_node *node, const struct cyaml_schema_value *schema, const char *what,
		 struct why *why);

static int
check_map(const struct yaml_node *map, const struct cyaml_schema_field *fields, const char *what, struct why *why)
{
	const char *keys[KEYS_MAX + 1] = { NULL };
	int r;

	for (size_t i = 0; fields[i].key != NULL && i < KEYS_MAX; i++)
		keys[i] = fields[i].key;
	r = yaml_only(map, keys, what, why);
	for (size_t i = 0; r == 0 && fields[i].key != NULL; i++) {
		const struct yaml_node *node = yaml_get(map, fields[i].key);

		if (node != NULL)
			r = check(node, &fields[i].value, fields[i].key, why);
		else if (!(fields[i].value.flags & CYAML_FLAG_OPTIONAL))
			r = yaml_wrong(map, why, "%s wants a \"%s\"", what, fields[i].key);
	}
	return r;
}

/* libcyaml takes 3x for 3 and 010 for 8. */
static int
check_number(const struct yaml_node *node, const char *what, struct why *why)
{
	const char *text = node->text.text;
	size_t len = strlen(text);

	if (node->kind == YAML_TEXT && len > 0 && len <= DIGITS_MAX && strspn(text, "0123456789") == len &&
	    (text[0] != '0' || len == 1))
		return 0;
	return why_written(why, -EINVAL, &node->text, 0, "%s: a number is expected, not \"%.40s\"", what, text);
}

static int
check_word(const struct yaml_node *node, const struct cyaml_schema_value *schema, const char *what, struct why *why)
{
	char words[200];
	struct text text = text_in(words, sizeof words);

	for (uint32_t i = 0; i < schema->enumeration.count; i++) {
		const char *word = schema->enumeration.strings[i].str;

		if (strcmp(node->text.text, word) == 0)
			return 0;
		text_addf(&text, "%s%s", i == 0 ? "" : i + 1 < schema->enumeration.count ? ", " : " or ", word);
	}
	return why_written(why, -EINVAL, &node->text, 0, "%s: %s is expected, not \"%.40s\"", what, words,
			   node->text.text);
}

static int
check_text(const struct yaml_node *node, const struct cyaml_schema_value *schema, const char *what, struct why *why)
{
	size_t len = strlen(node->text.text);

	if (len < schema->string.min)
		return why_written(why, -EINVAL, &node->text, 0, "%s is empty", what);
	if (len > schema->string.max)
		return why_written(why, -EINVAL, &node->text, 0, "%s is longer than %u bytes", what,
				   schema->string.max);
	return 0;
}

static int
check(const struct yaml_node *node, const struct cyaml_schema_value *schema, const char *what, struct why *why)
{
	int r;

	switch (schema->type) {
	case CYAML_IGNORE:
		return 0;
	case CYAML_MAPPING:
		r = yaml_expect(node, YAML_MAP, "a map", why);
		return r < 0 ? r : check_map(node, schema->mapping.fields, what, why);
	case CYAML_UINT:
		return check_number(node, what, why);
	case CYAML_ENUM:
		r = yaml_expect(node, YAML_TEXT, "a word", why);
		return r < 0 ? r : check_word(node, schema, what, why);
	default:
		r = yaml_expect(node, YAML_TEXT, "a text", why);
		return r < 0 ? r : check_text(node, schema, what, why);
	}
}

int
load_struct(const struct yaml_doc *doc, const struct cyaml_schema_value *schema, const char *what, void **ret_data,
	    struct why *reterr_why)
{
	cyaml_data_t *data = NULL;
	cyaml_err_t error;
	int r = yaml_expect(&doc->root, YAML_MAP, "a map", reterr_why);

	if (r == 0)
		r = check_map(&doc->root, schema->mapping.fields, what, reterr_why);
	if (r < 0)
		return r;
	if (doc->root.count == 0) {	/* libcyaml has no data for it either */
		*ret_data = NULL;
		return 0;
	}
	error = cyaml_load_data(doc->bytes, doc->len, &config, schema, &data, NULL);
	if (error != CYAML_OK || data == NULL)	/* the check let through what libcyaml does not take */
		return why_at(reterr_why, -EINVAL, doc->file, 0, 0, "%s: %s", what, cyaml_strerror(error));
	*ret_data = data;
	return 0;
}

void
load_free(const struct cyaml_schema_value *schema, void *data)
{
	cyaml_free(&config, schema, data, 0);
}
