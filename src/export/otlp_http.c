#include "export/otlp_http.h"

#ifdef HAVE_CURL

#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/jsondoc.h"
#include "base/mem.h"
#include "base/safetext.h"
#include "base/text.h"
#include "export/otlp_context.h"

enum { ANSWER = 4096, SHOWN = 200 };

/* What of libcurl is used, by its own names there. */
#define CURL_FUNCTIONS(X) \
	X(easy_init) X(easy_cleanup) X(easy_perform) X(easy_strerror) X(slist_append) X(slist_free_all) X(global_init)

struct curl_functions {
#define FUNCTION_POINTER(name) typeof(curl_##name) *name;
	CURL_FUNCTIONS(FUNCTION_POINTER)
#undef FUNCTION_POINTER
	CURLcode (*setopt)(CURL *handle, CURLoption option, ...);
	CURLcode (*getinfo)(CURL *handle, CURLINFO info, ...);
};

struct otlp_http {
	void *library;
	struct curl_functions curl;
	CURL *handle;
	const struct otlp_target *targets;
	otlp_http_stop *stop;
	void *who;
	struct curl_slist *headers[2];	/* by enum otlp_signal, as are targets */
	char answer[ANSWER];	/* the beginning of the body */
	size_t answer_len;
};

/* dlsym() gives an object pointer; POSIX says that it may be copied into a function pointer. */
static bool
find(void *library, const char *name, void *ret_function)
{
	void *symbol = dlsym(library, name);

	memcpy(ret_function, &symbol, sizeof symbol);
	return symbol != NULL;
}

static bool
find_all(void *library, struct curl_functions *curl)
{
	bool found = find(library, "curl_easy_setopt", &curl->setopt) &&
		     find(library, "curl_easy_getinfo", &curl->getinfo);

#define FIND(name) found = found && find(library, "curl_" #name, &curl->name);
	CURL_FUNCTIONS(FIND)
#undef FIND
	return found;
}

static size_t
keep_answer(char *bytes, size_t size, size_t count, void *context)
{
	struct otlp_http *http = context;
	size_t len = size * count, room = ANSWER - 1 - http->answer_len, kept = len < room ? len : room;

	memcpy(http->answer + http->answer_len, bytes, kept);
	http->answer_len += kept;
	http->answer[http->answer_len] = '\0';
	return len;
}

/* Anything but 0 ends the request. */
static int
watch(void *context, curl_off_t down_total, curl_off_t down, curl_off_t up_total, curl_off_t up)
{
	struct otlp_http *http = context;

	(void)down_total, (void)down, (void)up_total, (void)up;
	return http->stop(http->who);
}

static void
add_header(struct otlp_http *http, enum otlp_signal signal, const char *line)
{
	struct curl_slist *more = http->curl.slist_append(http->headers[signal], line);

	if (more == NULL)
		die("no memory for telemetry");
	http->headers[signal] = more;
}

static void
add_headers(struct otlp_http *http, enum otlp_signal signal)
{
	const char *headers = http->targets[signal].headers, *key, *value;
	char room[ANSWER];

	add_header(http, signal, "Content-Type: application/json");
	add_header(http, signal, "Expect:");	/* no question first, no wait for its answer */
	while (headers != NULL && otlp_next_pair(&headers, room, sizeof room, &key, &value)) {
		char *line = mem_format("%s: %s", key, value);

		if (strpbrk(line, "\r\n") == NULL)
			add_header(http, signal, line);
		free(line);
	}
}

