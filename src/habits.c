#include "habits.h"

#include <stddef.h>

static const struct {
	char letter;
	const char *instead;
} habits[] = {
	{ 'E', "env NAME=VALUE before the program sets a variable for it" },
	{ 'i', "-k shows the stack of each call, and --csv-columns=+file,line its place" },
	{ 'P', "--filter='path = NAME' shows calls on a path" },
	{ 'u', "runuser -u USER before the program has another user run it" },
	{ 'x', "Enter on a call and its tab Raw show bytes in hex" },
	{ 'z', "-e status=successful records calls that succeed" },
	{ 'Z', "-e status=failed records calls that fail" },
};

const char *
habit_instead(int letter)
{
	for (size_t i = 0; i < sizeof habits / sizeof *habits; i++)
		if (habits[i].letter == letter)
			return habits[i].instead;
	return NULL;
}
