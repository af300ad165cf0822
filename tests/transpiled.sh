#!/usr/bin/env bash
# transpiled.sh - calls of transpiled programs are told by the lines their authors wrote
#
# Real transpilers, as the distribution has them; those that are not installed
# are named and left out.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing

tried=0

# have COMMAND PACKAGE
have() {
	command -v "$1" >/dev/null && return
	echo "left out: $2 is not installed"
	return 1
}

# made NAME COMMAND...: it can be built
made() {
	local name=$1

	shift
	tried=$((tried + 1))
	check "$name: it can be built" "$@"
}

# asks NAME CALL FILE LINES PROGRAM...: the calls of that name about the sample's own files
# were asked for by those lines, separated by spaces: by the debug information or by the map.
asks() {
	local name=$1 call=$2 file=$3 lines=$4

	shift 4
	bounded "$sightline" --format=jsonl -o seen -- "$@" >said 2>&1
	jq -r --arg call "$call" --arg file "$file" '
		select(.type == "call" and .name == $call) | select(.args | tostring | contains("sample")) |
		if .original then .original else { file, line } end |
		select(.file != null) | "\(.file | sub(".*/"; "")):\(.line)"' seen | sort -u >places
	for line in $lines; do
		check "$name: $call at $file:$line" grep -qx "$file:$line" places || cat places
	done
	equal "$name: and nowhere else" "$(wc -l <places)" "$(wc -w <<<"$lines")"
}

echo text >sample.txt

if have valac valac; then
	cp "$source/tests/sample.vala" .
	made Vala valac -g --pkg posix -X -w -o vala sample.vala
	asks Vala openat sample.vala "2 11" ./vala
fi

if have nim nim; then
	cat >sample.nim <<'EOF'
import posix

proc readBlock(path: string): int =
  let fd = posix.open(path.cstring, O_RDONLY)
  if fd < 0:
    return -1
  discard posix.close(fd)

discard readBlock("sample.txt")
discard posix.open("no-sample.txt", O_RDONLY)
EOF
	made Nim nim c --hints:off --debugger:native --nimcache:nimcache -o:nim sample.nim
	asks Nim openat sample.nim "4 10" ./nim
fi

if have bison bison; then
	cat >sample.y <<'EOF'
%{
#include <fcntl.h>
#include <unistd.h>
int yylex(void);
void yyerror(const char *s) { (void)s; }
static int look(const char *path) { return open(path, O_RDONLY); }
%}
%token A
%%
start: A { close(look("sample.txt")); open("no-sample.txt", O_RDONLY); };
%%
int yylex(void) { static int n; return n++ ? 0 : A; }
int main(void) { return yyparse(); }
EOF
	made Bison bash -c 'bison -o sample_y.c sample.y && gcc -g -O0 -w -o bison sample_y.c'
	asks Bison openat sample.y "6 10" ./bison
	# The same without #line: the map is all there is.
	made "Bison by a map" bash -c 'bison -l -o plain_y.c sample.y && gcc -g -O0 -w -o plain plain_y.c'
	look=$(grep -n 'int look' plain_y.c | cut -d: -f1)
	action=$(grep -n 'close(look' plain_y.c | cut -d: -f1)
	cat >plain.json <<EOF
{"version":1,"source_language":"yacc","source_file":"sample.y","generated_file":"plain_y.c","mappings":[
{"rust_line":$look,"rust_function":"look","python_line":6,"python_function":"look","python_context":""},
{"rust_line":$action,"rust_function":"yyparse","python_line":10,"python_function":"start","python_context":""}],
"function_map":{}}
EOF
	bounded "$sightline" --format=text --transpiler-map=plain.json -e trace=openat -o seen -- ./plain
	check "Bison by a map: text tells the original" grep -q '^[0-9]* *sample.y:6 in look \[yacc\] openat(AT_FDCWD, "sample.txt"' seen || cat seen
	check "Bison by a map: its action, too" grep -q '^[0-9]* *sample.y:10 in start \[yacc\] openat(AT_FDCWD, "no-sample.txt"' seen || cat seen
fi

if have cython3 cython3 && have python3-config python3-dev; then
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
	made Cython bash -c 'cython3 --embed -o sample_cy.c sample_cy.pyx &&
		gcc -g -O0 -w $(python3-config --includes) -o cython sample_cy.c $(python3-config --embed --ldflags)'
	asks Cython openat sample_cy.pyx "6 10" ./cython
fi

if have cobc gnucobol; then
	cat >sample.cob <<'EOF'
       IDENTIFICATION DIVISION.
       PROGRAM-ID. SAMPLE.
       ENVIRONMENT DIVISION.
       INPUT-OUTPUT SECTION.
       FILE-CONTROL.
           SELECT F ASSIGN TO "sample.txt"
           ORGANIZATION IS LINE SEQUENTIAL.
       DATA DIVISION.
       FILE SECTION.
       FD F.
       01 REC PIC X(64).
       PROCEDURE DIVISION.
       MAIN-PARA.
           PERFORM READ-PARA.
           STOP RUN.
       READ-PARA.
           OPEN INPUT F.
           CLOSE F.
EOF
	made GnuCOBOL cobc -x -g -save-temps -o cobol sample.cob
	asks GnuCOBOL openat sample.cob "17" ./cobol
fi

[ "$tried" -gt 0 ] || skip "no transpiler is installed (valac, nim, bison, cython3, gnucobol)"
finish
