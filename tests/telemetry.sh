#!/usr/bin/env bash
# telemetry.sh - what a collector is sent, and what becomes of it when the collector will not have it
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need python3
need_tracing
"$sightline" --otlp --format=text -o /dev/null -- true 2>&1 | grep -q 'without libcurl' && skip "sightline was built without libcurl"
unset "${!OTEL_@}" TRACEPARENT

# collector ANSWER...: one of ours, in the background; its log in `log`, its URL in $url, its number in $collector
collector() {
	rm -f log port
	start python3 "$source/tests/collector.py" log "$@" >port
	collector=$pid
	wait_until grep -q '[0-9]' port || fails "a collector listens"
	url=http://127.0.0.1:$(cat port)
}

# stop: the collector, so that its log is whole
stop() {
	kill "$collector"
	wait "$collector" 2>/dev/null
}

# send OPTION... -- PROGRAM...: traced, and sent to the collector; its status in $status, what was said in `said`
send() {
	bounded "$sightline" --otlp-endpoint="$url" --format=jsonl -o seen.jsonl "$@" >out 2>said <&0
	status=$?
}

# each FILTER: of every request, by jq, one behind the other
each() {
	jq -r "$1" log | tr '\n' ' ' | sed 's/ $//'
}

# --- a collector that takes everything ----------------------------------------------

collector 200
send --otlp-calls=all -- "$targets/forks"
equal "the program's status" "$status $(cat said)" "0 "
stop
check "what was sent is as the specification has it" python3 "$source/tests/otlp_check.py" log
python3 "$source/tests/otlp_check.py" log >sent
equal "one trace" "$(grep -c '^traces 1$' sent)" 1
equal "a span for each call" "$(sed -n 's/^span syscall //p' sent)" \
	"$(jq -s 'map(select(.type == "call" and .state == "done")) | length' seen.jsonl)"
equal "a span for each process, and the root" "$(sed -n 's/^span process //p' sent)" \
	"$(jq -s 'map(select(.type == "process")) | length + 1' seen.jsonl)"
counts_of_jsonl seen.jsonl >counts
sed -n 's/^call //p' sent | sort >metrics
same "calls and errors are those that were seen" metrics counts
equal "where it goes" "$(each .path | tr ' ' '\n' | sort -u | tr '\n' ' ')" "/v1/metrics /v1/traces "
equal "its type" "$(each '.headers["content-type"]' | tr ' ' '\n' | sort -u)" application/json
equal "who says it" "$(each '.headers["user-agent"]' | tr ' ' '\n' | sort -u)" "$("$sightline" --version | head -n 1 | tr ' ' /)"

# --- the validator does not take everything -------------------------------------------

jq -c 'select(.path == "/v1/traces").body | fromjson' log >traces
jq -c 'select(.path == "/v1/metrics").body | fromjson' log >figures
first='.resourceSpans[0].scopeSpans[0].spans[0]'
point='.resourceMetrics[0].scopeMetrics[0].metrics[0].histogram.dataPoints[0]'
while IFS='#' read -r file filter expected; do
	jq -c "$filter" "$file" >broken
	cat traces >whole
	[ "$file" = traces ] && : >whole
	python3 "$source/tests/otlp_check.py" whole broken >verdict 2>&1
	equal "$filter is refused" "$? $(cut -d: -f1 verdict)" "1 $expected"
done <<END
traces#$first.traceId = "00000000000000000000000000000000"#traceId is no id
traces#$first.spanId |= ascii_upcase + "G"#spanId is no id
traces#$first.startTimeUnixNano |= tonumber#startTimeUnixNano is no decimal string
traces#$first.endTimeUnixNano = "1"#a span that ends before it begins
traces#$first.kind = "SPAN_KIND_INTERNAL"#kind is no kind of span
traces#$first.span_id = "x"#a span has a key nobody knows
traces#del($first.name)#a span without name
traces#$first.parentSpanId = "00f067aa0ba902b7"#2 roots
traces#.resourceSpans[0].scopeSpans[0].spans[1].spanId = $first.spanId#an id twice
traces#$first.attributes += [$first.attributes[0]]#an attribute twice
traces#$first.attributes[0].value = {"intValue": 1}#intValue is no decimal string
traces#$first.endTimeUnixNano = "18446744073709551615"#a span ends after its parent
traces#.resourceSpans[0].resource.attributes |= map(select(.key != "service.name"))#no service.name
figures#$point.bucketCounts[0] = "99"#buckets that do not add up
figures#$point.bucketCounts += ["0"]#buckets that do not fit the bounds
figures#$point.count |= tonumber#count is no decimal string
figures#$point.max = 1e9#max is not in its bucket
figures#.resourceMetrics[0].scopeMetrics[0].metrics[0].histogram.aggregationTemporality = "CUMULATIVE"#no temporality
END

