#include "model/place.h"

#include <stdio.h>
#include <string.h>

const struct place place_unknown = {
	.module = "", .function = "", .file = "", .caller = "",
	.orig_file = "", .orig_function = "", .orig_language = "", .orig_decision = "",
};

static const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

const char *
place_short(const struct place *place, char *buf, unsigned cap)
{
	if (place->orig_file[0] != '\0')
		snprintf(buf, cap, "%s%s:%u", place->orig_exact ? "" : "~", base_name(place->orig_file),
			 place->orig_line);
	else if (place->file[0] != '\0' && place->line > 0)
		snprintf(buf, cap, "%s:%u", base_name(place->file), place->line);
	else if (place->function[0] != '\0')
		snprintf(buf, cap, "%s", place->function);
	else if (place->module[0] != '\0')
		snprintf(buf, cap, "%s+%#llx", base_name(place->module), (unsigned long long)place->offset);
	else
		snprintf(buf, cap, "%s", "");
	return buf;
}
