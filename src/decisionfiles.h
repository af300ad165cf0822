/*
 * decisionfiles.h - where --decisions writes
 *
 * Opened before anything is traced, so that what cannot be written is told at
 * once; written at the end, however it came. The manifest lies beside the
 * file, as decision_manifest.json.
 */
#ifndef DECISIONFILES_H
#define DECISIONFILES_H

#include <stdio.h>

#include "base/why.h"

struct session;

struct decisionfiles {
	const char *path;	/* NULL: not asked for, and nothing is done */
	char *manifest_path;
	FILE *out, *manifest;
};

/* Makes the directories and opens both files. `path` may be NULL. 0, or a negative errno and a sentence. */
int decisionfiles_open(const char *path, struct decisionfiles *ret_files, struct why *reterr_why);

/* Writes them, unless there is no session, and closes them. The same result. */
int decisionfiles_close(struct decisionfiles *files, const struct session *session, struct why *reterr_why);

#endif
