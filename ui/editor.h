/*
 * editor.h - what to run so that an editor shows a line of a file
 */
#ifndef EDITOR_H
#define EDITOR_H

/* The user's: $VISUAL, $EDITOR, or "vi". */
const char *editor_chosen(void);

/*
 * A command for /bin/sh, in memory to be freed: the editor with its arguments
 * as it stands, and the file, quoted, at that line in the form that this
 * editor knows.
 */
char *editor_command(const char *editor, const char *file, unsigned line);

#endif
