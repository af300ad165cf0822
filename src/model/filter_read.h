/* filter_read.h - the readers of filter_field.c's table, for it alone */
#ifndef FILTER_READ_H
#define FILTER_READ_H

#include "model/filter_field.h"

typedef unsigned filter_numbers(const struct filter_look *look, const struct filter_field *field, int64_t *ret_values);
typedef bool filter_texts(const struct filter_look *look, const struct filter_field *field, filter_hear *hear,
			  const void *ear);
typedef bool filter_alone(const struct filter_look *look);

/* Of the record, and of who is known by number: filter_read.c */
filter_numbers filter_read_alert, filter_read_duration, filter_read_error, filter_read_mark, filter_read_net,
	filter_read_pid, filter_read_result, filter_read_score, filter_read_seq, filter_read_tid, filter_read_time;
filter_texts filter_hear_call, filter_hear_comm, filter_hear_error;
filter_alone filter_is_alert, filter_is_error, filter_is_gap, filter_is_marked, filter_is_open, filter_is_preempted,
	filter_is_unfinished, filter_is_wait;

/* Of arguments and result: filter_read_args.c */
filter_numbers filter_read_arg, filter_read_fd, filter_read_size;
filter_texts filter_hear_arg, filter_hear_path, filter_hear_result;

/* Of who asked: filter_read_place.c */
filter_texts filter_hear_caller, filter_hear_function, filter_hear_generated, filter_hear_module, filter_hear_source,
	filter_hear_stack;

#endif
