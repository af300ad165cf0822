#!/usr/bin/env bash
# filter.sh - --filter shows what it means and no more, in every format, live and of a recording
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

echo one >one
echo two >two
program=(sh -c 'cat one two missing 2>/dev/null; cat one')

# names FILE: names of the calls in JSON lines that returned, once each
names() {
	jq -r 'select(.type == "call" and .state == "done") | .name' "$1" | sort -u | tr '\n' ' '
}

# One recording, so that all that is asked of it has one answer.
bounded "$sightline" -w recorded -o all.txt -- "${program[@]}" >/dev/null 2>&1
check "a recording is made" test -s recorded/metadata
bounded "$sightline" -r recorded --format=jsonl -o all.jsonl

bounded "$sightline" -r recorded --filter='fn = openat and err' --format=jsonl -o failed.jsonl
equal "calls of one name that failed" "$(names failed.jsonl)" "openat "
jq -c 'select(.type == "call" and .name == "openat" and .errno != null) | .seq' all.jsonl >expected
jq -c 'select(.type == "call") | .seq' failed.jsonl >seen
check "there is one, of what is missing" grep -q '"missing\\"' failed.jsonl
same "they are what another reader chooses" seen expected
equal "what is no call stays" "$(jq -r 'select(.type == "exit") | .type' failed.jsonl | wc -l)" \
	"$(jq -r 'select(.type == "exit") | .type' all.jsonl | wc -l)"

# Each way of saying it gives the same.
for filter in 'err fn=openat' '(fn ~ ^openat$) && err' 'not (!err or fn != openat)' 'openat err = E* and fn in (openat, read)'; do
	bounded "$sightline" -r recorded --filter="$filter" --format=jsonl -o again.jsonl
	same "$filter is the same" again.jsonl failed.jsonl
done

# A filter and its opposite are all.
for filter in 'lat > p50(fn)' 'path has one' 'size > 3' 'stack has main' '%file or %memory'; do
	bounded "$sightline" -r recorded --filter="$filter" --format=csv --csv-columns=seq -o some.csv
	bounded "$sightline" -r recorded --filter="!($filter)" --format=csv --csv-columns=seq -o others.csv
	{ tail -n +2 some.csv; tail -n +2 others.csv; } | sort -n >both
	jq -r 'select(.type == "call" and .state != "open") | .seq' all.jsonl | sort -n >expected
	same "$filter and its opposite are all calls" both expected
done

# What took long while much else was recorded is shown, with who asked.
bounded "$sightline" --filter='lat > 1ms and fn = wait4' --format=jsonl -o long.jsonl -- \
	sh -c 'dd if=/dev/zero of=/dev/null bs=1 count=30000 2>/dev/null; exit 0'
equal "a wait for a child that made 60,000 calls" "$(jq -c 'select(.type == "call" and .result > 0) | [.name, .waits]' long.jsonl)" '["wait4",true]'

# Figures are of what is shown.
bounded "$sightline" -r recorded -c --filter='%file' -o table
jq -r 'select(.type == "call" and .state == "done") | .name' all.jsonl | grep -xE 'openat|access|execve|newfstatat|readlink|faccessat2' |
	sort | uniq -c | awk '{ print $2, $1 }' >expected
awk '$NF != "total" && $4 ~ /^[0-9]+$/ { print $NF, $4 }' table | sort >seen
same "the table of -c counts them" seen expected
bounded "$sightline" -r recorded -c --filter='fn = nanosleep' -o table
equal "and is empty without any" "$(awk '$NF == "total" { print $4 }' table)" 0
closed=$(jq -s 'map(select(.type == "call" and .name == "close")) | length' all.jsonl)
bounded "$sightline" -r recorded --filter='fn = close' --format=json -o document.json
equal "json sums them up" "$(jq '.summary.total_syscalls' document.json)" "$closed"
bounded "$sightline" -r recorded --filter='fn = close' --format=html -o page.html
equal "a page counts them" "$(grep -o '[0-9]* calls,' page.html | head -1)" "$closed calls,"
bounded "$sightline" -r recorded --filter='fn = close' --folded=count -o folded
equal "folded stacks count them" "$(awk '{ n += $NF } END { print n }' folded)" "$closed"

# On the screen from the first frame on.
bounded "$sightline" -r recorded --filter='fn = openat and err' --screen 80x24 >screen
check "the screen begins with it" grep -q 'err > fn openat\|fn openat > err' screen
check "and has its calls" grep -q 'openat.*ENOENT' screen

# Live, with what a filter needs though the format does not.
bounded "$sightline" -c --filter='path = one and stack has main' -o table -- "${program[@]}" >/dev/null 2>&1
equal "a table takes stacks and memory for its filter" "$(awk '$NF == "openat" { print $4 }' table)" 2
bounded "$sightline" --filter='fn = read' -w whole -o some.txt -- "${program[@]}" >/dev/null 2>&1
equal "text has nothing else" "$(grep -c 'openat(' some.txt)" 0
bounded "$sightline" -r whole -o whole.txt
check "but a recording has all" grep -q 'openat(' whole.txt

# What is wrong is told, with its column, before anything runs.
how "$sightline" --filter='fn = read and latt > 1ms' -- touch ran >/dev/null
equal "no filter is misuse" "$(cat how.end)" "exited 2"
equal "and is told where" "$(cat how.err)" 'sightline: --filter: col 15: unknown field "latt" (lat?)'
check "nothing ran" test ! -e ran
how "$sightline" --filter=trace=openat -- touch ran >/dev/null
equal "what -e takes is told apart" "$(cat how.err)" \
	'sightline: --filter: col 1: unknown field "trace"; what is recorded is chosen by -e, --capture'
how "$sightline" --no-stacks --filter='func = main' -- touch ran >/dev/null
equal "who asks is not known without stacks" "$(cat how.err)" "sightline: --filter asks who made a call, which --no-stacks leaves out"
bounded "$sightline" --capture=trace=close -o some.txt -- "${program[@]}" >/dev/null 2>&1
equal "--capture is -e" "$(grep -c 'read(' some.txt)" 0
finish
