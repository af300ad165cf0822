#!/usr/bin/env bash
# trace_oracle.sh - what the targets say of themselves is what strace sees
#
# The other scripts trust the targets; this one shows that they may.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need strace

# A file a task, so that no call is torn in two. What strace knows only at the
# end of a call it leaves out where there was none; and the beginning of an
# exec by a thread that is not the leader is in the file of that thread.
lines_of_strace() {
	local file

	for file in "$1".*; do
		sed -E "s/^/${file##*.} /" "$file"
	done | sed -E '
		s/ = (-1 E[A-Z0-9]+) \(.*\)$/ = \1/
		/ wait4\(.* = \? ERESTART/d
		s/ = \? E[A-Z_]+ .*$/ = ?/
		s/, *<unfinished \.\.\.>(\) += \?)?$/, ) = ?/
		s/ *<unfinished \.\.\.>(\) += \?)?$/) = ?/
		s/<\.\.\. execve resumed>/execve("\/proc\/self\/exe", /
		s/ \(core dumped\)//'
}

ask_strace() {
	rm -rf seen.* here && mkdir here
	(cd here && bounded strace -ff -q -a1 -s4096 -o ../seen "$targets/$1" "${@:2}" >../said 2>/dev/null)
	[ $? -ne 77 ] || return 0
	lines_of_strace seen >lines
	check "$*: strace sees what it says" awk -f "$source/tests/trace_match.awk" said lines
	check "$*: it finds nothing wrong itself" eval '! grep "^#.*not so" said'
}

bounded strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"
ask_strace files
ask_strace threads 100
ask_strace forks
ask_strace exec
ask_strace signals 100
ask_strace die exit 3
ask_strace die segv
ask_strace die signal 15
ask_strace die signal 9
ask_strace jobctl
ask_strace killed
ask_strace blocked
ask_strace int80
ask_strace seccomp	# not "seccomp kill": strace shows the number of the call as its result
ask_strace sleep
ask_strace ptraced
finish
