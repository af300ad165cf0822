#!/usr/bin/env bash
# bench_truth.sh - false alerts and found delays, on streams made up and on ordinary programs recorded here
#
#	bench_truth.sh [OPTION OF bench_truth …]
#
# What the programs meet while they are recorded, such as a disk or a busy
# machine, is in the recordings, so figures differ from one run to the next.
set -u
build=$(cd "${top_builddir:-.}" && pwd)
room=$(mktemp -d) || exit 99
trap 'rm -rf "$room"' EXIT

record() { # record NAME COMMAND…
	name=$1
	shift
	command -v "$1" >/dev/null || { echo "no $1 here"; return; }
	timeout 60 "$build/sightline" --format=jsonl -o "$room/$name" -- "$@" >/dev/null 2>&1
}

printf 'int\nmain(void)\n{\n\treturn 0;\n}\n' >"$room/main.c"
record tar tar cf /dev/null /usr/share/doc
record git git -C "$build" log --stat -n 200
record python python3 -c 'import json, asyncio'
record gcc gcc -O2 -c "$room/main.c" -o "$room/main.o"
record find find / -xdev -maxdepth 4
record ls timeout 20 ls -lR /usr/share
recordings=()
for name in tar git python gcc find ls; do
	[ -s "$room/$name" ] && recordings+=("$room/$name")
done
"$build/tests/bench_truth" "$@" && "$build/tests/bench_truth" "$@" "${recordings[@]}"
