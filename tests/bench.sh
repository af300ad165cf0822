#!/usr/bin/env bash
# bench.sh - what tracing adds to a call, beside strace and beside the least possible
#
#	bench.sh [ROUNDS]
#
# Every contender runs every workload once a round, one after the other, all
# on the same processor; a round takes about twenty seconds, and no round is
# begun after a minute. What counts is the overhead: the time the workload
# took by its own clock, less what it took untraced in the same round, by
# call. Machines and hours differ, so the ratios are what to look at: each is
# taken within a round, and its median over the rounds is shown with the
# least and the greatest. Stacks have shorter rounds of their own, from as many
# frames down as programs ask from, and a minute of their own. What a contender
# does beside the workload while it starts (reading debug information, say)
# counts, and counts for less the longer the workload runs. No figure here is a
# verdict.
#
# BENCH_CPU: the processor, as taskset wants it; the last one by default.
set -u
build=$(cd "${top_builddir:-.}" && pwd)
bench=$build/tests/bench
sightline=$build/sightline
rounds=${1:-5}
cpu=${BENCH_CPU:-$(($(nproc --all) - 1))}
budget=60

workloads=("getppid 12000" "files 12000" "threads 12000")

# Name and command, separated by a colon; nothing may follow the command but the workload.
contenders=(
	"untraced:"
	"bare loop:$bench bare"
	"strace:strace -f -o /dev/null"
	"text, no stacks:$sightline --format=text --no-stacks -o /dev/null --"
	"text:$sightline --format=text -o /dev/null --"
	"jsonl, no stacks:$sightline --format=jsonl --no-stacks -o /dev/null --"
	"jsonl:$sightline --format=jsonl -o /dev/null --"
	"-c, no stacks:$sightline -c --no-stacks -o /dev/null --"
	"-c:$sightline -c -o /dev/null --"
)

# Stacks at every call, with the front end on another processor where there is one: the tracer's own part.
# Long enough that reading debug information at the start does not count; strace -k for as long as one can wait.
stack_calls=60000
kept_calls=24000
stack_contenders=(
	"untraced:"
	"bare loop:$bench bare"
	"jsonl, no stacks:free $sightline --placement=same --format=jsonl --no-stacks -o /dev/null --"
	"jsonl:free $sightline --placement=same --format=jsonl -o /dev/null --"
	"folded:free $sightline --placement=same --format=folded -o /dev/null --"
	"strace:strace -f -o /dev/null"
	"strace -k:strace -f -k -o /dev/null"
)

# What is kept on the disk: KEPT is a file or directory, new each time, of which the size counts as well.
kept_contenders=(
	"untraced:"
	"strace -o:strace -f -o KEPT"
	"-w, no stacks:$sightline -c --no-stacks -o /dev/null -w KEPT --"
	"-w:$sightline -c -o /dev/null -w KEPT --"
	"jsonl, no stacks:$sightline --format=jsonl --no-stacks -o KEPT --"
)

stop() {
	echo "bench.sh: $*" >&2
	exit 1
}

command -v taskset >/dev/null || stop "taskset is not installed"
[ -x "$bench" ] || stop "$bench is not built"
[ -x "$sightline" ] || stop "$sightline is not built"
if ! command -v strace >/dev/null; then
	echo "strace is not installed: no ratios to it"
	contenders=("${contenders[@]:0:2}" "${contenders[@]:3}")
	stack_contenders=("${stack_contenders[@]:0:5}")
	kept_contenders=("${kept_contenders[0]}" "${kept_contenders[@]:2}")
fi

room=$(mktemp -d) || exit 1
results=$room/results
sizes=$room/sizes
kept=$room/kept
trap 'rm -rf "$room"' EXIT

