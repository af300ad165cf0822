/* Structures as the running kernel describes them. */
#include "syscall/btf.h"

#include <stdint.h>
#include <sys/resource.h>

#include "base/text.h"
#include "check.h"

static char room[4096];

static const char *
written(const char *name, const void *bytes, size_t len)
{
	struct text text = text_in(room, sizeof room);

	CHECK(btf_write(&text, name, bytes, len));
	return room;
}

int
main(void)
{
	const uint64_t limits[2] = { 12, 7 };
	uint32_t attr[32] = { 1, 128 };
	unsigned char name[64];
	struct text text = text_in(room, sizeof room);

	if (!btf_write(&text, "rlimit64", limits, sizeof limits))
		SKIP("libbpf or the kernel's BTF is not there");
	CHECK_STR(room, "{rlim_cur=12, rlim_max=7}");
	/* What the bytes do not reach counts as zero, and is left out. */
	CHECK_STR(written("rlimit64", limits, 8), "{rlim_cur=12}");
	CHECK(strncmp(written("perf_event_attr", attr, sizeof attr), "{type=1, size=128", 17) == 0);
	text = text_in(room, sizeof room);
	CHECK(!btf_write(&text, "no_such_structure", limits, sizeof limits));
	CHECK_EQ(text.len, 0);
	/* Bytes that are no text stay one line of printable characters. */
	for (unsigned i = 0; i < sizeof name; i++)
		name[i] = (unsigned char)(i * 37 + 1);
	for (const char *at = written("ifreq", name, sizeof name); *at != '\0'; at++)
		CHECK(*at >= ' ' && *at <= '~');
	text = text_in(room, 8);
	btf_write(&text, "rlimit64", limits, sizeof limits);
	CHECK(text.cut && strlen(room) == 7);
	return check_result();
}
