#include "base/emptydir.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
is_empty(int directory)
{
	int fd = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *dir = fd >= 0 ? fdopendir(fd) : NULL;
	const struct dirent *entry;
	bool empty = dir != NULL;

	while (empty && (entry = readdir(dir)) != NULL)
		empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	if (dir != NULL)
		closedir(dir);
	return empty;
}

int
emptydir_open(const char *path, const char *verb, int *ret_directory, struct why *reterr_why)
{
	int fd, r;

	if (mkdir(path, 0777) < 0 && errno != EEXIST)
		return why_set(reterr_why, -errno, "cannot make the directory %s: %s", path, strerror(errno));
	fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (fd < 0) {
		r = -errno;
		return why_set(reterr_why, r, "cannot %s %s: %s", verb, path, strerror(-r));
	}
	if (!is_empty(fd)) {
		close(fd);
		return why_set(reterr_why, -EEXIST, "cannot %s %s: there is something in it already", verb, path);
	}
	*ret_directory = fd;
	return 0;
}
