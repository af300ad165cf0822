#!/usr/bin/env bash
# recording.sh - what is recorded is read back the same, here and by babeltrace2
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

# write DIR COMMAND...: recorded, with all that was seen in DIR.jsonl
write() {
	local dir=$1

	shift
	bounded "$sightline" -w "$dir" --format=jsonl -o "$dir.jsonl" -- "$@" >"$dir.out" 2>"$dir.err" <&0
}

# --- the same from a recording as live, in every format ---------------------------

# many COUNT: twice as many calls, then a word; a command line in the array `many`
many() {
	many=(sh -c "dd if=/dev/zero of=/dev/null bs=1 count=$1 2>dd.err; echo ran")
}

write run "$targets/forks"
equal "the program's status" $? 0
check "a recording is read" bounded "$sightline" -r run --format=jsonl -o again.jsonl
same "JSON Lines from a recording" again.jsonl run.jsonl
for format in text json csv html folded chrome summary; do
	check "$format from a recording" bounded "$sightline" -r run --format="$format" -o "again.$format"
	check "$format says something" test -s "again.$format"
done
bounded "$sightline" -r run -w copy -o /dev/null
bounded "$sightline" -r copy --format=jsonl -o copy.jsonl
same "a recording of a recording" copy.jsonl run.jsonl

# the names are inside: the program is not needed any more
cp "$targets/decides" here
write named ./here
rm here
bounded "$sightline" -r named --format=jsonl -o named.again
same "names without the program" named.again named.jsonl
check "there are names" jq -se 'any(.function == "main")' named.again

# --- what is said of wrong use ------------------------------------------------------

bounded "$sightline" -r run -- true 2>said
equal "a recording and a command" "$? $(cat said)" "2 sightline: -r reads a recording and starts or attaches nothing"
bounded "$sightline" -r nowhere 2>said
equal "no recording" "$? $(cat said)" "1 sightline: cannot read the recording nowhere: No such file or directory"
bounded "$sightline" -w run -- touch touched 2>said
equal "a directory in use" "$? $(cat said)" "1 sightline: cannot record to run: there is something in it already"
check "then nothing was started" test ! -e touched
bounded "$sightline" --rotate=2 -w new -- true 2>said
equal "rotation without a size" "$? $(cat said)" "2 sightline: --rotate wants --max-bytes, the size of a file"
bounded "$sightline" -w unused -- ./no-such-program 2>said
equal "no program" "$?" 127
check "then no recording is left" test ! -e unused

# --- ends that are none ---------------------------------------------------------------

# A reader of a recording that has no end says so.
early() {
	jq -r 'select(.type == "note").text' "$1" | tail -n 1
}

start "$sightline" -w killed --format=jsonl -o killed.jsonl -- sh -c 'echo ready $$; exec dd if=/dev/zero of=/dev/null bs=1 count=20000000' >said 2>complaints
tracer=$pid
wait_until grep -q '^ready' said || fails "the program is ready" complaints
remember "$(sed -n 's/^ready //p' said)"
# its calls are on the disk while it runs
enough() {
	bounded "$sightline" -r killed --format=csv -o enough 2>/dev/null && [ "$(wc -l <enough)" -gt 100 ]
}
check "calls reach the disk while the program runs" wait_until enough
kill -KILL "$tracer"
is_gone() {
	! kill -0 "$1" 2>/dev/null
}
wait_until is_gone "$tracer"
check "after kill -9 a recording is read" bounded "$sightline" -r killed --format=jsonl -o killed.again
equal "it says that it ends early" "$(early killed.again)" "the recording ends before the program did"
equal "its last line" "$(tail -n 1 killed.again | jq -r .type)" end

many 20000
bounded "$sightline" --max-bytes=1M -w limited -o /dev/null -- "${many[@]}" >out 2>said
equal "the limit" "$? $(cat said)" "1 sightline: limited: recording ended: it has the 1048576 bytes that were allowed"
equal "the program ran to its end" "$(cat out)" ran
check "what was recorded is read" bounded "$sightline" -r limited -c

# a file that may not grow, as on a full disk
(
	ulimit -f 2048
	bounded "$sightline" -w full -o /dev/null -- "${many[@]}" >out 2>said
	echo "$?" >status
)
equal "a full disk" "$(cat status) $(cat said)" "1 sightline: full: recording ended: cannot write: File too large"
equal "the program ran to its end" "$(cat out)" ran
check "what was recorded is read" bounded "$sightline" -r full -c

bounded "$sightline" --max-bytes=1M --rotate=2 -w rotated --format=jsonl -o rotated.jsonl -- "${many[@]}" >out
check "a rotated recording is read" bounded "$sightline" -r rotated --format=jsonl -o rotated.again
equal "files of it" "$(find rotated -name 'stream-*' | wc -l)" 3
equal "its last call" "$(jq -r 'select(.type == "call").seq' rotated.again | tail -n 1)" "$(jq -r 'select(.type == "call").seq' rotated.jsonl | tail -n 1)"
jq -c 'select(.type == "call") | del(.z)' rotated.again | tail -n 1000 >last.again
jq -c 'select(.type == "call") | del(.z)' rotated.jsonl | tail -n 1000 >last.live
same "its last thousand calls" last.again last.live

# --- R on the screen -----------------------------------------------------------------------

mkdir screen && (
	cd screen || exit
	"$build/tests/pty" --size 120x30 wait:LIVE wait:'read(0' keys:R wait:"recording to" keys:R wait:"recording ended" keys:q wait:"It still runs" keys:k end -- \
		"$sightline" -- sh -c 'ls / >/dev/null; read line'
) >said 2>&1
check "R begins a recording and ends it" grep -q '^killed\|^exited' said
mv screen/*/ by_key 2>/dev/null
check "it is read, with the time before" bounded "$sightline" -r by_key --format=jsonl -o by_key.jsonl
check "the program's calls before R are in it" jq -se 'any(.type == "call" and .name == "execve") and any(.type == "call" and .name == "getdents64")' by_key.jsonl

# --- babeltrace2 -----------------------------------------------------------------------

command -v babeltrace2 >/dev/null || { echo "babeltrace2 is not installed: not compared with it"; finish; }
for dir in run named killed limited full rotated by_key; do
	bounded babeltrace2 --clock-gmt "$dir" >"$dir.bt" 2>"$dir.bt.err"
	equal "babeltrace2 reads $dir" $? 0
	check "and finds nothing wrong with $dir" test "$(grep -vc 'discarded' "$dir.bt.err")" = 0
	bounded "$sightline" -r "$dir" --format=jsonl -o "$dir.seen"
	equal "calls of $dir" "$(grep ' call: ' "$dir.bt" | grep -vc 'state = ( "open"')" "$(grep -c '"type":"call"' "$dir.seen")"
done
# every call by name and number, its duration and result
jq -r 'select(.type == "call" and .state == "done") | "\(.seq) \(.name) \(.duration_ns)"' run.jsonl >ours
sed -n 's/.* call: .* seq = \([0-9]*\), duration = \([0-9]*\),.*( "done" :.* nr = { ( "\([^"]*\)" :.*/\1 \3 \2/p' run.bt >theirs
same "numbers, names and durations" theirs ours
equal "paths" "$(grep -c 'content = { "/' run.bt | sed 's/^[1-9].*/some/')" some
equal "the wall clock" "$(sed -n '1s/^\[\([0-9:]*\)\..*/\1/p' run.bt)" "$(jq -r 'select(.type == "start").realtime_ns / 1e9 | floor | strftime("%H:%M:%S")' run.jsonl)"
finish
