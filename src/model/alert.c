/* How an alert stands, and what its severity and rule are called; see alerts.h. */
#include "model/alerts.h"

static const uint64_t NEW_NS = 2000000000, RESOLVED_NS = 10000000000;

enum alert_state
alert_state(const struct alert *alert, uint64_t now_ns, bool open)
{
	if (!open && now_ns > alert->last_ns + RESOLVED_NS)
		return ALERT_RESOLVED;
	return now_ns > alert->first_ns + NEW_NS ? ALERT_FIRING : ALERT_NEW;
}

const char *
alert_state_name(enum alert_state state)
{
	static const char *const names[] = {
		[ALERT_NEW] = "new", [ALERT_FIRING] = "firing", [ALERT_RESOLVED] = "resolved",
	};

	return (unsigned)state <= ALERT_RESOLVED ? names[state] : "";
}

static const struct {
	const char *name, *mark;
} severities[] = {
	[ALERT_NONE] = { "", "" },
	[ALERT_LOW] = { "low", "!" },
	[ALERT_MEDIUM] = { "medium", "!" },
	[ALERT_HIGH] = { "high", "!!" },
};

const char *
alert_severity_name(enum alert_severity severity)
{
	return severities[(unsigned)severity <= ALERT_HIGH ? severity : ALERT_NONE].name;
}

const char *
alert_severity_mark(enum alert_severity severity)
{
	return severities[(unsigned)severity <= ALERT_HIGH ? severity : ALERT_NONE].mark;
}

const char *
alert_rule_name(enum alert_rule rule)
{
	static const char *const names[] = {
		[ALERT_SLOW] = "slow", [ALERT_FAST] = "fast", [ALERT_LATE] = "late", [ALERT_RENACER] = "renacer",
		[ALERT_BY_RULE] = "rule",
	};

	return (unsigned)rule <= ALERT_BY_RULE ? names[rule] : "";
}
