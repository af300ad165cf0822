#include "export/otlp_target.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/mem.h"

enum { TIMEOUT_MS = 10000, TIMEOUT_MOST_MS = 600000, NAME = 64 };

static const char *const words[] = { [OTLP_TRACES] = "TRACES", [OTLP_METRICS] = "METRICS" };
static const char *const paths[] = { [OTLP_TRACES] = "/v1/traces", [OTLP_METRICS] = "/v1/metrics" };

static const char *
environment(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

/* The signal's own variable, or the one for all of them; its name is left in `name`. NULL: neither is there. */
static const char *
setting(enum otlp_signal signal, const char *key, char name[NAME])
{
	snprintf(name, NAME, "OTEL_EXPORTER_OTLP_%s_%s", words[signal], key);
	if (environment(name) != NULL)
		return environment(name);
	snprintf(name, NAME, "OTEL_EXPORTER_OTLP_%s", key);
	return environment(name);
}

static char *
with_path(const char *base, const char *path)
{
	size_t len = strlen(base);

	while (len > 0 && base[len - 1] == '/')
		len--;
	return mem_format("%.*s%s", (int)len, base, path);
}

/* The signal's own URL is taken as it is, the others are bases. */
static char *
find_url(enum otlp_signal signal, const char *endpoint, char name[NAME])
{
	const char *value;

	snprintf(name, NAME, "--otlp-endpoint");
	if (endpoint != NULL)
		return with_path(endpoint, paths[signal]);
	value = setting(signal, "ENDPOINT", name);
	if (value != NULL && strstr(name, words[signal]) != NULL)
		return mem_string(value);
	return with_path(value != NULL ? value : "http://localhost:4318", paths[signal]);
}

static int
check_url(const char *url, const char *name, struct why *why)
{
	if (strncasecmp(url, "http://", 7) == 0 || strncasecmp(url, "https://", 8) == 0)
		return 0;
	return why_set(why, -EINVAL, "%s: \"%.200s\" is no URL that begins with http:// or https://", name, url);
}

/* What listens for gRPC takes no HTTP; of an endpoint on the command line we believe that it does. */
static int
check_protocol(enum otlp_signal signal, const char *endpoint, struct why *why)
{
	char name[NAME];
	const char *protocol = setting(signal, "PROTOCOL", name);

	if (endpoint != NULL || protocol == NULL || strcmp(protocol, "grpc") != 0)
		return 0;
	return why_set(why, -EINVAL,
		       "%s: telemetry goes by http/json, not grpc: name the collector's HTTP port with --otlp-endpoint",
		       name);
}

static int
read_timeout(enum otlp_signal signal, long *ret_ms, struct why *why)
{
	char name[NAME], *rest;
	const char *text = setting(signal, "TIMEOUT", name);
	long ms;

	*ret_ms = TIMEOUT_MS;
	if (text == NULL)
		return 0;
	errno = 0;
	ms = strtol(text, &rest, 10);
	if (!isdigit((unsigned char)text[0]) || *rest != '\0' || errno != 0 || ms < 1 || ms > TIMEOUT_MOST_MS)
		return why_set(why, -EINVAL, "%s: \"%.40s\" is not a number of milliseconds from 1 to %d", name, text,
			       (int)TIMEOUT_MOST_MS);
	*ret_ms = ms;
	return 0;
}

static bool
is_off(enum otlp_signal signal)
{
	const char *exporter;
	char name[NAME];

	snprintf(name, sizeof name, "OTEL_%s_EXPORTER", words[signal]);
	exporter = environment(name);
	return exporter != NULL && strcmp(exporter, "none") == 0;
}

int
otlp_target_read(enum otlp_signal signal, const char *endpoint, struct otlp_target *ret_target, struct why *reterr_why)
{
	char name[NAME], other[NAME];
	struct otlp_target target = {
		.off = is_off(signal),
		.url = find_url(signal, endpoint, name),
		.headers = setting(signal, "HEADERS", other),
		.certificate = setting(signal, "CERTIFICATE", other),
		.client_certificate = setting(signal, "CLIENT_CERTIFICATE", other),
		.client_key = setting(signal, "CLIENT_KEY", other),
	};
	int r = check_protocol(signal, endpoint, reterr_why);

	if (r == 0)
		r = check_url(target.url, name, reterr_why);
	if (r == 0)
		r = read_timeout(signal, &target.timeout_ms, reterr_why);
	if (r < 0)
		free(target.url);
	else
		*ret_target = target;
	return r;
}

void
otlp_target_done(struct otlp_target *target)
{
	free(target->url);
	*target = (struct otlp_target){ .off = true };
}
