/* What the program writes to its own terminal. */
#include <string.h>

#include "ui/pane.h"
#include "ui/terminal.h"

static void
output_draw(const struct pane *pane, const struct scene *scene, const struct canvas *canvas)
{
	static const char elsewhere[] = "the program has its own terminal", silent[] = "nothing was written yet";

	(void)pane;
	if (scene->terminal == NULL)
		draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_DIM, elsewhere, sizeof elsewhere - 1);
	else if (terminal_bytes(scene->terminal) == 0)
		draw_foreign(canvas, 0, 1, canvas->cols - 1, ROLE_DIM, silent, sizeof silent - 1);
	else
		terminal_draw(scene->terminal, canvas);
}

const struct pane_ops pane_output = { .name = "output", .title = "Output", .draw = output_draw };
