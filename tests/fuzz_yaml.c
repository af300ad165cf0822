/*
 * fuzz_yaml.c - any bytes as a configuration, a set of keys, layouts and a
 * theme: no crash, no hang, and each refusal is one sentence with its place
 *
 * For libFuzzer (make fuzz); the shipped files are its seeds.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "config/config.h"
#include "ui/keymap.h"
#include "ui/layouts.h"
#include "ui/theme.h"
#include "ui/tints.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* A refusal names the file and is one printable line. */
static void
check_refusal(int r, const struct why *why, const char *file)
{
	if (r == 0)
		return;
	if (strncmp(why->text, file, strlen(file)) != 0 || strchr(why->text, '\n') != NULL || strlen(why->text) < strlen(file) + 4)
		abort();
}

static void
try_config(const uint8_t *bytes, size_t size)
{
	struct config config;
	struct layouts *layouts;
	struct keymap keymap;
	struct tints *tints;
	struct why why = { "" };
	int r = config_read("fuzz", bytes, size, &config, &why);

	check_refusal(r, &why, "fuzz");
	if (r < 0)
		return;
	r = keymap_load(&config.key_set, config.bindings, &keymap, &why);
	check_refusal(r, &why, "fuzz");
	r = tints_new(&config, &tints, &why);
	check_refusal(r, &why, "fuzz");
	if (r == 0)
		tints_free(tints);
	r = layouts_new(config.layouts, &layouts, &why);
	check_refusal(r, &why, "fuzz");
	if (r == 0)
		layouts_free(layouts);
	config_done(&config);
}

/* The whole as bindings, and as layouts: no need to guess their headings. */
static void
try_sections(const uint8_t *bytes, size_t size)
{
	struct layouts *layouts;
	struct keymap keymap;
	struct yaml_doc doc;
	struct why why = { "" };
	int r = yaml_read("fuzz", bytes, size, "the value", &doc, &why);

	check_refusal(r, &why, "fuzz");
	if (r < 0)
		return;
	if (doc.root.kind == YAML_MAP) {
		r = keymap_load(NULL, &doc.root, &keymap, &why);
		check_refusal(r, &why, "fuzz");
		r = layouts_new(&doc.root, &layouts, &why);
		check_refusal(r, &why, "fuzz");
		if (r == 0)
			layouts_free(layouts);
	}
	yaml_done(&doc);
}

static void
try_theme(const uint8_t *bytes, size_t size)
{
	int fd = memfd_create("theme", MFD_CLOEXEC);
	struct theme theme;
	char path[64];
	int r;

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size)
		abort();
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	r = theme_load(path, &theme, NULL);
	for (unsigned role = 0; r == 0 && role < ROLE_COUNT; role++)
		for (unsigned depth = 0; depth < DEPTHS; depth++) {
			struct role_shade shade = theme_shade(&theme, (enum role)role, (enum depth)depth);

			if (depth < DEPTH_FULL && (shade.fg > 255 || shade.bg > 255))
				abort();
		}
	close(fd);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	try_config(bytes, size);
	try_sections(bytes, size);
	try_theme(bytes, size);
	return 0;
}