static void
set_up(struct otlp_http *http)
{
	http->curl.setopt(http->handle, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075500
	http->curl.setopt(http->handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	http->curl.setopt(http->handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
	http->curl.setopt(http->handle, CURLOPT_USERAGENT, "sightline/" PACKAGE_VERSION);
	http->curl.setopt(http->handle, CURLOPT_WRITEFUNCTION, keep_answer);
	http->curl.setopt(http->handle, CURLOPT_WRITEDATA, http);
	http->curl.setopt(http->handle, CURLOPT_NOPROGRESS, 0L);
	http->curl.setopt(http->handle, CURLOPT_XFERINFOFUNCTION, watch);
	http->curl.setopt(http->handle, CURLOPT_XFERINFODATA, http);
}

int
otlp_http_open(const struct otlp_target *targets, otlp_http_stop *stop, void *who, struct otlp_http **ret_http,
	       struct why *reterr_why)
{
	void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
	struct otlp_http *http;

	if (library == NULL)
		return why_set(reterr_why, -ENOENT, "--otlp needs libcurl: %s", dlerror());
	http = mem_new(1, sizeof *http);
	http->library = library;
	http->targets = targets;
	http->stop = stop;
	http->who = who;
	if (!find_all(library, &http->curl) || http->curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (http->handle = http->curl.easy_init()) == NULL) {
		otlp_http_close(http);
		return why_set(reterr_why, -EIO, "--otlp: libcurl cannot be used");
	}
	add_headers(http, OTLP_TRACES);
	add_headers(http, OTLP_METRICS);
	set_up(http);
	*ret_http = http;
	return 0;
}

void
otlp_http_close(struct otlp_http *http)
{
	if (http == NULL)
		return;
	if (http->handle != NULL)
		http->curl.easy_cleanup(http->handle);
	for (unsigned i = 0; i < sizeof http->headers / sizeof *http->headers; i++)
		if (http->headers[i] != NULL)
			http->curl.slist_free_all(http->headers[i]);
	/* The library stays: what it loaded in turn does not like to be unloaded. */
	free(http);
}

/* What the collector said, made fit to show. */
static void
quote_answer(const struct otlp_http *http, char *buf, size_t cap)
{
	struct text text = text_in(buf, cap);

	safe_line(&text, http->answer, http->answer_len < SHOWN ? http->answer_len : SHOWN);
}

static uint64_t
number_of(const struct jsonval *value)
{
	if (value != NULL && value->kind == JSONVAL_INTEGER && value->integer > 0)
		return (uint64_t)value->integer;
	return value != NULL && value->kind == JSONVAL_STRING ? strtoull(value->string, NULL, 10) : 0;
}

/* What a collector that took a request says against it; an empty reservation is none. */
static void
read_partial(struct otlp_answer *answer, const char *url, const struct jsonval *partial)
{
	const struct jsonval *message = jsonval_member(partial, "errorMessage");
	bool says = message != NULL && message->kind == JSONVAL_STRING && message->count > 0;
	char said[4 * SHOWN + 1] = "";
	struct text text = text_in(said, sizeof said);

	answer->rejected = number_of(jsonval_member(partial, "rejectedSpans")) +
			   number_of(jsonval_member(partial, "rejectedDataPoints"));
	if (says)
		safe_line(&text, message->string, message->count < SHOWN ? message->count : SHOWN);
	if (answer->rejected > 0 || says)
		why_set(&answer->why, 0, "%s took %s%s%s", url, answer->rejected > 0 ? "a part only" : "all", says ? ", but: " : "", said);
}

static void
read_taken(struct otlp_http *http, const char *url, struct otlp_answer *answer)
{
	char *text = mem_string(http->answer);	/* the document writes to it */
	struct jsondoc_error error;
	struct jsondoc doc;

	if (jsondoc_parse(&doc, text, strlen(text), &error)) {
		const struct jsonval *partial = jsonval_member(doc.values, "partialSuccess");

		if (partial != NULL)
			read_partial(answer, url, partial);
		jsondoc_done(&doc);
	}
	free(text);
}

static void
judge(struct otlp_http *http, const char *url, CURLcode code, struct otlp_answer *answer)
{
	char said[4 * SHOWN + 1];
	curl_off_t after = 0;
	long status = 0;

	if (code != CURLE_OK) {
		answer->end = OTLP_LATER;
		why_set(&answer->why, -EIO, "%s: %s", url,
			code == CURLE_ABORTED_BY_CALLBACK ? "no answer in time" : http->curl.easy_strerror(code));
		return;
	}
	http->curl.getinfo(http->handle, CURLINFO_RESPONSE_CODE, &status);
	http->curl.getinfo(http->handle, CURLINFO_RETRY_AFTER, &after);
	quote_answer(http, said, sizeof said);
	answer->retry_after_ms = after > 0 && after < 3600 ? (long)after * 1000 : 0;
	if (status >= 200 && status < 300) {
		answer->end = OTLP_TAKEN;
		read_taken(http, url, answer);
		return;
	}
	answer->end = status == 429 || status == 502 || status == 503 || status == 504 ? OTLP_LATER : OTLP_REFUSED;
	why_set(&answer->why, -EIO, "%s: HTTP %ld%s%s", url, status, said[0] != '\0' ? ": " : "", said);
}

/* Files that are not named are libcurl's own defaults. */
static void
set_target(struct otlp_http *http, enum otlp_signal signal)
{
	const struct otlp_target *target = &http->targets[signal];

	http->curl.setopt(http->handle, CURLOPT_URL, target->url);
	http->curl.setopt(http->handle, CURLOPT_HTTPHEADER, http->headers[signal]);
	if (target->certificate != NULL)
		http->curl.setopt(http->handle, CURLOPT_CAINFO, target->certificate);
	http->curl.setopt(http->handle, CURLOPT_SSLCERT, target->client_certificate);
	http->curl.setopt(http->handle, CURLOPT_SSLKEY, target->client_key);
}

void
otlp_http_post(struct otlp_http *http, enum otlp_signal signal, const char *json, size_t len, long timeout_ms,
	       struct otlp_answer *ret_answer)
{
	*ret_answer = (struct otlp_answer){ .end = OTLP_LATER };
	http->answer_len = 0;
	http->answer[0] = '\0';
	set_target(http, signal);
	http->curl.setopt(http->handle, CURLOPT_POSTFIELDS, json);
	http->curl.setopt(http->handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len);
	http->curl.setopt(http->handle, CURLOPT_TIMEOUT_MS, timeout_ms);
	judge(http, http->targets[signal].url, http->curl.easy_perform(http->handle), ret_answer);
}

#endif
