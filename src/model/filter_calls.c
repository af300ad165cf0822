#include "model/filter_calls.h"

#include <string.h>

#include "base/nearest.h"

/* Numbers without a call are named "". */
static const char *
known_name(size_t i, const void *context)
{
	enum abi abi = (enum abi)(i / FILTER_CALLS_NUMBERS);
	const struct call_shape *shape = abi < ABI_OTHER ? call_shape(abi, i % FILTER_CALLS_NUMBERS) : NULL;

	(void)context;
	return abi >= ABI_OTHER ? NULL : shape != NULL ? shape->name : "";
}

bool
filter_calls_named(const char *name, const char **ret_nearest)
{
	for (unsigned abi = 0; abi < ABI_OTHER; abi++)
		if (call_number(abi, name) >= 0)
			return true;
	*ret_nearest = nearest(name, known_name, NULL);
	return strncmp(name, "syscall_0x", strlen("syscall_0x")) == 0;
}
