#!/usr/bin/env bash
# export_json.sh - the JSON document of a real program, read back by Python's json
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need python3
need_tracing

cat >read.py <<'END'
import json, sys

document = json.load(open(sys.argv[1]))
calls, summary = document["syscalls"], document["summary"]
assert document["format"] == "renacer-json-v1" and document["version"]
assert calls and summary["total_syscalls"] == len(calls)
for call in calls:
    assert type(call["name"]) is str and type(call["result"]) is int and type(call["duration_us"]) is int
    assert all(type(arg) is str for arg in call["args"])
    assert (call["errno"] is not None) == (-4096 < call["result"] < 0)
    if "source" in call:
        assert type(call["source"]["file"]) is str and call["source"]["line"] > 0
assert summary["errors"] == sum(call["errno"] is not None for call in calls)
numbers = sorted(call["seq"] for call in calls + document["unfinished"])
assert numbers == list(range(1, len(numbers) + 1))
print(summary["exit_code"], " ".join(call["name"] for call in document["unfinished"]))
END

how "$sightline" --format=json -o calls.json -- sh -c 'cat "$0"; exit 3' $'\xff\n"<b>' >/dev/null
equal "the document says how it ended" "$(python3 read.py calls.json 2>&1)" "3 exit_group exit_group"
equal "the status is the program's" "$(cat how.end)" "exited 3"

# Told to leave in the middle of it, the document is whole all the same.
hold_input
start "$sightline" --format=json -o left.json --on-exit=kill -- cat <input
wait_until grep -q '"name":"newfstatat"' left.json
kill -TERM "$pid"
ends_within "$limit" "$pid" "it leaves when it is told to"
release_input
check "what was seen until then is a document" python3 read.py left.json
finish
