#!/bin/sh
# layers.sh - includes point down: base ◄ syscall ◄ trace ◄ model ◄ export ◄ ui, and base ◄ config ◄ model
cd "${top_srcdir:-.}" || exit 99
failures=0
checked=0

# may LAYER ALLOWED...: files of the layer include, of ours, only these
may() {
	layer=$1
	shift
	allowed=$(echo "$*" | tr ' ' '|')
	wrong=$(grep -nE '^#include "' "$layer"/*.[ch] | grep -vE "#include \"($allowed)/" |
		grep -vE '#include "(ui|config)/[a-z]*_builtin.h"')
	checked=$((checked + $(grep -cE '^#include "' "$layer"/*.[ch] | awk -F: '{ n += $2 } END { print n }')))
	[ -z "$wrong" ] || { echo "$layer includes what lies above it:"; echo "$wrong"; failures=$((failures + 1)); }
}

# only PATTERN PLACE...: nobody else includes such a header
only() {
	pattern=$1
	shift
	places=$(echo "$*" | sed 's/ /|/g')
	wrong=$(grep -nE "^#include <($pattern)" src/*.[ch] src/*/*.[ch] ui/*.[ch] | grep -vE "^($places)")
	[ -z "$wrong" ] || { echo "not the place for this library:"; echo "$wrong"; failures=$((failures + 1)); }
}

may src/base base
may src/config base config
may src/syscall base syscall
may src/trace base syscall trace
may src/model base config syscall trace model
may src/export base syscall trace model export
may ui base config syscall trace model export ui
only 'curses|term\.h|ncurses' ui/screen
only 'cyaml' src/config/
only 'yaml\.h' src/config/yaml.c
only 'vterm' ui/terminal
only 'sqlite3' src/export/database.c
only 'jansson' src/model/jsontext.c
only 'bpf/' src/syscall/btf.c
only 'pcre2' src/syscall/wanted.c src/model/finder.c
only 'seccomp\.h' src/trace/sieve.c
only 'libunwind' src/trace/
only 'sys/ptrace|linux/ptrace' src/trace/
only 'elfutils|gelf|libelf|dwarf\.h' src/trace/cfi.c src/model/

echo "$checked includes, $failures failed"
[ "$checked" -gt 100 ] || { echo "that is too few to be true"; exit 1; }
[ "$failures" -eq 0 ]
