#include "model/object.h"

#include <elfutils/libdw.h>
#include <elfutils/libdwelf.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/mem.h"

enum { ID_MAX = 64 };

/*
 * Whether reading all of it takes the memory that its size promises. A file
 * can be made that is a hole of terabytes, lists the same bytes as many
 * sections, or unpacks to a thousand times its size.
 */
static bool
is_honest(Elf *elf, const struct stat *st)
{
	const uint64_t size = (uint64_t)st->st_size, hole_max = 256 << 20, unpacked_max = 1 << 30;
	uint64_t listed = 0, unpacked = 0;
	Elf_Scn *section = NULL;
	GElf_Shdr shdr;
	GElf_Chdr chdr;

	if (size > hole_max && (uint64_t)st->st_blocks * 512 < size / 16)
		return false;
	while ((section = elf_nextscn(elf, section)) != NULL) {
		if (gelf_getshdr(section, &shdr) == NULL || shdr.sh_type == SHT_NOBITS)
			continue;
		if (shdr.sh_size > size || (listed += shdr.sh_size) > 2 * size)
			return false;
		if ((shdr.sh_flags & SHF_COMPRESSED) && gelf_getchdr(section, &chdr) != NULL &&
		    (chdr.ch_size > unpacked_max || (unpacked += chdr.ch_size) > unpacked_max))
			return false;
	}
	return true;
}

void
object_close(struct object *object)
{
	elf_end(object->elf);
	if (object->fd >= 0)
		close(object->fd);
	*object = (struct object){ .fd = -1 };
}

struct object
object_open(int fd)
{
	/* ELF_C_READ, not mmap: the file may be cut short while we look. */
	struct object object = { .fd = fd, .elf = fd >= 0 ? elf_begin(fd, ELF_C_READ, NULL) : NULL };
	struct stat st;

	if (object.elf == NULL || elf_kind(object.elf) != ELF_K_ELF || fstat(fd, &st) < 0 ||
	    !is_honest(object.elf, &st))
		object_close(&object);
	return object;
}

bool
object_strings_end(Elf *elf)
{
	static const char *const names[] = { ".debug_str", ".debug_line_str", ".zdebug_str", ".zdebug_line_str" };
	Elf_Scn *section = NULL;
	GElf_Shdr shdr;
	size_t index;

	if (elf_getshdrstrndx(elf, &index) != 0)
		return true;	/* libdw finds none of them either */
	while ((section = elf_nextscn(elf, section)) != NULL) {
		const char *name = gelf_getshdr(section, &shdr) != NULL ? elf_strptr(elf, index, shdr.sh_name) : NULL;
		const Elf_Data *data;

		for (size_t i = 0; name != NULL && i < sizeof names / sizeof *names; i++) {
			if (strcmp(name, names[i]) != 0)
				continue;
			if ((shdr.sh_flags & SHF_COMPRESSED) ? elf_compress(section, 0, 0) < 0
							     : name[1] == 'z' && elf_compress_gnu(section, 0, 0) < 0)
				return false;
			data = elf_getdata(section, NULL);
			if (data != NULL && data->d_size > 0 && ((const char *)data->d_buf)[data->d_size - 1] != '\0')
				return false;
		}
	}
	return true;
}

/* --- the separate debug file ------------------------------------------------------- */

static bool
has_section(Elf *elf, const char *name)
{
	Elf_Scn *section = NULL;
	GElf_Shdr shdr;
	size_t names;

	if (elf_getshdrstrndx(elf, &names) != 0)
		return false;
	while ((section = elf_nextscn(elf, section)) != NULL) {
		const char *found = gelf_getshdr(section, &shdr) != NULL ? elf_strptr(elf, names, shdr.sh_name) : NULL;

		if (found != NULL && strcmp(found, name) == 0)
			return true;
	}
	return false;
}

