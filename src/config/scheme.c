#include "config/scheme.h"

#include <cyaml/cyaml.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "config/load.h"

/* --- the shapes of both forms, for libcyaml -------------------------------------------- */

enum { COLORS = 24, TEXT_MAX = 500 };
enum { OPTIONAL = CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL };

struct palette {
	char *colors[COLORS];
};

struct file {
	char *name, *scheme, *variant, *words[6];
	struct palette palette;
};

#define BASE16(X) \
	X(0, "base00") X(1, "base01") X(2, "base02") X(3, "base03") X(4, "base04") X(5, "base05") X(6, "base06") X(7, "base07") \
	X(8, "base08") X(9, "base09") X(10, "base0A") X(11, "base0B") X(12, "base0C") X(13, "base0D") X(14, "base0E") X(15, "base0F")
#define BASE24(X) \
	X(16, "base10") X(17, "base11") X(18, "base12") X(19, "base13") X(20, "base14") X(21, "base15") X(22, "base16") \
	X(23, "base17")

#define WORDS \
	CYAML_FIELD_STRING_PTR("name", OPTIONAL, struct file, name, 1, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("scheme", OPTIONAL, struct file, scheme, 1, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("variant", OPTIONAL, struct file, variant, 0, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("author", OPTIONAL, struct file, words[0], 0, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("system", OPTIONAL, struct file, words[1], 0, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("slug", OPTIONAL, struct file, words[2], 0, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("description", OPTIONAL, struct file, words[3], 0, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("family", OPTIONAL, struct file, words[4], 0, TEXT_MAX), \
	CYAML_FIELD_STRING_PTR("style", OPTIONAL, struct file, words[5], 0, TEXT_MAX)

static const cyaml_schema_field_t palette_fields[] = {
#define MUST(number, key) CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, struct palette, colors[number], 6, 7),
#define MAY(number, key) CYAML_FIELD_STRING_PTR(key, OPTIONAL, struct palette, colors[number], 6, 7),
	BASE16(MUST)
	BASE24(MAY)
#undef MUST
#undef MAY
	CYAML_FIELD_END
};

static const cyaml_schema_field_t scheme_fields[] = {
	WORDS,
	CYAML_FIELD_MAPPING("palette", CYAML_FLAG_DEFAULT, struct file, palette, palette_fields),
	CYAML_FIELD_END
};

static const cyaml_schema_field_t flat_fields[] = {
	WORDS,
#define MUST(number, key) CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, struct file, palette.colors[number], 6, 7),
#define MAY(number, key) CYAML_FIELD_STRING_PTR(key, OPTIONAL, struct file, palette.colors[number], 6, 7),
	BASE16(MUST)
	BASE24(MAY)
#undef MUST
#undef MAY
	CYAML_FIELD_END
};

static const cyaml_schema_value_t schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, scheme_fields) };
static const cyaml_schema_value_t flat_schema = { CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct file, flat_fields) };

/* ------------------------------------------------------------------------------------------ */

bool
scheme_is(const struct yaml_doc *doc)
{
	return yaml_get(&doc->root, "palette") != NULL || yaml_get(&doc->root, "base00") != NULL;
}

static bool
is_hex(const char *text)
{
	const char *digits = text + (text[0] == '#');

	return strlen(digits) == 6 && strspn(digits, "0123456789abcdefABCDEF") == 6;
}

static int
check_colors(const struct yaml_node *colors, struct why *why)
{
	for (size_t i = 0; i < colors->count; i++) {
		const struct yaml_node *color = &colors->parts[i];

		if (strncmp(color->key.text, "base", 4) == 0 && !is_hex(color->text.text))
			return why_written(why, -EINVAL, &color->text, 0, "%s: \"%s\" is not a colour such as 5fa8d3",
					   color->key.text, color->text.text);
	}
	return 0;
}

int
scheme_read(const struct yaml_doc *doc, struct scheme *ret_scheme, struct why *reterr_why)
{
	const struct yaml_node *palette = yaml_get(&doc->root, "palette");
	const struct yaml_node *colors = palette != NULL ? palette : &doc->root;
	const cyaml_schema_value_t *shape = palette != NULL ? &schema : &flat_schema;
	struct scheme scheme = { .colors = colors };
	struct file *file;
	const char *name;
	int r = load_struct(doc, shape, "a scheme", (void **)&file, reterr_why);

	if (r < 0)
		return r;
	name = file->scheme != NULL ? file->scheme : file->name != NULL ? file->name : "scheme";
	snprintf(scheme.name, sizeof scheme.name, "%s", name);
	scheme.light = file->variant != NULL && strcmp(file->variant, "light") == 0;
	load_free(shape, file);
	r = check_colors(colors, reterr_why);
	if (r == 0)
		*ret_scheme = scheme;
	return r;
}
