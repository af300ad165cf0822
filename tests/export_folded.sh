#!/usr/bin/env bash
# export_folded.sh - folded stacks of a real program
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need python3
need_tracing

cat >read.py <<'END'
import sys

calls = {}
for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
    stack, number = line.rstrip("\n").rsplit(" ", 1)
    call = stack.split(";")[-1]
    calls[call] = calls.get(call, 0) + int(number)
for name, sum in sorted(calls.items()):
    print(name, sum)
END

how "$sightline" --folded=count -o folded -- "$targets/files" >/dev/null
how "$sightline" -c -o table -- "$targets/files" >/dev/null
counts_of_table table | awk '{ print $1, $2 }' | LC_ALL=C sort >expected
python3 read.py folded >seen
same "as many of each call as in the table" seen expected
check "calls stand below main, by way of the C library" grep -Eq '(^|;)main;(.*;)?[^;]*;openat [0-9]+$' folded
check "and main below what started it" grep -Eq '^[^;]*_start;(.*;)?main;' folded

how "$sightline" --format=folded -o folded -- "$targets/sleep" >/dev/null
python3 read.py folded >seen
check "times are nanoseconds" awk '/nanosleep/ { found = $2 >= 1000000 } END { exit !found }' seen
finish
