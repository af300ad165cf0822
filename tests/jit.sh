#!/usr/bin/env bash
# jit.sh - calls of a TypeScript program under node are told by the functions and lines its author wrote
#
# node names its code in a perf map; a source map beside the JavaScript leads
# to the TypeScript. What the map says of a function is where it begins, and so is not exact; a dump
# tells the very lines of what is optimized. LLVM's interpreter writes one, too.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing
command -v node >/dev/null || skip "nodejs is not installed"
node --perf-basic-prof --interpreted-frames-native-stack -p process.pid >probe 2>/dev/null || skip "this node has no perf map"
rm -f "/tmp/perf-$(cat probe).map"

cp "$source"/tests/maps/blocks.* .
echo text >sample.txt

# told FIELD...: how often which call on the sample was told with which asker and place
told() {
	jq -r 'select(.type == "call" and .original.file == "blocks.ts") | select(.name | test("^(openat|pread64|close|statx)$")) |
		"\(.name) \(.function) of \(.caller) \(.file | sub(".*/"; "")):\(.line) from \(.original.file):\(.original.line) \(.original.exact)"' \
		"$1" | sort | uniq -c | sed 's/^ *//'
}

cat >expected <<'EOF'
5 close readBlock of add blocks.js:10 from blocks.ts:16 false
5 openat readBlock of add blocks.js:10 from blocks.ts:16 false
5 pread64 readBlock of add blocks.js:10 from blocks.ts:16 false
5 statx (anonymous) of get size blocks.js:23 from blocks.ts:30 false
EOF
bounded "$sightline" --format=jsonl -o seen -- \
	node --perf-basic-prof --interpreted-frames-native-stack blocks.js sample.txt >said 2>&1
check "the program says what it says" grep -qx true said
told seen >places
same "calls are told by the lines of the TypeScript" places expected

# Its own library is not the user's, but its frames are there.
equal "openSync() of node's library is in the stack" \
	"$(jq -r 'select(.name == "openat" and .function == "readBlock") | [.stack[] | select(.file == "node:fs")] | length > 0' seen | sort -u)" true

# A recording knows the names when the map is gone.
bounded "$sightline" -c -o /dev/null -w recording -- \
	node --perf-basic-prof --interpreted-frames-native-stack blocks.js sample.txt >said 2>&1
rm -f "/tmp/perf-$(jq -r 'select(.type == "start").pid' seen).map"
bounded "$sightline" --format=jsonl -o read -r recording 2>err
rm -f "/tmp/perf-$(jq -r 'select(.type == "start").pid' read).map"
told read >places
same "so does a recording of it" places expected

# With a dump beside the map, the lines are those of the calls.
if node --perf-prof --perf-basic-prof --interpreted-frames-native-stack -p process.pid >probe 2>/dev/null &&
	[ -s "jit-$(cat probe).dump" ]; then
	dumps=(node --perf-prof --perf-basic-prof --interpreted-frames-native-stack --always-turbofan blocks.js sample.txt)
	# node writes 4 KiB of it at a time: until then a call has what the map says. Of statx both say the same line.
	cat >allowed <<'EOF'
close readBlock of add blocks.js:14 from blocks.ts:20 true
close readBlock of add blocks.js:10 from blocks.ts:16 false
openat readBlock of add blocks.js:11 from blocks.ts:17 true
openat readBlock of add blocks.js:10 from blocks.ts:16 false
pread64 readBlock of add blocks.js:13 from blocks.ts:19 true
pread64 readBlock of add blocks.js:10 from blocks.ts:16 false
statx (anonymous) of get size blocks.js:23 from blocks.ts:30 true
statx (anonymous) of get size blocks.js:23 from blocks.ts:30 false
EOF
	bounded "$sightline" --format=jsonl -o seen -- "${dumps[@]}" >said 2>&1
	told seen >places
	equal "a dump tells the lines themselves, and the map those before it" \
		"$(sed -E 's/^[0-9]+ //' places | grep -vxF -f allowed)" ""
	equal "every call has one" "$(awk '{ calls[$2] += $1 } END { print calls["close"], calls["openat"], calls["pread64"], calls["statx"] }' \
		places)" "5 5 5 5"
	grep -q 'blocks.js:11 ' places || echo "left out: lines out of the dump, which node wrote too late"
	rm -f jit-*.dump "/tmp/perf-$(jq -r 'select(.type == "start").pid' seen).map"
else
	echo "left out: this node writes no dump"
fi
rm -f "/tmp/perf-$(cat probe).map"

if command -v lli >/dev/null && command -v clang >/dev/null; then
	cat >hot.c <<'EOF'
#include <fcntl.h>
#include <unistd.h>

static int
look(const char *path)
{
	int fd = open(path, O_RDONLY);

	close(fd);
	return fd;
}

int
main(void)
{
	for (int i = 0; i < 3; i++)
		look("sample.txt");
	return access("sample.txt", R_OK);
}
EOF
	check "LLVM: it can be built" clang -g -O1 -fno-inline -fno-omit-frame-pointer -S -emit-llvm -o hot.ll hot.c
	JITDUMPDIR=$PWD bounded "$sightline" --format=jsonl -o seen -- lli --jit-kind=mcjit hot.ll
	# asked FILE: who asked for which call on the sample
	asked() {
		jq -r 'select(.type == "call" and (.name | test("^(openat|access)$")) and (.args | tostring | test("sample.txt"))) |
			"\(.name) \(.function) of \(.caller) \(.file | sub(".*/"; "")):\(.line)"' "$1"
	}
	asked seen >places
	cat >expected <<'EOF'
openat look of main hot.c:7
openat look of main hot.c:7
openat look of main hot.c:7
access main of null hot.c:18
EOF
	if find .debug -name 'jit-*.dump' 2>/dev/null | grep -q .; then
		same "LLVM: calls are told by the lines of the C" places expected
		JITDUMPDIR=$PWD bounded "$sightline" -c -o /dev/null -w dumped -- lli --jit-kind=mcjit hot.ll
		rm -rf .debug
		bounded "$sightline" --format=jsonl -o read -r dumped
		asked read >places
		same "LLVM: so are those of a recording" places expected
	else
		echo "left out: this lli writes no dump"
	fi
else
	echo "left out: llvm (lli) or clang is not installed"
fi

# The map of another process of the same number that ended before is not believed.
cat >stale.sh <<'EOF'
printf '0 7fffffffffff old\n' >/tmp/perf-$$.map
touch -d '2001-01-01' /tmp/perf-$$.map
exec node -e 'require("fs").readFileSync("sample.txt")'
EOF
bounded "$sightline" --format=jsonl -o seen -- sh stale.sh
rm -f "/tmp/perf-$(jq -r 'select(.type == "start").pid' seen).map"
equal "a map from before is another's" "$(jq -r 'select(.type == "call") | .stack[].function | select(. == "old")' seen | head -n 1)" ""
finish
