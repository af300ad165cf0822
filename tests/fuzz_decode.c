/*
 * fuzz_decode.c - any bytes as a captured call: no crash, no hang, no row over its bound
 *
 * For libFuzzer (make fuzz). The first bytes are the call, the rest its
 * pieces, as a hostile recording could hold them.
 */
#include "syscall/decode.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { PIECES_MAX = 64 * 1024 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
decode(struct call *call, unsigned string_max)
{
	static char row[DECODE_ROW_MAX];
	const struct decode_options options = { .string_max = string_max, .result_text = true };
	struct text text = text_in(row, sizeof row);

	decode_call(&text, call, &options);
	if (text.len >= sizeof row || strlen(row) != text.len)
		abort();
	for (size_t i = 0; i < text.len; i++)
		if (row[i] < ' ' || row[i] > '~')
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	static _Alignas(8) unsigned char record[sizeof(struct call) + PIECES_MAX];
	struct call *call = (struct call *)record;

	if (size < sizeof *call || size > sizeof record)
		return 0;
	memcpy(record, bytes, size);
	memset(record + size, 0, sizeof record - size);
	call->abi %= ABI_OTHER;
	call->state %= 3;
	call->nr %= 600;
	call->pieces_len = (uint32_t)(size - sizeof *call);
	decode(call, 32);
	decode(call, 0);
	return 0;
}
