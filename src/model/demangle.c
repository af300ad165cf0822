#include "model/demangle.h"

#include <string.h>

#include "base/mem.h"

#ifdef HAVE_IBERTY

/* From libiberty's demangle.h, whose place differs between distributions. */
char *cplus_demangle(const char *mangled, int options);
enum { DMGL_ANSI = 1 << 1, DMGL_AUTO = 1 << 8, NAME_MAX_LEN = 4096 };

char *
demangle(const char *name)
{
	char *readable = NULL;

	if (name[0] == '_' && strlen(name) < NAME_MAX_LEN)
		readable = cplus_demangle(name, DMGL_ANSI | DMGL_AUTO);
	return readable != NULL ? readable : mem_string(name);
}

#else

char *
demangle(const char *name)
{
	return mem_string(name);
}

#endif
