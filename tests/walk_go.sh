#!/usr/bin/env bash
# walk_go.sh - stacks of Go programs: goroutines, whose stacks are memory of the heap, and the runtime's own threads
#
# The frames are those of elfutils (libunwind does not read the .debug_frame
# that Go has), and those that the program itself sees.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need_tracing
command -v go >/dev/null || skip "golang-go is not installed"

cat >deep.go <<'EOF'
package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"syscall"
)

//go:noinline
func readSome(path string, depth int) int {
	if depth > 0 {
		return readSome(path, depth-1) + 1
	}
	file, err := os.Open(path)
	if err != nil {
		return 0
	}
	defer file.Close()
	var block [128]byte
	n, _ := file.Read(block[:])
	return n
}

// Who calls it, as the program itself sees it; innermost first.
//
//go:noinline
func tell(said *strings.Builder) {
	var pcs [64]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		frame, more := frames.Next()
		fmt.Fprintf(said, "%s:%d ", frame.Function, frame.Line)
		if !more {
			break
		}
	}
	said.WriteString("\n")
	syscall.RawSyscall(syscall.SYS_GETPPID, 0, 0, 0)
}

//go:noinline
func ask(said *strings.Builder, depth int) {
	if depth > 0 {
		ask(said, depth-1)
		return
	}
	tell(said)
}

func main() {
	var all sync.WaitGroup
	var said [4]strings.Builder
	for i := 0; i < 4; i++ {
		n := i
		all.Add(1)
		go func() {
			defer all.Done()
			for k := 0; k < 50; k++ {
				readSome("/etc/passwd", n*7+k%5)
				ask(&said[n], k%9)
			}
		}()
	}
	all.Wait()
	for i := range said {
		fmt.Print(said[i].String())
	}
}
EOF

export GOCACHE=$PWD/cache GOFLAGS=-mod=mod GOTELEMETRY=off CGO_ENABLED=0
for options in "" "-gcflags=-l"; do
	# shellcheck disable=SC2086 # none or one
	go build $options -o deep deep.go >built 2>&1 || { fails "go build $options: it can be built" built; continue; }
	check "go build $options: the frames are those of elfutils" bounded "$build/tests/walk" elfutils ./deep
	echo "go build $options: $(grep ' walks, ' check.out)"
done

# Functions and lines from the caller of tell() on are what the program said of itself.
bounded "$sightline" --format=jsonl -o seen -- ./deep >said 2>&1
jq -r 'select(.type == "call" and .name == "getppid") | .stack | map(.function // "?" | sub("\\.abi0$"; "")) as $names |
	to_entries[($names | index("main.tell")) + 1:] |
	map("\($names[.key]):\(.value.line)") | join(" ") + " "' seen | sort >ours
sort said >theirs
equal "200 calls were seen" "$(wc -l <ours)" 200
same "the chains are those that the program itself saw" ours theirs
equal "files are read for readSome()" \
	"$(jq -r 'select(.type == "call" and .name == "read" and (.args | tostring | contains("root:"))) | .function' seen | sort -u)" \
	main.readSome
finish
