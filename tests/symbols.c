/*
 * Addresses become places: this program looks itself up, as gcc or clang made
 * it, and then thousands of damaged copies of itself, which may know nothing
 * but must not break anything.
 */
#include "records.h"

#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/demangle.h"
#include "model/srcmap.h"
#include "model/symbols.h"

static bool
ends_with(const char *text, const char *end)
{
	size_t len = strlen(text), end_len = strlen(end);

	return len >= end_len && strcmp(text + len - end_len, end) == 0;
}

/* A session that knows this program's mappings, and what is told to it. */
static struct records records;

static void
begin(struct srcmaps *maps)
{
	records = (struct records){
		.session = session_new(&(struct session_options){ .names = true, .maps = maps }),
	};
	records_start(&records, "symbols");
	records_task(&records, 0, "symbols");
	records_own_maps(&records, 1);
}

static void
end(void)
{
	session_free(records.session);
}

/* The place of one address. */
static const struct place *
place_of(uint64_t pc, uint32_t map, bool exact)
{
	const struct event_frame frame = { .pc = pc, .map = map, .flags = exact ? FRAME_EXACT_PC : 0 };
	unsigned count;
	bool cut;

	return session_stack(records.session, records_stack(&records, 1, &frame, 1), &count, &cut)[0].place;
}

static const struct place *
own_place_of(uint64_t pc, bool exact)
{
	for (uint32_t map = 1; map <= records.maps && map < RECORDS_MAPS; map++)
		if (pc >= records.ranges[map].begin && pc < records.ranges[map].end)
			return place_of(pc, map, exact);
	return &place_unknown;
}

/* --- ourselves ------------------------------------------------------------------ */

/* A return address and the line of the call it belongs to. */
struct spot {
	uint64_t pc;
	unsigned line;
};

static __attribute__((noinline)) uint64_t
return_address(void)
{
	return (uint64_t)(uintptr_t)__builtin_return_address(0);
}

#define SPOT() ((struct spot){ return_address(), __LINE__ })

static __attribute__((noinline)) struct spot
some_function(void)
{
	return SPOT();
}

static void
our_own_function_has_its_name_file_and_line(void)
{
	struct spot spot = some_function();
	const struct place *place = own_place_of(spot.pc, false);
	char text[64], expected[64];

	CHECK_STR(place->function, "some_function");
	CHECK(ends_with(place->file, "/tests/symbols.c") && place->file[0] == '/');
	CHECK_EQ(place->line, spot.line);
	CHECK(ends_with(place->module, "symbols"));
	CHECK_EQ(spot.pc - (uintptr_t)some_function, place->function_offset);
	CHECK(place->user);
	CHECK(place->outer == NULL);
	snprintf(expected, sizeof expected, "symbols.c:%u", spot.line);
	CHECK_STR(place_short(place, text, sizeof text), expected);
}

static void
an_exact_address_is_looked_up_itself(void)
{
	const struct place *place = own_place_of((uintptr_t)some_function, true);

	CHECK_STR(place->function, "some_function");
	CHECK_EQ(place->function_offset, 0);
	place = own_place_of((uintptr_t)some_function, false);
	CHECK(strcmp(place->function, "some_function") != 0);
}

/* What line "inlined" was called from, by whoever inlined it. */
static inline __attribute__((always_inline)) struct spot
inlined(void)
{
	return SPOT();
}

static inline __attribute__((always_inline)) struct spot
twice_inlined(unsigned *ret_line)
{
	*ret_line = __LINE__; return inlined();
}

static __attribute__((noinline)) struct spot
not_inlined(unsigned *ret_inner, unsigned *ret_outer)
{
	*ret_outer = __LINE__; return twice_inlined(ret_inner);
}

