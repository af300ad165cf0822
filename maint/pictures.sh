#!/bin/sh
# pictures.sh - the pictures of doc/pictures, taken of the real screen
#
#	maint/pictures.sh [SIGHTLINE]
#
# A tour: programs that are on most machines run under sightline, scripts press
# the keys, and :save-picture writes what is on the screen. Look at the
# pictures before they are committed: durations are this machine's.
set -eu
sightline=$(cd "$(dirname "${1:-./sightline}")" && pwd)/$(basename "${1:-./sightline}")
pictures=$(cd "$(dirname "$0")/../doc/pictures" && pwd)
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
export LC_ALL=C.UTF-8 TZ=UTC XDG_CONFIG_HOME=/nonexistent HOME="$room"

# take SIZE COMMAND...: the script is standard input; `save NAME` in it is a picture
take() {
	size=$1
	shift
	sed "s|^save \(.*\)|:save-picture $pictures/\1.svg|" >script
	timeout 120 "$sightline" --screen "$size" --script script "$@" || [ $? -lt 120 ]
}

cat >words.c <<'END'
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static long
count_words(const char *path)
{
	char text[512];
	long words = 0;
	ssize_t len;
	int fd = open(path, O_RDONLY);

	if (fd < 0)
		return 0;
	while ((len = read(fd, text, sizeof text)) > 0)
		for (ssize_t i = 0; i < len; i++)
			words += text[i] == ' ' || text[i] == '\n';
	close(fd);
	return words;
}

int
main(int argc, char **argv)
{
	long all = 0;

	for (int i = 1; i < argc; i++)
		all += count_words(argv[i]);
	printf("%ld words\n", all);
	return 0;
}
END
cc -g -O1 -o words words.c

# everything at once: a compiler with its children
take 170x48 -- gcc -O2 -c -o words.o words.c <<'END'
:wait-end
keys ge
save overview
keys 6
:size 120x30
save tasks
END

# who waited for whom: a pipeline over time, and what one of them did under the cursor
take 110x24 -- sh -c 'tar cf - /usr/share/doc 2>/dev/null | gzip | wc -c' <<'END'
:wait-end
keys 6zij
key Right
key Left
save lanes
END

# a program of one's own: its lines beside the calls
# shellcheck disable=SC2046 # names without blanks
take 150x44 -- ./words $(find /usr/share/doc -name copyright | head -n 300) <<'END'
:wait-end
keys f
keys func = count_words and fn = read
key Enter
keys g
save source
:size 110x32
keys 2
save functions
keys 7iz
key Up
key Up
save spectrogram
END

# the filter, while it is typed, and what it leaves
take 110x30 -- ls -l --color=always /usr <<'END'
:wait-end
keys 5z
save output
keys z1f
keys err and fn = op
key Tab
save filter
key Esc
key Esc
keys f
keys err
key Enter
save filtered
END
