#include "base/writeall.h"

#include <errno.h>
#include <unistd.h>

int
write_all(int fd, const unsigned char *bytes, size_t len)
{
	while (len > 0) {
		ssize_t written = write(fd, bytes, len);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return written < 0 ? -errno : -EIO;
		bytes += written;
		len -= (size_t)written;
	}
	return 0;
}
