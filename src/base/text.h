/*
 * text.h - text put together in a buffer the caller owns
 *
 *	char room[200];
 *	struct text text = text_in(room, sizeof room);
 *	text_add(&text, "pid ");
 *	text_addf(&text, "%d", pid);
 *
 * The buffer always holds a terminated string. What does not fit is left out
 * and `cut` is set; nothing is ever written past the end, no length wraps.
 */
#ifndef TEXT_H
#define TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
	char *bytes;
	size_t cap;	/* bytes there is room for, terminator included */
	size_t len;	/* bytes written, without the terminator */
	bool cut;	/* something did not fit */
};

struct text text_in(char *bytes, size_t cap);
void text_add(struct text *text, const char *string);
void text_add_bytes(struct text *text, const char *bytes, size_t len);
void text_addc(struct text *text, char c);

/* For what is made of every call: text_addf() takes several times as long. */
void text_add_decimal(struct text *text, uint64_t number);
void text_add_hex(struct text *text, uint64_t number);	/* "0x1f", "0": as %#x */

void text_addf(struct text *text, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
