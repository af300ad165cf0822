#include "config/yaml.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/mem.h"
#include "base/nearest.h"

struct pass {
	struct yaml_doc *doc;
	const char *instead;
	struct why *why;
	yaml_parser_t parser;
};

static int
refuse(struct pass *pass, const yaml_mark_t *mark, const char *what)
{
	return why_at(pass->why, -EINVAL, pass->doc->file, (unsigned)mark->line + 1, (unsigned)mark->column + 1, "%s",
		      what);
}

/* libyaml's own complaint; about bytes it has an offset only. */
static int
syntax_error(struct pass *pass)
{
	const yaml_parser_t *parser = &pass->parser;
	const unsigned char *bytes = pass->doc->bytes;
	unsigned line = (unsigned)parser->problem_mark.line + 1, column = (unsigned)parser->problem_mark.column + 1;

	if (parser->error == YAML_MEMORY_ERROR)
		die("out of memory");
	if (parser->error == YAML_READER_ERROR) {
		line = column = 1;
		for (size_t i = 0; i < parser->problem_offset && i < pass->doc->len; i++) {
			column = bytes[i] == '\n' ? 1 : column + 1;
			line += bytes[i] == '\n';
		}
	}
	return why_at(pass->why, -EINVAL, pass->doc->file, line, column, "no YAML: %s%s%s",
		      parser->problem != NULL ? parser->problem : "unreadable", parser->context != NULL ? " " : "",
		      parser->context != NULL ? parser->context : "");
}

static int
next(struct pass *pass, yaml_event_t *ret_event)
{
	return yaml_parser_parse(&pass->parser, ret_event) ? 0 : syntax_error(pass);
}

/* --- a tree from events ------------------------------------------------------------- */

static void
free_node(struct yaml_node *node)
{
	for (size_t i = 0; i < node->count; i++)
		free_node(&node->parts[i]);
	free(node->parts);
}

static const char *
keep_text(struct yaml_doc *doc, const char *text)
{
	doc->texts = mem_grow(doc->texts, &doc->text_cap, doc->text_count + 1, sizeof *doc->texts);
	return doc->texts[doc->text_count++] = mem_string(text);
}

static struct written
written_at(const struct pass *pass, const char *text, const yaml_mark_t *mark)
{
	return (struct written){ text, pass->doc->file, (unsigned)mark->line + 1, (unsigned)mark->column + 1 };
}

