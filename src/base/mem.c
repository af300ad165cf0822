#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/why.h"

static void *
or_die(void *memory)
{
	if (memory == NULL)
		die("out of memory");
	return memory;
}

void *
mem_new(size_t count, size_t size)
{
	return or_die(calloc(count > 0 ? count : 1, size));
}

void *
mem_grow(void *array, size_t *cap, size_t need, size_t size)
{
	size_t old = array != NULL ? *cap : 0, grown = old > 0 ? old : 16;

	if (array != NULL && need <= old)
		return array;
	while (grown < need && grown <= SIZE_MAX / 2 / size)
		grown *= 2;
	if (grown < need)
		die("out of memory");
	array = or_die(realloc(array, grown * size));
	memset((char *)array + old * size, 0, (grown - old) * size);
	*cap = grown;
	return array;
}

void *
mem_copy(const void *bytes, size_t len)
{
	void *copy = or_die(malloc(len > 0 ? len : 1));

	if (len > 0)
		memcpy(copy, bytes, len);
	return copy;
}

char *
mem_string(const char *text)
{
	return mem_copy(text, strlen(text) + 1);
}

char *
mem_format(const char *fmt, ...)
{
	va_list args;
	char *text;
	int len;

	va_start(args, fmt);
	len = vasprintf(&text, fmt, args);
	va_end(args);
	return or_die(len < 0 ? NULL : text);
}
