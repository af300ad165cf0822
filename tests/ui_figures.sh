#!/usr/bin/env bash
# ui_figures.sh - what panes say of a recording is what the exports say of it
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing
export LC_ALL=C.UTF-8

# programs nobody here wrote, and a child of one of them
bounded "$sightline" -w run -o /dev/null -- sh -c 'tar cf /dev/null /usr/share/doc/tar /usr/share/perl5 2>/dev/null; ls -R /usr/lib/tar | wc -l' >/dev/null 2>&1
bounded "$sightline" -w other -o /dev/null -- sh -c 'ls -lR /usr/include | wc -l; cat /etc/passwd /nowhere' >/dev/null 2>&1
bounded "$sightline" -r run --format=jsonl -o run.jsonl
bounded "$sightline" -r run -c -o table

# show SCRIPT…: the screen after these lines
show() {
	printf ':wait-end\n' >script
	printf '%s\n' "$@" ':save-screen screen' ':quit' >>script
	bounded "$sightline" --no-config -r run --script script --screen 200x60 >told 2>&1 || cat told
}

# calls FILTER: the calls that returned, and are what jq says
calls() {
	jq -c "select(.type == \"call\" and .state == \"done\") | select($1)" run.jsonl | wc -l
}

# close TEXT NUMBER: "1.2k" or "950" on the screen is that number
is_about() {
	awk -v text="$1" -v number="$2" 'BEGIN {
		scale = text ~ /k$/ ? 1000 : text ~ /M$/ ? 1000000 : 1
		difference = text * scale - number
		exit !(difference <= number / 20 && -difference <= number / 20)
	}'
}

# figures_agree: the table of the functions pane by call, and that of -c
figures_agree() {
	local rows=0 call count rest

	while read -r call count rest; do
		call=${call#>}
		number=$(awk -v call="$call" '$NF == call { print $4 }' table)
		[ -n "$number" ] && is_about "$count" "$number" || return 1
		rows=$((rows + 1))
	done < <(sed -n '4,/^──/p' screen | grep -E '^[ >][a-z][a-z0-9_]+ +[0-9.]+[kM]? ')
	[ "$rows" -gt 10 ]
}

show 'keys 2Bz'
check "functions by call are those of -c" figures_agree

show 'keys 6z'
while read -r tid; do
	count=$(sed -n "s/^[^0-9]*$tid [^ ]* .*\(ended\|killed\|superseded\) *[^ ]* *[^ ]* *\([0-9.]*[kM]\{0,1\}\) .*/\2/p" screen | head -n 1)
	check "calls of task $tid" is_about "$count" "$(calls ".tid == $tid")"
done < <(jq 'select(.type == "call").tid' run.jsonl | sort -u)

# a box over bars, and one over time: what it reads out, what the stream shows, and what the filter means elsewhere
for box in 'keys 7Bz,key Right,key V,key Right,key Right' 'keys 7Biz,key Right,key V,keys kkkhhh'; do
	IFS=, read -ra keys <<<"$box"
	show "${keys[@]}"
	said=$(sed -n '3s/.*: \([0-9,]*\) calls\{0,1\}[ ,].*/\1/p' screen)
	show "${keys[@]}" 'key Enter' 'keys z' 'keys f' 'key Esc'
	equal "the stream shows what the box counts ($box)" "$(sed -n 's/.*row [0-9,]* of \([0-9,]*\) shown.*/\1/p' screen)" "$said"
	check "which is something ($box)" [ -n "$said" ] && [ "$said" != 0 ]
done

# looking back: figures as of a call's end
begin=$(jq 'select(.type == "start").time_ns' run.jsonl)
for back in 20 60; do
	lines=()
	for _ in $(seq $back); do lines+=(moment-back); done
	show "${lines[@]}" 'keys 2Bz'
	at=$(sed -n '1s/.*AS OF \([0-9]*\)\.\([0-9]*\) .*/\1\2/p' screen)	# microseconds
	for call in openat close mmap; do
		count=$(awk -v call="$call" '{ sub(/^>/, " ") } $1 == call { print $2; exit }' screen)
		check "$call as of $at us" is_about "$count" \
			"$(calls ".name == \"$call\" and ((.time_ns + .duration_ns - $begin) / 1000 | floor) <= $((10#$at))")"
	done
done

# beside another run: the verdicts of diff
bounded "$sightline" diff other run --format=json -o said.json
printf ':wait-end\nkeys 9z\n:save-screen screen\n:quit\n' >script
bounded "$sightline" --no-config -r run --baseline other --script script --screen 200x60 >told 2>&1
for call in openat close read getdents64; do
	row=$(awk -v call="$call" '{ sub(/^>/, " ") } $1 == call { print $2, $3; exit }' screen)
	read -r now was <<<"$row"
	before=$(jq "[.rows[] | select(.by == \"call\" and .name == \"$call\").before.calls] | add // 0" said.json)
	after=$(jq "[.rows[] | select(.by == \"call\" and .name == \"$call\").after.calls] | add // 0" said.json)
	check "$call of both runs" is_about "${was/-/0}" "$before"
	check "$call of this run" is_about "${now/-/0}" "$after"
	words=$(jq -r ".rows[] | select(.by == \"call\" and .name == \"$call\").verdict | map(select(. != \"same\")) | .[0] // \"same\"" said.json)
	check "the verdict on $call is $words" grep -q "^[ >]$call .*${words%_*}" screen
done

# decisions, read on the screen without being asked for
if [ -x "$targets/decides" ]; then
	bounded "$sightline" -w decided --decisions decided.msgpack -o /dev/null -- "$targets/decides" >/dev/null 2>&1
	bounded "$sightline" -r decided --decisions again.msgpack --format=jsonl -o decided.jsonl >/dev/null 2>&1
	printf ':wait-end\nkeys 8z\n:save-screen screen\n:quit\n' >script
	bounded "$sightline" --no-config -r decided --script script --screen 200x60 >told 2>&1
	count=$(jq -s 'map(select(.type == "decision")) | length' decided.jsonl)
	check "there are decisions" [ "$count" -gt 0 ]
	equal "rows of decisions" "$(grep -cE '^[ >] +[0-9]+\.[0-9]{6} ' screen)" "$count"
fi

finish