static void
inlined_functions_are_a_chain(void)
{
	unsigned inner_line, outer_line;
	struct spot spot = not_inlined(&inner_line, &outer_line);
	const struct place *place = own_place_of(spot.pc, false);

	CHECK_STR(place->function, "inlined");
	CHECK_EQ(place->line, spot.line);
	if (!CHECK(place->outer != NULL))
		return;
	CHECK_STR(place->outer->function, "twice_inlined");
	CHECK_EQ(place->outer->line, inner_line);
	if (!CHECK(place->outer->outer != NULL))
		return;
	CHECK_STR(place->outer->outer->function, "not_inlined");
	CHECK_EQ(place->outer->outer->line, outer_line);
	CHECK(ends_with(place->outer->outer->file, "/tests/symbols.c"));
	CHECK(place->outer->outer->user);
	CHECK(place->outer->outer->outer == NULL);
}

static void
the_program_may_say_that_a_line_is_elsewhere(void)
{
	const struct place *place = own_place_of((uintptr_t)load_blob, true);

	CHECK_STR(place->function, "load_blob");
	CHECK_STR(place->file, "/tally/src/loader.c");
	CHECK_EQ(place->line, 41);
}

static void strangely_placed(void);

static void
paths_are_tidied(void)
{
	CHECK_STR(own_place_of((uintptr_t)strangely_placed, true)->file, "/tally/src/lib.c");
}

static void
the_c_library_is_not_the_users(void)
{
	/* Not raise() itself, whose address may be that of an entry of our PLT. */
	const struct place *place = own_place_of((uintptr_t)getauxval, true);

	CHECK(strstr(place->module, "/libc.so") != NULL || strstr(place->module, "/libc-") != NULL);
	CHECK(strstr(place->function, "getauxval") != NULL);
	CHECK(!place->user);
}

static void
what_the_kernel_mapped_has_a_module_only(void)
{
	uint64_t vdso = getauxval(AT_SYSINFO_EHDR);
	const struct place *place = own_place_of(vdso + 0x500, true);
	char text[64];

	if (vdso == 0)
		return;
	CHECK_STR(place->module, "[vdso]");
	CHECK_EQ(place->offset, 0x500);
	CHECK_STR(place->function, "");
	CHECK(!place->user);
	CHECK_STR(place_short(place, text, sizeof text), "[vdso]+0x500");
}

static void
no_mapping_is_no_place(void)
{
	const struct place *place = place_of(0x1234, 0, true);
	char text[64];

	CHECK_STR(place->module, "");
	CHECK(!place->user);
	CHECK_STR(place_short(place, text, sizeof text), "");
	CHECK_STR(place_of(0x1234, 4000000000, true)->module, "");
}

static void
the_same_address_is_the_same_place(void)
{
	uint64_t pc = some_function().pc;

	CHECK(own_place_of(pc, false) == own_place_of(pc, false));
	CHECK(own_place_of(pc, false) != own_place_of(pc, true));
}

static void
a_source_map_adds_the_original(void)
{
	static const char text[] =
		"{\"version\":1,\"source_language\":\"python\",\"source_file\":\"load.py\","
		"\"generated_file\":\"src/loader.c\","
		"\"mappings\":[{\"rust_line\":40,\"rust_function\":\"\",\"python_line\":7,\"python_function\":\"\","
		"\"python_context\":\"\"}],\"function_map\":{\"load_blob\":\"Loader.blob\"}}";
	struct srcmaps *maps = srcmaps_new();
	int fd = memfd_create("map", MFD_CLOEXEC);
	char path[32], where[64];
	const struct place *place;

	CHECK(write(fd, text, sizeof text - 1) == sizeof text - 1);
	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	CHECK_EQ(srcmaps_load(maps, path, NULL), 0);
	begin(maps);
	place = own_place_of((uintptr_t)load_blob, true);
	CHECK_STR(place->orig_file, "load.py");
	CHECK_EQ(place->orig_line, 7);
	CHECK_STR(place->orig_function, "Loader.blob");
	CHECK_STR(place->orig_language, "python");
	CHECK(!place->orig_exact);
	CHECK_STR(place_short(place, where, sizeof where), "~load.py:7");
	CHECK_STR(own_place_of((uintptr_t)run_jobs, true)->orig_file, "");
	end();
	srcmaps_free(maps);
	close(fd);
}

