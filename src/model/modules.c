#include "model/modules.h"

#include <limits.h>
#include <stddef.h>

#include "model/mapping.h"
#include "model/module.h"
#include "model/reading.h"

enum { MODULES_MAX = 512 };	/* each with names is an open file */

/* The module that is being read is there, or is none; false: not within that time. */
static bool
take_read(struct modules *modules, unsigned ms)
{
	struct module *module;

	if (modules->reading == NULL)
		return true;
	module = reading_wait(modules->reading, ms);
	if (module == NULL)
		return false;
	reading_free(modules->reading);
	modules->reading = NULL;
	table_set(&modules->by_identity, modules->read, (uint64_t)(uintptr_t)module);
	return true;
}

void
modules_done(struct modules *modules)
{
	uint64_t value;

	(void)take_read(modules, UINT_MAX);
	for (size_t position = 0; table_next(&modules->by_identity, &position, NULL, &value);)
		module_free((struct module *)(uintptr_t)value);
	table_done(&modules->by_identity);
}

struct module *
modules_get(struct modules *modules, const struct mapping *mapping)
{
	const struct mapfile file = mapping_file(mapping);
	uint64_t value;

	if (modules->reading != NULL && modules->read == mapping->identity)
		(void)take_read(modules, UINT_MAX);
	if (table_get(&modules->by_identity, mapping->identity, &value))
		return (struct module *)(uintptr_t)value;
	if (modules->by_identity.count >= MODULES_MAX)
		return NULL;
	value = (uint64_t)(uintptr_t)module_new(&file, mapping->pid, modules->debuginfod);
	table_set(&modules->by_identity, mapping->identity, value);
	return (struct module *)(uintptr_t)value;
}

bool
modules_prepare(struct modules *modules, const struct mapping *mapping, unsigned ms)
{
	const struct mapfile file = mapping_file(mapping);

	if (!take_read(modules, ms))
		return false;
	if (table_get(&modules->by_identity, mapping->identity, NULL) || modules->by_identity.count >= MODULES_MAX)
		return true;
	modules->reading = reading_begin(&file, mapping->pid, modules->debuginfod);
	modules->read = mapping->identity;
	return take_read(modules, ms);
}

const char *
modules_reading(const struct modules *modules)
{
	return modules->reading != NULL ? reading_path(modules->reading) : NULL;
}
