/*
 * decisionfile.h - a transpiler's decisions as files, and as a list to read
 *
 * The formats are the predecessor's, so that what reads its files reads ours.
 * The session must have been asked for decisions.
 */
#ifndef DECISIONFILE_H
#define DECISIONFILE_H

#include <stdio.h>

struct session;

/* MessagePack: an array with an array of seven for each decision. */
void decisionfile_write(FILE *out, const struct session *session);

/* JSON: what each id stands for. */
void decisionfile_write_manifest(FILE *out, const struct session *session);

/*
 * Lines to read; nothing when there was nothing to tell. `path`, `manifest`:
 * where the files are, NULL: nowhere.
 */
void decisionfile_write_list(FILE *out, const struct session *session, const char *path, const char *manifest);

#endif
