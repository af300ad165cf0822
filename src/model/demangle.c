#include "model/demangle.h"

#include <setjmp.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* What compilers append to the name of a function they took apart: no part of what was written. */
static bool
is_suffix(const char *word, size_t len)
{
	static const char *const words[] = {
		"cold", "constprop", "isra", "llvm", "localalias", "lto_priv", "part",
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == len && memcmp(words[i], word, len) == 0)
			return true;
	return false;
}

/* Length of "name" in "name.constprop.0.cold". */
static size_t
plain_length(const char *name)
{
	size_t len = strlen(name);

	for (const char *dot; (dot = memrchr(name, '.', len)) != NULL && dot > name;) {
		size_t word_len = (size_t)(name + len - dot - 1);
		size_t digits = strspn(dot + 1, "0123456789");

		if (digits < word_len && !is_suffix(dot + 1, word_len))
			break;
		len = (size_t)(dot - name);
	}
	return len;
}

#ifdef HAVE_IBERTY

/* From libiberty's demangle.h, whose place differs between distributions. */
typedef void demangle_taker(const char *bytes, size_t len, void *context);
int cplus_demangle_v3_callback(const char *mangled, int options, demangle_taker *taker, void *context);
int rust_demangle_callback(const char *mangled, int options, demangle_taker *taker, void *context);

enum { DMGL_ANSI = 1 << 1, READABLE_MAX = 4096 };

/* A name of two hundred bytes can stand for gigabytes, since parts may refer to parts: there is a way out. */
struct demangling {
	char bytes[READABLE_MAX];
	struct text text;
	jmp_buf too_long;
};

static void
take(const char *bytes, size_t len, void *context)
{
	struct demangling *demangling = context;

	text_add_bytes(&demangling->text, bytes, len);
	if (demangling->text.cut)
		longjmp(demangling->too_long, 1);
}

typedef int demangler(const char *mangled, int options, demangle_taker *taker, void *context);

static char *
read_with(demangler *reader, const char *name)
{
	struct demangling demangling;

	demangling.text = text_in(demangling.bytes, sizeof demangling.bytes);
	if (setjmp(demangling.too_long) != 0)
		return NULL;
	/* Without parameters: names stand in columns. */
	return reader(name, DMGL_ANSI, take, &demangling) != 0 ? mem_string(demangling.bytes) : NULL;
}

/* What nobody writes in full. */
static void
shorten(char *text)
{
	static const char *const longs[] = {
		"std::__cxx11::basic_string<char, std::char_traits<char>, std::allocator<char> >",
		"std::basic_string<char, std::char_traits<char>, std::allocator<char> >",
	};
	static const char short_name[] = "std::string";
	const size_t short_len = sizeof short_name - 1;

	for (size_t i = 0; i < sizeof longs / sizeof *longs; i++)
		for (char *at = text; (at = strstr(at, longs[i])) != NULL; at += short_len) {
			const char *rest = at + strlen(longs[i]);

			/* The space kept two brackets apart, of which one is gone. */
			rest += strncmp(rest, " >", 2) == 0;
			memcpy(at, short_name, short_len);
			memmove(at + short_len, rest, strlen(rest) + 1);
		}
}

static char *
readable(const char *name)
{
	char *text;

	if (strncmp(name, "_R", 2) != 0 && strncmp(name, "_Z", 2) != 0)
		return NULL;
	text = read_with(rust_demangle_callback, name);	/* first: Rust's older names look like C++ names too */
	if (text == NULL)
		text = read_with(cplus_demangle_v3_callback, name);
	if (text != NULL)
		shorten(text);
	return text;
}

#else

static char *
readable(const char *name)
{
	(void)name;	/* nobody here who could read it */
	return NULL;
}

#endif

char *
demangle(const char *name)
{
	char *plain = mem_format("%.*s", (int)plain_length(name), name), *text = readable(plain);

	if (text == NULL)
		return plain;
	free(plain);
	return text;
}
