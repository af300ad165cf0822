#include "ui/tasklanes.h"

#include "model/session.h"
#include "model/tasks.h"
#include "ui/clock.h"
#include "ui/condition.h"
#include "ui/pane.h"

enum {
	SLICE_LEAST_NS = 1000,
	AGAIN_NS = 250 * 1000 * 1000, /* between lanes that are made anew as time goes on */
	FIRST_NS = 2 * 1000 * 1000,	/* in which what is small is done at once */
};

void
tasklanes_done(struct tasklanes *lanes)
{
	lanes_free(lanes->shown);
	lanes_free(lanes->making);
}

/* --- which time is shown --------------------------------------------------------------- */

/* From a microsecond on 10, 15, 20 … 80 of whatever power of ten: the first that is not less, so that ten are round. */
static uint64_t
round_up(uint64_t ns)
{
	static const unsigned steps[] = { 10, 15, 20, 25, 30, 40, 50, 60, 80 };

	for (uint64_t unit = SLICE_LEAST_NS / 10;; unit *= 10)
		for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
			if (steps[i] * unit >= ns)
				return steps[i] * unit;
}

static uint64_t
now_of(const struct scene *scene)
{
	uint64_t begin_ns = session_totals(scene->session)->begin_ns;

	return scene->time_ns > begin_ns ? scene->time_ns - begin_ns : 0;
}

/* What a column stands for when the whole run is shown. */
static uint64_t
whole_slice(const struct tasklanes *lanes, const struct scene *scene)
{
	return round_up(now_of(scene) / lanes->columns + 1);
}

/* Keeps the cursor in sight, or without one the newest; what comes has a quarter of the room before all moves. */
static void
keep_in_sight(struct tasklanes *lanes, const struct scene *scene)
{
	bool live = session_totals(scene->session)->phase == SESSION_LIVE && scene->at == 0;
	uint64_t room = lanes->columns * lanes->slice_ns, at = lanes->cursor ? lanes->at_ns : now_of(scene);
	uint64_t back = lanes->cursor ? room / 2 : live ? room / 4 * 3 : room - lanes->slice_ns;

	if (at >= lanes->from_ns && at < lanes->from_ns + room)
		return;
	lanes->from_ns = at > back ? (at - back) / lanes->slice_ns * lanes->slice_ns : 0;
}

static struct lanes_window
choose_window(struct tasklanes *lanes, const struct scene *scene)
{
	uint64_t whole = whole_slice(lanes, scene);

	if (lanes->slice_ns >= whole)
		lanes->slice_ns = 0;
	if (lanes->slice_ns == 0)
		return (struct lanes_window){ .slice_ns = whole, .slices = lanes->columns };
	keep_in_sight(lanes, scene);
	return (struct lanes_window){ .begin_ns = lanes->from_ns, .slice_ns = lanes->slice_ns, .slices = lanes->columns };
}

static bool
is_window(const struct lanes *lanes, const struct lanes_window *window)
{
	const struct lanes_window *has = lanes_window(lanes);

	return has->begin_ns == window->begin_ns && has->slice_ns == window->slice_ns && has->slices == window->slices;
}

static bool
is_current(const struct tasklanes *lanes, const struct lanes *some, const struct scene *scene,
	   const struct lanes_window *window)
{
	return some != NULL && lanes->made_of == scene->figures_id && lanes_until_ns(some) <= now_of(scene) &&
	       is_window(some, window);
}

/* As time goes on lanes are made anew now and then; for the user at once. */
static bool
may_wait(const struct tasklanes *lanes, const struct scene *scene)
{
	return !lanes->asked && lanes->shown != NULL && lanes->made_of == scene->figures_id &&
	       scene->now_ns - lanes->made_ns < AGAIN_NS;
}

void
tasklanes_settle(struct tasklanes *lanes, const struct scene *scene, int columns)
{
	struct lanes_window window;
	struct lanes *newest = lanes->making != NULL ? lanes->making : lanes->shown;

	if (!lanes->on || columns < 1)
		return;
	lanes->columns = (unsigned)columns;
	window = choose_window(lanes, scene);
	if (!is_current(lanes, newest, scene, &window) && !may_wait(lanes, scene)) {
		lanes_free(lanes->making);
		lanes->making = newest = lanes_new(scene->session, &window);
		lanes->made_of = scene->figures_id;
		lanes->made_ns = scene->now_ns;
		lanes->asked = false;
	}
	lanes_follow(newest, scene->end, now_of(scene));
	lanes->behind = true;
	tasklanes_work(lanes, scene->now_ns + FIRST_NS);
}

bool
tasklanes_busy(const struct tasklanes *lanes)
{
	return lanes->on && lanes->behind;
}

