#include "ui/yaml.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/mem.h"

/* Where in the document the pre-pass is. */
struct level {
	bool mapping;
	bool value_next;	/* a mapping's key was read, its value follows */
	char *path;		/* of the mapping or list itself */
	char *key;		/* path of the key whose value follows */
};

struct pass {
	struct yaml_doc *doc;
	struct why *why;
	struct level levels[YAML_DEPTH_MAX];
	unsigned depth;
	unsigned documents;
};

static int
refuse(struct pass *pass, const yaml_mark_t *mark, const char *what)
{
	return why_at(pass->why, -EINVAL, pass->doc->file, (unsigned)mark->line + 1, (unsigned)mark->column + 1, "%s", what);
}

static const char *
current_path(const struct pass *pass)
{
	const struct level *level;

	if (pass->depth == 0)
		return "";
	level = &pass->levels[pass->depth - 1];
	return level->mapping && level->key != NULL ? level->key : level->path;
}

static int
enter(struct pass *pass, const yaml_event_t *event, bool mapping)
{
	const char *path = current_path(pass);

	if (pass->depth == YAML_DEPTH_MAX)
		return refuse(pass, &event->start_mark, "nested too deeply");
	pass->levels[pass->depth] = (struct level){ .mapping = mapping, .path = mem_string(path) };
	pass->depth++;
	return 0;
}

static void
value_done(struct pass *pass)
{
	struct level *level = pass->depth > 0 ? &pass->levels[pass->depth - 1] : NULL;

	if (level == NULL || !level->mapping)
		return;
	level->value_next = false;
	free(level->key);
	level->key = NULL;
}

static void
leave(struct pass *pass)
{
	struct level *level = &pass->levels[--pass->depth];

	free(level->path);
	free(level->key);
	value_done(pass);
}

static int
take_key(struct pass *pass, const yaml_event_t *event)
{
	struct level *level = &pass->levels[pass->depth - 1];
	const char *key = (const char *)event->data.scalar.value;
	struct yaml_doc *doc = pass->doc;
	char *path = level->path[0] != '\0' ? mem_format("%s.%s", level->path, key) : mem_string(key);

	for (size_t i = 0; i < doc->count; i++)
		if (strcmp(doc->keys[i].path, path) == 0) {
			int r = why_at(pass->why, -EINVAL, doc->file, (unsigned)event->start_mark.line + 1,
				       (unsigned)event->start_mark.column + 1, "\"%s\" is here a second time, first in line %u",
				       key, doc->keys[i].line);

			free(path);
			return r;
		}
	doc->keys = mem_grow(doc->keys, &doc->cap, doc->count + 1, sizeof *doc->keys);
	doc->keys[doc->count++] = (struct yaml_key){
		.path = path, .key = path + strlen(path) - strlen(key),
		.line = (unsigned)event->start_mark.line + 1, .column = (unsigned)event->start_mark.column + 1,
	};
	level->key = mem_string(path);
	level->value_next = true;
	return 0;
}

static int
take_scalar(struct pass *pass, const yaml_event_t *event)
{
	if (pass->depth > 0 && pass->levels[pass->depth - 1].mapping && !pass->levels[pass->depth - 1].value_next)
		return take_key(pass, event);
	value_done(pass);
	return 0;
}

static int
take_event(struct pass *pass, const yaml_event_t *event)
{
	switch (event->type) {
	case YAML_DOCUMENT_START_EVENT:
		return ++pass->documents > 1 ? refuse(pass, &event->start_mark, "a second document begins here; one is expected")
					     : 0;
	case YAML_ALIAS_EVENT:
		return refuse(pass, &event->start_mark, "aliases are not taken here; write the value out");
	case YAML_MAPPING_START_EVENT:
		return enter(pass, event, true);
	case YAML_SEQUENCE_START_EVENT:
		return enter(pass, event, false);
	case YAML_MAPPING_END_EVENT:
	case YAML_SEQUENCE_END_EVENT:
		leave(pass);
		return 0;
	case YAML_SCALAR_EVENT:
		return take_scalar(pass, event);
	default:
		return 0;
	}
}

static int
syntax_error(struct pass *pass, const yaml_parser_t *parser)
{
	const yaml_mark_t *mark = &parser->problem_mark;
	unsigned line = (unsigned)mark->line + 1, column = (unsigned)mark->column + 1;

	if (parser->error == YAML_READER_ERROR) {	/* it has an offset only */
		line = column = 1;
		for (size_t i = 0; i < parser->problem_offset && i < pass->doc->len; i++) {
			column = pass->doc->bytes[i] == '\n' ? 1 : column + 1;
			line += pass->doc->bytes[i] == '\n';
		}
	}
	return why_at(pass->why, -EINVAL, pass->doc->file, line, column, "no YAML: %s%s%s",
		      parser->problem != NULL ? parser->problem : "unreadable", parser->context != NULL ? " " : "",
		      parser->context != NULL ? parser->context : "");
}

static int
run_pass(struct pass *pass, yaml_parser_t *parser)
{
	bool ended = false;
	yaml_event_t event;
	int r = 0;

	while (r == 0 && !ended) {
		if (!yaml_parser_parse(parser, &event))
			return syntax_error(pass, parser);
		ended = event.type == YAML_STREAM_END_EVENT;
		r = take_event(pass, &event);
		yaml_event_delete(&event);
	}
	if (r == 0 && pass->documents == 0)
		return why_at(pass->why, -EINVAL, pass->doc->file, 0, 0, "nothing in it");
	return r;
}

int
yaml_check(const char *file, const void *bytes, size_t len, struct yaml_doc *ret_doc, struct why *reterr_why)
{
	struct yaml_doc doc = { .file = file, .bytes = bytes, .len = len };
	struct pass pass = { .doc = &doc, .why = reterr_why };
	yaml_parser_t parser;
	int r;

	if (len > YAML_BYTES_MAX)
		return why_at(reterr_why, -EINVAL, file, 0, 0, "larger than %d bytes", YAML_BYTES_MAX);
	if (!yaml_parser_initialize(&parser))
		die("out of memory");
	yaml_parser_set_input_string(&parser, bytes, len);
	r = run_pass(&pass, &parser);
	yaml_parser_delete(&parser);
	while (pass.depth > 0)
		leave(&pass);
	if (r < 0)
		yaml_done(&doc);
	else
		*ret_doc = doc;
	return r;
}

void
yaml_done(struct yaml_doc *doc)
{
	for (size_t i = 0; i < doc->count; i++)
		free(doc->keys[i].path);
	free(doc->keys);
	doc->keys = NULL;
	doc->count = doc->cap = 0;
}

const struct yaml_key *
yaml_find(const struct yaml_doc *doc, const char *path)
{
	for (size_t i = 0; i < doc->count; i++)
		if (strcmp(doc->keys[i].path, path) == 0)
			return &doc->keys[i];
	for (size_t i = 0; i < doc->count; i++)
		if (strcmp(doc->keys[i].key, path) == 0)
			return &doc->keys[i];
	return NULL;
}
