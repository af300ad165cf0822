/*
 * habits.h - letters of strace that are not ours, and what does the same here
 */
#ifndef HABITS_H
#define HABITS_H

/* A clause such as "--filter='path = …' shows calls of a path"; NULL: the letter is nobody's. */
const char *habit_instead(int letter);

#endif
