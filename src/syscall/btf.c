#include "syscall/btf.h"

#if HAVE_LIBBPF
#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"

enum { STRUCT_MAX = 4096, DUMP_MAX = 16384 };

/* What the kernel says does not change while we run, and reading it takes a while: once, when first asked. */
static struct btf *kernel;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static int
say_nothing(enum libbpf_print_level level, const char *fmt, va_list args)
{
	(void)level;
	(void)fmt;
	(void)args;
	return 0;
}

static void
load(void)
{
	libbpf_set_print(say_nothing);
	kernel = btf__load_vmlinux_btf();
	if (libbpf_get_error(kernel) != 0)
		kernel = NULL;
}

static void take(void *context, const char *fmt, va_list args) __attribute__((format(printf, 2, 0)));

static void
take(void *context, const char *fmt, va_list args)
{
	struct text *dump = context;
	char part[256];

	vsnprintf(part, sizeof part, fmt, args);
	text_add(dump, part);
}

/* Without the types in front of values, as `{.type = (__u32)1,}` has them. */
static const char *
skip_cast(const char *at)
{
	const char *end = *at == '(' ? strchr(at, ')') : NULL;

	return end != NULL ? end + 1 : at;
}

/* The dump of a structure in our notation: `{type=1, size=128}`. */
static void
write_dump(struct text *text, const char *at)
{
	bool first = true;

	for (at = skip_cast(at); *at != '\0'; at++) {
		if (*at == '{') {
			text_addc(text, '{');
			first = true;
			at = skip_cast(at + 1) - 1;
		} else if (*at == '[') {
			text_addc(text, '[');
			first = true;
			at = skip_cast(at + 1) - 1;
		} else if (*at == ',') {
			const char *next = skip_cast(at + 1);

			if (*next != '}' && *next != ']' && *next != '\0')
				text_add(text, ", ");
			at = next - 1;
		} else if (strncmp(at, " = ", 3) == 0) {
			text_addc(text, '=');
			at = skip_cast(at + 3) - 1;
		} else if (*at == '.' && (first || at[-1] == ',' || at[-1] == ')' || at[-1] == '{')) {
			first = false;
		} else {
			first = false;
			text_addc(text, *at >= ' ' && *at <= '~' ? *at : '?');
		}
	}
}

bool
btf_write(struct text *text, const char *name, const void *bytes, size_t len)
{
	LIBBPF_OPTS(btf_dump_type_data_opts, options, .compact = true);
	unsigned char whole[STRUCT_MAX] = { 0 };
	char room[DUMP_MAX];
	struct text dump = text_in(room, sizeof room);
	struct btf_dump *dumper;
	long size;
	int id, r;

	pthread_once(&once, load);
	if (kernel == NULL)
		return false;
	id = btf__find_by_name_kind(kernel, name, BTF_KIND_STRUCT);
	if (id < 0)
		id = btf__find_by_name_kind(kernel, name, BTF_KIND_UNION);
	size = id > 0 ? btf__resolve_size(kernel, (unsigned)id) : -1;
	if (size <= 0 || size > STRUCT_MAX)
		return false;
	memcpy(whole, bytes, len < (size_t)size ? len : (size_t)size);
	dumper = btf_dump__new(kernel, take, &dump, NULL);
	if (libbpf_get_error(dumper) != 0)
		return false;
	r = btf_dump__dump_type_data(dumper, (unsigned)id, whole, (size_t)size, &options);
	btf_dump__free(dumper);
	if (r < 0 || dump.cut)
		return false;
	write_dump(text, dump.bytes);
	return true;
}

#else

bool
btf_write(struct text *text, const char *name, const void *bytes, size_t len)
{
	(void)text;
	(void)name;
	(void)bytes;
	(void)len;
	return false;
}

#endif
