#!/usr/bin/env bash
# otlp_receiver.sh - telemetry in a receiver that is not ours, held to the protocol's own .proto files
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need node
need python3
need jq
[ -d "$source/tests/foreign/node_modules/@elastic/mockotlpserver" ] || skip "tests/foreign is not installed: npm install --prefix tests/foreign"
need_tracing
"$sightline" --otlp --format=text -o /dev/null -- true 2>&1 | grep -q 'without libcurl' && skip "sightline was built without libcurl"
unset "${!OTEL_@}" TRACEPARENT

start node "$source/tests/foreign/receiver.js" log >port
wait_until grep -q http port || fails "the receiver listens"
url=$(cat port)

# lines PATTERN COUNT: that many of the log's lines
lines() {
	[ "$(grep -c "$1" log)" -ge "$2" ]
}

# total WORD: what the log's lines count of it
total() {
	awk -v word="$1" '{ for (i = 1; i < NF; i++) if ($i == word) sum += $(i + 1) } END { print sum + 0 }' log
}

bounded "$sightline" --otlp-endpoint="$url" --otlp-calls=all --format=jsonl -o seen.jsonl -- "$targets/decides" >/dev/null 2>said
equal "it took everything" "$(grep telemetry said)" ""
check "metrics come last" wait_until lines '^metrics' 1
equal "nothing that the protocol has not" "$(grep wrong log)" ""
equal "each call and process is a span, and the whole" "$(total spans)" \
	"$(jq -s 'map(select((.type == "call" and .state == "done") or .type == "process" or .type == "thread")) | length + 1' seen.jsonl)"
equal "metrics" "$(total metrics)" 4

# The receiver's check does not take everything.
while read -r path body; do
	python3 - "$url$path" "$body" <<'END'
import sys, urllib.request
urllib.request.urlopen(urllib.request.Request(sys.argv[1], sys.argv[2].encode(), {'Content-Type': 'application/json'}), timeout=10).read()
END
done <<'END'
v1/traces {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"12"}]}]}]}
v1/traces {"resourceSpans":[{"scopeSpans":[{"spans":[{"kind":"SPAN_KIND_INTERNAL"}]}]}]}
v1/traces {"resourceSpans":[{"scopeSpans":[{"spans":[{"start_time_unix_nano":"1"}]}]}]}
v1/metrics {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"sum":{"dataPoints":[{"asInt":1}]}}]}]}]}
END
check "what is wrong is told" wait_until lines '^wrong' 4
equal "four of four" "$(grep -c '^wrong' log)" 4

# what programs choose
mkdir '<b>"&' && bounded "$sightline" --otlp-endpoint="$url" --otlp-calls=all -o /dev/null -- \
	sh -c 'cd "$0" && cat "$1"; cat "$2"' '<b>"&' $'\xff</td>\e[2J' $'=1+1\xe2\x80\xae' >/dev/null 2>&1
check "its metrics come last, too" wait_until lines '^metrics' 2
equal "hostile strings are strings" "$(grep -c '^wrong' log)" 4
finish
