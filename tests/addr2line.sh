#!/usr/bin/env bash
# addr2line.sh - functions and lines are what binutils says of the same addresses
#
# One program, built in all the ways that matter; every frame of it that is
# told must be told as addr2line -fi does, inlined functions included.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need addr2line
need objcopy
need_tracing
command -v gcc >/dev/null || skip "gcc is not installed"

cat >inner.h <<'EOF'
static inline __attribute__((always_inline)) long
inner(long n)
{
	return syscall(SYS_getppid) + n;
}
EOF
cat >part.c <<'EOF'
#include <sys/syscall.h>
#include <unistd.h>
#include "inner.h"
__attribute__((noinline)) static long
middle(long n)
{
	long r = inner(n);

	__asm__ volatile("" ::: "memory");
	return r + 1;
}
__attribute__((noinline)) long
part(long n)
{
	long r = middle(n) + inner(n);

	__asm__ volatile("" ::: "memory");
	return r + 1;
}
EOF
cat >main.c <<'EOF'
#include <dlfcn.h>
#include <stdio.h>
long part(long n);
#ifdef LOADED
int
main(void)
{
	for (int i = 0; i < 2; i++) {
		void *library = dlopen("./libpart.so", RTLD_NOW);
		long (*call)(long) = library ? (long (*)(long))dlsym(library, "part") : 0;

		if (!call || call(3) == 0)
			return 1;
		dlclose(library);
	}
	return 0;
}
#else
int
main(void)
{
	long r = part(3);

	__asm__ volatile("" ::: "memory");
	return r == 0;
}
#endif
EOF

# agrees NAME PROGRAM [DEBUG-FILE]: getppid is asked for in known functions, and each frame of ours is as it should be
agrees() {
	local name=$1 program=$2 debug=${3:-} module offset told

	bounded "$sightline" --format=jsonl -e trace=getppid -o seen -- "$program" >/dev/null 2>said ||
		fails "$name: it can be traced" said
	here=$(pwd -P)
	# A frame and what it is inlined into are one address: "module offset function file:line function file:line ...".
	# All but the innermost are return addresses: the call is before them. What has no line is not compared.
	jq -r --arg here "$here/" '
		select(.type == "call") | .stack |
		reduce .[] as $f ([]; if length > 0 and .[-1].open then .[-1].told += " \($f.function) \($f.file):\($f.line)" | .[-1].open = $f.inlined
			else . + [{ module: $f.module, offset: $f.offset, told: "\($f.function) \($f.file):\($f.line)", open: $f.inlined }] end) |
		to_entries | .[] | select((.value.module // "") | startswith($here)) | select(.value.told | contains(":null") | not) |
		"\(.value.module) \(if .key == 0 then .value.offset else .value.offset - 1 end) \(.value.told)"' seen | sort -u >frames
	check "$name: its frames are told" [ "$(wc -l <frames)" -ge 3 ]
	while read -r module offset told; do
		case $told in _start*) continue ;; esac
		# shellcheck disable=SC2046
		addr2line -fi -e "${debug:-$module}" $(printf '%#x' "$(link_address "$module" "$offset")") |
			sed 's/ (discriminator.*//; s#/\./#/#g' | paste -sd ' ' >expected
		checks=$((checks + 1))
		if [ "$told" != "$(cat expected)" ]; then
			tells_less "$(cat expected)" "$told" && echo "$name: addr2line tells less: $(cat expected)" ||
				fails "$name: $offset in ${module##*/}: \"$told\", not \"$(cat expected)\""
		fi
	done <frames
}

# tells_less SHORT LONG: the same outermost function, and no other innermost line. (binutils
# reads no split units, and not all lists of ranges, so that it leaves inlined functions out.)
tells_less() {
	local short long

	read -ra short <<<"$1"
	read -ra long <<<"$2"
	[ "${short[-2]}" = "${long[-2]}" ] && [ ${#short[@]} -le ${#long[@]} ] &&
		{ [ "${short[1]}" = "${long[1]}" ] || [[ ${short[1]} == *:\? ]]; }
}

# link_address MODULE OFFSET: where the byte at that offset of the file lies, as the linker numbered it
link_address() {
	readelf -lW "$1" | awk -v offset="$2" '
		$1 == "LOAD" { o = strtonum($2); v = strtonum($3); s = strtonum($5); if (offset >= o && offset < o + s) { print offset - o + v; exit } }
		function strtonum(hex,  i, n) { n = 0; hex = tolower(substr(hex, 3)); for (i = 1; i <= length(hex); i++) n = n * 16 + index("0123456789abcdef", substr(hex, i, 1)) - 1; return n }'
}

compilers=gcc
command -v clang >/dev/null && compilers="gcc clang" || echo "left out: clang is not installed"
for compiler in $compilers; do
	for level in -O0 -O2; do
		for debug in -g1 -g -g3 "-g -gdwarf-4"; do
			# shellcheck disable=SC2086
			$compiler $level $debug -w -o program main.c part.c && agrees "$compiler $level $debug" ./program
		done
	done
	$compiler -O2 -g -w -no-pie -o program main.c part.c && agrees "$compiler, not PIE" ./program
	$compiler -O2 -g -w -static -o program main.c part.c 2>/dev/null && agrees "$compiler, static" ./program
	$compiler -O2 -g -w -fomit-frame-pointer -o program main.c part.c && agrees "$compiler, no frame pointers" ./program
	$compiler -O2 -g -w -fPIC -shared -o libpart.so part.c &&
		$compiler -O2 -g -w -o program main.c -L. -lpart -Wl,-rpath,"$PWD" && agrees "$compiler, shared object" ./program
	$compiler -O2 -g -w -DLOADED -o program main.c -ldl && agrees "$compiler, loaded and unloaded twice" ./program
	$compiler -O2 -g -gz -w -o program main.c part.c && agrees "$compiler, compressed" ./program
	rm -f *.dwo
	$compiler -O2 -g -gsplit-dwarf -w -c main.c && $compiler -O2 -g -gsplit-dwarf -w -c part.c && $compiler -o program main.o part.o &&
		agrees "$compiler, split" ./program
done
gcc -O2 -g -w -o program main.c part.c && objcopy --only-keep-debug program program.debug && objcopy --strip-debug program &&
	objcopy --add-gnu-debuglink=program.debug program && agrees "debug link" ./program program.debug
strip -s program
bounded "$sightline" --format=jsonl -e trace=getppid -o seen -- ./program
check "stripped, its calls are told all the same" [ "$(jq -r 'select(.type == "call") | .name' seen | wc -l)" -eq 2 ]

# A file that was replaced has other names: those of the new one would be wrong.
cat >stay.c <<'EOF'
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
__attribute__((noinline)) static void
old_name(void)
{
	char c;

	syscall(SYS_getppid);
	if (read(0, &c, 1) == 1)
		syscall(SYS_getppid);
	__asm__ volatile("" ::: "memory");
}
int
main(void)
{
	puts("ready");
	fflush(stdout);
	old_name();
	return 0;
}
EOF
gcc -O0 -g -w -o stay stay.c
sed 's/old_name/new_name/' stay.c >other.c && gcc -O0 -g -w -o other other.c
hold_input
start "$sightline" --format=jsonl -e trace=getppid -o seen -- ./stay <input >out
wait_until grep -q ready out
mv other stay
echo >&9
release_input
ends_within 20 "$pid" "a replaced program ends"
equal "a replaced file: no name of the new one" "$(jq -r 'select(.type == "call") | .function' seen | grep -c new_name)" 0
finish
