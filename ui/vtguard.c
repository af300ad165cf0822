#include "ui/vtguard.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ESCAPE = 27, BELL = 7, NUMBERS = 16, NUMBER_MOST = 9999 };

/* ESC [ leader numbers intermediates final. */
struct control {
	char leader;		/* one of <=>?, 0 none */
	int numbers[NUMBERS];	/* -1: not said */
	int count;
	bool plain;		/* numbers and semicolons only */
	char final;
};

void
vtguard_init(struct vtguard *guard, int rows, int cols, void (*take)(const char *bytes, size_t len, void *context), void *context)
{
	*guard = (struct vtguard){ .rows = rows, .cols = cols, .take = take, .context = context };
}

static void
say(const struct vtguard *guard, const char *text)
{
	guard->take(text, strlen(text), guard->context);
}

static struct control
read_control(const struct vtguard *guard)
{
	struct control control = { .plain = true, .final = guard->sequence[guard->len - 1] };
	const char *at = guard->sequence + 2, *end = guard->sequence + guard->len - 1;

	if (at < end && *at >= '<' && *at <= '?')
		control.leader = *at++;
	while (at <= end && control.count < NUMBERS) {
		int number = -1;

		for (; at < end && *at >= '0' && *at <= '9'; at++) {
			number = (number < 0 ? 0 : number) * 10 + (*at - '0');
			number = number > NUMBER_MOST ? NUMBER_MOST : number;
		}
		control.numbers[control.count++] = number;
		if (at < end && *at != ';')
			control.plain = false;
		at++;
	}
	return control;
}

static bool
has_number(const struct control *control, int number)
{
	for (int i = 0; i < control->count; i++)
		if (control->numbers[i] == number)
			return true;
	return false;
}

/* REP: the character again, as often as there is room for. */
static void
repeat(struct vtguard *guard, const struct control *control)
{
	int times = control->count > 0 && control->numbers[0] > 0 ? control->numbers[0] : 1;

	for (int i = 0; i < times && i < guard->cols && guard->last != 0; i++)
		guard->take(&guard->last, 1, guard->context);
}

/* DECSTBM: two lines at least, and on the screen. */
static void
set_region(struct vtguard *guard, const struct control *control)
{
	int top = control->count > 0 && control->numbers[0] > 0 ? control->numbers[0] : 1;
	int bottom = control->count > 1 && control->numbers[1] > 0 ? control->numbers[1] : guard->rows;
	char text[32];

	if (bottom > guard->rows)
		bottom = guard->rows;
	if (top >= bottom)
		return;
	snprintf(text, sizeof text, "\033[%d;%dr", top, bottom);
	say(guard, text);
}

/* ED, EL: one of the ways there are. */
static bool
is_known_erasure(const struct control *control)
{
	return control->count == 0 || control->numbers[0] <= (control->final == 'J' ? 3 : 2);
}

/* Numbers beyond what any screen needs become the most that is believed. */
static void
pass(struct vtguard *guard, const struct control *control)
{
	char text[VTGUARD_SEQUENCE];
	int len = snprintf(text, sizeof text, control->leader != 0 ? "\033[%c" : "\033[", control->leader);

	if (!control->plain) {	/* colours with their parts after colons, and what has intermediates */
		guard->take(guard->sequence, guard->len, guard->context);
		return;
	}
	for (int i = 0; i < control->count; i++) {
		if (control->numbers[i] >= 0)
			len += snprintf(text + len, sizeof text - (size_t)len, "%d", control->numbers[i]);
		if (i + 1 < control->count)
			text[len++] = ';';
	}
	text[len++] = control->final;
	guard->take(text, (size_t)len, guard->context);
}

static void
show_cursor(const struct vtguard *guard)
{
	say(guard, guard->hidden ? "\033[?25l" : "\033[?25h");
}

/* DECSET, DECRST. */
static void
set_mode(struct vtguard *guard, const struct control *control)
{
	pass(guard, control);
	if (has_number(control, 25))
		guard->hidden = control->final == 'l';
	if (control->final == 'l' && (has_number(control, 1048) || has_number(control, 1049)))
		show_cursor(guard);
}

