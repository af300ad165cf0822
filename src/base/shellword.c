#include "base/shellword.h"

void
shellword_add(struct text *text, const char *word)
{
	text_addc(text, '\'');
	for (; *word != '\0'; word++)
		if (*word == '\'')
			text_add(text, "'\\''");
		else
			text_addc(text, *word);
	text_addc(text, '\'');
}
