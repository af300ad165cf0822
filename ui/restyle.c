/* Another theme while the program runs; see inside.h. */
#include <stdio.h>

#include "ui/inside.h"
#include "ui/screen.h"

int
ui_theme_switch(struct ui *ui, const char *name, struct why *reterr_why)
{
	struct theme theme;
	int r = theme_load(name, &theme, reterr_why);

	if (r < 0)
		return r;
	snprintf(ui->theme_name, sizeof ui->theme_name, "%s", name);
	ui->theme = theme;
	ui->grid.ascii = compose_ascii(ui);
	if (ui->screen != NULL)
		screen_theme(ui->screen, &theme);
	ui->to_draw = true;
	return 0;
}
