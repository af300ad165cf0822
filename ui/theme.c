#include "ui/theme.h"

#include <stdio.h>
#include <string.h>

#include "base/why.h"

static const struct {
	const char *name;
	char letter;
} roles[ROLE_COUNT] = {
#define ROLE_INFO(id, name, parent, letter) [ROLE_##id] = { name, letter },
	THEME_ROLES(ROLE_INFO)
#undef ROLE_INFO
};

const char *
role_name(enum role role)
{
	return roles[(unsigned)role < ROLE_COUNT ? role : ROLE_TEXT].name;
}

bool
role_find(const char *name, enum role *ret_role)
{
	for (unsigned role = 0; role < ROLE_COUNT; role++)
		if (strcmp(roles[role].name, name) == 0) {
			*ret_role = (enum role)role;
			return true;
		}
	return false;
}

char
role_letter(enum role role)
{
	return roles[(unsigned)role < ROLE_COUNT ? role : ROLE_TEXT].letter;
}

/* With few colours the nearest may be no letter on that ground any more; what a theme says itself is left alone. */
static int32_t
legible(const struct theme *theme, const struct color *fg, int32_t at, int32_t ground, enum depth depth)
{
	if ((depth != DEPTH_8 && depth != DEPTH_16) || at < 0 || fg->at[depth] != COLOR_NEAREST)
		return at;
	return color_legible(at, ground >= 0 ? ground : theme->light ? 15 : 0, depth);
}

struct role_shade
theme_shade(const struct theme *theme, enum role role, enum depth depth)
{
	const struct role_look *look = &theme->looks[(unsigned)role < ROLE_COUNT ? role : ROLE_TEXT];
	int32_t fg = color_at(&look->fg, depth), bg = color_at(&look->bg, depth);

	return (struct role_shade){ legible(theme, &look->fg, fg, bg, depth), bg, look->attrs };
}

void
theme_plain(struct theme *ret_theme)
{
	struct why why;

	if (theme_load("mono", ret_theme, &why) < 0)
		die("%s", why.text);
}
