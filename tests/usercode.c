/* Which frame is the user's: by file, by source, by what was told, and by renacer's rule. */
#include "check.h"
#include "model/place.h"
#include "model/usercode.h"

static bool
is_user(const struct usercode *code, const char *module, const char *function, const char *file)
{
	struct place place = place_unknown;

	place.module = module;
	place.function = function;
	place.file = file;
	return usercode_is(code, &place);
}

static void
libraries_of_system_and_languages_are_not(void)
{
	static const struct {
		const char *module, *function, *file;
		bool user;
	} rows[] = {
		{ "/usr/bin/tar", "main", "", true },
		{ "/usr/bin/tar", "_start", "", false },
		{ "/lib/x86_64-linux-gnu/libc.so.6", "read", "", false },
		{ "/lib64/ld-linux-x86-64.so.2", "_dl_map", "", false },
		{ "/usr/lib/libm-2.28.so", "sin", "", false },
		{ "/usr/lib/libmagic.so.1", "magic_file", "", true },
		{ "/usr/bin/node", "uv_run", "", false },
		{ "[vdso]", "clock_gettime", "", false },
		{ "", "", "", false },
		{ "/srv/hot", "std::io::read", "/rustc/5980/library/std/src/io.rs", false },
		{ "/srv/hot", "<addr2line::Lines>::parse", "/rust/deps/addr2line-0.25.1/src/line.rs", false },
		{ "/srv/hot", "std::vector::push_back", "/usr/include/c++/12/vector", false },
		{ "/srv/hot", "<alloc::raw_vec::RawVec<T,A> as core::ops::drop::Drop>::drop", "", false },
		{ "/srv/hot", "std::vector<int>::push_back(int&&)", "", false },
		{ "/srv/hot", "<hot::Reader as std::io::Read>::read", "", true },
		{ "/srv/hot", "std::mine", "/srv/hot.cc", true },
		{ "/srv/hot", "core::read", "", true },
		{ "/srv/hot", "os.Open", "/usr/lib/go-1.19/src/os/file.go", false },
		{ "/srv/hot", "net/http.(*Client).Do", "/usr/local/go/src/net/http/client.go", false },
		{ "/srv/hot", "syscall.RawSyscall6", "/usr/lib/go-1.19/src/runtime/internal/syscall/syscall_linux.go", false },
		{ "/srv/hot", "main.main", "/home/me/go/src/main/hot.go", true },
		{ "/srv/hot", "example.com/hot.Read", "/home/me/src/hot/hot.go", true },
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		CHECK_EQ(is_user(NULL, rows[i].module, rows[i].function, rows[i].file), rows[i].user);
}

static void
patterns_decide_the_last_one_first(void)
{
	struct usercode *code = usercode_new(false);

	usercode_add_runtime(code, "libruby*");
	usercode_add_runtime(code, "/opt/engine/*");
	usercode_add_runtime(code, "!node");
	CHECK(!is_user(code, "/usr/lib/libruby-3.1.so", "rb_io", ""));
	CHECK(!is_user(code, "/opt/engine/bin/run", "run", ""));
	CHECK(is_user(code, "/srv/opt/engine/run", "run", ""));
	CHECK(is_user(code, "/usr/bin/node", "uv_run", ""));
	CHECK(!is_user(code, "/lib/libc.so.6", "read", ""));
	usercode_add_runtime(code, "!libruby-3.1.so");
	CHECK(is_user(code, "/usr/lib/libruby-3.1.so", "rb_io", ""));
	usercode_free(code);
}

static void
renacers_rule_looks_at_the_name_alone(void)
{
	struct usercode *code = usercode_new(true);

	CHECK(is_user(code, "/lib/libc.so.6", "read", ""));
	CHECK(is_user(code, "/srv/hot", "_start", ""));
	CHECK(!is_user(code, "/srv/hot", "__mine", ""));
	CHECK(!is_user(code, "/srv/hot", "my_libc_call", ""));
	CHECK(!is_user(code, "/srv/hot", "read@plt", ""));
	CHECK(!is_user(code, "/srv/hot", "read@@GLIBC_2.2.5", ""));
	CHECK(!is_user(code, "/srv/hot", "", ""));
	usercode_free(code);
}

int
main(void)
{
	libraries_of_system_and_languages_are_not();
	patterns_decide_the_last_one_first();
	renacers_rule_looks_at_the_name_alone();
	return check_result();
}
