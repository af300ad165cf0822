/*
 * rules.h - the rules of rule.h at work on a session's calls
 *
 * Counts are kept by group (rule and who asked) in windows of `within`; what
 * a window holds is compared with the windows before. Time comes from the
 * records. O(1) a call and rule, groups are bounded.
 */
#ifndef RULES_H
#define RULES_H

#include <stdint.h>

struct alerts;
struct call_row;
struct event_call;
struct rules;
struct rules_list;
struct session;

/* NULL: there are none. The list must outlive them. */
struct rules *rules_new(const struct rules_list *list);
void rules_free(struct rules *rules);
struct rules *rules_fork(const struct rules *rules);	/* a second one that goes on from here by itself */

/* What is needed beside the session's own row to judge a call. */
struct rules_call {
	const struct event_call *event;
	const struct call_row *row;
	const char *name;	/* of the call, as figures have it */
	uint32_t pid;
	uint32_t tasks;		/* alive now */
};

/* A call was told, open or returned, and is in the history; what rules find is raised as alerts. */
void rules_take(struct rules *rules, const struct session *session, const struct rules_call *call,
		struct alerts *alerts);

#endif
