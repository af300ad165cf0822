#!/usr/bin/env bash
# ui_source.sh - generated and original source side by side, of programs that real transpilers made
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
export LC_ALL=C.UTF-8
tried=0

echo text >sample.txt
cat >script <<'EOF'
:wait-end
key f
keys fn = openat and path ~ sample
key Enter
keys g
keys 4
keys z
:save-screen -
EOF

# shows SENTENCE PATTERN: on the screen, where figures are HEAT
shows() {
	check "$1" grep -qE "$2" tidy || cat tidy
}

# screen SIZE PROGRAM: into tidy
screen() {
	bounded "$sightline" --screen "$1" --script script -- "$2" >shown 2>&1
	sed -E 's/ +[0-9]+ +[0-9.]+[nmu]?s +[0-9.]+[nmu]?s ?!?/ HEAT/g' shown >tidy
}

if command -v valac >/dev/null; then
	tried=$((tried + 1))
	cp "$source/tests/sample.vala" .
	check "Vala: it can be built" valac -g --save-temps --pkg posix -X -w -o vala sample.vala
	line=$(($(grep -n '^#line 2 "sample.vala"' sample.c | head -n 1 | cut -d: -f1) + 1))
	screen 120x30 ./vala
	shows "Vala: both sides have a title and name the columns" "sample\.c:$line +calls +total +p99 +│ .*sample\.vala:2 +calls +total +p99"
	shows "Vala: the line that asked is marked and has its figures" "^> +$line .*open.* HEAT +│"
	shows "Vala: so is its original" "│\\* +2     var f = Posix\.open .* HEAT"
	shows "Vala: another line has figures, too" "│ +11     Posix\.open .* HEAT"
	shows "Vala: and one that asked for nothing has none" "│ +12     return 0; *$"
	screen 80x24 ./vala
	shows "Vala: where that is too narrow the original is below" "^\\* +2     var f = Posix\.open \(path, Posix\.O_RDONLY\); HEAT"
	shows "Vala: the generated source is above" "^> +$line "
else
	echo "left out: valac is not installed"
fi

if command -v cython3 >/dev/null && command -v python3-config >/dev/null; then
	tried=$((tried + 1))
	cat >sample_cy.pyx <<'EOF'
# cython: language_level=3
cdef extern from "<fcntl.h>" nogil:
    int c_open "open" (const char *path, int flags)

cdef int look(const char *path):
    return c_open(path, 0)

def main():
    look(b"sample.txt")
    c_open(b"no-sample.txt", 0)

main()
EOF
	# shellcheck disable=SC2016 # the inner shell's
	check "Cython: it can be built" bash -c 'cython3 --embed -o sample_cy.c sample_cy.pyx &&
		gcc -g -O0 -w $(python3-config --includes) -o cython sample_cy.c $(python3-config --embed --ldflags)'
	screen 120x30 ./cython
	shows "Cython: both sides have a title" "sample_cy\.c:[0-9]+ .*│ sample_cy\.pyx:6 "
	shows "Cython: the line that asked is marked and has its figures" "^> +[0-9]+ .*open.* HEAT +│"
	shows "Cython: so is its original" "│\\* +6     return c_open\(path, 0\) HEAT"
	shows "Cython: another line has figures, too" "│ +10     c_open\(b\"no-sample.* HEAT"
	# The map's lines are the pane's to filter by, and the cursor goes to the original's side.
	sed -i 's/^keys z$/key Right\nkeys z/' script
	screen 120x30 ./cython
	shows "Cython: the cursor is in the original" "│> +6 .* HEAT"
else
	echo "left out: cython3 or python3-dev is not installed"
fi

# TypeScript whose own file is not here: its map has the text.
if command -v node >/dev/null && command -v jq >/dev/null; then
	tried=$((tried + 1))
	mkdir app
	cp "$source"/tests/maps/blocks.js app
	jq -c --rawfile text "$source"/tests/maps/blocks.ts '.sourcesContent = [$text]' "$source"/tests/maps/blocks.js.map \
		>app/blocks.js.map
	sed -i 's/^keys z$/key Right\nkeys z/' script
	bounded "$sightline" --screen 120x30 --script script -- \
		node --perf-basic-prof --interpreted-frames-native-stack app/blocks.js sample.txt >shown 2>&1
	sed -E 's/ +[0-9]+ +[0-9.]+[nmu]?s +[0-9.]+[nmu]?s ?!?/ HEAT/g' shown >tidy
	shows "TypeScript: it is told where the text is from" "generated \| original typescript out of its map"
	shows "TypeScript: the line that asked is marked and has its figures" "│> +16 const readBlock: Reader .* HEAT"
	shows "TypeScript: the generated line is beside it" "^\\* +10 const readBlock = \(path\) => .* HEAT *│"
	echo 'nothing of the kind' >blocks.ts
	bounded "$sightline" --screen 120x30 --script script -- \
		node --perf-basic-prof --interpreted-frames-native-stack app/blocks.js sample.txt >tidy 2>&1
	shows "TypeScript: a file of that name elsewhere is another" "│> +16 const readBlock: Reader"
	sed 's/blocks/other/' "$source"/tests/maps/blocks.ts >app/blocks.ts
	bounded "$sightline" --screen 120x30 --script script -- \
		node --perf-basic-prof --interpreted-frames-native-stack app/blocks.js sample.txt >tidy 2>&1
	shows "TypeScript: the file is shown where it is there" "generated \| original typescript, nearest line$"
else
	echo "left out: nodejs or jq is not installed"
fi

[ "$tried" -gt 0 ] || skip "no transpiler is installed (valac, cython3), nor nodejs"
finish
