/* A line that is typed. */
#include "ui/prompt.h"

#include "check.h"
#include "ui/keymap.h"

static struct prompt prompt;

static enum prompt_state
type(const char *keys)
{
	enum prompt_state state = PROMPT_TYPING;

	for (; *keys != '\0'; keys++)
		state = prompt_key(&prompt, (unsigned char)*keys);
	return state;
}

int
main(void)
{
	prompt_open(&prompt);
	CHECK(prompt.open && prompt.len == 0);
	CHECK_EQ(type("read\xc3\xa9"), PROMPT_TYPING);
	CHECK_STR(prompt.text, "read\xc3\xa9");
	CHECK_EQ(prompt_key(&prompt, KEYS_BACKSPACE), PROMPT_TYPING);
	CHECK_STR(prompt.text, "read");
	CHECK_EQ(type("\x7f"), PROMPT_TYPING);
	CHECK_STR(prompt.text, "rea");
	CHECK_EQ(prompt_key(&prompt, KEYS_UP), PROMPT_TYPING);
	CHECK_STR(prompt.text, "rea");
	CHECK_EQ(type("\x15" "close\r"), PROMPT_DONE);
	CHECK_STR(prompt.text, "close");
	CHECK(!prompt.open);
	prompt_open(&prompt);
	CHECK_STR(prompt.text, "");
	CHECK_EQ(type("\x7f"), PROMPT_LEFT);
	prompt_open(&prompt);
	CHECK_EQ(type("x\x1b"), PROMPT_LEFT);
	prompt_open(&prompt);
	for (int i = 0; i < 1000; i++)
		prompt_key(&prompt, 'a');
	CHECK_EQ(prompt.len, PROMPT_CAP - 1);
	return check_result();
}
