#include "ui/palette_sort.h"

#include <errno.h>
#include <string.h>

#include "ui/inside.h"

int
palette_sort(struct ui *ui, const char *rest, struct why *why)
{
	struct pane *pane = &ui->panes[ui->focus];
	const char *name;

	if (pane->ops->sort == NULL)
		return why_set(why, -EINVAL, "the rows of this pane have one order");
	for (unsigned by = 0; (name = pane->ops->sort_name(by)) != NULL; by++)
		if (strcmp(name, rest) == 0) {
			pane->ops->sort(pane, by);
			return 0;
		}
	return why_set(why, -EINVAL, "rows are not sorted by \"%.40s\" here; Tab lists what they are", rest);
}

void
palette_offer_sorts(struct ui *ui, size_t from)
{
	const struct pane_ops *ops = ui->panes[ui->focus].ops;
	const struct prompt *prompt = &ui->bar.prompt;
	size_t len = prompt->at > from ? prompt->at - from : 0;
	const char *name;

	choices_clear(&ui->bar.choices, from);
	for (unsigned by = 0; ops->sort != NULL && (name = ops->sort_name(by)) != NULL; by++)
		if (strncmp(name, prompt->text + from, len) == 0)
			choices_add(&ui->bar.choices, name, "");
}
