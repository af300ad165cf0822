#include "ui/clipboard.h"

#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* RFC 4648, for a text that has three bytes for every four characters. */
static void
add_base64(struct text *out, const char *text, size_t len)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *bytes = (const unsigned char *)text;

	for (size_t i = 0; i < len; i += 3) {
		unsigned long three = (unsigned long)bytes[i] << 16;

		three |= i + 1 < len ? (unsigned long)bytes[i + 1] << 8 : 0;
		three |= i + 2 < len ? bytes[i + 2] : 0;
		text_addc(out, letters[three >> 18 & 63]);
		text_addc(out, letters[three >> 12 & 63]);
		text_addc(out, i + 1 < len ? letters[three >> 6 & 63] : '=');
		text_addc(out, i + 2 < len ? letters[three & 63] : '=');
	}
}

/* The end of what fits, not within a character. */
static size_t
cut(const char *text, size_t len)
{
	if (len <= CLIPBOARD_MAX)
		return len;
	len = CLIPBOARD_MAX;
	while (len > 0 && ((unsigned char)text[len] & 0xc0) == 0x80)
		len--;
	return len;
}

char *
clipboard_bytes(const char *text, size_t len, bool tmux, size_t *ret_len)
{
	size_t room = 2 * (4 * ((len < CLIPBOARD_MAX ? len : CLIPBOARD_MAX) / 3 + 1) + 32);
	char *bytes = mem_new(room, 1);
	struct text out = text_in(bytes, room);

	len = cut(text, len);
	if (tmux) {
		text_add(&out, "\033Ptmux;\033\033]52;c;");
		add_base64(&out, text, len);
		text_add(&out, "\a\033\\");
	}
	text_add(&out, "\033]52;c;");
	add_base64(&out, text, len);
	text_add(&out, "\a");
	*ret_len = out.len;
	return bytes;
}

bool
clipboard_known(const char *term)
{
	static const char *const without[] = { "linux", "vt", "cons", "dumb", "ansi" };

	for (size_t i = 0; i < sizeof without / sizeof *without; i++)
		if (term == NULL || strncmp(term, without[i], strlen(without[i])) == 0)
			return false;
	return true;
}
