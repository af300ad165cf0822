#!/usr/bin/env bash
# trace_output.sh - a report that cannot be written is told once, and does the program no harm
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
[ -w /dev/full ] || skip "there is no /dev/full"

# told FORM WHY: the program's output is complete, the status 1, and one line says why
told() {
	equal "$1: the status tells" "$(cat how.end)" "exited 1"
	same "$1: the program's output is complete" how.out numbers
	equal "$1: one line says so" "$(wc -l <how.err)" 1
	check "$1: it says why" grep -q "$2" how.err
}

seq 1 3000 >numbers
program=(sh -c 'for i in 1 2 3; do seq $((i * 1000 - 999)) $((i * 1000)); done')

for form in --format={text,jsonl,json,csv,html,folded,chrome} -c; do
	how "$sightline" "$form" -o /dev/full -- "${program[@]}" >/dev/null
	told "$form on a full disk" "No space left"
done

# The report's file may not grow, the program writes to a pipe and is not concerned.
cat >small.sh <<'END'
(ulimit -f 1; exec "$@") | cat
exit "${PIPESTATUS[0]}"
END
how bash small.sh "$sightline" --format=jsonl -o small -- "${program[@]}" >/dev/null
told "a file that may not grow" "File too large"

# The reader of the report goes away, and only then the program goes on.
mkfifo reader
rm -f how.end
hold_input
start "$targets/how" how.end "$sightline" --format=jsonl -o reader -- sh -c "read -r line; ${program[2]}" \
	<input >how.out 2>how.err
bounded head -n 1 reader >/dev/null
release_input
ends_within "$limit" "$pid" "sightline ends when nobody reads its report"
told "a reader that goes away" "Broken pipe"

equal "a report in a directory that is not there is refused" \
	"$(how "$sightline" --format=jsonl -o no/such/directory -- touch began)" "exited 1"
equal "one line says so" "$(wc -l <how.err)" 1
check "and the program was not begun" [ ! -e began ]

# Times, as strace -t writes them.
before=$(date +%s)
bounded "$sightline" -ttt -o stamped -- true
after=$(date +%s)
check "-ttt: every line has its seconds since 1970" [ "$(grep -cE '^[0-9]+ +[0-9]+\.[0-9]{6} ' stamped)" -eq "$(wc -l <stamped)" ]
check "in this run" awk -v before="$before" -v after="$after" '$2 < before || $2 > after + 1 { wrong++ } END { exit wrong > 0 }' stamped
check "the one before is the earlier one" sort -c -k2n stamped
for zone in UTC0 EAST-5:30; do
	TZ=$zone bounded "$sightline" -tt -o stamped -- true
	first=$(sed -n '1s/^[0-9]* *\([0-9:]*\)\.[0-9]\{6\} execve(.*/\1/p' stamped)
	seconds=$(($(TZ=$zone date +%s -d "$first") - $(TZ=$zone date +%s)))
	check "-tt: the time of day in $zone, $first" [ $(((seconds + 86400) % 86400 > 86340 || (seconds + 86400) % 86400 == 0)) -eq 1 ]
done
finish