# --- which trace it is, and whose -------------------------------------------------------

collector 200
send --trace-parent=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01 -- true
equal "the parent that was given" "$(python3 "$source/tests/otlp_check.py" log | grep parent)" "parent 00f067aa0ba902b7"
TRACEPARENT=00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b8-01 send -- true
equal "the parent of the environment" "$(tail -n 2 log | python3 "$source/tests/otlp_check.py" /dev/stdin | grep parent)" "parent 00f067aa0ba902b8"
TRACEPARENT=never send -- true
equal "a wrong one is told, and the trace is a new one" "$status $(cat said)" \
	'0 sightline: TRACEPARENT: "never" is no parent of a trace: it is not VERSION-TRACE-SPAN-FLAGS with 2, 32, 16 and 2 digits'
equal "it has no parent" "$(tail -n 2 log | python3 "$source/tests/otlp_check.py" /dev/stdin | grep -c parent)" 0
send --trace-parent=never -- touch touched
equal "a wrong one on the command line" "$status $(cat said)" \
	'2 sightline: --trace-parent: "never" is no parent of a trace: it is not VERSION-TRACE-SPAN-FLAGS with 2, 32, 16 and 2 digits'
check "starts nothing" test ! -e touched
OTEL_SERVICE_NAME='a b' OTEL_RESOURCE_ATTRIBUTES='team=x%2Cy' send -- true
equal "the service, and attributes" "$(tail -n 1 log | jq -rc '.body | fromjson | .resourceMetrics[0].resource.attributes |
	map(select(.key == "service.name" or .key == "team").value.stringValue)')" '["a b","x,y"]'
requests=$(wc -l <log)
OTEL_SDK_DISABLED=true send -- true
equal "OTEL_SDK_DISABLED" "$status $(cat said) $(wc -l <log)" "0  $requests"
OTEL_METRICS_EXPORTER=none send -- true
equal "OTEL_METRICS_EXPORTER=none" "$(tail -n +$((requests + 1)) log | jq -r .path | tr '\n' ' ')" "/v1/traces "
equal "telemetry of a recording" "$(bounded "$sightline" -w run -o /dev/null -- true; bounded "$sightline" -r run --otlp-endpoint="$url" -o /dev/null; \
	tail -n 2 log | python3 "$source/tests/otlp_check.py" /dev/stdin | grep traces)" "traces 1"

# --- where the environment says -----------------------------------------------------------

# without ASSIGNMENT... : --otlp with these variables
env_send() {
	bounded env "$@" "$sightline" --otlp --format=jsonl -o seen.jsonl -- true 2>said
	status=$?
}
: >log
env_send OTEL_EXPORTER_OTLP_ENDPOINT="$url/base/" OTEL_EXPORTER_OTLP_HEADERS='authorization=Bearer%20x,x-a=1' OTEL_EXPORTER_OTLP_METRICS_HEADERS=x-a=2
equal "a base" "$(each .path)" "/base/v1/traces /base/v1/metrics"
equal "headers for all and for one" "$(each '"\(.headers.authorization)/\(.headers["x-a"])"')" "Bearer x/1 null/2"
: >log
env_send OTEL_EXPORTER_OTLP_TRACES_ENDPOINT="$url/spans" OTEL_EXPORTER_OTLP_METRICS_ENDPOINT="$url/figures"
equal "a URL for each" "$(each .path)" "/spans /figures"
stop
while IFS='|' read -r assignment expected; do
	env_send "$assignment"
	equal "$assignment" "$status $(cat said)" "1 sightline: $expected"
done <<'END'
OTEL_EXPORTER_OTLP_ENDPOINT=localhost:4318|OTEL_EXPORTER_OTLP_ENDPOINT: "localhost:4318/v1/traces" is no URL that begins with http:// or https://
OTEL_EXPORTER_OTLP_METRICS_ENDPOINT=ftp://x|OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: "ftp://x" is no URL that begins with http:// or https://
OTEL_EXPORTER_OTLP_TIMEOUT=soon|OTEL_EXPORTER_OTLP_TIMEOUT: "soon" is not a number of milliseconds from 1 to 600000
OTEL_EXPORTER_OTLP_PROTOCOL=grpc|OTEL_EXPORTER_OTLP_PROTOCOL: telemetry goes by http/json, not grpc: name the collector's HTTP port with --otlp-endpoint
END

# --- a collector that will not have it --------------------------------------------------------

collector 503 429:1 200
send -- true
stop
equal "it is tried again" "$(each '"\(.path) \(.answer)"')" "/v1/traces 503 /v1/traces 429:1 /v1/traces 200 /v1/metrics 200"
equal "with the same bytes" "$(jq -r 'select(.path == "/v1/traces").body' log | sort -u | wc -l)" 1
check "not sooner than it asked for" jq -se '.[2].at - .[1].at >= 1' log
equal "nothing is lost" "$status $(cat said)" "0 "