static void
end_control(struct vtguard *guard)
{
	const struct control control = read_control(guard);

	if (control.leader == 0 && control.plain && control.final == 'b')
		repeat(guard, &control);
	else if (control.leader == 0 && control.plain && control.final == 'r')
		set_region(guard, &control);
	else if (control.leader == 0 && control.plain && control.final == 's')
		return;		/* DECSLRM */
	else if (control.leader == '?' && (control.final == 'h' || control.final == 'l') && has_number(&control, 69))
		return;		/* DECLRMM, without which there are no margins at the sides */
	else if (control.leader == '?' && control.plain && (control.final == 'h' || control.final == 'l'))
		set_mode(guard, &control);
	else if (control.plain && (control.final == 'J' || control.final == 'K') && !is_known_erasure(&control))
		return;
	else
		pass(guard, &control);
}

static void
take_control(struct vtguard *guard, char byte)
{
	if (byte == ESCAPE) {	/* it begins anew */
		guard->state = VTGUARD_ESCAPE;
		return;
	}
	if ((unsigned char)byte < ' ') {
		guard->take(&byte, 1, guard->context);
		return;
	}
	if (guard->len < sizeof guard->sequence - 1)
		guard->sequence[guard->len++] = byte;
	if (byte < '@' || byte > '~')
		return;
	if (guard->len < sizeof guard->sequence - 1)
		end_control(guard);
	guard->state = VTGUARD_GROUND;
}

static void
take_escape(struct vtguard *guard, char byte)
{
	const char both[2] = { ESCAPE, byte };

	guard->state = VTGUARD_GROUND;
	if (byte == '[') {
		memcpy(guard->sequence, both, sizeof both);
		guard->len = sizeof both;
		guard->state = VTGUARD_CONTROL;
		return;
	}
	if (byte == ESCAPE) {
		guard->state = VTGUARD_ESCAPE;
		return;
	}
	if (strchr("]PX^_", byte) != NULL && byte != '\0')
		guard->state = VTGUARD_STRING;
	guard->take(both, sizeof both, guard->context);
	if (byte == '8')
		show_cursor(guard);
}

static void
take_string(struct vtguard *guard, char byte)
{
	bool ended = byte == BELL || (guard->state == VTGUARD_STRING_ESCAPE && byte == '\\');

	guard->take(&byte, 1, guard->context);
	guard->state = ended ? VTGUARD_GROUND : byte == ESCAPE ? VTGUARD_STRING_ESCAPE : VTGUARD_STRING;
}

/* Text up to the next escape, in one piece. */
static size_t
take_text(struct vtguard *guard, const char *bytes, size_t len)
{
	const char *escape = memchr(bytes, ESCAPE, len);
	size_t text = escape != NULL ? (size_t)(escape - bytes) : len;

	if (text > 0) {
		char last = bytes[text - 1];

		guard->take(bytes, text, guard->context);
		guard->last = last >= ' ' && last <= '~' ? last : '\0';
	}
	if (escape == NULL)
		return text;
	guard->state = VTGUARD_ESCAPE;
	return text + 1;
}

void
vtguard_feed(struct vtguard *guard, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len;) {
		if (guard->state == VTGUARD_GROUND) {
			i += take_text(guard, bytes + i, len - i);
			continue;
		}
		if (guard->state == VTGUARD_ESCAPE)
			take_escape(guard, bytes[i]);
		else if (guard->state == VTGUARD_CONTROL)
			take_control(guard, bytes[i]);
		else
			take_string(guard, bytes[i]);
		i++;
	}
}

/* No region is left over from a larger screen; the cursor stays where it is. */
void
vtguard_resize(struct vtguard *guard, int rows, int cols)
{
	say(guard, "\0337\033[r\0338");
	guard->rows = rows;
	guard->cols = cols;
}

/* A cursor that was saved may be outside now, and would be believed: it is the present one from here on. */
void
vtguard_resized(struct vtguard *guard)
{
	say(guard, "\0337");
}
