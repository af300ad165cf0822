/*
 * vtguard_inside.h - the guard before libvterm, shared by its files
 *
 *	vtguard.c	 where a sequence begins and ends; those without numbers
 *	vtguard_text.c	 characters
 *	vtguard_control.c ESC [ and its numbers
 */
#ifndef VTGUARD_INSIDE_H
#define VTGUARD_INSIDE_H

#include "ui/vtguard.h"

enum { VTGUARD_ESCAPE_BYTE = 27 };

/* To libvterm. */
void vtguard_say(const struct vtguard *guard, const char *text);
void vtguard_say_cursor(const struct vtguard *guard);	/* whether it is shown; a cursor outside comes in, too */

/* Text and the controls in it, up to the next ESC; returns how many bytes that were. */
size_t vtguard_text(struct vtguard *guard, const char *bytes, size_t len);

/* The whole control sequence that has been gathered. */
void vtguard_control(struct vtguard *guard);

#endif
