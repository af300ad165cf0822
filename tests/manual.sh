#!/bin/sh
# manual.sh - the manual page has every option that --help has, and no other
manual=${top_srcdir:-.}/doc/sightline.1
program=${top_builddir:-.}/sightline
room=$(mktemp -d) || exit 99
trap 'rm -rf "$room"' EXIT
"$program" --help | sed -n 's/^  .\{3\} --\([a-z-]*\).*/\1/p' | sort >"$room/help"
sed -n '/^.Sh OPTIONS/,/^.Sh ALERTS/p' "$manual" | sed -n 's/^\.It .*Fl -\([a-z-]*\).*/\1/p; s/^\.It Fl [a-zA-Z] , -\([a-z-]*\).*/\1/p' |
	sort >"$room/manual"
[ -s "$room/help" ] || { echo "--help shows no options"; exit 1; }
diff "$room/help" "$room/manual" || exit 1
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning "$manual" || exit 1
fi
echo "$(wc -l <"$room/help") options, all in the manual"
