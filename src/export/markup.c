#include "export/markup.h"

#include <string.h>

#include "base/safetext.h"
#include "base/text.h"

enum { NAME_ROOM = 4096 };

static const char *
entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void
markup_escape(FILE *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		const char *entity = entity_of(text[i]);

		if (entity != NULL)
			fputs_unlocked(entity, out);
		else
			putc_unlocked(text[i], out);
	}
}

void
markup_name(FILE *out, const char *name)
{
	char room[NAME_ROOM];
	struct text text = text_in(room, sizeof room);

	safe_line(&text, name, strlen(name));
	markup_escape(out, text.bytes, text.len);
}