/* Those that are being made are shown when they are whole. */
void
tasklanes_work(struct tasklanes *lanes, uint64_t until_ns)
{
	struct lanes *newest = lanes->making != NULL ? lanes->making : lanes->shown;

	do
		lanes->behind = !lanes_work(newest, LANES_PIECE);
	while (lanes->behind && clock_ns() < until_ns);
	if (lanes->behind || lanes->making == NULL)
		return;
	lanes_free(lanes->shown);
	lanes->shown = lanes->making;
	lanes->making = NULL;
}

/* --- what a column says ---------------------------------------------------------------- */

bool
tasklanes_marked(const struct tasklanes *lanes, unsigned *ret_first, unsigned *ret_end)
{
	const struct lanes_window *window = lanes->shown != NULL ? lanes_window(lanes->shown) : NULL;
	uint64_t low = lanes->boxing && lanes->box_ns < lanes->at_ns ? lanes->box_ns : lanes->at_ns;
	uint64_t high = lanes->boxing && lanes->box_ns > lanes->at_ns ? lanes->box_ns : lanes->at_ns;

	if (!lanes->cursor || window == NULL || high < window->begin_ns)
		return false;
	low = low > window->begin_ns ? (low - window->begin_ns) / window->slice_ns : 0;
	high = (high - window->begin_ns) / window->slice_ns + 1;
	*ret_first = (unsigned)(low < window->slices ? low : window->slices);
	*ret_end = (unsigned)(high < window->slices ? high : window->slices);
	return low < high && *ret_first < *ret_end;
}

/* How much of a slice the task was there, as far as it is known. */
static uint64_t
lived_ns(const struct tasklanes *lanes, const struct scene *scene, const struct task *task, unsigned slice)
{
	const struct lanes_window *window = lanes_window(lanes->shown);
	uint64_t begin_ns = session_totals(scene->session)->begin_ns, low = window->begin_ns + slice * window->slice_ns;
	uint64_t high = low + window->slice_ns, until = lanes_until_ns(lanes->shown),
		 since = lanes_since_ns(lanes->shown);
	uint64_t born = task->begin_ns > begin_ns ? task->begin_ns - begin_ns : 0;
	uint64_t gone = task->alive || task->end_ns < begin_ns ? until : task->end_ns - begin_ns;

	born = born > since ? born : since;
	gone = gone < until ? gone : until;
	low = low > born ? low : born;
	high = high < gone ? high : gone;
	return high > low ? high - low : 0;
}

struct tasklanes_sum
tasklanes_sum(const struct tasklanes *lanes, const struct scene *scene, const struct task *task, unsigned first,
	      unsigned end)
{
	struct tasklanes_sum sum = { 0 };

	for (unsigned slice = first; slice < end; slice++) {
		const struct lane_slice *one = lanes_slice(lanes->shown, task->serial, slice);

		sum.lived_ns += lived_ns(lanes, scene, task, slice);
		if (one == NULL)
			continue;
		sum.all.work_ns += one->work_ns;
		sum.all.wait_ns += one->wait_ns;
		sum.all.calls += one->calls;
		sum.all.errors += one->errors;
		sum.all.severity = one->severity > sum.all.severity ? one->severity : sum.all.severity;
		if (one->longest_ns > sum.all.longest_ns) {
			sum.all.longest_ns = one->longest_ns;
			sum.all.longest_seq = one->longest_seq;
		}
	}
	return sum;
}

bool
tasklanes_condition(const struct tasklanes *lanes, const struct scene *scene, const struct task *task,
		    struct text *text, uint64_t *ret_longest)
{
	uint64_t begin_ns = session_totals(scene->session)->begin_ns, low, high;
	const struct lanes_window *window;
	struct call_row row;
	unsigned first, end;
	struct tasklanes_sum sum;

	if (!tasklanes_marked(lanes, &first, &end))
		return false;
	sum = tasklanes_sum(lanes, scene, task, first, end);
	if (sum.all.longest_seq == 0 || !session_row(scene->session, sum.all.longest_seq, &row) || row.event == NULL)
		return false;
	window = lanes_window(lanes->shown);
	low = window->begin_ns + first * window->slice_ns;
	high = window->begin_ns + end * window->slice_ns;
	/* It may have been entered long before, and is what one wants to see. */
	if (row.event->head.time_ns - begin_ns < low)
		low = row.event->head.time_ns - begin_ns;
	text_addf(text, "tid = %u", task->tid);
	condition_range(text, "t", low, high);
	*ret_longest = sum.all.longest_seq;
	return !text->cut;
}

/* --- actions --------------------------------------------------------------------------- */