/* The place is that of the first letter: behind a quote, unknown in a block. */
static int
take_text(struct pass *pass, const yaml_event_t *event, struct written *ret_text)
{
	yaml_scalar_style_t style = event->data.scalar.style;
	const char *value = (const char *)event->data.scalar.value;

	if (strlen(value) != event->data.scalar.length)
		return refuse(pass, &event->start_mark, "a text with a zero byte in it");
	*ret_text = written_at(pass, keep_text(pass->doc, value), &event->start_mark);
	if (style == YAML_SINGLE_QUOTED_SCALAR_STYLE || style == YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		ret_text->column++;
	else if (style != YAML_PLAIN_SCALAR_STYLE) {
		ret_text->line++;
		ret_text->column = 0;
	}
	return 0;
}

static int
refuse_alias(struct pass *pass, const yaml_event_t *event)
{
	char what[200];

	snprintf(what, sizeof what, "*%.60s: aliases are not taken; write %s instead",
		 (const char *)event->data.alias.anchor, pass->instead);
	return refuse(pass, &event->start_mark, what);
}

/* A key of a map; *ret_end when the map ends instead. */
static int
take_key(struct pass *pass, const struct yaml_node *map, struct written *ret_key, bool *ret_end)
{
	const struct yaml_node *before;
	yaml_event_t event;
	int r = next(pass, &event);

	if (r < 0)
		return r;
	*ret_end = event.type == YAML_MAPPING_END_EVENT;
	if (event.type == YAML_SCALAR_EVENT)
		r = take_text(pass, &event, ret_key);
	else if (event.type == YAML_ALIAS_EVENT)
		r = refuse_alias(pass, &event);
	else if (!*ret_end)
		r = refuse(pass, &event.start_mark, "a key is a word, not a list or a map");
	yaml_event_delete(&event);
	if (r < 0 || *ret_end)
		return r;
	before = yaml_get(map, ret_key->text);
	return before == NULL ? 0 : why_written(pass->why, -EINVAL, ret_key, 0, "\"%s\" is here a second time, first in line %u",
						ret_key->text, before->key.line);
}

static int take_node(struct pass *pass, yaml_event_t *event, unsigned depth, struct yaml_node *node);

static int
take_parts(struct pass *pass, const yaml_event_t *event, unsigned depth, struct yaml_node *node)
{
	yaml_mark_t begin = event->start_mark;

	if (depth == YAML_DEPTH_MAX)
		return refuse(pass, &begin, "nested too deeply");
	for (;;) {
		struct written key = { .text = NULL };
		struct yaml_node *part;
		yaml_event_t inner;
		bool end = false;
		int r = node->kind == YAML_MAP ? take_key(pass, node, &key, &end) : 0;

		if (r < 0 || end)
			return r;
		r = next(pass, &inner);
		if (r < 0)
			return r;
		if (inner.type == YAML_SEQUENCE_END_EVENT) {
			yaml_event_delete(&inner);
			return 0;
		}
		node->parts = mem_grow(node->parts, &node->cap, node->count + 1, sizeof *node->parts);
		part = &node->parts[node->count++];
		*part = (struct yaml_node){ .kind = YAML_LIST, .key = key };
		r = node->count > YAML_PARTS_MAX ? refuse(pass, &begin, "more than 4096 entries")
						 : take_node(pass, &inner, depth + 1, part);
		yaml_event_delete(&inner);
		if (r < 0)
			return r;
	}
}

static int
take_node(struct pass *pass, yaml_event_t *event, unsigned depth, struct yaml_node *node)
{
	node->text = written_at(pass, "", &event->start_mark);
	switch (event->type) {
	case YAML_ALIAS_EVENT:
		return refuse_alias(pass, event);
	case YAML_SCALAR_EVENT: {
		int r = take_text(pass, event, &node->text);

		node->kind = r == 0 ? YAML_TEXT : node->kind;
		return r;
	}
	case YAML_MAPPING_START_EVENT:
		node->kind = YAML_MAP;
		return take_parts(pass, event, depth, node);
	case YAML_SEQUENCE_START_EVENT:
		node->kind = YAML_LIST;
		return take_parts(pass, event, depth, node);
	default:
		return refuse(pass, &event->start_mark, "a value is expected");
	}
}

/* All of a stream: nothing, or one document. */
static int
take_stream(struct pass *pass)
{
	struct yaml_doc *doc = pass->doc;
	yaml_event_t event;
	unsigned documents = 0;
	bool ended = false;
	int r = 0;

	while (r == 0 && !ended) {
		r = next(pass, &event);
		if (r < 0)
			return r;
		ended = event.type == YAML_STREAM_END_EVENT;
		if (event.type == YAML_DOCUMENT_START_EVENT && ++documents > 1)
			r = refuse(pass, &event.start_mark, "a second document begins here; one is expected");
		else if (event.type == YAML_SCALAR_EVENT || event.type == YAML_ALIAS_EVENT ||
			 event.type == YAML_MAPPING_START_EVENT || event.type == YAML_SEQUENCE_START_EVENT)
			r = take_node(pass, &event, 0, &doc->root);
		yaml_event_delete(&event);
	}
	/* "---" alone is an empty text */
	if (r == 0 && doc->root.kind == YAML_TEXT && doc->root.text.text[0] == '\0')
		doc->root.kind = YAML_MAP;
	return r;
}

/* --- life ------------------------------------------------------------------------------ */

int
yaml_read(const char *file, const void *bytes, size_t len, const char *instead, struct yaml_doc *ret_doc,
	  struct why *reterr_why)
{
	struct yaml_doc doc = { .len = len };
	struct pass pass = { .doc = &doc, .instead = instead, .why = reterr_why };
	int r;

	if (len > YAML_BYTES_MAX)
		return why_at(reterr_why, -EINVAL, file, 0, 0, "larger than %d bytes", YAML_BYTES_MAX);
	if (!yaml_parser_initialize(&pass.parser))
		die("out of memory");
	doc.file = mem_string(file);
	doc.bytes = mem_copy(bytes, len);
	doc.root = (struct yaml_node){ .kind = YAML_MAP, .text = { "", doc.file, 1, 1 } };
	yaml_parser_set_input_string(&pass.parser, doc.bytes, len);
	r = take_stream(&pass);
	yaml_parser_delete(&pass.parser);
	if (r < 0)
		yaml_done(&doc);
	else
		*ret_doc = doc;
	return r;
}

int
yaml_read_file(const char *path, const char *instead, struct yaml_doc *ret_doc, struct why *reterr_why)
{
	FILE *file = fopen(path, "re");
	char *bytes;
	size_t len;
	int r;

	if (file == NULL)
		return why_set(reterr_why, -errno, "cannot read %s: %s", path, strerror(errno));
	bytes = mem_new(YAML_BYTES_MAX + 2, 1);
	len = fread(bytes, 1, YAML_BYTES_MAX + 1, file);
	r = ferror(file) ? why_set(reterr_why, -EIO, "cannot read %s: %s", path, strerror(errno))
			 : yaml_read(path, bytes, len, instead, ret_doc, reterr_why);
	fclose(file);
	free(bytes);
	return r;
}

void
yaml_done(struct yaml_doc *doc)
{
	free_node(&doc->root);
	for (size_t i = 0; i < doc->text_count; i++)
		free(doc->texts[i]);
	free(doc->texts);
	free(doc->file);
	free(doc->bytes);
	*doc = (struct yaml_doc){ .file = NULL };
}

/* --- looking ---------------------------------------------------------------------------- */

const struct yaml_node *
yaml_get(const struct yaml_node *map, const char *key)
{
	for (size_t i = 0; map != NULL && map->kind == YAML_MAP && i < map->count; i++)
		if (strcmp(map->parts[i].key.text, key) == 0)
			return &map->parts[i];
	return NULL;
}

int
yaml_wrong(const struct yaml_node *node, struct why *reterr_why, const char *fmt, ...)
{
	const struct written *place = node->kind != YAML_TEXT && node->key.text != NULL ? &node->key : &node->text;
	char sentence[sizeof reterr_why->text];
	va_list args;

	va_start(args, fmt);
	if (vsnprintf(sentence, sizeof sentence, fmt, args) < 0)
		sentence[0] = '\0';
	va_end(args);
	return why_written(reterr_why, -EINVAL, place, 0, "%s", sentence);
}

int
yaml_expect(const struct yaml_node *node, enum yaml_kind kind, const char *expected, struct why *reterr_why)
{
	static const char *const found[] = { [YAML_TEXT] = "a text", [YAML_LIST] = "a list", [YAML_MAP] = "a map" };

	if (node->kind == kind)
		return 0;
	return yaml_wrong(node, reterr_why, "%s%s%s is expected, not %s", node->key.text != NULL ? node->key.text : "",
			  node->key.text != NULL ? ": " : "", expected, found[node->kind]);
}

int
yaml_only(const struct yaml_node *map, const char *const *known, const char *what, struct why *reterr_why)
{
	for (size_t i = 0; i < map->count; i++) {
		const char *key = map->parts[i].key.text, *near;
		size_t k = 0;

		while (known[k] != NULL && strcmp(known[k], key) != 0)
			k++;
		if (known[k] != NULL)
			continue;
		near = nearest(key, nearest_in_list, known);
		return why_written(reterr_why, -EINVAL, &map->parts[i].key, 0, "%s has no \"%s\"%s%s%s", what, key,
				   near != NULL ? " (" : "", near != NULL ? near : "", near != NULL ? "?)" : "");
	}
	return 0;
}
