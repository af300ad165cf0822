#include "ui/alert_why.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/format.h"
#include "base/text.h"
#include "model/session.h"
#include "ui/bars.h"
#include "ui/detail.h"

enum { SCORES_COLS = 16, SPARK_LEFT = 11 };

/* What was measured, and with what it was compared. */
static void
say_numbers(struct text *text, const struct alert *alert)
{
	char lasted[FORMAT_CAP], usual[FORMAT_CAP], spread[FORMAT_CAP], asked[FORMAT_CAP];

	text_addf(text, "call %llu lasted %s", (unsigned long long)alert->worst_seq,
		  format_duration(lasted, alert->duration_ns));
	if (alert->rule == ALERT_BY_RULE) {
		text_addf(text, "; the rule %s: %s", alert->title, alert->about[0] != '\0' ? alert->about : "it means such calls");
		return;
	}
	format_duration(usual, (uint64_t)alert->usual_ns);
	format_duration(spread, (uint64_t)alert->spread_ns);
	if (alert->rule == ALERT_RENACER) {
		text_addf(text, "; the last %llu with it: mean %s, deviation %s", (unsigned long long)alert->samples,
			  usual, spread);
		return;
	}
	if (alert->rule == ALERT_LATE)
		text_addf(text, ", was to wait %s", format_duration(asked, alert->asked_ns));
	text_addf(text, "; %s: median %s, MAD %s, n %llu", alert->rule == ALERT_LATE ? "beyond that others" : "calls like it", usual,
		  spread, (unsigned long long)alert->samples);
}

/* How the score comes of them. */
static void
say_formula(struct text *text, const struct alert *alert)
{
	if (alert->rule == ALERT_BY_RULE)
		text_addf(text, "%llu so far, the first at call %llu", (unsigned long long)alert->count,
			  (unsigned long long)alert->first_seq);
	else if (alert->rule == ALERT_RENACER)
		text_addf(text, "z = (duration - mean) / deviation = %.1f", alert->z);
	else
		text_addf(text, "z %.1f is a chance of 1 in %.2g: in its tail %.0f %% longer is e times as rare",
			  alert->z, alert->chance > 0 ? 1 / alert->chance : 0, 100 * (exp(alert->scale) - 1));
}

void
alert_why_draw(const struct canvas *canvas, const struct alert *alert)
{
	char line[320];
	struct text text = text_in(line, sizeof line);
	int used;

	/* Severity in words: two of them have the same mark, and would differ by colour alone. */
	text_addf(&text, "%s: %.60s by %.80s, why", alert_severity_name(alert->severity), alert->call[0] != '\0' ? alert->call : alert->title,
		  alert->function[0] != '\0' ? alert->function : "unknown code");
	draw_rule(canvas, 0, ROLE_TITLE, line);
	text = text_in(line, sizeof line);
	say_numbers(&text, alert);
	draw_foreign(canvas, 1, 1, canvas->cols - 1, ROLE_TEXT, line, strlen(line));
	text = text_in(line, sizeof line);
	say_formula(&text, alert);
	draw_foreign(canvas, 2, 1, canvas->cols - 1, ROLE_TEXT, line, strlen(line));
	if (alert->recent_count == 0)
		return;
	snprintf(line, sizeof line, "the %u before: ", alert->recent_count);
	draw_foreign(canvas, 3, 1, canvas->cols - 1, ROLE_DIM, line, strlen(line));
	used = draw_spark(canvas, 3, 1 + (int)strlen(line), canvas->cols - 20 - (int)strlen(line), ROLE_GRAPH,
			  alert->recent_ns, alert->recent_count);
	draw_text(canvas, 3, 2 + (int)strlen(line) + used, ROLE_GRAPH_HOT, canvas->grid->ascii ? "#" : "█");
}

/* --- all of it ------------------------------------------------------------------------ */

static void
put_head(struct detail_page *page, const struct alert *alert)
{
	char line[320];
	struct text text = text_in(line, sizeof line);

	text_addf(&text, "%s: %.60s by %.200s", alert_severity_name(alert->severity),
		  alert->call[0] != '\0' ? alert->call : alert->title, alert->function[0] != '\0' ? alert->function : "unknown code");
	detail_put(page, alert->title, ROLE_TITLE, line, NULL);
}

static void
put_measured(struct detail_page *page, const struct alert *alert)
{
	char line[320], one[FORMAT_CAP], other[FORMAT_CAP];
	struct text text = text_in(line, sizeof line);
	struct call_row row;

	text_addf(&text, "call %llu lasted %s", (unsigned long long)alert->worst_seq,
		  format_duration(one, alert->duration_ns));
	if (session_row(page->scene->session, alert->worst_seq, &row) && row.event != NULL && row.event->floor_ns > 0)
		text_addf(&text, ", of which its stops cost about %s", format_duration(one, row.event->floor_ns));
	if (alert->waited_ns > 0)
		text_addf(&text, "; %s more it waited for a processor", format_duration(other, alert->waited_ns));
	detail_put(page, "measured", ROLE_TEXT, line, NULL);
}