/* CRC-32 as in zlib, over the whole file: what a debug link names. */
static uint32_t
file_crc(int fd)
{
	unsigned char bytes[65536];
	uint32_t table[256], crc = 0xffffffff;
	off_t offset = 0;

	for (uint32_t i = 0; i < 256; i++) {
		table[i] = i;
		for (unsigned bit = 0; bit < 8; bit++)
			table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320 : 0);
	}
	for (ssize_t len; (len = pread(fd, bytes, sizeof bytes, offset)) > 0; offset += len)
		for (ssize_t i = 0; i < len; i++)
			crc = crc >> 8 ^ table[(crc ^ bytes[i]) & 0xff];
	return ~crc;
}

/* What tells that a debug file belongs to this module. */
struct identity {
	const unsigned char *id;	/* build-id */
	ssize_t id_len;			/* 0 or less: none, then the sum must do */
	uint32_t crc;
	bool has_crc;
};

static bool
belongs(const struct object *debug, const struct identity *identity)
{
	const void *id;

	if (identity->id_len > 0)
		return dwelf_elf_gnu_build_id(debug->elf, &id) == identity->id_len &&
		       memcmp(id, identity->id, (size_t)identity->id_len) == 0;
	return identity->has_crc && file_crc(debug->fd) == identity->crc;
}

/* Opens the file at `path` if it belongs. */
static struct object
try_debug(const char *path, const struct identity *identity)
{
	struct object debug = object_open(open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));

	if (debug.elf != NULL && !belongs(&debug, identity))
		object_close(&debug);
	return debug;
}

static struct object
debug_by_id(const struct identity *identity)
{
	struct object debug;
	char hex[2 * ID_MAX + 1], *path;

	if (identity->id_len < 2 || identity->id_len > ID_MAX)
		return object_open(-1);
	for (ssize_t i = 0; i < identity->id_len; i++)
		snprintf(hex + 2 * i, 3, "%02x", identity->id[i]);
	path = mem_format("/usr/lib/debug/.build-id/%.2s/%s.debug", hex, hex + 2);
	debug = try_debug(path, identity);
	free(path);
	return debug;
}

/* Beside the object, below it in .debug, or under /usr/lib/debug. */
static struct object
debug_by_link(const char *path, const char *name, const struct identity *identity)
{
	static const struct {
		const char *before, *after;
	} places[] = { { "", "/.debug" }, { "", "" }, { "/usr/lib/debug", "" } };
	const char *slash = strrchr(path, '/');
	struct object debug = object_open(-1);

	for (size_t i = 0; slash != NULL && debug.elf == NULL && i < sizeof places / sizeof *places; i++) {
		char *candidate = mem_format("%s%.*s%s/%s", places[i].before, (int)(slash - path), path,
					     places[i].after, name);

		if (strcmp(candidate, path) != 0)
			debug = try_debug(candidate, identity);
		free(candidate);
	}
	return debug;
}

static bool
has_debug(Elf *elf)
{
	return has_section(elf, ".debug_info") || has_section(elf, ".zdebug_info");
}

bool
object_is_stripped(const struct object *object, const void **ret_id, size_t *ret_id_len)
{
	ssize_t len;

	if (object->elf == NULL || has_debug(object->elf) || (len = dwelf_elf_gnu_build_id(object->elf, ret_id)) <= 0)
		return false;
	*ret_id_len = (size_t)len;
	return true;
}

struct object
object_of_id(int fd, const void *id, size_t id_len)
{
	const struct identity identity = { .id = id, .id_len = (ssize_t)id_len };
	struct object debug = object_open(fd);

	if (debug.elf != NULL && !belongs(&debug, &identity))
		object_close(&debug);
	return debug;
}

struct object
object_debug(const struct object *object, const char *path)
{
	struct identity identity = { .id_len = 0 };
	struct object debug;
	const void *id = NULL;
	const char *link;

	if (has_debug(object->elf))
		return object_open(-1);
	identity.id_len = dwelf_elf_gnu_build_id(object->elf, &id);
	identity.id = id;
	debug = debug_by_id(&identity);
	link = dwelf_elf_gnu_debuglink(object->elf, &identity.crc);
	if (debug.elf != NULL || link == NULL || strchr(link, '/') != NULL)
		return debug;
	identity.has_crc = true;
	return debug_by_link(path, link, &identity);
}