collector 400
send -- sh -c 'exit 3'
stop
equal "refused for good, once each" "$(each .path)" "/v1/traces /v1/metrics"
equal "that is told, and the status is the program's" "$status $(sed "s|$url|URL|; s/ [0-9]* of \([0-9]*\)/ \1 of \1/; s/[0-9][0-9]*/N/g" said)" \
	'3 sightline: telemetry: N of N spans and metrics did not reach the collector: URL/vN/metrics: HTTP N: {"code":N,"message":"no \xNb[NJ thank you"}'

collector partial:1 partial:1000000 
send -- true
stop
equal "what it took in part is not sent again" "$(each .path)" "/v1/traces /v1/metrics"
equal "and is counted" "$(sed "s|$url|URL|; s/of [0-9]* /of N /" said)" \
	'sightline: telemetry: 5 of N spans and metrics did not reach the collector: URL/v1/metrics took a part only, but: too \x1b[1m old'
collector empty
send -- true
stop
equal "an empty reservation is none" "$status $(cat said)" "0 "

# --- a collector that does not answer ------------------------------------------------------------

collector 429:3000
send -- true
stop
equal "nobody waits longer than closing may take" "$status $(grep -c 'did not reach the collector.*HTTP 429' said)" "0 1"
send -- true
equal "nobody listens" "$status $(grep -c 'did not reach the collector' said)" "0 1"

collector never
OTEL_EXPORTER_OTLP_TIMEOUT=300 send -- true
stop
equal "no answer in time" "$status $(grep -c 'did not reach the collector' said)" "0 1"

# The program says that it ran before the collector has said a word; what did not fit the queue is counted.
collector never
OTEL_EXPORTER_OTLP_TIMEOUT=2000 send --otlp-calls=all -- sh -c 'dd if=/dev/zero of=/dev/null bs=1 count=40000 2>/dev/null; echo ran'
stop
equal "the program does not wait" "$status $(cat out)" "0 ran"
calls=$(jq -s 'map(select(.type == "call" and .state == "done")) | length' seen.jsonl)
tasks=$(jq -s 'map(select(.type == "process")) | length' seen.jsonl)
# metrics, of which there are four, come each ten seconds and at the end
read -r lost all < <(sed 's/.*telemetry: \([0-9]*\) of \([0-9]*\) .*/\1 \2/' said)
equal "what was lost is all there was" "$lost" "$all"
equal "spans, and metrics" "$(((all - calls - tasks - 1) % 4)) $((all > calls + tasks + 1))" "0 1"

# --- on the screen -----------------------------------------------------------------------------------

collector 400
"$build/tests/pty" --size 120x30 wait:"telemetry:" wait:lost screen:shown keys:q wait:"It still runs" keys:k end -- \
	"$sightline" --otlp-endpoint="$url" --otlp-calls=all -- sh -c 'read line' >said 2>&1
check "what a collector refuses is counted on the screen while the program runs" grep -q 'telemetry: [1-9][0-9,]* lost' shown
stop

# --- libcurl is there when it is asked for, and not before -----------------------------------------

# loaded OPTION...: libraries of sightline while it watches a program
loaded() {
	hold_input
	start "$sightline" "$@" -o /dev/null -- cat input
	wait_until is_inside "$pid"
	sed -n 's/.*\/\(lib[a-z]*\)[-.].*/\1/p' "/proc/$pid/maps" | sort -u >libraries
	release_input
	wait "$pid"
}

# is_inside PID: it has a child that reads; one that has not opened its input yet would never find a writer
is_inside() {
	[ "/proc/$(pgrep -P "$1" -x cat)/fd/3" -ef input ]
}
loaded
equal "without --otlp" "$(grep -c curl libraries) $(grep -cx libc libraries)" "0 1"
collector 200
loaded --otlp-endpoint="$url"
stop
equal "with it" "$(grep -c curl libraries)" 1

# --- the Collector that doc/ shows ------------------------------------------------------------------

# It is YAML, and what its pipelines name is there, and nothing else.
for python in python3 /usr/bin/python3; do
	"$python" -c 'import yaml' 2>/dev/null || continue
	check "doc/collector.yaml" "$python" - "$source/doc/collector.yaml" <<'END'
import sys, yaml
config = yaml.safe_load(open(sys.argv[1]))
pipelines = config['service']['pipelines']
assert set(pipelines) == {'traces', 'metrics'}
for kind in ('receivers', 'processors', 'exporters'):
    named = {name for pipeline in pipelines.values() for name in pipeline[kind]}
    assert named == set(config[kind]), (kind, named, config[kind])
assert config['receivers']['otlp']['protocols']['http']['endpoint'].endswith(':4318')
assert set(config) == {'receivers', 'processors', 'exporters', 'service'}
END
	break
done
finish
