/*
 * scheme.h - base16 and base24 schemes, read as they are
 *
 * Files of these have sixteen or twenty-four colours and no roles: base00 to
 * base0F, and base10 to base17, "rrggbb" with or without '#', in a `palette`
 * or, in older files, beside the name.
 */
#ifndef SCHEME_H
#define SCHEME_H

#include <stdbool.h>

#include "config/yaml.h"

/* Whether a document is one, rather than a theme. */
bool scheme_is(const struct yaml_doc *doc);

struct scheme {
	char name[64];
	bool light;		/* it says so; else it is dark */
	const struct yaml_node *colors; /* the map that has them, in the document */
};

/* 0, or -EINVAL and a sentence: a colour that is missing, or none. */
int scheme_read(const struct yaml_doc *doc, struct scheme *ret_scheme, struct why *reterr_why);

#endif
