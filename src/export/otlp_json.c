#include "export/otlp_json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "export/otlp_context.h"
#include "model/session.h"
#include "trace/event.h"

enum { PAIR = 1024, HOST = 256, ARGUMENTS_MAX = 64 };

void
otlp_uint(struct json *json, const char *key, uint64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRIu64, value);
	json_string(json, key, text);
}

void
otlp_id(struct json *json, const char *key, const uint8_t *id, unsigned len)
{
	char text[2 * OTLP_TRACE_ID + 1];

	for (unsigned i = 0; i < len; i++)
		snprintf(text + 2 * i, 3, "%02x", id[i]);
	json_string(json, key, text);
}

static void
attribute_bytes(struct json *json, const char *key, const char *value, size_t len)
{
	json_object(json, NULL);
	json_string(json, "key", key);
	json_object(json, "value");
	json_bytes(json, "stringValue", value, len);
	json_object_end(json);
	json_object_end(json);
}

void
otlp_attribute(struct json *json, const char *key, const char *value)
{
	attribute_bytes(json, key, value, strlen(value));
}

void
otlp_attribute_int(struct json *json, const char *key, int64_t value)
{
	char text[24];

	snprintf(text, sizeof text, "%" PRId64, value);
	json_object(json, NULL);
	json_string(json, "key", key);
	json_object(json, "value");
	json_string(json, "intValue", text);
	json_object_end(json);
	json_object_end(json);
}

void
otlp_attribute_decimal(struct json *json, const char *key, double value)
{
	json_object(json, NULL);
	json_string(json, "key", key);
	json_object(json, "value");
	json_decimal(json, "doubleValue", value);
	json_object_end(json);
	json_object_end(json);
}

/* --- what every request begins with --------------------------------------------- */

static void
add_arguments(struct json *json, const struct event_start *start)
{
	const char *at = EVENT_TAIL(start), *end = at + start->text_len;

	json_object(json, NULL);
	json_string(json, "key", "process.command_args");
	json_object(json, "value");
	json_object(json, "arrayValue");
	json_list(json, "values");
	for (unsigned count = 0; at < end && count < ARGUMENTS_MAX; count++) {
		size_t len = strnlen(at, (size_t)(end - at));

		json_object(json, NULL);
		json_bytes(json, "stringValue", at, len);
		json_object_end(json);
		at += len + 1;
	}
	json_list_end(json);
	json_object_end(json);
	json_object_end(json);
	json_object_end(json);
}

/* The program as it was called, without its directory. */
static const char *
program_name(const struct event_start *start)
{
	const char *name = start != NULL && start->text_len > 0 ? EVENT_TAIL(start) : "unknown";
	const char *slash = strrchr(name, '/');

	return slash != NULL && slash[1] != '\0' ? slash + 1 : name;
}

static void
add_given(struct json *json, const char *attributes)
{
	char room[PAIR];
	const char *key, *value;

	while (otlp_next_pair(&attributes, room, sizeof room, &key, &value))
		if (strcmp(key, "service.name") != 0)
			otlp_attribute(json, key, value);
}

/* OTEL_SERVICE_NAME wins over OTEL_RESOURCE_ATTRIBUTES, and that over the program's name. */
static const char *
service_name(const struct otlp_context *context, const char *program, char *room, unsigned cap)
{
	const char *at = context->attributes, *key, *value;

	if (context->service[0] != '\0')
		return context->service;
	while (otlp_next_pair(&at, room, cap, &key, &value))
		if (strcmp(key, "service.name") == 0)
			return value;
	return program;
}

static void
add_resource(struct json *json, const struct session *session, const struct otlp_context *context)
{
	const struct event_start *start = session_start(session);
	char host[HOST] = "", room[PAIR];

	json_object(json, "resource");
	json_list(json, "attributes");
	otlp_attribute(json, "service.name", service_name(context, program_name(start), room, sizeof room));
	if (gethostname(host, sizeof host - 1) == 0)
		otlp_attribute(json, "host.name", host);
	otlp_attribute(json, "telemetry.sdk.name", "sightline");
	otlp_attribute(json, "telemetry.sdk.language", "c");
	otlp_attribute(json, "telemetry.sdk.version", PACKAGE_VERSION);
	if (start != NULL) {
		otlp_attribute_int(json, "process.pid", start->pid);
		otlp_attribute(json, "process.executable.name", program_name(start));
		add_arguments(json, start);
	}
	add_given(json, context->attributes);
	json_list_end(json);
	json_object_end(json);
}

void
otlp_open(struct json *json, const struct session *session, const struct otlp_context *context, const char *resources,
	  const char *scopes, const char *items)
{
	json_object(json, NULL);
	json_list(json, resources);
	json_object(json, NULL);
	add_resource(json, session, context);
	json_list(json, scopes);
	json_object(json, NULL);
	json_object(json, "scope");
	json_string(json, "name", "sightline");
	json_string(json, "version", PACKAGE_VERSION);
	json_object_end(json);
	json_list(json, items);
}

void
otlp_close(struct json *json)
{
	json_list_end(json);
	json_object_end(json);
	json_list_end(json);
	json_object_end(json);
	json_list_end(json);
	json_object_end(json);
}