# One line of results: round, workload, contender, calls, nanoseconds; by tabs.
run() {
	local round=$1 workload=$2 name=${3%%:*} command=${3#*:} title=${4:-$2} pin="taskset -c $cpu" said

	[[ $command != free\ * ]] || { command=${command#free }; pin=; }
	command=${command/KEPT/$kept}
	# shellcheck disable=SC2086 # commands and workloads are several words
	said=$(timeout 30 $pin $command "$bench" $workload 2>&1) || stop "$name: $workload: $said"
	[[ $said =~ ^[0-9]+\ [0-9]+$ ]] || stop "$name: $workload: $said"
	printf '%s\t%s\t%s\t%s\t%s\n' "$round" "$title" "$name" "${said% *}" "${said#* }" >>"$results"
}

SECONDS=0
for ((round = 1; round <= rounds && SECONDS < budget; round++)); do
	for workload in "${workloads[@]}"; do
		for contender in "${contenders[@]}"; do
			run "$round" "$workload" "$contender"
		done
	done
	for contender in "${kept_contenders[@]}"; do
		rm -rf "$kept"
		run "$round" "files $kept_calls" "$contender" "kept"
		[ ! -e "$kept" ] || printf '%s\t%s\n' "${contender%%:*}" "$(du -sb "$kept" | cut -f 1)" >>"$sizes"
	done
done

rounds_made=$((round - 1)) seconds=$SECONDS
SECONDS=0
for ((round = 1; round <= 3 * rounds && SECONDS < budget; round++)); do
	for contender in "${stack_contenders[@]}"; do
		calls=$stack_calls
		[[ $contender != "strace -k:"* ]] || calls=300
		run "$round" "deep $calls" "$contender" "stacks"
	done
done

echo "processor $cpu of $(nproc --all), $(uname -sr), $rounds_made rounds in $seconds s, stacks $((round - 1)) in $SECONDS s"
awk -F '\t' '
function median(list, count,    i, j, value) {
	for (i = 2; i <= count; i++) {
		value = list[i]
		for (j = i - 1; j >= 1 && list[j] > value; j--)
			list[j + 1] = list[j]
		list[j + 1] = value
	}
	return count % 2 ? list[(count + 1) / 2] : (list[count / 2] + list[count / 2 + 1]) / 2
}

function overhead(round, work, name) {
	return ns[round, work, name] / calls[work, name] - ns[round, work, "untraced"] / calls[work, "untraced"]
}

# "0.55 (0.51-0.60)": the overhead beside that of another, round by round.
function beside(work, name, other,    round, count, list, middle) {
	for (round = 1; round <= rounds[work]; round++)
		if ((round, work, other) in ns && overhead(round, work, other) > 0)
			list[++count] = overhead(round, work, name) / overhead(round, work, other)
	if (count == 0)
		return "-"
	if (name == other)
		return "1"
	middle = median(list, count)
	return sprintf("%.2f (%.2f-%.2f)", middle, list[1], list[count])
}

{
	ns[$1, $2, $3] = $5
	calls[$2, $3] = $4
	rounds[$2] = $1
	if (!($2 in known)) { known[$2] = 1; works[++work_count] = $2 }
	if (!($3 in known)) { known[$3] = 1; names[++name_count] = $3 }
}

END {
	for (w = 1; w <= work_count; w++) {
		work = works[w]
		printf "\n%-18s %10s  %-20s %-20s\n", work, "us a call", "beside strace", "beside the bare loop"
		for (n = 1; n <= name_count; n++) {
			name = names[n]
			if (name == "untraced" || !((1, work, name) in ns))
				continue
			for (round = 1; round <= rounds[work]; round++)
				list[round] = overhead(round, work, name) / 1000
			printf "%-18s %10.2f  %-20s %-20s\n", name, median(list, rounds[work]),
				beside(work, name, work == "kept" ? "strace -o" : "strace"), beside(work, name, "bare loop")
		}
	}
}' "$results"

# Sizes hardly differ from round to round: the last one's.
[ -s "$sizes" ] || exit 0
echo
awk -F '\t' -v calls="$kept_calls" '
{ if (!($1 in bytes)) names[++count] = $1; bytes[$1] = $2 }
END {
	printf "%-18s %10s  %s\n", "kept", "bytes/call", "beside strace -o"
	for (n = 1; n <= count; n++)
		printf "%-18s %10.0f  %s\n", names[n], bytes[names[n]] / calls,
			"strace -o" in bytes ? sprintf("%.2f", bytes[names[n]] / bytes["strace -o"]) : "-"
}' "$sizes"
