#include "model/filter_calls.h"

#include <string.h>

#include "base/mem.h"
#include "base/nearest.h"

struct filter_calls *
filter_calls_new(filter_calls_test *test, const void *what)
{
	struct filter_calls *calls = mem_new(1, sizeof *calls);
	char room[CALL_NAME_CAP];

	for (unsigned abi = 0; abi < ABI_COUNT; abi++)
		for (uint32_t nr = 0; nr < FILTER_CALLS_NUMBERS; nr++)
			if (test(what, call_name(abi, nr, room), call_shape(abi, nr)))
				calls->bits[abi][nr / 64] |= 1ULL << (nr % 64);
	return calls;
}

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
filter_calls_known(const char *name, const char **ret_nearest)
{
	for (unsigned abi = 0; abi < ABI_OTHER; abi++)
		if (call_number(abi, name) >= 0)
			return true;
	*ret_nearest = nearest(name, known_name, NULL);
	return strncmp(name, "syscall_0x", strlen("syscall_0x")) == 0;
}
