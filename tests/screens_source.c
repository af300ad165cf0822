/*
 * Where the source of who asked cannot be read: the nearest caller's is shown,
 * and where nobody on the stack has one that of the call before. Both say so.
 */
#include <stdio.h>
#include <stdlib.h>

#include "shots.h"

static const struct view views[] = {
	{ "source-of-caller", "keys gj4" },
	{ "source-of-caller-calls", "keys gj4\nkey Enter" },
	{ "source-of-call-before", "keys G4" },
	{ "source-of-call-before-calls", "keys G4\nkey Enter" },
	{ "source-of-nobody", "keys g4" },
	{ "detail-source-of-caller", "keys gj\nkey Enter\nkey Right\nkey Right" },
	/* of a place that has no room its end is seen */
	{ "functions-by-line", "keys 2BB" },
	/* what is typed behind ":" is a line of a script as well */
	{ "script-commands", ":filter fn = write\n:3\n:mark\nkey Esc" },
};

static volatile int work;
static records_function near_main, far_write, far_exit;

#line 4 "near.c"
static void near_main(void) { work = 1; }
#line 91 "/no/such/library/write.c"
static void far_write(void) { work = 2; }
#line 30 "/no/such/library/exit.c"
static void far_exit(void) { work = 3; }
#line 33 "tests/screens_source.c"

static void
write_source(void)
{
	FILE *file = fopen("near.c", "we");

	if (file == NULL || fputs("int\nmain(void)\n{\n\tputs(\"near\");\n\treturn 0;\n}\n", file) < 0 || fclose(file) != 0)
		exit(99);
}

static void
ask(struct records *records, uint32_t task, const char *name, int64_t result, records_function *const *functions, unsigned count)
{
	records->stack = records_stack_of(records, task, functions, count);
	records_call(records, task, name, result, 20000, name[0] == 'w' ? "near\n" : NULL);
}

static void
tell(struct records *records)
{
	records_function *const loaded[] = { far_exit }, *const written[] = { far_write, near_main }, *const own[] = { near_main };
	uint32_t task, other;

	records_start(records, "near");
	task = records_task(records, 0, "near");
	other = records_task(records, task, "far");
	records_own_maps(records, task);
	records_own_maps(records, other);
	ask(records, task, "mmap", 0, loaded, 1);
	ask(records, task, "write", 5, written, 2);
	ask(records, task, "write", 5, own, 1);
	ask(records, other, "close", 0, loaded, 1);
	ask(records, task, "munmap", 0, loaded, 1);
	records_end(records, 0);
}

int
main(void)
{
	const struct shot_world world = { .told = tell };
	int result;

	shots_move();
	write_source();
	result = shots_take_views(views, sizeof views / sizeof *views, &world);
	shots_move_back();
	return result;
}
