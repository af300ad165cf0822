#include "model/jitname.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

/* Takes ":NUMBER" off the end of `text`, *len bytes long; 0 when it does not end so. */
static unsigned
take_number(const char *text, size_t *len)
{
	size_t begin = *len;
	unsigned number = 0;

	while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9')
		begin--;
	if (begin == *len || begin == 0 || text[begin - 1] != ':' || *len - begin > 9)
		return 0;
	number = (unsigned)strtoul(text + begin, NULL, 10);
	*len = begin - 1;
	return number;
}

static int
hex_digit(char c)
{
	return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* "file:///a%20b" as "/a b"; anything else as it is. */
static char *
path_of(const char *text, size_t len)
{
	static const char scheme[] = "file://";
	char *path, *out;

	if (len < sizeof scheme || strncmp(text, scheme, sizeof scheme - 1) != 0)
		return mem_format("%.*s", (int)len, text);
	out = path = mem_format("%.*s", (int)(len - (sizeof scheme - 1)), text + sizeof scheme - 1);
	for (const char *in = path; *in != '\0'; in++) {
		int high = *in == '%' ? hex_digit(in[1]) : -1, low = high >= 0 ? hex_digit(in[2]) : -1;

		*out++ = low >= 0 ? (char)(high * 16 + low) : *in;
		in += low >= 0 ? 2 : 0;
	}
	*out = '\0';
	return path;
}

/* Where the file's name begins behind that of the function, which may have spaces, too ("get size"). */
static const char *
find_file(const char *text)
{
	static const char *const beginnings[] = { "/", "file:", "node:", "internal/", "evalmachine.", "[eval]", "wasm:" };

	for (const char *space = strchr(text, ' '); space != NULL; space = strchr(space + 1, ' '))
		for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
			if (strncmp(space + 1, beginnings[i], strlen(beginnings[i])) == 0)
				return space + 1;
	return NULL;
}

static bool
begins_with(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* "~readBlock /srv/hot.js:4:19" behind the kind. */
static void
read_v8(const char *text, struct jitname *ret_name)
{
	const char *file, *function = text + (text[0] != '\0' && strchr("~^*+", text[0]) != NULL);
	size_t function_len, len;

	file = find_file(function);
	function_len = file != NULL ? (size_t)(file - 1 - function) : strlen(function);
	if (file != NULL) {
		len = strlen(file);
		ret_name->column = take_number(file, &len);
		ret_name->line = take_number(file, &len);
		ret_name->file = path_of(file, len);
		ret_name->user = !begins_with(file, "node:") && !begins_with(file, "internal/");
	}
	ret_name->function = function_len > 0 ? mem_format("%.*s", (int)function_len, function) : mem_string("(anonymous)");
}

/* "read:/srv/hot.py" behind "py::". */
static void
read_python(const char *text, struct jitname *ret_name)
{
	const char *colon = strchr(text, ':');

	ret_name->function = mem_format("%.*s", colon != NULL ? (int)(colon - text) : (int)strlen(text), text);
	if (colon != NULL)
		ret_name->file = mem_string(colon + 1);
	ret_name->user = colon != NULL && colon[1] != '<';	/* "<frozen importlib._bootstrap>" */
}

/* What is behind the kind in a name of V8's; NULL when it is not. */
static const char *
behind_kind(const char *name)
{
	static const char *const kinds[] = { "JS:", "Eval:", "Script:", "Function:", "LazyCompile:" };

	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (begins_with(name, kinds[i]))
			return name + strlen(kinds[i]);
	return NULL;
}

const char *
jitname_file(const char *name, size_t *ret_len)
{
	const char *text = behind_kind(name), *file = text != NULL ? find_file(text) : NULL;

	if (file == NULL)
		return NULL;
	*ret_len = strlen(file);
	(void)take_number(file, ret_len);
	(void)take_number(file, ret_len);
	return file;
}

bool
jitname_lines_hold(const char *name)
{
	const char *text = behind_kind(name);

	return text == NULL || text[0] == '*';
}

void
jitname_read(const char *name, struct jitname *ret_name)
{
	static const char *const runtimes[] = {
		"Builtin:", "BytecodeHandler:", "Stub:", "RegExp:", "Handler:", "Interpreter", "StubRoutines", "vtable stub",
		"itable stub", "call_stub",
	};

	*ret_name = (struct jitname){ .function = NULL };
	if (behind_kind(name) != NULL)
		read_v8(behind_kind(name), ret_name);
	else if (begins_with(name, "py::"))
		read_python(name + 4, ret_name);
	if (ret_name->function == NULL) {
		ret_name->function = mem_string(name);
		ret_name->user = true;
		for (size_t i = 0; i < sizeof runtimes / sizeof *runtimes; i++)
			if (begins_with(name, runtimes[i]))
				ret_name->user = false;
	}
	if (ret_name->file == NULL)
		ret_name->file = mem_string("");
}

void
jitname_done(struct jitname *name)
{
	free(name->function);
	free(name->file);
}
