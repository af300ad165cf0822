#include "syscall/callclass.h"

#include <string.h>

#include "syscall/shape.h"

/* A class is a bit of the shape, or a list of names, or both. */
struct call_set {
	const char *name;
	uint32_t classes;	/* enum call_class */
	const char *members;	/* separated by spaces, with one at both ends */
};

#define STATS " stat stat64 oldstat newstat "
#define LSTATS " lstat lstat64 oldlstat newlstat "
#define FSTATS " fstat fstat64 oldfstat newfstat fstatat64 newfstatat "
#define STATFSS " statfs statfs64 "
#define FSTATFSS " fstatfs fstatfs64 "

static const struct call_set sets[] = {
	{ "%file", CLASS_FILE, NULL },
	{ "%desc", CLASS_DESC | CLASS_NETWORK, NULL },
	{ "%network", CLASS_NETWORK, " socketcall " },
	{ "%net", CLASS_NETWORK, " socketcall " },
	{ "%process", CLASS_PROCESS, NULL },
	{ "%memory", CLASS_MEMORY, NULL },
	{ "%signal", CLASS_SIGNAL, NULL },
	{ "%ipc", CLASS_IPC, NULL },
	{ "%creds", 0, " capget capset getegid getegid32 geteuid geteuid32 getgid getgid32 getgroups getgroups32 getresgid "
	  "getresgid32 getresuid getresuid32 getuid getuid32 setfsgid setfsgid32 setfsuid setfsuid32 setgid setgid32 setgroups "
	  "setgroups32 setregid setregid32 setresgid setresgid32 setresuid setresuid32 setreuid setreuid32 setuid setuid32 prctl " },
	{ "%clock", 0, " adjtimex clock_adjtime clock_adjtime64 clock_getres clock_getres_time64 clock_gettime clock_gettime64 "
	  "clock_settime clock_settime64 gettimeofday settimeofday stime time " },
	{ "%pure", 0, " getegid getegid32 geteuid geteuid32 getgid getgid32 getpgrp getpid getppid gettid getuid getuid32 " },
	{ "%stat", 0, STATS },
	{ "%lstat", 0, LSTATS },
	{ "%fstat", 0, FSTATS },
	{ "%%stat", 0, STATS LSTATS FSTATS " statx " },
	{ "%statfs", 0, STATFSS },
	{ "%fstatfs", 0, FSTATFSS },
	{ "%%statfs", 0, STATFSS FSTATFSS " ustat " },
	/* names without a sign: strace's older ones, with the members that the predecessor gave them */
	{ "file", CLASS_FILE, " read write lseek close fstat newfstat " },
	{ "desc", CLASS_DESC | CLASS_NETWORK, NULL },
	{ "network", CLASS_NETWORK, " socketcall " },
	{ "process", CLASS_PROCESS, NULL },
	{ "memory", CLASS_MEMORY, " brk " },
	{ "signal", CLASS_SIGNAL, NULL },
	{ "ipc", CLASS_IPC, NULL },
	{ "all", UINT32_MAX, NULL },
	{ "%all", UINT32_MAX, NULL },
};

enum { SETS_COUNT = sizeof sets / sizeof *sets };

const char *const callclass_names[] = {
	"%file", "%desc", "%network", "%process", "%memory", "%signal", "%ipc", "%creds", "%clock", "%pure", "%stat", "%lstat",
	"%fstat", "%%stat", "%statfs", "%fstatfs", "%%statfs", "file", "network", "process", "memory", "all", NULL,
};

static const struct call_set *
find(const char *name)
{
	for (unsigned i = 0; i < SETS_COUNT; i++)
		if (strcmp(sets[i].name, name) == 0)
			return &sets[i];
	return NULL;
}

bool
callclass_is(const char *name)
{
	return find(name) != NULL;
}

/* Whether the list holds the name, between spaces. */
static bool
is_member(const char *members, const char *name)
{
	size_t len = strlen(name);

	for (const char *at = members; (at = strstr(at, name)) != NULL; at += len)
		if (at[-1] == ' ' && at[len] == ' ')
			return true;
	return false;
}

bool
callclass_has(const char *name, const struct call_shape *shape)
{
	const struct call_set *set = find(name);

	if (set == NULL)
		return false;
	return set->classes == UINT32_MAX || (shape->classes & set->classes) != 0 ||
	       (set->members != NULL && is_member(set->members, shape->name));
}
