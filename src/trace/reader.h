/*
 * reader.h - a recording as a source of the records it holds
 *
 * It has no thread and no ring: records are read when they are asked for, as
 * fast as they are taken. Requests end it. Where the recording is damaged or
 * was cut off, a NOTE says so at the end, and an END is made up where there
 * is none, so that whoever reads it sees a whole trace.
 */
#ifndef READER_H
#define READER_H

#include "base/why.h"

struct source;

/* Opens the directory. 0, or a negative errno and a sentence: not there, no recording, one of another format. */
int reader_open(const char *directory, struct source **ret_source, struct why *reterr_why);

#endif
