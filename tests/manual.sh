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
# Keys and commands, as the tables of the screen have them; MANUAL=update writes them.
awk -f "${top_srcdir:-.}/maint/mkkeys.awk" "${top_srcdir:-.}/ui/actions.h" "${top_srcdir:-.}/ui/palette.h" >"$room/keys" || exit 1
if [ "$MANUAL" = update ]; then
	awk -v keys="$room/keys" '/^\.\\" keys:/ { print; while ((getline line <keys) > 0) print line; skip = 1; next }
		/^\.\\" end of keys/ { skip = 0 } !skip' "$manual" >"$room/new" && cat "$room/new" >"$manual"
fi
sed -n '/^\.\\" keys:/,/^\.\\" end of keys/p' "$manual" | sed '1d;$d' >"$room/written"
diff "$room/keys" "$room/written" || { echo "keys in the manual: MANUAL=update tests/manual.sh"; exit 1; }
if command -v mandoc >/dev/null; then
	mandoc -T lint -W warning "$manual" || exit 1
fi
echo "$(wc -l <"$room/help") options, all in the manual"
