/*
 * filter_offers.h - values of a field that a run has, counted
 */
#ifndef FILTER_OFFERS_H
#define FILTER_OFFERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct filter_field;
struct session;

struct filter_offered {
	char *text;		/* as a filter spells it */
	const char *help;	/* "" none */
	uint64_t count;
	size_t order;		/* in which they came */
	unsigned rank;		/* how well it fits, best 0 */
};

struct filter_offers {
	const char *begun;	/* what they must have in them, ignoring case */
	bool begins;		/* or begin with */
	struct filter_offered *list;
	size_t count, cap;
};

/* Adds a value, quoted where a filter must, or as it stands; nothing when it has not what was begun. */
void filter_offers_value(struct filter_offers *offers, const char *value, uint64_t count);
void filter_offers_plain(struct filter_offers *offers, const char *text, const char *help, uint64_t count);

/* Adds what calls of the session have in that field. */
void filter_offers_seen(struct filter_offers *offers, const struct filter_field *field, const struct session *session);

/* The best first: by rank, by count, as they came. */
void filter_offers_sort(struct filter_offers *offers);
void filter_offers_done(struct filter_offers *offers);

#endif
