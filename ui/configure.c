/* Keys, layouts, colour rules and all else that a user has set; see inside.h. */
#include <errno.h>

#include "config/config.h"
#include "ui/inside.h"
#include "ui/layouts.h"
#include "ui/tints.h"

/* The option's theme, the configuration's, or the default. */
static int
load_theme(struct ui *ui, const struct config *config, struct why *why)
{
	struct why inner;
	int r;

	if (ui->options->theme != NULL || config == NULL || config->theme.text == NULL)
		return ui_theme_switch(ui, ui->options->theme != NULL ? ui->options->theme : "default", why);
	r = ui_theme_switch(ui, config->theme.text, &inner);
	if (r == -ENOENT)
		return why_written(why, -EINVAL, &config->theme, 0, "%s", inner.text);
	return r < 0 ? why_set(why, r, "%s", inner.text) : 0;
}

int
configure(struct ui *ui, struct why *reterr_why)
{
	const struct config *config = ui->options->config;
	int r = keymap_load(config != NULL ? &config->key_set : NULL, config != NULL ? config->bindings : NULL, &ui->keymap,
			    reterr_why);

	if (r == 0)
		r = layouts_new(config != NULL ? config->layouts : NULL, &ui->layouts, reterr_why);
	if (r == 0)
		r = tints_new(config, &ui->tints, reterr_why);
	if (r == 0)
		r = settings_read(config, &ui->settings, reterr_why);
	if (r == 0)
		r = commands_read(config, &ui->keymap, &ui->commands, reterr_why);
	return r == 0 ? load_theme(ui, config, reterr_why) : r;
}

void
configure_done(struct ui *ui)
{
	layouts_free(ui->layouts);
	tints_free(ui->tints);
	commands_done(&ui->commands);
}

int
ui_check(const struct ui_options *options, struct why *reterr_why)
{
	struct ui ui = { .options = options };
	int rows, cols, r = configure(&ui, reterr_why);
	double speed;

	if (r == 0 && options->screen != NULL && !script_parse_size(options->screen, &rows, &cols))
		r = why_set(reterr_why, -EINVAL, "--screen: \"%s\" is not a size such as 80x24", options->screen);
	if (r == 0 && options->play != NULL)
		r = play_read_speed(options->play, &speed, reterr_why);
	if (r == 0 && options->script != NULL)
		r = script_load(options->script, &ui.script, reterr_why);
	script_done(&ui.script);
	configure_done(&ui);
	return r;
}
