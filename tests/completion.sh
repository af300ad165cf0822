#!/usr/bin/env bash
# completion.sh - what bash offers behind each kind of word
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99

PATH=$build:$PATH
compopt() { :; }	# there is no line that is edited
# shellcheck source=packaging/bash-completion/sightline
. "$source/packaging/bash-completion/sightline"

# offers LINE...: words that are offered for the last one, as the shell splits the line
offers() {
	COMP_WORDS=(sightline "$@")
	COMP_CWORD=$#
	COMPREPLY=()
	_sightline
	echo "${COMPREPLY[*]}"
}

touch calls.txt
mkdir -p recording
equal "an option's name" "$(offers --stats)" "--stats-extended"
equal "with its sign when it takes something" "$(offers --on-e)" "--on-exit="
equal "each letter's option has its long name" "$(offers --rec)" "--record="
equal "all of them" "$(offers -- | wc -w)" "$("$sightline" --help | grep -cE '^  (-.,|   ) --')"
equal "words that --help lists" "$(offers --on-exit = d)" "detach"
equal "all, behind the sign" "$(offers --on-exit =)" "kill detach"
equal "formats" "$(offers --format = js)" "jsonl json"
equal "without the sign as well" "$(offers --format js)" "jsonl json"
equal "a file" "$(offers --output = ca)" "calls.txt"
equal "a file behind a letter" "$(offers -o ca)" "calls.txt"
equal "a directory" "$(offers -r re)" "recording"
check "a process" grep -qw $$ <(offers -p $$)
check "a program" grep -qw sightline <(offers sightl)
check "a program behind --" grep -qw sightline <(offers -c -- sightl)
check "a program behind an option's value" grep -qw sightline <(offers -o out sightl)
equal "a program's arguments are files" "$(offers -c cat ca)" "calls.txt"
finish
