/*
 * fuzz_symbols.c - any bytes as a mapped file: no crash, no hang, whatever its ELF, DWARF or frame rules say
 *
 * For libFuzzer (make fuzz), which begins with real programs. The tracer reads
 * a file's frame rules, the front end its symbols and lines; both are asked
 * for addresses all over it.
 */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "model/symbols.h"
#include "trace/cfi.h"
#include "trace/event.h"
#include "trace/maps.h"

enum { ADDRESSES = 24, BEGIN = 0x10000000 };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

static void
ask_frames(const struct mapping *mapping)
{
	struct cfis *cfis = cfis_new();
	struct cfi *cfi = cfi_of(cfis, mapping, getpid());

	for (uint64_t i = 0; i < ADDRESSES; i++)
		(void)cfi_row(cfi, mapping, mapping->begin + (mapping->end - mapping->begin) / ADDRESSES * i + i,
			      regs_arch(ABI_X86_64));
	cfis_free(cfis);
}

static void
ask_symbols(const struct mapping *mapping)
{
	struct symbols *symbols = symbols_new(&(struct symbols_options){ .recorded = false });
	struct {
		struct event_map map;
		char path[32];
	} record = {
		.map = {
			.head = { .kind = EVENT_MAP, .size = sizeof record }, .map = 1, .begin = mapping->begin,
			.end = mapping->end, .inode = mapping->inode, .path_len = (uint32_t)strlen(mapping->path),
		},
	};

	memcpy(record.path, mapping->path, strlen(mapping->path));
	symbols_map(symbols, &record.map, (uint32_t)getpid());
	for (uint64_t i = 0; i < ADDRESSES; i++)
		(void)symbols_place(symbols, &(struct symbols_asked){
			.pc = mapping->begin + (mapping->end - mapping->begin) / ADDRESSES * i + i, .map = 1, .exact = true,
		});
	symbols_free(symbols);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char path[32];
	struct stat st;
	int fd = memfd_create("object", MFD_CLOEXEC);
	struct mapping mapping = { .begin = BEGIN, .end = BEGIN + ((size + 4096) & ~(size_t)4095), .path = path };

	if (fd < 0 || write(fd, bytes, size) != (ssize_t)size || fstat(fd, &st) < 0)
		return 0;
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	mapping.inode = st.st_ino;
	ask_frames(&mapping);
	ask_symbols(&mapping);
	close(fd);
	return 0;
}
