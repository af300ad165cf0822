#!/bin/bash
# trace_maps.sh - a transpiled program is shown with its original lines
# shellcheck source-path=SCRIPTDIR
. "$(dirname "$0")/lib.sh"
need_tracing
need jq
need cc

mkdir src
cat >src/gen.c <<-'EOF'
	#include <unistd.h>
	int
	main(void)
	{
		return getppid() == 1;
	}
EOF
cc -g -O0 -o gen "$room/src/gen.c" 2>cc.err || skip "cc makes no program here"

# map LINE: a map of gen.c whose only mapping is of that line
map() {
	cat <<-EOF
		{"version": 1, "source_language": "ruchy", "target_language": "c", "mappings": [
		 {"generated_file": "gen.c", "generated_line": $1, "original_file": "app.ruchy", "original_line": 70,
		  "original_function": "parent", "transpiler_decision": {"optimization": "inline"}}]}
	EOF
}

# original OPTION...: what the getppid of the program came from
original() {
	bounded "$sightline" --format=jsonl -o calls.jsonl "$@" -- ./gen || return
	jq -c 'select(.type == "call" and .name == "getppid") | .original' calls.jsonl
}

equal 'without a map' "$(original)" null
map 5 >named.json
exact='{"file":"app.ruchy","line":70,"function":"parent","language":"ruchy","decision":"inline","exact":true}'
equal 'a map that is named' "$(original --transpiler-map named.json)" "$exact"
map 5 >src/gen.c.map
equal 'a map that lies beside the source' "$(original)" "$exact"
map 4 >src/gen.c.map
equal 'the nearest line before' "$(original)" "${exact%true\}}false}"
equal 'a map that is named goes first' "$(original --transpiler-map named.json)" "$exact"
rm src/gen.c.map
map 5 >src/gen.map.json
equal 'a map with the ending in its place' "$(original)" "$exact"
bounded "$sightline" -o calls --transpiler-map named.json -- ./gen
check 'the text says it too' grep -q '^[0-9]* *app.ruchy:70 in parent \[ruchy\] getppid() = ' calls
bounded "$sightline" -o calls --transpiler-map nowhere -- ./gen 2>err
equal 'a missing map ends it before anything is run' "$?:$(cat err)" '2:sightline: Source map file not found: nowhere'

finish
