/*
 * format.h - numbers and times the way people read them
 *
 * Each function writes into a buffer of at least FORMAT_CAP bytes that the
 * caller owns and returns it. Results are at most the width named.
 */
#ifndef FORMAT_H
#define FORMAT_H

#include <stddef.h>
#include <stdint.h>

enum { FORMAT_CAP = 32 };

/* "999ns" "1.2us" "12us" "412us" "1.2ms" "41ms" "1.2s" "3m12s" "2h05m": at most 6 columns; µ is spelt u. */
const char *format_duration(char *buf, uint64_t ns);

/* "950" "1.2k" "12k" "3.4M": at most 5 columns, decimal. */
const char *format_count(char *buf, uint64_t n);

/* "950B" "1.2K" "12K" "3.4M" "1.1G": at most 5 columns, powers of 1024. */
const char *format_bytes(char *buf, uint64_t n);

/* "1,204": grouped digits. */
const char *format_grouped(char *buf, uint64_t n);

/* "0:01:23": hours, minutes, seconds. */
const char *format_clock(char *buf, uint64_t ns);

/* "13:04:05", or with 3, 6 or 9 digits "13:04:05.123": the time of day here, of nanoseconds since 1970. */
const char *format_time_of_day(char *buf, uint64_t realtime_ns, unsigned digits);

/* "12.004511": seconds with six digits of fraction. */
const char *format_seconds(char *buf, uint64_t ns);

/*
 * A row of `columns` bars for `count` values, oldest first; neighbours share a
 * column by their maximum when there are more values than columns. UTF-8
 * eighth blocks, or " .:-=+*#%@" when `ascii`. `buf` needs 4 * columns + 1.
 */
const char *format_bars(char *buf, size_t cap, const double *values, size_t count, unsigned columns, int ascii);

#endif
