# trace_match.awk - compares what a program said of itself with what was seen
#
#	awk -f trace_match.awk EXPECTED SEEN
#
# Both are lines about a task (tests/targets/expect.h says how they read); in
# EXPECTED other lines are remarks. A line that differs ends the comparison
# of its task. Exit status 1 when one did, or when nothing was expected.

$1 !~ /^[0-9]+$/ { next }

{
	task = $1
	line = substr($0, length(task) + 2)
	thing = task (line ~ /^(---|\+\+\+)/ ? " signals" : " calls")
}

NR == FNR {
	if (!(thing in want_count))
		order[++things] = thing
	want[thing, ++want_count[thing]] = line
	next
}

{ have[thing, ++have_count[thing]] = line }

END {
	for (i = 1; i <= things; i++)
		compare(order[i])
	if (things == 0)
		complain("the program said nothing", "", "")
	printf "%d lists, %d lines compared, %d differ\n", things, lines, failures
	exit failures > 0
}

function compare(thing,    i, j, skip)
{
	skip = 1	# what comes before the list begins
	j = 1
	for (i = 1; i <= want_count[thing]; i++) {
		if (want[thing, i] == "...") {
			skip = 1
			continue
		}
		lines++
		while (skip && j <= have_count[thing] && !matches(want[thing, i], have[thing, j]))
			j++
		if (j > have_count[thing])
			return complain(thing, want[thing, i], "nothing more")
		if (!matches(want[thing, i], have[thing, j]))
			return complain(thing, want[thing, i], have[thing, j])
		skip = 0
		j++
	}
	if (!skip && j <= have_count[thing])
		complain(thing, "nothing more", have[thing, j])
}

# Whether `text` is `pattern`, in which each star stands for any text.
function matches(pattern, text,    parts, count, i, at)
{
	count = split(pattern, parts, "*")
	if (count == 1)
		return pattern == text
	if (substr(text, 1, length(parts[1])) != parts[1])
		return 0
	text = substr(text, length(parts[1]) + 1)
	for (i = 2; i < count; i++) {
		at = index(text, parts[i])
		if (at == 0)
			return 0
		text = substr(text, at + length(parts[i]))
	}
	return length(text) >= length(parts[count]) &&
	       substr(text, length(text) - length(parts[count]) + 1) == parts[count]
}

function complain(thing, expected, seen)
{
	failures++
	printf "%s: expected\n  %s\nseen\n  %s\n", thing, substr(expected, 1, 300), substr(seen, 1, 300)
}
