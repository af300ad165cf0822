#include "trace/mapfile.h"

#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* The inode tells; the device does not, since some file systems show another one in maps than in stat. */
static int
open_same(const char *path, uint64_t inode)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
	struct stat st;

	if (fd >= 0 && (fstat(fd, &st) < 0 || !S_ISREG(st.st_mode) || st.st_ino != inode)) {
		close(fd);
		fd = -1;
	}
	return fd;
}

int
mapfile_open(const struct mapfile *file, pid_t pid)
{
	char path[4200];
	int fd;

	snprintf(path, sizeof path, "/proc/%d/map_files/%lx-%lx", pid, (unsigned long)file->begin,
		 (unsigned long)file->end);
	if ((fd = open_same(path, file->inode)) >= 0)
		return fd;
	snprintf(path, sizeof path, "/proc/%d/exe", pid);
	if ((fd = open_same(path, file->inode)) >= 0)
		return fd;
	snprintf(path, sizeof path, "/proc/%d/root%s", pid, file->path);
	if ((fd = open_same(path, file->inode)) >= 0)
		return fd;
	return open_same(file->path, file->inode);
}
