#!/bin/bash
# rewrite.sh - places in stack traces and compiler messages become their originals
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/lib.sh"
maps=$source/tests/maps

rewrite() {
	bounded "$sightline" rewrite "$@"
}

vala=(--transpiler-map "$maps/vala.v1.json")
js=(--transpiler-map "$maps/tsc.v3.map")
cat >book.json <<-'EOF'
	{"version": 1, "source_language": "python", "target_language": "rust", "mappings": [
	 {"generated_file": "src/sim.rs", "generated_line": 192, "original_file": "sim.py", "original_line": 143,
	  "original_function": "process_data"}]}
EOF
book=(--transpiler-map book.json)

# rewritten MAPS... -- SENTENCE INPUT EXPECTED
rewritten() {
	local options=()

	while [ "$1" != -- ]; do
		options+=("$1")
		shift
	done
	printf '%b' "$3" >in
	printf '%b' "$4" >expected
	rewrite "${options[@]}" <in >out 2>err || fails "$2: it succeeds" err
	same "$2" out expected
}

rewritten "${vala[@]}" -- 'a compiler message' \
	'hot_gen.c:38:1: warning: x\n' 'hot.vala:3 [hot_gen.c:38:1]: warning: x\n'
rewritten "${vala[@]}" -- 'a line without a mapping of its own has the nearest before, marked' \
	'/tmp/hot_gen.c:39: y\n' '~hot.vala:3 [/tmp/hot_gen.c:39]: y\n'
rewritten "${book[@]}" -- 'a frame of a stack trace, with its function' \
	'   3: sim::run\n             at ./src/sim.rs:192:5\n  (/b/src/sim.rs:192)\n' \
	'   3: sim::run\n             at sim.py:143 in process_data [./src/sim.rs:192:5]\n  (sim.py:143 in process_data [/b/src/sim.rs:192])\n'
rewritten "${js[@]}" -- 'a column where the map has columns' \
	'    at readBlock (/app/hot.js:6:13)\n    at file:///app/hot.js:6:14\n' \
	'    at readBlock (hot.ts:5:11 [/app/hot.js:6:13])\n    at hot.ts:5:14 [file:///app/hot.js:6:14]\n'
rewritten "${vala[@]}" "${js[@]}" -- 'several places in a line' \
	'hot.js:3,hot_gen.c:38;hot.js:4 "hot.js:3" <hot.js:3>' \
	'hot.ts:1:1 [hot.js:3],hot.vala:3 [hot_gen.c:38];hot.ts:3:1 [hot.js:4] "hot.ts:1:1 [hot.js:3]" <hot.ts:1:1 [hot.js:3]>'
rewritten "${book[@]}" -- 'colours around a place' \
	'\033[01m\033[Ksrc/sim.rs:192:5:\033[m\033[K no\033[0;1;31msrc/sim.rs:192\033[0m\n' \
	'\033[01m\033[Ksim.py:143 in process_data [src/sim.rs:192:5]:\033[m\033[K no\033[0;1;31msim.py:143 in process_data [src/sim.rs:192]\033[0m\n'

# what is no place, or of no map, stays byte for byte
printf '%b' 'hot_gen.c\nhot_gen.c:\nhot_gen.c:0\nhot_gen.c:x\nhot_gen.c:38x\nhot_gen.c:38:1x\nhot_gen.c:99999999999\n' \
	'hot_gen.c:4294967296\nxhot_gen.c:38\nhot_gen.cc:38\nother.c:38:1: 10:30:45 ::1 :38 a:b:c\n\n\0\001\0377\r\n' \
	'hot_gen.c:1\n:::::\n(:38)\nno newline at the end hot_gen.c:' >in
rewrite "${vala[@]}" <in >out
same 'what is no place stays as it is' out in
head -c 3000000 /dev/urandom >in
rewrite "${vala[@]}" <in >out
same 'any bytes stay as they are' out in
rewrite <in >out
same 'without a map nothing changes' out in
: >in
rewrite "${vala[@]}" <in >out
same 'nothing stays nothing' out in

# a line of any length: taken in pieces, between words
{ head -c 2500000 /dev/zero | tr '\0' 'x'; printf ' hot_gen.c:38 '; head -c 2500000 /dev/zero | tr '\0' ':'; echo; } >in
sed 's/hot_gen.c:38/hot.vala:3 [&]/' in >expected
rewrite "${vala[@]}" <in >out
same 'long lines' out expected

# line by line as it comes: the answer is there before the input ends
hold_input
mkfifo output
exec 8<>output	# for both: to open one end alone would wait
start "$sightline" rewrite "${vala[@]}" <input >output
echo 'hot_gen.c:38' >&9
read -r -t "$limit" -u 8 line
equal 'a line is answered at once' "$line" 'hot.vala:3 [hot_gen.c:38]'
release_input
ends_within 10 "$pid" 'it ends with its input'
exec 8>&-

# maps beside the files that are named
mkdir beside
cp "$maps/tsc.v3.map" beside/hot.js.map
rewritten -- 'a map beside the file' "at $room/beside/hot.js:3:1\n" "at hot.ts:1:1 [$room/beside/hot.js:3:1]\n"

# what goes wrong is said
equal 'a missing map' "$(rewrite --transpiler-map nowhere.map 2>&1 </dev/null; echo $?)" \
	$'sightline: Source map file not found: nowhere.map\n2'
equal 'a full disk' "$(echo x | rewrite 2>&1 >/dev/full; echo $?)" \
	$'sightline: cannot write standard output: No space left on device\n1'
equal 'no input' "$(rewrite 2>&1 <beside; echo $?)" $'sightline: cannot read standard input: Is a directory\n1'
equal 'an operand' "$(rewrite book.json 2>&1 </dev/null; echo $?)" \
	$'sightline: rewrite reads standard input; what is "book.json"? Each map has its own --transpiler-map\n2'

finish
