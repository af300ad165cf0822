#!/usr/bin/env bash
# export_csv.sh - CSV of a real program, read back by Python's csv
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need python3
need_tracing

cat >read.py <<'END'
import csv, sys

with open(sys.argv[1], newline="") as file:
    rows = list(csv.reader(file, strict=True))
head, rows = rows[0], rows[1:]
wrong = [row for row in rows if len(row) != len(head)]
assert rows and not wrong, wrong[:3]
for row in rows:
    for cell in row:
        if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
            float(cell)
print(",".join(head), len(rows))
if "seq" in head:
    assert sorted(int(row[head.index("seq")]) for row in rows) == list(range(1, len(rows) + 1))
if "calls" in head:
    print(sum(int(row[1]) for row in rows), sum(int(row[2]) for row in rows), file=open("sums", "w"))
END

# The arguments and names of this program are formulas, quotes, lines and no UTF-8.
mkdir '=1+1,"x' && program=(sh -c 'cd -- "$0" && cat "$1" "$2"; echo "$3"' '=1+1,"x' $'\xff\n\r' '@a"b' '-2+3')

how "$sightline" --format=csv -o calls.csv -- "${program[@]}" >/dev/null
equal "calls are rows" "$(python3 read.py calls.csv 2>&1 | sed 's/ .*//')" "syscall,arguments,result,source_location"
how "$sightline" --format=csv -T -o calls.csv --no-stacks -- "${program[@]}" >/dev/null
equal "durations come with -T, places go with --no-stacks" "$(python3 read.py calls.csv 2>&1 | sed 's/ .*//')" \
	"syscall,arguments,result,duration"
how "$sightline" --csv-columns=+seq,pid,comm,function -o calls.csv -- "${program[@]}" >/dev/null
check "further columns beside the usual ones, and no call is missing" python3 read.py calls.csv
how "$sightline" --format=csv -c -T -S name --stats-extended -o figures.csv -- "${program[@]}" >/dev/null
check "figures are rows" python3 read.py figures.csv
check "sorted by name" sh -c 'tail -n +2 figures.csv | cut -d, -f1 | LC_ALL=C sort -c'
how "$sightline" -c -o table -- "${program[@]}" >/dev/null
equal "as many calls and errors as in the table" "$(cat sums)" "$(awk '$NF == "total" { print $4, $5 }' table)"
finish
