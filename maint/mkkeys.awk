# mkkeys.awk - the manual's lists of keys and commands, from the tables they are in
#
#	awk -f maint/mkkeys.awk ui/actions.h ui/palette.h
#
# tests/manual.sh holds doc/sightline.1 to it; MANUAL=update rewrites it there.

# A word as an argument of a macro: what mdoc would take for punctuation is protected.
function word(text) {
	gsub(/\\\\/, "\\e", text)
	if (text == "'")
		return "\\(aq"
	return length(text) == 1 ? "\\&" text : text
}

function words(text,    parts, count, i, line) {
	count = split(text, parts, " ")
	line = ""
	for (i = 1; i <= count; i++)
		line = line (i > 1 ? " , " : "") word(parts[i])
	return line
}

function sentence(text) {
	gsub(/\\\\/, "\\e", text)
	return toupper(substr(text, 1, 1)) substr(text, 2) "."
}

function begin() {
	print ".Bl -tag -width previous-of-function -compact"
}

# 	X(ID, "name", "keys or argument", "help")
/^\tX\(/ {
	split($0, part, /"/)
	if (FILENAME ~ /palette/ && !commands++) {
		print ".El"
		print ".Pp"
		print "Commands that take something:"
		print ".Pp"
		begin()
	} else if (!actions++)
		begin()
	if (FILENAME ~ /palette/)
		print ".It Ic :" part[2] " Ar " part[4]
	else
		print ".It Ic " part[2] (part[4] != "" ? " Pq Li " words(part[4]) : "")
	print sentence(part[6])
}

END { print ".El" }
