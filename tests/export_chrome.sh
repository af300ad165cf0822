#!/usr/bin/env bash
# export_chrome.sh - trace events of real programs, read back by Python's json
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need python3
need_tracing

cat >read.py <<'END'
import json, sys
from decimal import Decimal

events = json.load(open(sys.argv[1]), parse_float=Decimal)["traceEvents"]
tracks, names = {}, set()
for event in events:
    if event["ph"] == "M":
        names.add((event["name"], event["pid"], event["tid"]))
    elif event["ph"] == "X":
        tracks.setdefault((event["pid"], event["tid"]), []).append((event["ts"], event["ts"] + event["dur"]))
for track, slices in tracks.items():
    assert ("thread_name",) + track in names, track
    assert ("process_name", track[0], track[0]) in names, track
    slices.sort()
    for (_, end), (begin, _) in zip(slices, slices[1:]):
        assert end <= begin, (track, end, begin)
print(len(tracks))
END

how "$sightline" --format=chrome -o trace.json -- "$targets/threads" 100 >/dev/null
equal "five threads are five tracks, and no slices cross" "$(python3 read.py trace.json 2>&1)" 5
how "$sightline" --format=chrome -o trace.json -- "$targets/exec" >/dev/null
check "nor where a thread's exec takes the leader's number" python3 read.py trace.json
how "$sightline" --format=chrome -o trace.json -- "$targets/forks" >/dev/null
check "nor among processes" python3 read.py trace.json
finish
