#!/usr/bin/env bash
# ui_colors.sh - how many colours a terminal gets: by its description, by what
# the environment and the options want, and other ones while it runs
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need_tracing
pty=$build/tests/pty
export LC_ALL=C.UTF-8 XDG_CONFIG_HOME=$PWD/home
unset NO_COLOR CLICOLOR_FORCE COLORTERM

esc=$(printf '\033')

# shows TERM [OPTION...]: runs to the end on such a terminal; its bytes are in raw
shows() {
	local term=$1
	shift
	bounded "$pty" --term "$term" --raw raw wait:ENDED keys:Q end -- "$sightline" "$@" -- true >said 2>&1
}

# has NAME PATTERN, hasnt NAME PATTERN: extended expressions, \e for escape
has() {
	check "$1" grep -aqE "${2//\\e/$esc}" raw
}
hasnt() {
	check "$1" sh -c '! grep -aqE "$1" raw' sh "${2//\\e/$esc}"
}

full='\e\[38:2:' palette='\e\[38;5;' few='\e\[[34][0-7]m'

shows xterm-256color
has "256 colours where the terminal has them" "$palette"
hasnt "and no others" "$full"
shows linux
has "8 on the console" "$few"
hasnt "and no others there" "$palette"
shows vt100
hasnt "none where there are none" "$few|$palette"
NO_COLOR=1 shows xterm-256color
hasnt "none where NO_COLOR says so" "$palette"
NO_COLOR='' shows xterm-256color
has "an empty NO_COLOR says nothing" "$palette"
NO_COLOR=1 CLICOLOR_FORCE=1 shows xterm-256color
has "CLICOLOR_FORCE is stronger" "$palette"
NO_COLOR=1 CLICOLOR_FORCE=0 shows xterm-256color
hasnt "unless it is 0" "$palette"
NO_COLOR=1 shows xterm-256color --color=always
has "--color=always is stronger still" "$palette"
shows xterm-256color --color=never
hasnt "--color=never is, too" "$palette"
shows xterm-256color --theme=mono
hasnt "the theme mono has none" "$palette"
if infocmp xterm-direct >/dev/null 2>&1; then
	COLORTERM=truecolor shows xterm-256color
	has "any colour where the terminal says so" "$full"
	hasnt "and no others then" "$palette"
	NO_COLOR=1 COLORTERM=truecolor shows xterm-256color
	hasnt "none of them where NO_COLOR says so" "$full"
else
	echo "without ncurses-term: no direct colours"
fi
if infocmp -1 xterm-256color | grep -q 'initc='; then
	shows xterm-256color --theme=harbour
	has "the palette is made to have the very colours" '\e\]4;[0-9]*;rgb:'
	has "and is given back" '\e\]104'
fi

# another theme while it runs
bounded "$pty" --raw raw wait:ENDED keys:':theme nowhere' key:Enter wait:'there is no theme "nowhere"' key:Esc gone:nowhere keys:Q end -- \
	"$sightline" -- true >said 2>&1
check "a theme that is not there is a sentence" [ $? -eq 0 ]
bounded "$pty" --raw raw wait:ENDED key:F2 wait:'Enter: keep' key:Down key:Enter gone:'Enter: keep' keys:Q end -- \
	"$sightline" -- true >said 2>&1
check "one is chosen from the list" [ $? -eq 0 ]

# what the user's own configuration and themes say
mkdir -p home/sightline/themes
printf 'name: mine\nextends: dark\ncolors: { accent: { full: "#123456", 256: 201 } }\n' >home/sightline/themes/mine.yaml
echo 'theme: mine' >home/sightline/config.yaml
shows xterm-256color
has "the user's theme is found and used" '\e\[38;5;201'
shows xterm-256color --theme=default
hasnt "the option wins" '\e\[38;5;201'
shows xterm-256color --no-config
hasnt "and --no-config" '\e\[38;5;201'
echo 'theme: mien' >home/sightline/config.yaml
bounded "$pty" end -- "$sightline" -- true >said 2>&1
check "a theme that the configuration has wrong is an error" grep -qx "exited 2" said
bounded "$pty" --raw raw end -- "$sightline" -- true >said 2>&1
has "with its place" 'sightline/config.yaml:1:8: there is no theme "mien" \(mine\?\)'

# nothing is started before all of it is right
echo 'layouts: { normal: { pane: strem } }' >home/sightline/config.yaml
bounded "$pty" --raw raw end -- "$sightline" -- touch started >said 2>&1
has "a wrong layout is told with its place" 'sightline/config.yaml:1:28: there is no pane "strem" \(stream\?\)'
check "and nothing was started" [ ! -e started ]

# no screen at all
rm -r home
bounded "$pty" --term dumb --raw raw end -- "$sightline" -- true >said 2>&1
has "a dumb terminal gets text" 'exited with 0'
has "and hears why" 'sightline: a terminal of type "dumb" can have no screen: calls are written as text'
bounded "$pty" --term no-such-terminal --raw raw end -- "$sightline" -- true >said 2>&1
has "an unknown one a sentence" 'nothing is known of terminal type "no-such-terminal": try TERM=xterm-256color'
check "and an error" grep -qx "exited 1" said
finish