/* --- names ---------------------------------------------------------------------- */

static void
names_are_shown_as_they_were_written(void)
{
	static const struct {
		const char *mangled, *readable;
		bool plain;	/* needs no demangler */
	} cases[] = {
		{ "main", "main", true },
		{ "parse_line.constprop.0", "parse_line", true },
		{ "parse_line.part.3.isra.0.cold", "parse_line", true },
		{ "worker.llvm.1234567890", "worker", true },
		{ "version.two", "version.two", true },
		{ ".hidden", ".hidden", true },
		{ "", "", true },
		{ "_Zwrong", "_Zwrong", true },
		{ "_ZN3foo3barEi", "foo::bar", false },
		{ "_ZN5StoreC1ERKSs", "Store::Store", false },
		{ "_ZNSt6vectorIiSaIiEE9push_backERKi.isra.0",
		  "std::vector<int, std::allocator<int> >::push_back", false },
		{ "_ZN4core3fmt5write17h0123456789abcdefE", "core::fmt::write", false },
		{ "_RNvC6_123foo3bar", "123foo::bar", false },
		{ "_ZN3app6LoaderINSt7__cxx1112basic_stringIcSt11char_traitsIcESaIcEEEE4loadEPKc",
		  "app::Loader<std::string>::load", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char *name = demangle(cases[i].mangled);

#ifdef HAVE_IBERTY
		CHECK_STR(name, cases[i].readable);
#else
		CHECK(!cases[i].plain || strcmp(name, cases[i].readable) == 0);
#endif
		free(name);
	}
}

/* S_, S0_, S1_ …: what a mangled name refers back to by number. */
static void
add_reference(struct text *text, unsigned number)
{
	static const char digits[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

	text_add(text, "S");
	if (number > 36)
		text_addc(text, digits[(number - 1) / 36]);
	if (number > 0)
		text_addc(text, digits[(number - 1) % 36]);
	text_add(text, "_");
}

/* f<A<A<…, same>, same>>: twice as long with each level. */
static char *
doubling_name(unsigned levels)
{
	char room[4096];
	struct text text = text_in(room, sizeof room);

	text_add(&text, "_Z1fI");
	for (unsigned i = 0; i < levels; i++)
		text_add(&text, "1AI");
	text_add(&text, "1B");
	for (unsigned i = 0; i < levels; i++) {
		add_reference(&text, levels + 1 + i);
		text_add(&text, "E");
	}
	text_add(&text, "Evv");
	return mem_string(room);
}

static void
a_name_that_stands_for_gigabytes_stays_as_it_is(void)
{
	char *small = doubling_name(2), *large = doubling_name(60);
	char *readable = demangle(small), *same = demangle(large);

#ifdef HAVE_IBERTY
	CHECK_STR(readable, "f<A<A<B, B>, A<B, B> > >");
#endif
	CHECK_STR(same, large);
	free(small);
	free(large);
	free(readable);
	free(same);
}

/* --- files that are not what they seem --------------------------------------------- */

/* A file in memory, told to the session as mapped at 1 GiB. */
struct copy {
	int fd;
	uint32_t map;
	char path[32];
};

static const uint64_t COPY_BEGIN = 1 << 30;

static struct copy
copy_of(const void *bytes, size_t len)
{
	struct copy copy = { .fd = memfd_create("copy", MFD_CLOEXEC) };

	if (copy.fd < 0 || write(copy.fd, bytes, len) != (ssize_t)len)
		SKIP("no file in memory to be had");
	snprintf(copy.path, sizeof copy.path, "/proc/self/fd/%d", copy.fd);
	copy.map = records_map(&records, 1, copy.path, COPY_BEGIN, COPY_BEGIN + (1 << 30), 0);
	return copy;
}

static unsigned char *
read_ourselves(size_t *ret_len)
{
	FILE *file = fopen("/proc/self/exe", "re");
	struct stat st;
	unsigned char *bytes;

	if (file == NULL || fstat(fileno(file), &st) < 0)
		SKIP("this program cannot read its own file");
	bytes = mem_new((size_t)st.st_size, 1);
	*ret_len = fread(bytes, 1, (size_t)st.st_size, file);
	fclose(file);
	return bytes;
}

/* Where in this program's file a function lies. */
static uint64_t
file_offset_of(uintptr_t function)
{
	return own_place_of(function, true)->offset;
}

static void
a_copy_of_the_file_gives_the_same_places(const unsigned char *bytes, size_t len)
{
	struct copy copy = copy_of(bytes, len);
	const struct place *place = place_of(COPY_BEGIN + file_offset_of((uintptr_t)load_blob), copy.map, true);

	CHECK_STR(place->function, "load_blob");
	CHECK_STR(place->file, "/tally/src/loader.c");
	CHECK_STR(place->module, copy.path);
	close(copy.fd);
}

static void
a_file_that_is_mostly_a_hole_is_not_read(const unsigned char *bytes, size_t len)
{
	struct copy copy = copy_of(bytes, len);

	if (ftruncate(copy.fd, (off_t)1 << 40) == 0)
		CHECK_STR(place_of(COPY_BEGIN + file_offset_of((uintptr_t)load_blob), copy.map, true)->function, "");
	close(copy.fd);
}

static void
another_file_at_the_same_path_is_not_read(void)
{
	const struct event_map *event;
	struct symbols *symbols = symbols_new(&(struct symbols_options){ .recorded = false });
	struct event_map *wrong;
	const struct place *place;

	records_map(&records, 1, "/proc/self/exe", COPY_BEGIN, COPY_BEGIN + (1 << 30), 0);
	event = (const struct event_map *)records_newest(&records);
	wrong = mem_copy(event, event->head.size);
	wrong->inode ^= 1;
	symbols_map(symbols, wrong, 1);
	place = symbols_place(symbols, &(struct symbols_asked){
		.pc = COPY_BEGIN + file_offset_of((uintptr_t)load_blob), .map = wrong->map, .exact = true,
	});
	CHECK_STR(place->module, "/proc/self/exe");
	CHECK_STR(place->function, "");
	CHECK(place->offset != 0);
	symbols_free(symbols);
	free(wrong);
}

static void
a_deleted_file_is_known_by_its_path(void)
{
	const struct place *place;

	records_map(&records, 1, "/usr/lib/libcalc.so.1 (deleted)", COPY_BEGIN, COPY_BEGIN + 4096, 0);
	place = place_of(COPY_BEGIN + 16, records.maps, true);
	CHECK_STR(place->module, "/usr/lib/libcalc.so.1");
	CHECK(place->user);
}

static void
libraries_of_the_system_are_told_from_others(void)
{
	static const struct {
		const char *path;
		bool user;
	} cases[] = {
		{ "/lib/x86_64-linux-gnu/libc.so.6", false }, { "/lib/libc-2.28.so", false },
		{ "/lib64/ld-linux-x86-64.so.2", false },     { "/lib/ld-2.28.so", false },
		{ "/lib/ld-musl-x86_64.so.1", false },	      { "/usr/lib/libstdc++.so.6.0.30", false },
		{ "/usr/lib/libgcc_s.so.1", false },	      { "/usr/lib/libm.so.6", false },
		{ "/usr/lib/libpthread.so.0", false },	      { "/usr/lib/libmagic.so.1", true },
		{ "/usr/lib/librtmp.so.1", true },	      { "/usr/lib/libdlib.so", true },
		{ "/usr/lib/libcurl.so.4", true },	      { "/usr/bin/ld", true },
		{ "/home/me/libc-fun", true },		      { "/usr/bin/cat", true },
		{ "[vdso]", false },			      { "", false },
		{ "[stack]", false },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		records_map(&records, 1, cases[i].path, COPY_BEGIN, COPY_BEGIN + 4096, 0);
		if (!CHECK_EQ(place_of(COPY_BEGIN + 8, records.maps, true)->user, cases[i].user))
			printf("\tfor %s\n", cases[i].path);
	}
}

/* A fixed sequence that looks random (xorshift64). */
static uint64_t
next(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/* Asks for a few places; what they are does not matter. */
static void
ask_all(const unsigned char *bytes, size_t len, const uint64_t *offsets, size_t count)
{
	struct copy copy;
	char text[64];

	begin(NULL);
	copy = copy_of(bytes, len);
	for (size_t i = 0; i < count; i++)
		CHECK(place_short(place_of(COPY_BEGIN + offsets[i], copy.map, i & 1), text, sizeof text) == text);
	close(copy.fd);
	end();
}

/* Where the ELF says that its tables lie: bytes worth damaging. */
static void
flip_bits(unsigned char *bytes, size_t len, uint64_t *state)
{
	const size_t headers = 64 + 13 * 56, table = len > 4096 ? len - 4096 : 0;

	for (unsigned i = 0; i < 16; i++) {
		size_t at = next(state) % len;

		if (i % 4 == 1 && headers < len)
			at = next(state) % headers;
		else if (i % 4 == 2)
			at = table + next(state) % (len - table);
		bytes[at] ^= (unsigned char)(1u << (next(state) & 7));
	}
}

static void
damaged_files_break_nothing(const unsigned char *bytes, size_t len)
{
	enum { ROUNDS = 100 };
	uint64_t offsets[5], state = 88172645463325252;
	unsigned char *damaged = mem_new(len, 1);

	begin(NULL);
	offsets[0] = file_offset_of((uintptr_t)load_blob);
	offsets[1] = file_offset_of((uintptr_t)not_inlined) + 8;
	offsets[2] = file_offset_of((uintptr_t)session_feed) + 40;
	offsets[3] = 0;
	offsets[4] = len + 5000;
	end();
	for (unsigned round = 0; round < ROUNDS; round++) {
		memcpy(damaged, bytes, len);
		flip_bits(damaged, len, &state);
		ask_all(damaged, len, offsets, 5);
		ask_all(bytes, next(&state) % len, offsets, 5);
	}
	ask_all((const unsigned char *)"", 0, offsets, 5);
	ask_all((const unsigned char *)"\177ELF\2\1\1", 7, offsets, 5);
	free(damaged);
}

int
main(void)
{
	unsigned char *bytes;
	size_t len;

	begin(NULL);
	our_own_function_has_its_name_file_and_line();
	an_exact_address_is_looked_up_itself();
	inlined_functions_are_a_chain();
	the_program_may_say_that_a_line_is_elsewhere();
	paths_are_tidied();
	the_c_library_is_not_the_users();
	what_the_kernel_mapped_has_a_module_only();
	no_mapping_is_no_place();
	the_same_address_is_the_same_place();
	another_file_at_the_same_path_is_not_read();
	a_deleted_file_is_known_by_its_path();
	libraries_of_the_system_are_told_from_others();
	bytes = read_ourselves(&len);
	a_copy_of_the_file_gives_the_same_places(bytes, len);
	a_file_that_is_mostly_a_hole_is_not_read(bytes, len);
	end();

	a_source_map_adds_the_original();
	names_are_shown_as_they_were_written();
	a_name_that_stands_for_gigabytes_stays_as_it_is();
	damaged_files_break_nothing(bytes, len);
	free(bytes);
	return check_result();
}

#line 9 "/tally/./build/../../tally//src/x/.././lib.c"
static void
strangely_placed(void)
{
	records_wait(&records, 1);
}
