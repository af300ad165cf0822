/* Control sequences, read and said anew; see vtguard_inside.h. */
#include <stdio.h>
#include <string.h>

#include "ui/vtguard_inside.h"

/* Libvterm has room for 16 numbers, and looks at up to two behind the last. */
enum { NUMBERS = 14, NUMBER_MOST = 9999 };

/* ESC [ leader numbers intermediate final. */
struct control {
	char leader;		/* one of <=>?, 0 none */
	char intermediate;	/* 0: none */
	char final;
	int numbers[NUMBERS];	/* -1: not said */
	char behind[NUMBERS];	/* ; or : before the next number */
	int count;
};

/* Those that libvterm knows and, said with numbers in reach, takes well. */
static const struct {
	char leader, intermediate;
	const char *finals;
} known[] = {
	{ 0, 0, "@ABCDEFGHIJKLMPSTXZ`acdefghjklmn" },
	{ '?', 0, "JKhln" },
	{ '>', 0, "c" },
	{ '?', '$', "p" },
	{ 0, ' ', "q" },
	{ 0, '"', "q" },
	{ 0, '\'', "}~" },
};

static bool
is_known(const struct control *control)
{
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (known[i].leader == control->leader && known[i].intermediate == control->intermediate &&
		    strchr(known[i].finals, control->final) != NULL)
			return true;
	return false;
}

static const char *
read_number(const char *at, int *ret_number)
{
	int number = -1;

	for (; *at >= '0' && *at <= '9'; at++) {
		number = (number < 0 ? 0 : number) * 10 + (*at - '0');
		number = number > NUMBER_MOST ? NUMBER_MOST : number;
	}
	*ret_number = number;
	return at;
}

/* False when it is none of the form that all have. Numbers that are too many are left out. */
static bool
read_control(const struct vtguard *guard, struct control *control)
{
	const char *at = guard->sequence + 2, *end = guard->sequence + guard->len - 1;

	*control = (struct control){ .final = *end };
	if (*at >= '<' && *at <= '?')
		control->leader = *at++;
	for (;; at++) {
		int number;

		at = read_number(at, &number);
		if (control->count < NUMBERS) {
			control->numbers[control->count] = number;
			control->behind[control->count++] = *at;
		}
		if (*at != ';' && (*at != ':' || control->final != 'm'))
			break;
	}
	if (at < end && *at >= ' ' && *at <= '/')
		control->intermediate = *at++;
	return at == end;
}

static void
say_control(const struct vtguard *guard, const struct control *control)
{
	char text[NUMBERS * 5 + 8];
	int len = snprintf(text, sizeof text, control->leader != 0 ? "\033[%c" : "\033[", control->leader);

	for (int i = 0; i < control->count; i++) {
		if (control->numbers[i] >= 0)
			len += snprintf(text + len, sizeof text - (size_t)len, "%d", control->numbers[i]);
		if (i + 1 < control->count)
			text[len++] = control->behind[i];
	}
	if (control->intermediate != 0)
		text[len++] = control->intermediate;
	text[len++] = control->final;
	guard->take(text, (size_t)len, guard->context);
}

/* REP: the character again, as often as there is room for; libvterm goes over the side with one of two columns. */
static void
repeat(const struct vtguard *guard, const struct control *control)
{
	int times = control->numbers[0] > 0 ? control->numbers[0] : 1;

	for (int i = 0; i < times && i < guard->cols && guard->last_len > 0; i++)
		guard->take(guard->last, guard->last_len, guard->context);
}

/* DECSTBM: two lines at least, and on the screen. */
static void
set_region(struct vtguard *guard, const struct control *control)
{
	int top = control->numbers[0] > 0 ? control->numbers[0] : 1;
	int bottom = control->count > 1 && control->numbers[1] > 0 ? control->numbers[1] : guard->rows;
	char text[32];

	if (bottom > guard->rows)
		bottom = guard->rows;
	if (top >= bottom)
		return;
	guard->region = top > 1 || bottom < guard->rows;
	snprintf(text, sizeof text, "\033[%d;%dr", top, bottom);
	vtguard_say(guard, text);
}

/* One mode: libvterm hears only the first of several. */
static void
set_mode(struct vtguard *guard, const struct control *control, int mode)
{
	struct control one = { .leader = control->leader, .final = control->final, .numbers = { mode }, .count = 1 };
	bool private = control->leader == '?';

	if (mode < 0 || (private && mode == 69))	/* DECLRMM: margins at the sides, which are written beyond */
		return;
	say_control(guard, &one);
	if (private && mode == 25)
		guard->hidden = control->final == 'l';
	if (private && control->final == 'l' && (mode == 1048 || mode == 1049))
		vtguard_say_cursor(guard);
}

void
vtguard_control(struct vtguard *guard)
{
	struct control control;

	if (!read_control(guard, &control))
		return;
	if (control.leader == 0 && control.intermediate == 0 && control.final == 'b')
		repeat(guard, &control);
	else if (control.leader == 0 && control.intermediate == 0 && control.final == 'r')
		set_region(guard, &control);
	else if (!is_known(&control))
		return;
	else if (control.final == 'h' || control.final == 'l')
		for (int i = 0; i < control.count; i++)
			set_mode(guard, &control, control.numbers[i]);
	else
		say_control(guard, &control);
}
