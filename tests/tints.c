/* Colour rules: each bad one gets its exact sentence. */
#include <errno.h>

#include "check.h"
#include "config/config.h"
#include "ui/tints.h"

static const struct {
	const char *text, *says;
} rules[] = {
	{ "rules:\n  - { filter: \"latt > 1ms\", role: alert.high }\n", "c.yaml:2:16: unknown field \"latt\" (lat?)" },
	{ "rules:\n  - { filter: \"fn = read and\", role: alert.high }\n", "c.yaml:2:29: " },
	{ "rules:\n  - filter: err\n    role: alert.hihg\n", "c.yaml:3:11: no role is called \"alert.hihg\" (alert.high?)" },
	{ "rules:\n  - { filter: err, role: bar }\n  - { filter: ok, role: \"\" }\n", "c.yaml:3:26: no role is called \"\"" },
};

static void
every_bad_rule_gets_its_sentence(void)
{
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
		struct config config;
		struct tints *tints = NULL;
		struct why why = { "" };

		if (!CHECK_EQ(config_read("c.yaml", rules[i].text, strlen(rules[i].text), &config, &why), 0)) {
			printf("  %s\n", why.text);
			continue;
		}
		CHECK_EQ(tints_new(&config, &tints, &why), -EINVAL);
		if (!CHECK(strncmp(why.text, rules[i].says, strlen(rules[i].says)) == 0))
			printf("  \"%s\" is not \"%s\"\n", why.text, rules[i].says);
		CHECK(tints == NULL);
		config_done(&config);
	}
}

int
main(void)
{
	every_bad_rule_gets_its_sentence();
	return check_result();
}
