#!/usr/bin/env bash
# ui_once.sh - one screen as text: its size in columns, in any locale
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
export LC_ALL=C.UTF-8

# fits FILE COLUMNS ROWS: as many lines, and none wider; a wide character is two columns
fits() {
	[ "$(wc -l <"$1")" -eq "$3" ] && [ "$(wc -L <"$1")" -le "$2" ]
}

for size in 80x24 120x40 40x10 7x3 1x1; do
	equal "$size: the program's status" "$(how "$sightline" --screen $size -- sh -c 'echo hello; exit 3')" "exited 3"
	check "$size: one screen of that size" fits how.out "${size%x*}" "${size#*x}"
	check "$size: and nothing else" [ ! -s how.err ]
done
check "the screen is that of the end" grep -q "ENDED 3" <(bounded "$sightline" --screen 80x24 -- sh -c 'exit 3')

# a recording gives the same screen every time
bounded "$sightline" -w kept --screen 80x24 -- ls / >live 2>&1
bounded "$sightline" -r kept --screen 80x24 >first 2>&1
bounded "$sightline" -r kept --screen 80x24 >second 2>&1
same "a recording gives the same screen again" second first
check "with the program's last call" grep -q "exit_group(0)" first

bounded "$sightline" -r kept --filter "fn = exit_group" --screen 80x24 >shown 2>&1
check "--filter is in force from the beginning" grep -q "all > fn exit_group" shown
check "and shows what it means" grep -q "exit_group(0)" shown

# characters of two columns, cut by columns
printf 'keys 5\n:wait-end\n:save-screen -\n' >wide
bounded "$sightline" --screen 21x8 --script wide -- sh -c 'printf "ab中中中中中中中中中中中中\n"' >shown 2>&1
check "wide characters keep to the columns" fits shown 21 8
check "and are there" grep -q "ab中中中" shown
bounded env LC_ALL=C "$sightline" --screen 80x24 -r kept >plain 2>&1
check "a locale without UTF-8 gets ASCII" fits plain 80 24
check "and nothing else" [ "$(LC_ALL=C tr -d '\0-\177' <plain | wc -c)" -eq 0 ]
bounded "$sightline" --ascii --screen 80x24 -r kept >plain 2>&1
check "--ascii draws no lines beyond ASCII" [ "$(LC_ALL=C tr -d '\0-\177' <plain | wc -c)" -eq 0 ]

equal "a size is told from other words" "$(how "$sightline" --screen 80by24 -- true)" "exited 2"
check "with a sentence" grep -q '"80by24" is not a size' how.err
equal "a format has no screen" "$(how "$sightline" --screen 80x24 --format=text -- true)" "exited 2"
equal "a theme that is not there is told of without a screen as well" "$(how "$sightline" --theme=drak --format=text -- true)" "exited 2"
check "with a guess" grep -q 'no theme "drak" (dark?)' how.err
printf 'keys: { bind: { quit: [F99] } }\n' >wrong.yaml
equal "and so is a mistake in a configuration" "$(how "$sightline" --config=wrong.yaml -c -- true)" "exited 2"
check "with its place" grep -q 'wrong.yaml:1:24: quit: no key is called "F99"' how.err
printf '# what is typed behind ":"\n:fliter fn = read\n' >script
equal "a script's command that there is none of is told before anything is started" "$(how "$sightline" --script script -- touch started)" "exited 2"
check "with its line" grep -q 'script:2: no such command' how.err
check "and nothing was started" [ ! -e started ]
printf ':wait-end\n:filter fn = raed\n' >script
equal "what cannot be done of one ends the script" "$(how "$sightline" -r kept --script script)" "exited 1"
check "with its line, too" grep -q 'script:2: col 6: no system call is named "raed" (read?)' how.err
if [ -c /dev/full ]; then
	bounded "$sightline" --screen 80x24 -- true >/dev/full 2>err
	equal "a screen that cannot be written is an error" $? 1
fi

finish
