#include "decisionfiles.h"

#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/mem.h"
#include "export/decisionfile.h"
#include "report.h"

static const char MANIFEST[] = "decision_manifest.json";

/* Bytes of the path before its last component. */
static size_t
directory_len(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? (size_t)(slash + 1 - path) : 0;
}

/* Every directory that the path names and that is not there. */
static int
make_directories(const char *path, struct why *reterr_why)
{
	char *part = mem_string(path);
	int r = 0;

	for (char *slash = strchr(part + 1, '/'); slash != NULL && r == 0; slash = strchr(slash + 1, '/')) {
		*slash = '\0';
		if (mkdir(part, 0777) < 0 && errno != EEXIST)
			r = why_set(reterr_why, -errno, "cannot make the directory %s: %s", part, strerror(errno));
		*slash = '/';
	}
	free(part);
	return r;
}

int
decisionfiles_open(const char *path, struct decisionfiles *ret_files, struct why *reterr_why)
{
	struct decisionfiles files = { .path = path };
	int r;

	*ret_files = files;
	if (path == NULL)
		return 0;
	if (path[0] == '\0' || strcmp(path + directory_len(path), MANIFEST) == 0)
		return why_set(reterr_why, -EINVAL, "--decisions: \"%s\" cannot be the file: %s", path,
			       path[0] == '\0' ? "it has no name" : "the manifest beside it is called so");
	r = make_directories(path, reterr_why);
	if (r == 0)
		r = report_open(path, NULL, &files.out, reterr_why);
	if (r < 0)
		return r;
	files.manifest_path = mem_format("%.*s%s", (int)directory_len(path), path, MANIFEST);
	r = report_open(files.manifest_path, NULL, &files.manifest, reterr_why);
	if (r < 0) {
		fclose(files.out);
		free(files.manifest_path);
		return r;
	}
	*ret_files = files;
	return 0;
}

/* What was written last may fail only now. */
static int
close_one(FILE *out, const char *path, struct why *reterr_why)
{
	bool failed = ferror(out);
	int error;

	errno = 0;
	if (fclose(out) == 0 && !failed)
		return 0;
	error = errno != 0 ? errno : EIO;
	return why_set(reterr_why, -error, "cannot write %s: %s", path,
		       error == ETIMEDOUT ? "nobody reads it" : strerror(error));
}

int
decisionfiles_close(struct decisionfiles *files, const struct session *session, struct why *reterr_why)
{
	int r, manifest;

	if (files->out == NULL)
		return 0;
	if (session != NULL) {
		decisionfile_write(files->out, session);
		decisionfile_write_manifest(files->manifest, session);
	}
	r = close_one(files->out, files->path, reterr_why);
	manifest = close_one(files->manifest, files->manifest_path, r == 0 ? reterr_why : NULL);
	free(files->manifest_path);
	*files = (struct decisionfiles){ .path = NULL };
	return r < 0 ? r : manifest;
}
