/*
 * fuzz_jitdump.c - any bytes as a dump of code made as a program runs: no crash, no hang, no more memory than is bounded
 *
 * For libFuzzer (make fuzz). The first byte says in how large parts the rest comes.
 */
#include <stdint.h>

#include "model/jitdump.h"

enum { ADDRESSES = 32 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct jitdump *dump = jitdump_new(-1);
	size_t step = size > 0 ? 1 + bytes[0] : 1;
	struct jitdump_code code;

	for (size_t at = 1; at < size; at += step)
		jitdump_feed(dump, bytes + at, size - at < step ? size - at : step);
	for (uint64_t i = 0; i < ADDRESSES; i++) {
		(void)jitdump_find(dump, 0x1000 + i * 8, i, &code);
		(void)jitdump_find(dump, UINT64_MAX / ADDRESSES * i, UINT64_MAX - i, &code);
	}
	jitdump_free(dump);
	return 0;
}
