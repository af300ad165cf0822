/*
 * editor.h - what to run so that an editor shows a line of a file
 */
#ifndef EDITOR_H
#define EDITOR_H

/* The user's: what is configured (NULL: nothing is), $VISUAL, $EDITOR, or "vi". */
const char *editor_chosen(const char *configured);

/*
 * A command for /bin/sh, in memory to be freed: the editor with its arguments
 * as it stands, and the file, quoted, at that line in the form that this
 * editor knows. One with %f in it says itself where the file goes, and with
 * %l the line.
 */
char *editor_command(const char *editor, const char *file, unsigned line);

#endif
