/*
 * What is being read for longer than one notices, in the status line; see inside.h.
 *
 * It is said once it has taken a while, stays for a moment even when it is over, and changes no faster than one can
 * read: so nothing flickers, however many files there are.
 */
#include <stdio.h>
#include <string.h>

#include "base/safetext.h"
#include "base/text.h"
#include "model/session.h"
#include "ui/inside.h"

enum { NS_PER_MS = 1000000, NOTICED_MS = 300, CALM_MS = 700, NAME_COLUMNS = 24 };

static const char *
file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}

static void
write_working(struct text *text, const struct session *session, uint64_t took_ms)
{
	const char *path = session_reading(session);
	size_t asking = session_asking(session);

	if (path != NULL) {
		text_add(text, "reading symbols of ");
		safe_text(text, file_name(path), strlen(file_name(path)), NAME_COLUMNS, true);
	} else {
		text_addf(text, "debuginfod: %zu file%s asked for", asking, asking == 1 ? "" : "s");
	}
	if (took_ms >= 1000)
		text_addf(text, ", %u s", (unsigned)(took_ms / 1000));
}

bool
working_say(struct working *working, const struct session *session, uint64_t now_ns)
{
	bool works = session_reading(session) != NULL || session_asking(session) > 0;
	struct text text;

	if (works && working->since_ns == 0)
		working->since_ns = now_ns;
	if (!works)
		working->since_ns = 0;
	if (works ? now_ns - working->since_ns < (uint64_t)NOTICED_MS * NS_PER_MS : working->text[0] == '\0')
		return false;
	if (working->text[0] != '\0' && now_ns - working->said_ns < (uint64_t)CALM_MS * NS_PER_MS)
		return false;
	working->said_ns = now_ns;
	text = text_in(working->text, sizeof working->text);
	if (works)
		write_working(&text, session, (now_ns - working->since_ns) / NS_PER_MS);
	return true;
}
