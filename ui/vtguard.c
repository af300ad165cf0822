#include "ui/vtguard.h"

#include <stdio.h>
#include <string.h>

#include "ui/vtguard_inside.h"

enum { BELL = 7, CANCEL = 0x18, SUBSTITUTE = 0x1a };

/*
 * Those without numbers, by what follows ESC. Not lines of double width
 * (DECDWL, DECDHL): a cursor right of their middle is not believed to be
 * outside. Not the sets that are shifted in for one character (SS2, SS3).
 */
static const char *const escapes[] = {
	"7", "8", "=", ">", "c", "D", "E", "H", "M", "#8",
	"(0", "(A", "(B", ")0", ")A", ")B",
};

/* What is asked of the terminal's state (DECRQSS); all other strings are for what nobody sees. */
static const char *const questions[] = { "\033P$qm", "\033P$qr", "\033P$q q", "\033P$q\"q" };

void
vtguard_init(struct vtguard *guard, int rows, int cols, void (*take)(const char *bytes, size_t len, void *context),
	     void *context)
{
	*guard = (struct vtguard){ .rows = rows, .cols = cols, .take = take, .context = context };
}

void
vtguard_say(const struct vtguard *guard, const char *text)
{
	guard->take(text, strlen(text), guard->context);
}

void
vtguard_say_cursor(const struct vtguard *guard)
{
	vtguard_say(guard, guard->hidden ? "\033[?25l" : "\033[?25h");
}

static void
begin(struct vtguard *guard)
{
	guard->sequence[0] = VTGUARD_ESCAPE_BYTE;
	guard->len = 1;
	guard->state = VTGUARD_ESCAPE;
}

/* What is longer than any that is known ends as none of them. */
static void
gather(struct vtguard *guard, char byte)
{
	if (guard->len < sizeof guard->sequence)
		guard->sequence[guard->len++] = byte;
}

static bool
is_one_of(const struct vtguard *guard, const char *const *known, size_t count, size_t skip)
{
	size_t len = guard->len - skip;

	for (size_t i = 0; i < count; i++)
		if (strlen(known[i]) == len && memcmp(known[i], guard->sequence + skip, len) == 0)
			return true;
	return false;
}

/* A restored cursor is hidden if it was when it was saved, which no other terminal does. */
static void
end_escape(struct vtguard *guard)
{
	char final = guard->sequence[guard->len - 1];

	guard->state = VTGUARD_GROUND;
	if (!is_one_of(guard, escapes, sizeof escapes / sizeof *escapes, 1))
		return;
	guard->take(guard->sequence, guard->len, guard->context);
	if (final == 'c')
		guard->hidden = guard->region = false;
	if (final == '8' && guard->len == 2)
		vtguard_say_cursor(guard);
}

static void
take_escape(struct vtguard *guard, char byte)
{
	bool first = guard->len == 1;

	gather(guard, byte);
	if (first && byte == '[')
		guard->state = VTGUARD_CONTROL;
	else if (first && byte != '\0' && strchr("]PX^_", byte) != NULL)
		guard->state = VTGUARD_STRING;
	else if (byte < ' ' || byte > '/')
		end_escape(guard);
}

static void
take_control(struct vtguard *guard, char byte)
{
	gather(guard, byte);
	if (byte >= ' ' && byte < '@')
		return;
	guard->state = VTGUARD_GROUND;
	if (byte >= '@' && byte <= '~' && guard->len < sizeof guard->sequence)
		vtguard_control(guard);
}

static void
take_string(struct vtguard *guard, char byte)
{
	if (byte != BELL) {
		gather(guard, byte);
		return;
	}
	guard->state = VTGUARD_GROUND;
}

/* Behind an ESC in a string: its end, or that of a string nobody ended. */
static void
take_string_escape(struct vtguard *guard, char byte)
{
	if (byte != '\\') {
		begin(guard);
		take_escape(guard, byte);
		return;
	}
	guard->state = VTGUARD_GROUND;
	if (!is_one_of(guard, questions, sizeof questions / sizeof *questions, 0))
		return;
	guard->take(guard->sequence, guard->len, guard->context);
	vtguard_say(guard, "\033\\");
}

static void
take_in_sequence(struct vtguard *guard, char byte)
{
	bool in_string = guard->state == VTGUARD_STRING || guard->state == VTGUARD_STRING_ESCAPE;

	if (byte == VTGUARD_ESCAPE_BYTE && guard->state == VTGUARD_STRING)
		guard->state = VTGUARD_STRING_ESCAPE;
	else if (byte == VTGUARD_ESCAPE_BYTE)
		begin(guard);
	else if (byte == CANCEL || byte == SUBSTITUTE)
		guard->state = VTGUARD_GROUND;
	else if (byte >= 0 && byte < ' ' && !in_string)
		guard->take(&byte, 1, guard->context);	/* done at once, in the middle of it */
	else if (guard->state == VTGUARD_ESCAPE)
		take_escape(guard, byte);
	else if (guard->state == VTGUARD_CONTROL)
		take_control(guard, byte);
	else if (guard->state == VTGUARD_STRING)
		take_string(guard, byte);
	else
		take_string_escape(guard, byte);
}

void
vtguard_feed(struct vtguard *guard, const char *bytes, size_t len)
{
	for (size_t i = 0; i < len;) {
		if (guard->state != VTGUARD_GROUND) {
			take_in_sequence(guard, bytes[i++]);
			continue;
		}
		i += vtguard_text(guard, bytes + i, len - i);
		if (i < len) {
			begin(guard);
			i++;
		}
	}
}

static int
within(int number, int most)
{
	return number < 0 ? 1 : number >= most ? most : number + 1;
}

/*
 * What is as it was for the larger screen would be believed: the region goes,
 * as everywhere, and the cursor, which may be outside, is told to stay, since
 * any sequence brings it in. One that was saved is brought in when it is restored.
 */
void
vtguard_resized(struct vtguard *guard, int rows, int cols, int row, int col)
{
	char text[48];

	guard->rows = rows;
	guard->cols = cols;
	if (!guard->region) {
		vtguard_say(guard, "\033[0n");
		return;
	}
	guard->region = false;
	snprintf(text, sizeof text, "\033[r\033[%d;%dH", within(row, rows), within(col, cols));
	vtguard_say(guard, text);
}
