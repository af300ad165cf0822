#!/usr/bin/env bash
# trace_counts.sh - as many calls and errors of each name as strace counts
#
# Both run the same command at the same addresses (setarch -R), after a run
# that warms caches. Where the command itself does not always make the same
# calls, the names are left out of the comparison and the reason is given.
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need strace
need jq
need setarch
setarch -R true 2>/dev/null || skip "addresses cannot be fixed here (setarch -R)"
bounded strace -o /dev/null true 2>/dev/null || skip "strace may not trace here"
need_tracing

export PYTHONHASHSEED=0 PYTHONDONTWRITEBYTECODE=1

without() {
	awk -v names="$1" 'BEGIN { split(names, list, " "); for (i in list) out[list[i]] = 1 } !($1 in out)' "$2"
}

# compare TITLE VARYING COMMAND...: VARYING are the names left out
compare() {
	local title=$1 varying=$2

	shift 2
	bounded "$@" >/dev/null 2>&1 </dev/null
	bounded setarch -R strace -f -c -o table "$@" >/dev/null 2>&1 </dev/null
	counts_of_table table >all && without "$varying" all >theirs
	bounded setarch -R "$sightline" --format=jsonl -o lines -- "$@" >/dev/null 2>&1 </dev/null
	counts_of_jsonl lines >all && without "$varying" all >ours
	check "$title: strace counts something" [ -s theirs ]
	same "$title: line for line the counts are strace's" ours theirs
	bounded setarch -R "$sightline" -c -o table -- "$@" >/dev/null 2>&1 </dev/null
	counts_of_table table >all && without "$varying" all >ours
	same "$title: the table's counts are strace's" ours theirs
}

make_repository() {
	local number

	git init -q repository && cd repository || return
	for number in 1 2 3 4; do
		echo "$number" >file && git add file
		git -c user.name=Name -c user.email=name@example.org commit -q -m "change $number" || return
	done
}

mkdir -p tree/one/two
for name in a b c d e f; do
	echo "$name" | tee "tree/$name" "tree/one/$name" >"tree/one/two/$name"
done

compare "a shell with three children" "" sh -c 'for i in 1 2 3; do ls tree >/dev/null; done'
compare "files" "" "$targets/files"

# Whether a thread is still there when it is waited for, and whether another
# finds an allocator's lock taken, is the scheduler's doing: futex. So is how
# many stacks are in use at one time: what follows is kept or given back.
compare "four threads" "futex madvise mmap mprotect munmap" "$targets/threads" 1000

if command -v tar >/dev/null; then
	compare "tar" "" tar -cf - tree
fi
if command -v python3 >/dev/null; then
	# Not a shim that is a script: the interpreter itself.
	compare "python" "" "$(python3 -c 'import sys; print(sys.executable)')" -c 'import json, asyncio'
fi
if command -v git >/dev/null && (HOME=$room make_repository) >/dev/null 2>&1; then
	HOME=$room compare "git log" "" git -C repository --no-pager log
fi
finish
