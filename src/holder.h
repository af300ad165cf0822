/*
 * holder.h - holds the terminal of a program that runs on when we have left
 *
 * A program whose terminal goes away is told SIGHUP, and ends. So a process of
 * its own stays, in the background, takes what the program writes, and ends
 * when nobody has the terminal open any more.
 */
#ifndef HOLDER_H
#define HOLDER_H

/*
 * With the side of the terminal that is ours, and a file for what the program
 * writes from now on (-1: it is thrown away). Nothing happens when nobody has
 * the other side open. Only while there is one thread.
 */
void holder_leave(int master, int tee);

#endif
