#!/usr/bin/env bash
# export_html.sh - the page of a real program, read by parsers of XML and HTML
# shellcheck source=tests/lib.sh
. "${top_srcdir:-.}/tests/lib.sh" || exit 99
need xmllint
need python3
need_tracing

cat >read.py <<'END'
import sys
from html.parser import HTMLParser

class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.tags, self.links, self.rows, self.section = [], set(), [], {}, None

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name in ("src", "href", "action", "style") or name[:2] == "on"]
        if tag == "section":
            self.section = dict(attributes)["id"]
        if tag == "tr":
            self.rows[self.section] = self.rows.get(self.section, -1) + 1
        self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, tag

page = Page()
page.feed(open(sys.argv[1], encoding="utf-8").read())
page.close()
assert page.open == []
assert all(link.startswith("#") for link in page.links), page.links
assert page.tags <= set("""html head meta title style body main section h1 h2 p code nav a div table thead tbody tr th td
    button b figure figcaption svg g rect line text footer script""".split()), page.tags
for section, rows in sorted(page.rows.items()):
    print(section, rows)
END

mkdir '<b>"&' && program=(sh -c 'cd "$0" && cat "$1"; cat "$2"' '<b>"&' $'\xff</td><script>' '<img src=x>')

how "$sightline" --format=html -o page.html -- "${program[@]}" >/dev/null
check "it is well formed" xmllint --noout --nonet page.html
check "and HTML, of known elements, without a link outwards" python3 read.py page.html
how "$sightline" --format=jsonl -o lines -- "${program[@]}" >/dev/null
equal "every call is a row" "$(python3 read.py page.html | sed -n 's/^calls //p')" "$(grep -c '^{"type":"call"' lines)"
check "what the program chose is text" grep -q '&lt;img src=x&gt;' page.html
cp page.html calls.html
how "$sightline" --format=html -c -S name --stats-extended -o page.html -- "${program[@]}" >/dev/null
check "figures alone are a page" xmllint --noout --nonet page.html
equal "without calls" "$(python3 read.py page.html | grep -c '^calls ')" 0
checker=$source/tests/foreign/node_modules/vnu-jar/build/dist/vnu.jar
if command -v java >/dev/null && [ -e "$checker" ]; then
	check "the W3C's checker finds no error and no warning" bounded java -jar "$checker" --filterpattern 'Trailing slash.*' --Werror calls.html page.html
	printf '<!DOCTYPE html><html lang="en"><title>x</title><p><b></p>' >wrong.html
	check "and it looks" bash -c '! java -jar "$1" wrong.html' - "$checker"
else
	echo "java or tests/foreign is not there: not held to the checker of the W3C"
fi
if command -v node >/dev/null; then
	sed -n '/^<script>/,/^<.script>/p' page.html | sed '1d;$d' >page.js
	check "its script is one" node --check page.js
fi
finish
