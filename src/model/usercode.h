/*
 * usercode.h - whose code a place is: the program's own, or a runtime's
 *
 * Libraries of the system and of languages, standard libraries that compilers
 * put into the program, start-up code, and interpreters are not what a user
 * asks about; who asked is the first frame that is none of these.
 */
#ifndef USERCODE_H
#define USERCODE_H

#include <stdbool.h>

struct place;
struct usercode;

/* renacer's rule instead, by the function's name alone: "__", "libc", "@plt", "@@GLIBC". */
struct usercode *usercode_new(bool by_renacer);
void usercode_free(struct usercode *code);

/*
 * One more runtime: a pattern as the shell has them, for the file's name
 * ("libruby*"), or with a "/" in it for its whole path. With "!" in front
 * files that match are the user's though they were a runtime's; the last
 * pattern that matches decides.
 */
void usercode_add_runtime(struct usercode *code, const char *pattern);

/* Asked of a place whose module, function and file are set. */
bool usercode_is(const struct usercode *code, const struct place *place);

/*
 * Whether it says nothing of who asked even where no frame is the user's: the
 * system's own libraries, loader and kernel, start-up code, unknown memory.
 */
bool usercode_is_system(const struct place *place);

#endif
