/* The stack a call was made from, remembered or walked; see engine.h. */
#include "trace/engine.h"

#include <string.h>

#include "trace/recall.h"

static struct recall_site
site_of(const struct tracee *tracee)
{
	const struct space *space = tracee->space;

	return (struct recall_site){ space->number, space->generation, tracee->call.pc, tracee->call.sp };
}

/* Walks of other code than our own kind's are not remembered: their words are not ours. */
static bool
is_remembered(const struct tracer *tracer, const struct tracee *tracee, size_t *ret_span, bool *ret_registers)
{
	const struct recall_site site = site_of(tracee);

	return tracee->call.abi == abi_native() && tracee->call.sp % 8 == 0 &&
	       recall_wants(tracer->recall, &site, ret_span, ret_registers);
}

static bool
read_registers(struct tracer *tracer, const struct tracee *tracee)
{
	tracer->regs_known = regs_read(tracee->tid, tracee->call.abi, &tracer->regs);
	return tracer->regs_known;
}

bool
walks_result(struct tracer *tracer, const struct tracee *tracee, int64_t *ret_result)
{
	size_t span;
	bool registers;

	tracer->regs_known = false;
	/* One register is cheaper than all of them, and will do where the walk is likely to be known. */
	if (is_remembered(tracer, tracee, &span, &registers) && !registers)
		return regs_result(tracee->tid, ret_result);
	if (!read_registers(tracer, tracee))
		return false;
	*ret_result = tracer->regs.result;
	return true;
}

/* Looks whether a walk made before holds; the bytes it looked at stay in the window. */
static uint32_t
recalled(struct tracer *tracer, struct tracee *tracee)
{
	const struct recall_site site = site_of(tracee);
	struct unwind_window *window = &tracer->window;
	size_t span;
	bool registers;

	if (!is_remembered(tracer, tracee, &span, &registers))
		return 0;
	/* As much as a walk would read: it comes next when nothing holds. */
	window->begin = site.sp;
	window->len = space_peek(tracee->space, tracee->tid, site.sp, window->bytes,
				 span > SPACE_WINDOW_FIRST ? span : SPACE_WINDOW_FIRST);
	return recall_find(tracer->recall, &site, window, tracer->regs_known ? &tracer->regs : NULL,
			   stacks_first(tracer->stacks));
}

static void
tell_stack(struct tracer *tracer, const struct tracee *tracee, uint32_t number, unsigned count, bool cut)
{
	struct event_stack *record = (struct event_stack *)tracer->record;

	*record = (struct event_stack){
		.head = { .kind = EVENT_STACK, .task = tracee->serial, .time_ns = tracee->call.begin_ns,
			  .flags = cut ? STACK_CUT : 0 },
		.stack = number, .count = count,
	};
	memcpy(record->frames, tracer->frames, count * sizeof *tracer->frames);
	outlet_put(&tracer->outlet, &record->head, sizeof *record + count * sizeof *tracer->frames);
}

/* Walks, and returns the stack's number, telling what readers do not know yet. */
static uint32_t
walked(struct tracer *tracer, struct tracee *tracee, const struct regs *regs, struct evidence *evidence)
{
	uint32_t number;
	unsigned count;
	bool cut, is_new;

	count = unwind_walk(tracer->unwinder, tracee->space, tracee->call.abi, regs, &tracer->window, &tracee->unwind,
			    tracer->frames, &cut, evidence);
	if (count == 0)
		return 0;
	number = stacks_number(tracer->stacks, tracer->frames, count, &is_new);
	if (is_new)
		tell_stack(tracer, tracee, number, count, cut);
	return number;
}

uint32_t
walks_number(struct tracer *tracer, struct tracee *tracee)
{
	const struct recall_site site = site_of(tracee);
	struct evidence evidence;
	uint32_t number;

	tracer->window.tid = tracee->tid;
	tracer->window.len = 0;
	/* After execve and sigreturn the registers are not those of whoever asked. */
	if (tracer->regs_known && tracer->regs.pc != tracee->call.pc)
		return 0;
	number = recalled(tracer, tracee);
	if (number != 0)
		return number;
	if (!tracer->regs_known && (!read_registers(tracer, tracee) || tracer->regs.pc != tracee->call.pc))
		return 0;
	number = walked(tracer, tracee, &tracer->regs, &evidence);
	if (number != 0 && tracee->call.abi == abi_native() && site.sp % 8 == 0)
		recall_keep(tracer->recall, &site, &evidence, number);
	return number;
}

/* Its stack is walked as far as the two registers carry; a frame that needs more ends the walk. */
uint32_t
walks_number_running(struct tracer *tracer, struct tracee *tracee)
{
	const struct regs_arch *arch = regs_arch(tracee->call.abi);
	struct regs regs = { .pc = tracee->call.pc };
	struct evidence evidence;

	if (arch == NULL)
		return 0;
	regs.value[arch->sp] = tracee->call.sp;
	tracer->window.tid = tracee->tid;
	tracer->window.len = 0;
	return walked(tracer, tracee, &regs, &evidence);
}
