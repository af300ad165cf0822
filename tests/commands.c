/* Commands of the user's own: each bad one gets its exact sentence; what the others become for a call. */
#include "ui/commands.h"

#include <errno.h>
#include <stdlib.h>

#include "check.h"
#include "config/config.h"
#include "model/session.h"
#include "records.h"
#include "ui/keymap.h"

static const struct {
	const char *text, *says;	/* "": nothing is wrong */
} cases[] = {
	{ "commands:\n  - { name: fds, run: \"ls %{pid}\", key: F11, ask: yes, wait: no }\n", "" },
	{ "commands:\n  - { run: ls }\n", "c.yaml:2:5: a command wants a \"name\"" },
	{ "commands:\n  - { name: fds }\n", "c.yaml:2:5: a command wants a \"run\"" },
	{ "commands:\n  - { name: fds, run: \" \" }\n", "c.yaml:2:24: a line for the shell is expected" },
	{ "commands:\n  - { name: two words, run: ls }\n", "c.yaml:2:13: the name of a command is one word, and no number" },
	{ "commands:\n  - { name: 7up, run: ls }\n", "c.yaml:2:13: the name of a command is one word, and no number" },
	{ "commands:\n  - { name: quit, run: ls }\n", "c.yaml:2:13: \"quit\" is a command of sightline's" },
	{ "commands:\n  - { name: go, run: ls }\n", "c.yaml:2:13: \"go\" is a command of sightline's" },
	{ "commands:\n  - { name: a, run: ls }\n  - { name: a, run: ls }\n", "c.yaml:3:13: there are two commands \"a\"" },
	{ "commands:\n  - { name: a, run: \"ls %{pad}\" }\n", "c.yaml:2:25: a call has no %{pad} (pid?)" },
	{ "commands:\n  - { name: a, run: \"ls %{open}\" }\n", "c.yaml:2:25: a call has no %{open}" },
	{ "commands:\n  - { name: a, run: ls, key: F77 }\n", "c.yaml:2:30: no key is called \"F77\"" },
	{ "commands:\n  - { name: a, run: ls, key: j }\n", "c.yaml:2:30: j is bound to down already" },
	{ "commands:\n  - { name: a, run: ls, key: F11 }\n  - { name: b, run: ls, key: F11 }\n", "c.yaml:3:30: F11 is bound to a already" },
	{ "commands:\n  - { name: a, run: ls, ask: perhaps }\n", "c.yaml:2:30: \"perhaps\" is neither yes nor no" },
	{ "commands:\n  - { name: a, run: ls, keys: F11 }\n", "c.yaml:2:25: a command has no \"keys\" (key?)" },
	{ "commands: ls\n", "c.yaml:1:11: " },
	{ "commands:\n  - ls\n", "c.yaml:2:5: " },
};

static void
every_bad_command_gets_its_sentence(void)
{
	struct keymap keymap;

	CHECK_EQ(keymap_default(&keymap, NULL), 0);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct commands commands = { .count = 0 };
		struct config config;
		struct why why = { "" };
		int r = config_read("c.yaml", cases[i].text, strlen(cases[i].text), &config, &why);

		if (r == 0) {
			r = commands_read(&config, &keymap, &commands, &why);
			commands_done(&commands);
			config_done(&config);
		}
		CHECK_EQ(r, cases[i].says[0] != '\0' ? -EINVAL : 0);
		if (!CHECK(strncmp(why.text, cases[i].says, strlen(cases[i].says)) == 0))
			printf("  \"%s\" is not \"%s\"\n", why.text, cases[i].says);
	}
}

static void
a_line_is_made_for_a_call(void)
{
	static const struct { const char *run, *line; } lines[] = {
		{ "ls -l /proc/%{pid}/fd", "ls -l /proc/'1001'/fd" },
		{ "echo %{fn} %{path} %{err}", "echo 'openat' '/it'\\''s $(here)' 'ENOENT'" },
		{ "echo %{lat} %{seq} %{tid}", "echo '12000' '1' '1001'" },
		{ "date +%s", "date +%s" },
	};
	struct session *session = session_new(&(struct session_options){ .history_bytes = 1 << 20 });
	struct records records = { .session = session };
	struct why why;
	uint32_t task;
	char *line;

	records_start(&records, "cat");
	task = records_task(&records, 0, "cat");
	records_call(&records, task, "openat", -2, 12000, "/it's $(here)");
	records_call(&records, task, "getppid", 1, 500, NULL);
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		const struct command command = { .name = "it", .run = lines[i].run };

		line = command_line(&command, session, 1, 0, &why);
		if (lines[i].line != NULL)
			CHECK_STR(line, lines[i].line);
		free(line);
	}
	CHECK(command_line(&(struct command){ .name = "it", .run = "cat %{path}" }, session, 2, 0, &why) == NULL);
	CHECK_STR(why.text, "call #2 has no path");
	CHECK(command_line(&(struct command){ .name = "it", .run = "cat %{path}" }, session, 0, 0, &why) == NULL);
	CHECK_STR(why.text, "there is no call here that it could be about");
	line = command_line(&(struct command){ .name = "it", .run = "ps" }, session, 0, 0, &why);
	CHECK_STR(line, "ps");
	free(line);
	session_free(session);
}

int
main(void)
{
	a_line_is_made_for_a_call();
	every_bad_command_gets_its_sentence();
	return check_result();
}
