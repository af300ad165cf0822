#!/usr/bin/env bash
# decisions.sh - what a program says of its decisions is known, and written where it was asked for
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

python=
for candidate in python3 /usr/bin/python3; do
	[ -n "$python" ] || ! "$candidate" -c 'import msgpack' 2>/dev/null || python=$candidate
done
[ -n "$python" ] || skip "python3 with msgpack is not installed"

# What the target said of itself, and the two halves of it.
expect_from() {
	grep -v '^ready ' "$1" >expected
	cut -f2- expected >expected.values
	cut -f1 expected >expected.lines
}

# Reads the file and its manifest, checks what they say of places and ids, and
# prints the decisions as the target does.
cat >read.py <<'END'
import json, msgpack, sys

def identity(category, name, file, line):
    value = 0xcbf29ce484222325
    for byte in "::".join([category, name, file, ""]).encode() + line.to_bytes(4, "little"):
        value = (value ^ byte) * 0x100000001b3 % 2**64
    return value

def text(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

with open(sys.argv[1], "rb") as file:
    decisions = msgpack.unpackb(file.read())
with open(sys.argv[2]) as file:
    manifest = json.load(file)
assert [manifest.pop(key) for key in ("version", "git_commit", "transpiler_version")] == ["2.0.0", None, None]
before = 0
seen = {}
with open("lines", "w") as lines:
    for time_us, category, name, input, result, where, number in decisions:
        assert isinstance(time_us, int) and time_us >= before, time_us
        before = time_us
        file, line = where.split(" ")[0].rsplit(":", 1)
        assert file.endswith("tests/targets/decides.c"), file
        assert number == identity(category, name, file, int(line)), (number, where)
        seen[f"0x{number:X}"] = {
            "decision_id": number, "category": category, "name": name,
            "source": {"file": file, "line": int(line)}, "input": input, "result": result,
        }
        print(line, file=lines)
        print(category, name, text(input), text(result), sep="\t")
assert manifest == seen, manifest
END

# --- files -----------------------------------------------------------------------

run() {
	bounded "$sightline" "$@" -- "$targets/decides" >said 2>complaints
}

check "decisions are written" run --decisions=deep/er/traces.msgpack -o seen
expect_from said
equal "the target decides nine times" "$(wc -l <expected)" 9
check "the files are as described" eval '"$python" read.py deep/er/traces.msgpack deep/er/decision_manifest.json >values'
same "every decision is there, with its result" values expected.values
same "and the line that wrote it" lines expected.lines
check "without stacks there are decisions as well" run --no-stacks --decisions=plain/traces -o seen
equal "but no ids" "$("$python" -c 'import msgpack; print({(d[5], d[6]) for d in msgpack.load(open("plain/traces", "rb"))})')" \
	"{(None, None)}"

# --- text ------------------------------------------------------------------------

run --decisions=deep/er/traces.msgpack -o seen
sed -n '/^=== Transpiler Decision Traces ===$/,$p' seen >list
equal "the list has a line for each" "$(grep -c '^\[.*::.*\] input=.* id=0x[0-9A-F]*$' list)" 9
equal "and their number" "$(sed -n 's/^Total decision traces: //p' list)" 9
equal "what is malformed is counted" "$(grep -c '^\*\*\* 2 malformed \*\*\*$' list)" 1
equal "so is a result without a decision" "$(grep -c '^\*\*\* 1 results without a decision \*\*\*$' list)" 1
equal "so is a line that was too long" "$(grep -c '^\*\*\* 1 cut \*\*\*$' list)" 1
equal "the list says where the file is" "$(tail -n 1 list)" "Binary traces: deep/er/traces.msgpack"
equal "and the manifest" "$(tail -n 2 list | head -n 1)" "Decision manifest: deep/er/decision_manifest.json"
run -o seen
equal "nothing is listed that was not asked for" "$(grep -c 'Decision Traces' seen)" 0

# --- JSON Lines --------------------------------------------------------------------

check "decisions in JSON Lines" run --format=jsonl -o seen
expect_from said
jq -r 'select(.type == "decision") | .line' seen >lines
same "each has a record" lines expected.lines
# A number of 64 bits is more than some versions of jq can hold.
jq -rs '(map(select(.type == "decision_result") | { key: "\(.number)", value: .result }) | from_entries) as $results |
	.[] | select(.type == "decision" and .name != "io_mapping") |
	[.category, .name, (.input | tojson), ($results["\(.number)"] | tojson)] | join("\t")' seen >values
grep -v '	io_mapping	' expected.values >expected.some
same "with its values, and its result later" values expected.some
check "a number of 64 bits is as it was" grep -q '"input":18446744073709551615,' seen
check "it stands behind the call that wrote its end" jq -es '
	[foreach .[] as $record (null; if $record.type == "call" then $record.seq else . end;
		if $record.type == "decision" then . == $record.seq else empty end)] | all and length == 9' seen
equal "what was left out is counted" \
	"$(jq -c 'select(.type == "decisions") | [.count, .results, .malformed, .unmatched, .cut, .dropped]' seen)" \
	"[9,4,2,1,1,0]"
equal "the end is still last" "$(tail -n 1 seen | jq -r .type)" end
check "a program that decides nothing" bounded "$sightline" --format=jsonl -o seen -- true
equal "has no such record" "$(grep -c '"type":"decision' seen)" 0

# --- the end -----------------------------------------------------------------------

for signal in INT TERM; do
	rm -rf deep said seen && hold_input
	start "$sightline" --format=jsonl -o seen --decisions=deep/traces -- "$targets/decides" wait <input >said 2>complaints
	tracer=$pid
	wait_until grep -q '^ready' said || { fails "the target is ready" complaints; finish; }
	remember "$(sed -n 's/^ready //p' said)"
	kill -s "$signal" "$tracer"
	ends_within 10 "$tracer" "sightline leaves by SIG$signal"
	expect_from said
	check "SIG$signal: the files are as described" \
		eval '"$python" read.py deep/traces deep/decision_manifest.json >values'
	same "SIG$signal: every decision is there" values expected.values
	release_input
done

# --- with a screen -------------------------------------------------------------------

printf ':wait-end\n:quit\n' >script
check "a screen writes them as well" bounded "$sightline" --script=script --decisions=deep/screen -- "$targets/decides"
check "in full" eval '"$python" read.py deep/screen deep/decision_manifest.json >values'
same "each of them" values expected.values

# --- what cannot be ------------------------------------------------------------------

refused() {
	equal "$1: the exit status" "$(how "$sightline" "--decisions=$2" -o seen -- true)" "exited 1"
	equal "$1: one sentence" "$(cat how.err)" "sightline: $3"
}

: >file
ln -s /dev/full full
mkdir closed
refused "a directory that is a file" file/traces "cannot write file/traces: Not a directory"
refused "a directory inside a file" file/in/traces "cannot make the directory file/in: Not a directory"
refused "the manifest's own name" deep/decision_manifest.json \
	'--decisions: "deep/decision_manifest.json" cannot be the file: the manifest beside it is called so'
refused "no name" "" '--decisions: "" cannot be the file: it has no name'
refused "a directory" closed "cannot write closed: Is a directory"
refused "a full disk" full "cannot write full: No space left on device"
finish
