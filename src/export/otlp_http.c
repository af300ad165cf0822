#include "export/otlp_http.h"

#ifdef HAVE_CURL

#include <curl/curl.h>
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
	struct curl_slist *headers;
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
	bool found = find(library, "curl_easy_setopt", &curl->setopt) && find(library, "curl_easy_getinfo", &curl->getinfo);

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

static void
add_header(struct otlp_http *http, const char *line)
{
	struct curl_slist *more = http->curl.slist_append(http->headers, line);

	if (more == NULL)
		die("no memory for telemetry");
	http->headers = more;
}

static void
add_headers(struct otlp_http *http, const char *headers)
{
	char room[ANSWER];
	const char *key, *value;

	add_header(http, "Content-Type: application/json");
	add_header(http, "Expect:");	/* no question first, no wait for its answer */
	while (headers != NULL && otlp_next_pair(&headers, room, sizeof room, &key, &value)) {
		char *line = mem_format("%s: %s", key, value);

		if (strpbrk(line, "\r\n") == NULL)
			add_header(http, line);
		free(line);
	}
}

int
otlp_http_open(const char *headers, struct otlp_http **ret_http, struct why *reterr_why)
{
	void *library = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
	struct otlp_http *http;

	if (library == NULL)
		return why_set(reterr_why, -ENOENT, "--otlp needs libcurl: %s", dlerror());
	http = mem_new(1, sizeof *http);
	http->library = library;
	if (!find_all(library, &http->curl) || http->curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK ||
	    (http->handle = http->curl.easy_init()) == NULL) {
		otlp_http_close(http);
		return why_set(reterr_why, -EIO, "--otlp: libcurl cannot be used");
	}
	add_headers(http, headers);
	http->curl.setopt(http->handle, CURLOPT_NOSIGNAL, 1L);
#if LIBCURL_VERSION_NUM >= 0x075500
	http->curl.setopt(http->handle, CURLOPT_PROTOCOLS_STR, "http,https");
#else
	http->curl.setopt(http->handle, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
	http->curl.setopt(http->handle, CURLOPT_HTTPHEADER, http->headers);
	http->curl.setopt(http->handle, CURLOPT_USERAGENT, "sightline/" PACKAGE_VERSION);
	http->curl.setopt(http->handle, CURLOPT_WRITEFUNCTION, keep_answer);
	http->curl.setopt(http->handle, CURLOPT_WRITEDATA, http);
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
	if (http->headers != NULL)
		http->curl.slist_free_all(http->headers);
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

static void
judge(struct otlp_http *http, const char *url, CURLcode code, struct otlp_answer *answer)
{
	char said[4 * SHOWN + 1];
	curl_off_t after = 0;
	long status = 0;

	if (code != CURLE_OK) {
		answer->end = OTLP_LATER;
		why_set(&answer->why, -EIO, "%s: %s", url, http->curl.easy_strerror(code));
		return;
	}
	http->curl.getinfo(http->handle, CURLINFO_RESPONSE_CODE, &status);
	http->curl.getinfo(http->handle, CURLINFO_RETRY_AFTER, &after);
	quote_answer(http, said, sizeof said);
	answer->retry_after_ms = after > 0 && after < 3600 ? (long)after * 1000 : 0;
	if (status >= 200 && status < 300) {
		answer->end = OTLP_TAKEN;
		if (strstr(http->answer, "\"rejected") != NULL)	/* partialSuccess: not to be tried again */
			why_set(&answer->why, 0, "%s took a part only: %s", url, said);
		return;
	}
	answer->end = status == 429 || status == 502 || status == 503 || status == 504 ? OTLP_LATER : OTLP_REFUSED;
	why_set(&answer->why, -EIO, "%s: HTTP %ld%s%s", url, status, said[0] != '\0' ? ": " : "", said);
}

void
otlp_http_post(struct otlp_http *http, const char *url, const char *json, size_t len, long timeout_ms,
	       struct otlp_answer *ret_answer)
{
	*ret_answer = (struct otlp_answer){ .end = OTLP_LATER };
	http->answer_len = 0;
	http->answer[0] = '\0';
	http->curl.setopt(http->handle, CURLOPT_URL, url);
	http->curl.setopt(http->handle, CURLOPT_POSTFIELDS, json);
	http->curl.setopt(http->handle, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)len);
	http->curl.setopt(http->handle, CURLOPT_TIMEOUT_MS, timeout_ms);
	judge(http, url, http->curl.easy_perform(http->handle), ret_answer);
}

#endif