static void
put_usual(struct detail_page *page, const struct alert *alert)
{
	char line[640], one[FORMAT_CAP], other[FORMAT_CAP];
	struct text text = text_in(line, sizeof line);
	bool renacer = alert->rule == ALERT_RENACER;

	text_addf(&text, "%s %s, %s %s, of %llu calls before it", renacer ? "mean" : "median", format_duration(one, (uint64_t)alert->usual_ns),
		  renacer ? "deviation" : "MAD", format_duration(other, (uint64_t)alert->spread_ns), (unsigned long long)alert->samples);
	if (alert->rule == ALERT_LATE)
		text_addf(&text, ", beyond the limit of %s", format_duration(one, alert->asked_ns));
	detail_put(page, "usual", ROLE_TEXT, line, NULL);
	detail_put(page, "like it", ROLE_TEXT, renacer ? alert->call : alert->like, NULL);
	text = text_in(line, sizeof line);
	if (renacer)
		text_addf(&text, "the newest %u, itself among them", alert->window);
	else
		text_addf(&text, "all so far; after %u of them those before count half", alert->window);
	detail_put(page, "window", ROLE_TEXT, line, NULL);
}

static void
put_formula(struct detail_page *page, const struct alert *alert)
{
	char line[320];
	struct text text = text_in(line, sizeof line);

	say_formula(&text, alert);
	detail_put(page, "z", ROLE_TEXT, line, NULL);
	if (alert->rule != ALERT_RENACER)
		detail_put(page, "", ROLE_DIM,
			   "low: z 3, 1 in 700; medium: z 4, 1 in 30,000; high: z 5, 1 in 3 million of such calls",
			   NULL);
}

/* A line of its own for a picture, which needs no words: where it is drawn, -1 out of sight. */
static int
picture_row(struct detail_page *page, const char *label)
{
	long row = page->count - page->top;

	detail_put(page, label, ROLE_DIM, "", NULL);
	return row >= 0 && row < page->canvas->rows && page->canvas->grid->rows > 0 ? (int)row : -1;
}

static void
put_recent(struct detail_page *page, const struct alert *alert)
{
	char label[16], line[FORMAT_CAP * ALERT_RECENT + ALERT_RECENT], one[FORMAT_CAP];
	struct text text = text_in(line, sizeof line);
	int row, used;

	if (alert->recent_count == 0)
		return;
	snprintf(label, sizeof label, "last %u", alert->recent_count);
	row = picture_row(page, label);
	if (row >= 0) {
		used = draw_spark(page->canvas, row, SPARK_LEFT, page->canvas->cols - SPARK_LEFT - 3, ROLE_GRAPH,
				  alert->recent_ns, alert->recent_count);
		draw_text(page->canvas, row, SPARK_LEFT + 1 + used, ROLE_GRAPH_HOT, page->canvas->grid->ascii ? "#" : "█");
	}
	for (unsigned i = 0; i < alert->recent_count; i++)
		text_addf(&text, "%s%s", i > 0 ? " " : "", format_duration(one, alert->recent_ns[i]));
	detail_put(page, "", ROLE_DIM, line, NULL);
}

/* Of whoever asked, or of all calls of the name: not only of calls like it. */
static const struct profile_row *
scores_of(const struct scene *scene, const struct alert *alert)
{
	enum profile_by by = alert->function[0] != '\0' ? PROFILE_FUNCTION : PROFILE_CALL;
	const struct profile *profile = session_profile(scene->figures, by);
	const char *name = by == PROFILE_FUNCTION ? alert->function : alert->call;

	for (size_t i = 0; i < profile_count(profile); i++)
		if (strcmp(profile_row(profile, i)->name, name) == 0)
			return profile_row(profile, i);
	return NULL;
}

static void
put_scores(struct detail_page *page, const struct alert *alert)
{
	const struct profile_row *figures = scores_of(page->scene, alert);
	char line[300];
	int row;

	if (figures == NULL || figures->recent_count == 0)
		return;
	row = picture_row(page, "newest z");
	if (row < 0)
		return;
	draw_scores(page->canvas, row, SPARK_LEFT, SCORES_COLS, ROLE_GRAPH, figures);
	snprintf(line, sizeof line, "of %.200s, whatever it asks for", figures->name);
	draw_foreign(page->canvas, row, SPARK_LEFT + SCORES_COLS + 2, page->canvas->cols - SPARK_LEFT - SCORES_COLS - 2,
		     ROLE_DIM, line, strlen(line));
}

static void
put_count(struct detail_page *page, const struct alert *alert)
{
	char line[160];

	snprintf(line, sizeof line, "%llu so far: the first at call %llu, the newest at %llu",
		 (unsigned long long)alert->count, (unsigned long long)alert->first_seq,
		 (unsigned long long)alert->last_seq);
	detail_put(page, "came", ROLE_TEXT, line, NULL);
}

static void
put_all(struct detail_page *page, const struct alert *alert)
{
	put_head(page, alert);
	put_measured(page, alert);
	if (alert->rule == ALERT_BY_RULE) {
		detail_put(page, "because", ROLE_TEXT, alert->about[0] != '\0' ? alert->about : "the rule means such calls", NULL);
	} else {
		put_usual(page, alert);
		put_formula(page, alert);
		put_recent(page, alert);
	}
	put_scores(page, alert);
	put_count(page, alert);
}

void
alert_why_draw_all(const struct canvas *canvas, const struct scene *scene, const struct alert *alert, long line)
{
	struct detail_page page = { .canvas = canvas, .scene = scene, .wraps = true, .top = line, .cursor = DETAIL_NO_CURSOR };

	put_all(&page, alert);
}

long
alert_why_lines(const struct scene *scene, const struct alert *alert, int cols)
{
	struct grid none = { .rows = 0 };
	struct canvas nowhere = { &none, 0, 0, 1, cols };
	struct detail_page page = { .canvas = &nowhere, .scene = scene, .wraps = true, .top = LONG_MAX / 2, .cursor = DETAIL_NO_CURSOR };

	put_all(&page, alert);
	return page.count;
}
