#!/bin/sh
# fuzz_symbols.sh DIRECTORY - small programs of every kind, for tests/fuzz_symbols.c to begin with
set -eu
mkdir -p "$1"
cd "$1"
cat >seed.c <<'EOF'
static inline __attribute__((always_inline)) int inner(int n) { volatile int k = n; return k * 3; }
__attribute__((noinline)) static int middle(int n) { return inner(n) + inner(n + 1); }
struct list { int n; struct list *next; } list;
__attribute__((noinline)) int outer(int n) { list.n = n; return n ? middle(n) + outer(n - 1) : 0; }
int start(void) { return outer(3); }
EOF
made=0
for options in "-g -O2" "-gdwarf-4 -O1" "-gdwarf-5 -gz -O2" "-g -O2 -shared -fPIC" "-g -O0 -c" "-m32 -g -O2" "-g -gsplit-dwarf" \
	"-O2 -fno-asynchronous-unwind-tables -g"; do
	made=$((made + 1))
	# shellcheck disable=SC2086 # options are several words
	${CC:-cc} $options -nostdlib -Wl,-estart -o "seed$made" seed.c 2>/dev/null || :
done
rm -f seed.c ./*.dwo