/* The newest column in which the task was in a call. */
static void
put_cursor(struct tasklanes *lanes, const struct task *task)
{
	const struct lanes_window *window = lanes_window(lanes->shown);
	uint64_t until = lanes_until_ns(lanes->shown);

	lanes->cursor = true;
	lanes->at_ns = until / window->slice_ns * window->slice_ns;
	for (unsigned slice = window->slices; slice-- > 0;)
		if (lanes_slice(lanes->shown, task->serial, slice) != NULL) {
			lanes->at_ns = window->begin_ns + slice * window->slice_ns;
			return;
		}
}

/* A column further, and to where it begins. */
static void
move(struct tasklanes *lanes, const struct task *task, int step)
{
	uint64_t slice_ns = lanes_window(lanes->shown)->slice_ns;

	if (!lanes->cursor) {
		put_cursor(lanes, task);
		return;
	}
	lanes->at_ns = lanes->at_ns / slice_ns * slice_ns;
	if (step < 0)
		lanes->at_ns -= lanes->at_ns >= slice_ns ? slice_ns : lanes->at_ns;
	else if (lanes->at_ns + slice_ns <= lanes_until_ns(lanes->shown))
		lanes->at_ns += slice_ns;
}

/* What one looks closer at is the longest call there, not where the column begins. */
static void
find_longest(struct tasklanes *lanes, const struct scene *scene, const struct task *task)
{
	uint64_t begin_ns = session_totals(scene->session)->begin_ns, entered;
	struct call_row row;
	unsigned first, end;
	struct tasklanes_sum sum;

	if (!tasklanes_marked(lanes, &first, &end))
		return;
	sum = tasklanes_sum(lanes, scene, task, first, end);
	if (sum.all.longest_seq == 0 || !session_row(scene->session, sum.all.longest_seq, &row) || row.event == NULL)
		return;
	entered = row.event->head.time_ns - begin_ns;
	if (entered > lanes->at_ns && !lanes->boxing)
		lanes->at_ns = entered;
}

/* The cursor stays where it is on the screen, or without one the newest. What was asked for may not be shown yet. */
static void
zoom(struct tasklanes *lanes, bool in)
{
	const struct lanes_window *shown = lanes_window(lanes->shown);
	uint64_t slice_ns = lanes->slice_ns != 0 ? lanes->slice_ns : shown->slice_ns;
	uint64_t from_ns = lanes->slice_ns != 0 ? lanes->from_ns : shown->begin_ns;
	uint64_t at_ns = lanes->cursor ? lanes->at_ns : lanes_until_ns(lanes->shown), left;

	left = at_ns > from_ns ? (at_ns - from_ns) / slice_ns : 0;
	lanes->slice_ns = slice_ns = round_up(in ? slice_ns / 2 : slice_ns * 2);
	lanes->from_ns = at_ns > left * slice_ns ? (at_ns - left * slice_ns) / slice_ns * slice_ns : 0;
}

void
tasklanes_toggle(struct tasklanes *lanes)
{
	lanes->on = !lanes->on;
	lanes->asked = true;
}

bool
tasklanes_act(struct tasklanes *lanes, const struct scene *scene, const struct task *task, enum action action)
{
	lanes->asked = true;
	if (!lanes->on || lanes->shown == NULL)
		return false;
	switch (action) {
	case ACTION_LEFT:
	case ACTION_RIGHT:
		move(lanes, task, action == ACTION_LEFT ? -1 : 1);
		return true;
	case ACTION_MORE:
	case ACTION_LESS:
		if (action == ACTION_MORE && lanes->making == NULL)
			find_longest(lanes, scene, task);
		zoom(lanes, action == ACTION_MORE);
		return true;
	case ACTION_SELECT:
		if (lanes->cursor) {
			lanes->boxing = !lanes->boxing;
			lanes->box_ns = lanes->at_ns;
		}
		return lanes->cursor;
	default:
		return false;
	}
}

bool
tasklanes_click(struct tasklanes *lanes, unsigned hit)
{
	const struct lanes_window *window = lanes->shown != NULL ? lanes_window(lanes->shown) : NULL;
	uint64_t at_ns;

	if (!lanes->on || window == NULL || hit < TASKLANES_HIT)
		return false;
	at_ns = window->begin_ns + (hit - TASKLANES_HIT) * window->slice_ns;
	if (at_ns <= lanes_until_ns(lanes->shown)) {
		lanes->cursor = true;
		lanes->at_ns = at_ns;
	}
	return true;
}

bool
tasklanes_close(struct tasklanes *lanes)
{
	bool something = lanes->on && (lanes->boxing || lanes->cursor);

	if (lanes->boxing)
		lanes->boxing = false;
	else
		lanes->cursor = false;
	return something;
}
