#!/usr/bin/env bash
# trace_stack.sh - the stack of each call, as text and as JSON
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need jq
need gcc
need_tracing

cat >program.c <<'EOF'
#include <sys/syscall.h>
#include <unistd.h>
__attribute__((noinline)) static void
deep(int left)
{
	if (left > 0)
		deep(left - 1);
	else
		syscall(SYS_getppid);
	__asm__ volatile("" ::: "memory");
}
__attribute__((noinline)) static void
outer(void)
{
	deep(2);
	__asm__ volatile("" ::: "memory");
}
int
main(void)
{
	outer();
	return 0;
}
EOF
gcc -O0 -g -w -o program program.c || fails "the program can be built"

bounded "$sightline" --format=text -k -e trace=getppid -o report -- ./program
sed -n '/getppid/,/__libc_start/p' report | sed -nE 's/^ > .*\/program\(([a-z_]+)\+0x[0-9a-f]+\) \[0x[0-9a-f]+\] .*\/program.c:([0-9]+)$/\1 \2/p' >frames
printf '%s\n' "deep 9" "deep 7" "deep 7" "outer 15" "main 21" >expected
same "the stack under the call, innermost first" frames expected
check "the library is told as well" grep -qE '^ > .*/libc[.-][^ ]*\([a-z_]*syscall\+0x[0-9a-f]+\) \[0x[0-9a-f]+\]' report
bounded "$sightline" --format=text -e trace=getppid -o report -- ./program
equal "without -k there is none" "$(grep -c '^ >' report)" 0

bounded "$sightline" --format=jsonl -e trace=getppid -o report -- ./program
jq -r 'select(.type == "call") | .stack[] | select(.module // "" | endswith("/program")) | select(.line) | "\(.function) \(.line)"' report >frames
same "the same in JSON" frames expected
equal "who asked is the innermost of the program's own" \
	"$(jq -r 'select(.type == "call") | "\(.function) \(.caller) \(.line)"' report)" "deep deep 9"
equal "where a program begins is not its own" "$(jq -r 'select(.type == "call") | select(.function == "_start")' report | wc -l)" 0
# asker OPTION...: who asked, when they say so
asker() {
	bounded "$sightline" --format=jsonl "$@" -e trace=getppid -o report -- ./program
	jq -r 'select(.type == "call") | .function' report
}
caller_of() {
	asker "$@" >asked
	jq -r 'select(.type == "call") | .caller' report
}
equal "a program that is said to be a runtime is not the user's: nobody called" "$(caller_of --runtime-module=prog\*)" null
equal "by its path, too" "$(caller_of --runtime-module="$PWD/*")" null
equal "where nobody's frame is the user's, a runtime's is told before the system's" "$(cat asked)" deep
equal "the last that matches decides" "$(asker --runtime-module=program --runtime-module='!program')" deep
equal "by renacer's rule the library's function is the user's" "$(asker --compat=renacer)" syscall
mkdir -p config/sightline && echo 'runtime-modules: [program]' >config/sightline/config.yaml
equal "the configuration says it as well" "$(XDG_CONFIG_HOME=$PWD/config caller_of)" null
equal "and gives way to an option" "$(XDG_CONFIG_HOME=$PWD/config caller_of --runtime-module='!program')" deep
bounded "$sightline" --format=jsonl --no-stacks -e trace=getppid -o report -- ./program
equal "without stacks there is no such key" "$(jq -r 'select(.type == "call") | has("stack")' report)" false

# The figures of functions: itself, with what it calls, and no more for being recursive.
bounded "$sightline" --format=folded --folded=count -e trace=getppid -o report -- ./program
check "the whole chain is in folded stacks" grep -qE 'main;outer;deep;deep;deep;.*getppid 1$' report
finish
