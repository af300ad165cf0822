#!/usr/bin/env bash
# bench_truth.sh - false alerts and found delays, on streams made up and on ordinary programs recorded here;
# alerts merged, and durations of calls whose cost is known
#
#	bench_truth.sh [OPTION OF bench_truth …]
#
# What the programs meet while they are recorded, such as a disk or a busy
# machine, is in the recordings, so figures differ from one run to the next.
set -u
build=$(cd "${top_builddir:-.}" && pwd)
room=$(mktemp -d) || exit 99
trap 'rm -rf "$room"' EXIT

record() { # record NAME COMMAND…: and how many alerts there are once they are merged
	name=$1
	shift
	command -v "$1" >/dev/null || { echo "no $1 here"; return; }
	timeout 60 "$build/sightline" --format=jsonl -o "$room/$name" --anomaly-realtime -- "$@" 2>&1 >/dev/null |
		sed -n "s/^alerts:/$name:/p"
}

# durations NAME ARGUMENT ALONE INSIDE: one kind of call of tests/targets/known, in nanoseconds
durations() {
	local select='.name == "nanosleep" and (.args[0] | contains("tv_nsec='$2'}"))'

	[ "$1" != read ] || select='.name == "read" and .result == '$2' and .args[2] == "'$2'"'
	jq -r 'select(.type == "call" and '"$select"') | "\(.duration_ns) \(.net_ns)"' "$room/known" | sort -n |
	awk -v name="$1" -v argument="$2" -v alone="$3" -v inside="$4" '
		{ raw[NR] = $1; net[NR] = $2 }
		END {
			middle = int((NR + 1) / 2)
			error = net[middle] - alone
			bound = alone / 50 > 1000 ? alone / 50 : 1000
			printf "%-10s %10d %12.2f %12.2f %12.2f %12.2f %9.2f %s\n", name, argument, alone / 1000, inside / 1000,
				raw[middle] / 1000, net[middle] / 1000, error / 1000, (error < 0 ? -error : error) <= bound ? "" : "beyond"
		}'
}

if command -v jq >/dev/null; then
	"$build/tests/targets/known" >"$room/alone"
	timeout 60 "$build/sightline" --format=jsonl -o "$room/known" -- "$build/tests/targets/known" >"$room/inside"
	echo "Medians in us of calls whose cost the program knows: by its own clock, untraced and traced; as traced, and net of"
	echo "what stops cost; the error of that, which should be less than 1 us or 2 %."
	while read -r name argument alone; do
		durations "$name" "$argument" "$alone" "$(awk -v n="$name" -v a="$argument" '$1 == n && $2 == a { print $3 }' "$room/inside")"
	done <"$room/alone"
fi

echo "Alerts of ordinary programs, and how many kinds they are of once merged, which should be 5 at most:"
printf 'int\nmain(void)\n{\n\treturn 0;\n}\n' >"$room/main.c"
record tar tar cf /dev/null /usr/share/doc
record git git -C "$build" log --stat -n 200
record python python3 -c 'import json, asyncio'
record gcc gcc -O2 -c "$room/main.c" -o "$room/main.o"
record find find / -xdev -maxdepth 4
record ls timeout 20 ls -lR /usr/share
if command -v python3 >/dev/null; then
	cat >"$room/server.py" <<'EOF'
import http.server, sys
class Handler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass
server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, file=open(sys.argv[1], "w"), flush=True)
for request in range(500):
    server.handle_request()
EOF
	cat >"$room/client.py" <<'EOF'
import os, sys, time, urllib.request
while not os.path.exists(sys.argv[1]) or not open(sys.argv[1]).read().endswith("\n"):
    time.sleep(0.02)
port = int(open(sys.argv[1]).read())
for request in range(500):
    urllib.request.urlopen(f"http://127.0.0.1:{port}/main.c", timeout=20).read()
EOF
	(cd "$room" && timeout 60 python3 client.py port) &
	(cd "$room" && record server python3 server.py port)
	wait
fi
recordings=()
for name in tar git python gcc find ls server; do
	[ -s "$room/$name" ] && recordings+=("$room/$name")
done
"$build/tests/bench_truth" "$@" && "$build/tests/bench_truth" "$@" "${recordings[@]}"
