/* What the configuration says of columns, rows in sight and named filters; what is wrong is said with its place. */
#include "ui/settings.h"

#include "check.h"
#include "config/config.h"

static int
read_text(const char *text, struct settings *settings, struct why *why)
{
	struct config config;
	int r = config_read("config.yaml", text, strlen(text), &config, why);

	if (r < 0)
		return r;
	r = settings_read(&config, settings, why);
	config_done(&config);
	return r;
}

static void
without_a_configuration_there_are_defaults(void)
{
	struct settings settings;

	CHECK_EQ(settings_read(NULL, &settings, NULL), 0);
	CHECK_EQ(settings.scrolloff, 0);
	CHECK_EQ(settings.columns.order[0], COL_SEQ);
	CHECK(!settings.columns.hidden[COL_SOURCE]);
	CHECK(settings.columns.hidden[COL_FUNCTION]);
}

static void
columns_are_shown_in_the_order_in_which_they_are_named(void)
{
	struct settings settings;
	struct why why = { "" };

	CHECK_EQ(read_text("columns: call duration, seq\nscrolloff: 3\n", &settings, &why), 0);
	CHECK_STR(why.text, "");
	CHECK_EQ(settings.columns.order[0], COL_CALL);
	CHECK_EQ(settings.columns.order[1], COL_LAT);
	CHECK_EQ(settings.columns.order[2], COL_SEQ);
	CHECK(!settings.columns.hidden[COL_SEQ]);
	CHECK(settings.columns.hidden[COL_TIME]);
	CHECK_EQ(settings.scrolloff, 3);
}

static const struct { const char *text, *sentence; } wrong[] = {
	{ "columns: call durtion\n", "config.yaml:1:15: no column is called \"durtion\" (duration?)" },
	{ "columns: call xyzzy\n", "config.yaml:1:15: no column is called \"xyzzy\"" },
	{ "columns: call seq call\n", "config.yaml:1:19: call is there twice" },
	{ "filters:\n  slow: latt > 1ms\n", "config.yaml:2:9: unknown field \"latt\" (lat?)" },
};

static void
what_is_wrong_is_said_with_its_place(void)
{
	struct settings settings = { .scrolloff = 77 };

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		struct why why = { "" };

		CHECK_EQ(read_text(wrong[i].text, &settings, &why), -22);
		CHECK_STR(why.text, wrong[i].sentence);
	}
	CHECK_EQ(settings.scrolloff, 77);
}

static void
filters_are_found_by_their_names(void)
{
	struct config config;
	struct why why;
	static const char text[] = "filters:\n  failed: err and not err=ENOENT\n";

	CHECK_EQ(config_read("config.yaml", text, sizeof text - 1, &config, &why), 0);
	CHECK_STR(settings_filter(&config, "failed"), "err and not err=ENOENT");
	CHECK(settings_filter(&config, "slow") == NULL);
	CHECK(settings_filter(NULL, "failed") == NULL);
	config_done(&config);
}

int
main(void)
{
	without_a_configuration_there_are_defaults();
	columns_are_shown_in_the_order_in_which_they_are_named();
	what_is_wrong_is_said_with_its_place();
	filters_are_found_by_their_names();
	return check_result();
}
