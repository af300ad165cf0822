#!/usr/bin/env bash
# trace_notation.sh - calls read as strace would write them
#
# The same program under both, with addresses that are the same: name, result
# and errno of each call must be equal, and the text of its arguments in nine
# of ten. What differs is shown; doc/DESIGN.md says why.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need strace
need setarch
need_tracing
bounded strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"
case $(strace -V | sed -n '1s/.* //p') in
[1-5].*) skip "this strace writes an older notation" ;;
esac

# lines_of FILE...: the calls of each task, one file a task in the order of
# their appearance, without what differs by nature: numbers of processes,
# where the arguments of the program lie, what is left of a time.
lines_of() {
	local file number=0 masks=()

	for file in "$@"; do
		masks+=(-e "/^(kill|wait4|fork|clone|getpid|gettid|set_tid_address|setsid)\\(/s/\\b${file##*.}\\b/TASK$((++number))/g")
	done
	cat "$@" | sed -nE "${masks[@]}" -e '
		s/^execve\("\/.*/execve() = 0/
		/^(getppid|getpgrp|getpgid|getsid|setsid)\(/s/= .*/= N/
		/^(timer_settime|ppoll|select|pselect6)\(/s/tv_[nu]?sec=[0-9]{3,}/tv=N/g
		/^[a-z_0-9]+\(/p'
}

mkdir theirs ours
(cd theirs && bounded setarch -R strace -ff -q -a1 -o ../strace "$targets/every" >/dev/null)
(cd ours && bounded setarch -R "$sightline" --format=text --no-stacks -o ../all -- "$targets/every" >/dev/null)
awk '!($1 in seen) { seen[$1] = ++tasks } { sub(/^[0-9]+ +/, "&\t"); split($0, part, "\t"); print part[2] > sprintf("sightline.%d", $1) }' all
# shellcheck disable=SC2046 # numbers
lines_of $(ls strace.* | sort -t. -k2n) >expected
lines_of $(ls sightline.* | sort -t. -k2n) >seen

equal "as many calls" "$(wc -l <seen)" "$(wc -l <expected)"
sed 's/(.*) = / = /' expected >expected.results
sed 's/(.*) = / = /' seen >seen.results
check "at least 600 calls" [ "$(wc -l <seen)" -ge 600 ]
check "at least 200 different calls" [ "$(sed 's/(.*//' seen | sort -u | wc -l)" -ge 200 ]

# What strace 6.1 tells of a result and we do not, or the other way round, is in brackets behind it.
sed -i 's/ ([A-Z][A-Za-z0-9_|]*)$//; s/^\(modify_ldt = [0-9]*\) .*/\1/; s/ (IOPRIO.*//' expected.results seen.results
same "name, result and errno of each are the same" seen.results expected.results
paste -d '\n' expected seen | awk '
	NR % 2 { expected = $0; next }
	$0 == expected { equal++; next }
	{ print "strace     " expected; print "sightline  " $0 }
	END { printf "%d of %d calls read the same\n", equal, NR / 2; exit equal < 0.9 * NR / 2 }' >differences
status=$?
cat differences
check "the arguments of nine in ten read the same" [ $status -eq 0 ]

# Nothing the program says is believed: every length it gives leads beyond all memory.
bounded "$sightline" --format=text -o hostile -- "$targets/every" hostile
check "calls that lie are told, too" [ "$(grep -c '^' hostile)" -ge 25 ]
check "and no line is longer than it may be" awk 'length > 65536 { exit 1 }' hostile
finish
