#include "ui/processes.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { COMMAND_MAX = 256 };

/* False for one that has gone, and for the kernel's own, which have none. */
static bool
read_command(pid_t pid, char command[COMMAND_MAX])
{
	char path[32];
	ssize_t len;
	int fd;

	snprintf(path, sizeof path, "/proc/%d/cmdline", pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = read(fd, command, COMMAND_MAX - 1);
	close(fd);
	while (len > 0 && command[len - 1] == '\0')
		len--;
	if (len <= 0)
		return false;
	for (ssize_t i = 0; i < len; i++)
		if (command[i] == '\0')
			command[i] = ' ';
	command[len] = '\0';
	return true;
}

void
processes_each(processes_hear *hear, void *context)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;

	while (dir != NULL && (entry = readdir(dir)) != NULL) {
		pid_t pid = (pid_t)strtol(entry->d_name, NULL, 10);
		char command[COMMAND_MAX];

		if (pid > 0 && pid != getpid() && read_command(pid, command))
			hear(context, pid, command);
	}
	if (dir != NULL)
		closedir(dir);
}
