/*
 * otlp_json.h - the pieces that OTLP/JSON is made of
 *
 * Numbers of 64 bits are decimal strings there, ids hexadecimal ones.
 */
#ifndef OTLP_JSON_H
#define OTLP_JSON_H

#include <stddef.h>
#include <stdint.h>

#include "export/json.h"

struct otlp_context;
struct session;

void otlp_uint(struct json *json, const char *key, uint64_t value);
void otlp_id(struct json *json, const char *key, const uint8_t *id, unsigned len);

/* An attribute, in a list of them. */
void otlp_attribute(struct json *json, const char *key, const char *value);
void otlp_attribute_int(struct json *json, const char *key, int64_t value);
void otlp_attribute_decimal(struct json *json, const char *key, double value);

/* "resource" and "scope" as every request has them; the latter leaves its list open: a request ends with otlp_close(). */
void otlp_open(struct json *json, const struct session *session, const struct otlp_context *context,
	       const char *resources, const char *scopes, const char *items);
void otlp_close(struct json *json);

#endif
