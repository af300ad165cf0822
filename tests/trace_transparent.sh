#!/usr/bin/env bash
# trace_transparent.sh - a program does the same with sightline as without
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing

# alike COMMAND...: output, errors and end are the same, in every batch form
alike() {
	local form

	how "$@" <input >/dev/null
	mv how.out out && mv how.err err && mv how.end end
	for form in "--format=jsonl" "--format=text" "-c" "--format=text --no-stacks"; do
		# shellcheck disable=SC2086 # the form is several words
		how "$sightline" $form -o report -- "$@" <input >/dev/null
		same "$form $*: it ends alike" how.end end
		same "$form $*: the output is the same" how.out out
		same "$form $*: the errors are the same" how.err err
		check "$form $*: there is a report" [ -s report ]
	done
}

seq 1 20000 >input
alike true
alike false
alike cat
alike sort -rn
alike sh -c 'echo out; echo err >&2; exit 42'
alike sh -c 'kill -USR1 $$'
alike sh -c 'trap "echo caught" USR1; kill -USR1 $$; trap'
alike sh -c 'seq 1 5000 | wc -l; (exit 7)'
alike sh -c 'ls -l /proc/self/fd | wc -l; ulimit -a; umask'
alike sh -c 'sed -n "/^Sig[BI]/p;/^Seccomp/p;/^NoNewPrivs/p" /proc/self/status'
alike sh -c 'exec 1>&-; echo nowhere'
finish
