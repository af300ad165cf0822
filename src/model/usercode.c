#include "model/usercode.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "model/place.h"

struct usercode {
	bool by_renacer;
	char **patterns;
	size_t count, cap;
};

struct usercode *
usercode_new(bool by_renacer)
{
	struct usercode *code = mem_new(1, sizeof *code);

	code->by_renacer = by_renacer;
	return code;
}

void
usercode_free(struct usercode *code)
{
	if (code == NULL)
		return;
	for (size_t i = 0; i < code->count; i++)
		free(code->patterns[i]);
	free(code->patterns);
	free(code);
}

void
usercode_add_runtime(struct usercode *code, const char *pattern)
{
	code->patterns = mem_grow(code->patterns, &code->cap, code->count + 1, sizeof *code->patterns);
	code->patterns[code->count++] = mem_string(pattern);
}

/* --- by the file the code lies in -------------------------------------------- */

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

/* "libm" is libm.so.6 and libm-2.28.so, but not libmagic.so. */
static bool
is_library(const char *name, const char *stem)
{
	size_t len = strlen(stem);

	return strncmp(name, stem, len) == 0 &&
	       (name[len] == '.' || (name[len] == '-' && name[len + 1] >= '0' && name[len + 1] <= '9'));
}

static bool
is_one_of(const char *name, const char *const *stems, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (is_library(name, stems[i]))
			return true;
	return false;
}

static bool
is_system_library(const char *name)
{
	static const char *const stems[] = {
		"ld", "ld64", "libc", "libdl", "libgcc_s", "libm", "libpthread", "librt", "libstdc++", "libc++", "libc++abi",
	};

	return is_one_of(name, stems, sizeof stems / sizeof *stems) || strncmp(name, "ld-linux", 8) == 0 ||
	       strncmp(name, "ld-musl", 7) == 0;
}

/* Libraries of languages, and programs that run others of which they tell the names. */
static bool
is_language_runtime(const char *name)
{
	static const char *const stems[] = {
		"libcob", "libglib", "libgobject", "libgio", "libpython3", "libgfortran", "libgnat", "libobjc",
		"libasan", "libtsan", "libubsan", "libnode", "libuv", "libv8", "libjvm", "libjli", "libcoreclr", "libclrjit",
	};
	static const char *const programs[] = { "node", "nodejs", "java", "dotnet" };

	for (size_t i = 0; i < sizeof programs / sizeof *programs; i++)
		if (strcmp(name, programs[i]) == 0)
			return true;
	return is_one_of(name, stems, sizeof stems / sizeof *stems);
}

static bool
is_runtime(const struct usercode *code, const char *path)
{
	const char *name = base_name(path);

	for (size_t i = code != NULL ? code->count : 0; i > 0; i--) {
		const char *pattern = code->patterns[i - 1];
		bool users = pattern[0] == '!';

		pattern += users;
		if (fnmatch(pattern, strchr(pattern, '/') != NULL ? path : name, 0) == 0)
			return !users;
	}
	return is_system_library(name) || is_language_runtime(name);
}

/* --- by the source it was made from ------------------------------------------ */

/* Where the sources of standard libraries lie that compilers put into the program itself. */
static bool
is_library_source(const char *file)
{
	return strncmp(file, "/rustc/", 7) == 0 || strncmp(file, "/rust/deps/", 11) == 0 ||
	       strstr(file, "/rustlib/src/rust/library/") != NULL ||
	       strncmp(file, "/usr/include/c++/", 17) == 0 || strncmp(file, "/usr/lib/nim/", 13) == 0 ||
	       strstr(file, "/nim/lib/") != NULL;
}

/* Bytes of a Go function's package: "net/http" of "net/http.(*Client).Do". */
static size_t
go_package(const char *function)
{
	const char *slash = strrchr(function, '/');
	size_t dot = strcspn(function, ".");

	return slash != NULL && dot > strcspn(function, "/") ? (size_t)(slash - function) + strcspn(slash, ".") : dot;
}

/*
 * Go's standard library lies in …/src/PACKAGE. Functions of some packages bear
 * the name of another one; these are named here.
 */
static bool
is_go_library(const char *function, const char *file)
{
	static const char *const always[] = { "runtime/", "internal/", "syscall/" };
	const char *source = strstr(file, "/src/"), *dot = strrchr(file, '.');
	size_t package = go_package(function);

	if (source == NULL || dot == NULL || (strcmp(dot, ".go") != 0 && strcmp(dot, ".s") != 0))
		return false;
	source += strlen("/src/");
	for (size_t i = 0; i < sizeof always / sizeof *always; i++)
		if (strncmp(source, always[i], strlen(always[i])) == 0)
			return true;
	return strncmp(function, "main.", 5) != 0 && strncmp(source, function, package) == 0 && source[package] == '/';
}

/*
 * Of standard libraries that were compiled into the program without lines the
 * names tell: those of Rust's are in three crates, which a "<" may precede.
 */
static bool
is_library_name(const char *function)
{
	static const char *const prefixes[] = {
		"std::", "<std::", "<core::", "<alloc::", "core::fmt::", "core::iter::", "core::ops::", "core::option::",
		"core::panicking::", "core::ptr::", "core::result::", "core::slice::", "core::str::", "alloc::alloc::",
		"alloc::collections::", "alloc::fmt::", "alloc::raw_vec::", "alloc::string::", "alloc::sync::", "alloc::vec::",
	};

	for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
		if (strncmp(function, prefixes[i], strlen(prefixes[i])) == 0)
			return true;
	return false;
}

/* Where a program begins before its own code does. */
static bool
is_startup(const char *function)
{
	return strcmp(function, "_start") == 0 || strncmp(function, "__libc_start_", 13) == 0 ||
	       strcmp(function, "_dl_start_user") == 0;
}

/* --- altogether -------------------------------------------------------------- */

static bool
is_system_by_renacer(const char *function)
{
	return strncmp(function, "__", 2) == 0 || strstr(function, "libc") != NULL ||
	       strstr(function, "@plt") != NULL || strstr(function, "@@GLIBC") != NULL;
}

bool
usercode_is(const struct usercode *code, const struct place *place)
{
	if (place->module[0] != '/')
		return false;
	if (code != NULL && code->by_renacer)
		return place->function[0] != '\0' && !is_system_by_renacer(place->function);
	if (place->file[0] == '\0' && is_library_name(place->function))
		return false;
	return !is_runtime(code, place->module) && !is_library_source(place->file) &&
	       !is_go_library(place->function, place->file) && !is_startup(place->function);
}

bool
usercode_is_system(const struct place *place)
{
	return place->module[0] != '/' || is_system_library(base_name(place->module)) || is_startup(place->function);
}
