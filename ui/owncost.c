#include "ui/owncost.h"

#include <time.h>

enum { NS_PER_S = 1000000000 };

static uint64_t
processor_ns(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (uint64_t)time.tv_sec * NS_PER_S + (uint64_t)time.tv_nsec;
}

bool
owncost_look(struct owncost *cost, uint64_t now_ns)
{
	uint64_t then_ns, passed_ns = now_ns - cost->since_ns;
	unsigned before = cost->percent;
	bool first = cost->since_ns == 0;

	if (!first && passed_ns < NS_PER_S)
		return false;
	then_ns = processor_ns();
	if (!first) {
		cost->percent = (unsigned)(((then_ns - cost->then_ns) * 100 + passed_ns / 2) / passed_ns);
		cost->known = true;
	}
	cost->since_ns = now_ns;
	cost->then_ns = then_ns;
	return cost->known && cost->percent != before;
}
