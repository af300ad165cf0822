/* A call as the records have it; see detail.h. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "syscall/decode.h"
#include "ui/detail.h"

enum { HEX_PER_ROW = 16 };

static void
put_hex(struct detail_page *page, const struct piece *piece)
{
	for (uint32_t at = 0; at < piece->len; at += HEX_PER_ROW) {
		char line[128], label[16];
		struct text text = text_in(line, sizeof line);

		for (uint32_t i = at; i < at + HEX_PER_ROW; i++)
			if (i < piece->len)
				text_addf(&text, "%02x ", (unsigned char)piece_bytes(piece)[i]);
			else
				text_add(&text, "   ");
		text_addc(&text, ' ');
		for (uint32_t i = at; i < at + HEX_PER_ROW && i < piece->len; i++) {
			char c = piece_bytes(piece)[i];

			text_addc(&text, c >= ' ' && c < 0x7f ? c : '.');
		}
		snprintf(label, sizeof label, "  +%u", at);
		detail_put(page, label, ROLE_ARGS, line, NULL);
	}
}

void
detail_put_raw(struct detail_page *page)
{
	const struct decode_options options = { .string_max = 32, .result_text = true };
	const struct call_row *row = page->row;
	const struct call *call = &row->event->call;
	const struct piece *piece = NULL;
	char line[2048];
	struct text text = text_in(line, sizeof line);

	page->wraps = true;
	decode_call(&text, call, &options);
	detail_put(page, "strace", ROLE_CALL, line, NULL);
	text = text_in(line, sizeof line);

	text_addf(&text, "#%llu  %s call %u  ", (unsigned long long)row->event->seq, abi_name(call->abi), call->nr);
	if (call->state == CALL_DONE)
		text_addf(&text, "result %lld  ", (long long)call->result);
	text_addf(&text, "pc %#llx  stack %u", (unsigned long long)row->event->pc, row->event->stack);
	detail_put(page, "record", ROLE_TEXT, line, NULL);
	for (unsigned arg = 0; arg < CALL_ARGS; arg++) {
		char label[24];

		snprintf(label, sizeof label, "  arg %u", arg + 1);
		snprintf(line, sizeof line, "%#018llx  %lld", (unsigned long long)call->args[arg],
			 (long long)call->args[arg]);
		detail_put(page, label, ROLE_ARGS, line, NULL);
	}
	while ((piece = piece_next(call, piece)) != NULL) {
		snprintf(line, sizeof line, "argument %u, %u bytes at %#llx%s%s", piece->arg + 1u, piece->len,
			 (unsigned long long)piece->addr, piece->flags & PIECE_CUT ? ", there was more" : "",
			 piece->flags & PIECE_AT_ENTRY ? ", read at entry" : "");
		detail_put(page, "memory", ROLE_TEXT, line, NULL);
		put_hex(page, piece);
	}
}
