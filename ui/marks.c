#include "ui/marks.h"

unsigned
marks_toggle(struct marks *marks, uint64_t seq)
{
	unsigned number = marks_in(marks, seq, seq);

	if (number > 0) {
		marks->seqs[number - 1] = 0;
		while (marks->count > 0 && marks->seqs[marks->count - 1] == 0)
			marks->count--;
		return 0;
	}
	if (marks->count == MARKS_MAX)
		return 0;
	marks->seqs[marks->count++] = seq;
	return (unsigned)marks->count;
}

unsigned
marks_in(const struct marks *marks, uint64_t first, uint64_t last)
{
	for (size_t i = 0; i < marks->count; i++)
		if (marks->seqs[i] != 0 && marks->seqs[i] >= first && marks->seqs[i] <= last)
			return (unsigned)i + 1;
	return 0;
}

uint64_t
marks_get(const struct marks *marks, unsigned number)
{
	return number >= 1 && number <= marks->count ? marks->seqs[number - 1] : 0;
}

uint64_t
marks_beside(const struct marks *marks, uint64_t seq, int step)
{
	uint64_t best = 0;

	for (size_t i = 0; i < marks->count; i++) {
		uint64_t at = marks->seqs[i];

		if (at == 0 || (step > 0 ? at <= seq : at >= seq))
			continue;
		if (best == 0 || (step > 0 ? at < best : at > best))
			best = at;
	}
	return best;
}
