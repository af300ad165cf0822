#include "ui/theme_find.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"
#include "config/yaml.h"
#include "ui/themes_builtin.h"

static const char suffix[] = ".yaml", instead[] = "a name from colors";
enum { SUFFIX_LEN = sizeof suffix - 1, BUILTINS = sizeof themes_builtin / sizeof *themes_builtin };

static const char *
find_builtin(const char *name)
{
	for (size_t i = 0; i < BUILTINS; i++)
		if (strcmp(themes_builtin[i].name, name) == 0)
			return themes_builtin[i].text;
	return NULL;
}

/* --- directories ---------------------------------------------------------------------- */

/* Whether to go on with the next; a directory is looked at once even if it is named twice. */
typedef bool look_in(const char *dir, void *context);

static bool
visit(look_in *look, void *context, const char *base, size_t len, const char *below)
{
	char *dir;
	bool go_on;

	if (len == 0 || base[0] != '/')
		return true;
	dir = mem_format("%.*s%s/sightline/themes", (int)len, base, below);
	go_on = look(dir, context);
	free(dir);
	return go_on;
}

/* A variable's directory, or one below the home directory. */
static bool
visit_own(look_in *look, void *context, const char *variable, const char *below_home)
{
	const char *base = getenv(variable), *home = getenv("HOME");

	if (base != NULL && base[0] == '/')
		return visit(look, context, base, strlen(base), "");
	return home == NULL || visit(look, context, home, strlen(home), below_home);
}

static void
visit_all(look_in *look, void *context)
{
	const char *dirs = getenv("XDG_DATA_DIRS");

	if (!visit_own(look, context, "XDG_CONFIG_HOME", "/.config") ||
	    !visit_own(look, context, "XDG_DATA_HOME", "/.local/share"))
		return;
	if (dirs == NULL || dirs[0] == '\0')
		dirs = "/usr/local/share:/usr/share";
	for (size_t len; *dirs != '\0'; dirs += len + (dirs[len] == ':')) {
		len = strcspn(dirs, ":");
		if (!visit(look, context, dirs, len, ""))
			return;
	}
	(void)look(THEMES_DIR, context);
}

/* --- one by its name ----------------------------------------------------------------------- */

struct search {
	const char *name;
	struct yaml_doc doc;
	struct why *why;
	int result;
};

static bool
try_dir(const char *dir, void *context)
{
	struct search *search = context;
	char *path = mem_format("%s/%s%s", dir, search->name, suffix);

	search->result = yaml_read_file(path, instead, &search->doc, search->why);
	free(path);
	return search->result == -ENOENT || search->result == -ENOTDIR;
}

static bool
is_path(const char *name)
{
	size_t len = strlen(name);

	return strchr(name, '/') != NULL || (len > SUFFIX_LEN && strcmp(name + len - SUFFIX_LEN, suffix) == 0);
}

static const char *
listed(size_t i, const void *names)
{
	return ((char *const *)names)[i];
}

static int
no_theme(const char *name, struct why *why)
{
	size_t count;
	char **names = theme_names(&count);
	const char *near = nearest(name, listed, names);
	int r = why_set(why, -ENOENT, "there is no theme \"%s\"%s%s%s", name, near != NULL ? " (" : "",
			near != NULL ? near : "", near != NULL ? "?)" : "");

	for (size_t i = 0; i < count; i++)
		free(names[i]);
	free(names);
	return r;
}

int
theme_find_shipped(const char *name, struct yaml_doc *ret_doc, struct why *reterr_why)
{
	const char *text = find_builtin(name);

	return text != NULL ? yaml_read(name, text, strlen(text), instead, ret_doc, reterr_why) : no_theme(name, reterr_why);
}

int
theme_find(const char *name, struct yaml_doc *ret_doc, struct why *reterr_why)
{
	struct search search = { .name = name, .why = reterr_why, .result = -ENOENT };
	if (is_path(name))
		return yaml_read_file(name, instead, ret_doc, reterr_why);
	visit_all(try_dir, &search);
	if (search.result == 0)
		*ret_doc = search.doc;
	if (search.result != -ENOENT && search.result != -ENOTDIR)
		return search.result;
	return theme_find_shipped(name, ret_doc, reterr_why);
}

/* --- all of them ------------------------------------------------------------------------------ */

struct list {
	char **names;
	size_t count, cap;
};

static void
add(struct list *list, const char *name, size_t len)
{
	for (size_t i = 0; i < list->count; i++)
		if (strlen(list->names[i]) == len && strncmp(list->names[i], name, len) == 0)
			return;
	list->names = mem_grow(list->names, &list->cap, list->count + 2, sizeof *list->names);
	list->names[list->count++] = mem_format("%.*s", (int)len, name);
	list->names[list->count] = NULL;
}

static bool
add_dir(const char *path, void *context)
{
	DIR *dir = opendir(path);
	const struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		size_t len = strlen(entry->d_name);

		if (len > SUFFIX_LEN && entry->d_name[0] != '.' &&
		    strcmp(entry->d_name + len - SUFFIX_LEN, suffix) == 0)
			add(context, entry->d_name, len - SUFFIX_LEN);
	}
	if (dir != NULL)
		closedir(dir);
	return true;
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char **
theme_names(size_t *ret_count)
{
	struct list list = { .count = 0 };

	for (size_t i = 0; i < BUILTINS; i++)
		add(&list, themes_builtin[i].name, strlen(themes_builtin[i].name));
	visit_all(add_dir, &list);
	qsort(list.names, list.count, sizeof *list.names, by_name);
	*ret_count = list.count;
	return list.names;
}
