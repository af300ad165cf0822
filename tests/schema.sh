#!/usr/bin/env bash
# schema.sh - what is written as JSON is what doc/schema says
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
python=
for candidate in python3 /usr/bin/python3; do
	[ -n "$python" ] || ! "$candidate" -c 'import jsonschema; jsonschema.Draft202012Validator' 2>/dev/null || python=$candidate
done
[ -n "$python" ] || skip "python3 with jsonschema 4 is not installed"
need_tracing

# fits SCHEMA KINDS FILE...: every document fits the schema, and these are of all kinds
fits() {
	local schema=$1 kinds=$2 said

	shift 2
	said=$(bounded "$python" "$source/tests/schema.py" "$source/doc/schema/$schema.schema.json" "$@" 2>&1)
	equal "$schema" "$? $said" "0 kinds: $kinds"
}

# see NAME PROGRAM...: as JSON Lines and as a document
see() {
	local name=$1

	shift
	bounded "$sightline" --format=jsonl -o "$name.jsonl" -w "$name.run" -- "$@" >/dev/null 2>&1
	bounded "$sightline" --format=json -o "$name.json" -- "$@" >/dev/null 2>&1
	bounded "$sightline" -r "$name.run" --format=chrome -o "$name.chrome.json"
	bounded "$sightline" -r "$name.run" --format=otlp -o "$name.otlp.jsonl"
}

see decides "$targets/decides"
see forks "$targets/forks"
see threads "$targets/blocked" </dev/null
see execs sh -c 'kill -USR1 $$'
see slow dd if=/dev/zero of=/dev/null bs=1 count=40000
bounded "$sightline" --compat=renacer --format=jsonl -o renacer.jsonl -- dd if=/dev/zero of=/dev/null bs=1 count=20000 2>/dev/null
bounded "$sightline" --ring-size=64K --no-stacks --on-full=drop --format=jsonl -o lossy.jsonl -- dd if=/dev/zero of=/dev/null bs=1 count=40000 2>/dev/null
cat >map.json <<'END'
{"version": 1, "source_language": "python", "source_file": "forks.py", "generated_file": "forks.c",
 "mappings": [{"rust_line": 1, "rust_function": "main", "python_line": 1, "python_function": "main", "python_context": "x"}],
 "function_map": {}}
END
bounded "$sightline" --transpiler-map map.json --format=jsonl -o mapped.jsonl -- "$targets/forks" >/dev/null 2>&1
bounded "$sightline" -r forks.run --format=jsonl -o again.jsonl
bounded "$sightline" --decisions out/decisions.msgpack -o /dev/null -- "$targets/decides" >/dev/null 2>&1
bounded "$sightline" diff --format=json -o same.diff.json forks.run decides.run

# Alerts and losses are as the machine has it: what there is has to fit.
cat decides.jsonl forks.jsonl threads.jsonl execs.jsonl again.jsonl >common.jsonl
fits jsonl "call decision decision_result decisions end exec exit process signal start thread" common.jsonl
# Of calls that are all alike a few are enough.
for file in slow renacer lossy mapped; do
	grep -m 200 '"type":"call"' $file.jsonl
	grep -v '"type":"call"' $file.jsonl | head -n 500
done >others.jsonl
check "the others fit" bounded "$python" "$source/tests/schema.py" "$source/doc/schema/jsonl.schema.json" others.jsonl
fits json None decides.json threads.json forks.json execs.json
fits diff None same.diff.json
bounded "$sightline" -r forks.run --transpiler-map map.json --format=chrome -o mapped.chrome.json
fits chrome None decides.chrome.json threads.chrome.json forks.chrome.json execs.chrome.json
check "a mapped one fits" bounded "$python" "$source/tests/schema.py" "$source/doc/schema/chrome.schema.json" mapped.chrome.json
cat decides.otlp.jsonl threads.otlp.jsonl forks.otlp.jsonl execs.otlp.jsonl >all.jsonl
grep resourceMetrics all.jsonl >metrics.jsonl
fits otlp None all.jsonl
fits otlp None metrics.jsonl
fits manifest None out/decision_manifest.json
finish
