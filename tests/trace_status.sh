#!/usr/bin/env bash
# trace_status.sh - sightline ends as the program ended
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

# The status a shell gives for it: 128 and the signal's number when it was killed.
shell_status() {
	case $1 in
	exited\ *) echo "${1#exited }" ;;
	killed\ *) echo $((128 + $(kill -l "${1#killed }"))) ;;
	esac
}

# ends HOW COMMAND...: how sightline ends that traces it, and what its report says of it
ends() {
	local expected=$1

	shift
	equal "$*: sightline ends as it does" "$(how "$sightline" --format=jsonl -o seen -- "$@")" "$expected"
	equal "$*: the report ends with its status" "$(jq -r 'select(.type == "end") | .exit_status' seen)" \
		"$(shell_status "$expected")"
}

# refused STATUS COMMAND...: it cannot be started, and one line says so and names it
refused() {
	local expected=$1

	shift
	rm -f seen
	equal "$*: it cannot be started" "$(how "$sightline" --format=jsonl -o seen -- "$@")" "exited $expected"
	equal "$*: one line says so" "$(wc -l <how.err)" 1
	check "$*: the line names it" grep -qF "$(basename "$1")" how.err
}

ends "exited 0" true
ends "exited 3" "$targets/die" exit 3
ends "exited 255" "$targets/die" exit 255
ends "exited 143" "$targets/die" exit 143
ends "killed SIGSEGV" "$targets/die" segv
for signal in 1 2 3 6 9 10 13 14 15; do
	ends "killed SIG$(kill -l "$signal")" "$targets/die" signal "$signal"
done
ends "exited 5" "$targets/blocked"

echo text >not-executable
mkdir directory
printf '#!/no/such/interpreter\n' >no-interpreter && chmod +x no-interpreter
printf 'neither ELF nor a script\n' >no-format && chmod +x no-format
refused 127 no-such-program-anywhere
refused 127 ./no-such-file
refused 126 ./not-executable
refused 126 ./directory
refused 126 ./no-format
refused 127 ./no-interpreter
finish
