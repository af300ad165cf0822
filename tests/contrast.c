/* Every shipped theme can be read: WCAG's contrast at each depth, for what is text and for what is a graph. */
#include "check.h"
#include "ui/theme.h"
#include "ui/theme_find.h"

#include <stdlib.h>

static const double text_least = 4.5, graph_least = 3.0;	/* WCAG 2: 1.4.3 and 1.4.11 */

static bool
is_graph(enum role role)
{
	return role == ROLE_RULE || role == ROLE_GRAPH || role == ROLE_GRAPH_HOT ||
	       (role >= ROLE_SPECTRO_1 && role <= ROLE_SPECTRO_9);
}

/*
 * What is seen: where a theme leaves it to the terminal, what such terminals
 * have. A light theme with a ground of its own, or a dark one, is held to it.
 */
static int32_t
seen(const struct theme *theme, enum depth depth, int32_t color, bool ground)
{
	bool bright = theme->light == ground;

	if (color < 0)
		return bright ? (ground ? 0xffffff : 0xe5e5e5) : ground && depth >= DEPTH_256 ? 0x1e1e1e : 0x000000;
	return depth == DEPTH_FULL ? color : color_rgb(color);
}

static void
check_role(const struct theme *theme, enum role role, enum depth depth)
{
	struct role_shade shade = theme_shade(theme, role, depth);
	int32_t fg = seen(theme, depth, shade.fg, false), bg = seen(theme, depth, shade.bg, true);
	double contrast = color_contrast(fg, bg), least = is_graph(role) ? graph_least : text_least;

	if (!CHECK(contrast >= least))
		printf("  %s, %s colours: %s has %.2f (%06x on %06x)\n", theme->name, depth_name(depth), role_name(role), contrast,
		       (unsigned)fg, (unsigned)bg);
	/* On a ground of the theme's own the terminal's letters may be of any colour. */
	if (!CHECK(shade.fg >= 0 || shade.bg < 0))
		printf("  %s, %s colours: %s has the terminal's letters on a ground of its own\n", theme->name, depth_name(depth),
		       role_name(role));
	CHECK(is_graph(role) || !(shade.attrs & ATTR_DIM));	/* would halve it */
}

static void
every_shipped_theme_can_be_read_at_every_depth(void)
{
	size_t count;
	char **names = theme_names(&count);

	CHECK(count >= 10);
	for (size_t i = 0; i < count; i++) {
		struct theme theme;
		struct why why = { "" };

		if (!CHECK_EQ(theme_load(names[i], &theme, &why), 0))
			printf("  %s\n", why.text);
		else
			for (unsigned depth = DEPTH_8; depth < DEPTHS; depth++)
				for (unsigned role = 0; role < ROLE_COUNT; role++)
					check_role(&theme, (enum role)role, (enum depth)depth);
		free(names[i]);
	}
	free(names);
}

/* Known from the specification: black on white is 21, and #777 on white just misses 4.5. */
static void
contrast_is_reckoned_as_wcag_does(void)
{
	CHECK(color_contrast(0x000000, 0xffffff) > 20.99 && color_contrast(0xffffff, 0x000000) < 21.01);
	CHECK(color_contrast(0x777777, 0xffffff) > 4.47 && color_contrast(0x777777, 0xffffff) < 4.49);
	CHECK(color_contrast(0x123456, 0x123456) == 1);
}

int
main(void)
{
	setenv("XDG_CONFIG_HOME", "/nonexistent", 1);
	setenv("XDG_DATA_HOME", "/nonexistent", 1);
	setenv("XDG_DATA_DIRS", "/nonexistent", 1);
	contrast_is_reckoned_as_wcag_does();
	every_shipped_theme_can_be_read_at_every_depth();
	return check_result();
}
