/*
 * The hash table against a plain array, names as numbers, and memory that grows.
 */
#include "base/table.h"

#include <stdint.h>

#include "base/mem.h"
#include "check.h"

/* Marsaglia's xorshift: the same numbers on every machine. */
static uint64_t
next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

static void
a_zeroed_table_is_an_empty_one(void)
{
	struct table table = { .slots = NULL };
	size_t position = 0;

	CHECK(!table_get(&table, 0, NULL));
	CHECK(!table_remove(&table, 0));
	CHECK(!table_next(&table, &position, NULL, NULL));
	table_clear(&table);
	table_set(&table, 0, 7);
	CHECK(table_get(&table, 0, NULL));
	CHECK_EQ(table.count, 1);
	table_done(&table);
	CHECK_EQ(table.cap, 0);
}

enum { MODEL_KEYS = 500 };

/* What the table holds, visited and counted, is what the model holds. */
static bool
same_as_model(const struct table *table, const uint64_t *model)
{
	uint64_t key, value;
	size_t position = 0, visited = 0, held = 0;

	while (table_next(table, &position, &key, &value)) {
		visited++;
		if (key % 0x10000 != 0 || key / 0x10000 >= MODEL_KEYS || model[key / 0x10000] != value)
			return false;
	}
	for (unsigned i = 0; i < MODEL_KEYS; i++)
		held += model[i] != 0;
	return visited == held && table->count == held;
}

/* Keys that differ only in high bits, so that a poor mix would pile them up. */
static void
it_holds_what_was_set_and_not_removed(void)
{
	struct table table = { .slots = NULL };
	uint64_t model[MODEL_KEYS] = { 0 }, state = 88172645463325252, value;

	for (unsigned round = 0; round < 200000; round++) {
		unsigned i = (unsigned)(next_random(&state) % MODEL_KEYS);
		uint64_t key = (uint64_t)i * 0x10000;

		if (next_random(&state) % 3 == 0) {
			if (table_remove(&table, key) != (model[i] != 0))
				CHECK(!"a key that is there is removed, and no other");
			model[i] = 0;
		} else {
			model[i] = round + 1;
			table_set(&table, key, model[i]);
		}
		i = (unsigned)(next_random(&state) % MODEL_KEYS);
		key = (uint64_t)i * 0x10000;
		if (table_get(&table, key, &value) != (model[i] != 0) || (model[i] != 0 && value != model[i]))
			CHECK(!"a look-up finds the last value set");
	}
	CHECK(same_as_model(&table, model));
	CHECK(table.count * 10 <= table.cap * 7);
	table_clear(&table);
	CHECK_EQ(table.count, 0);
	CHECK(!table_get(&table, 0, NULL));
	table_done(&table);
}

static void
within_its_room_it_never_allocates(void)
{
	for (size_t room = 1; room < 3000; room = room * 3 / 2 + 1) {
		struct table table;
		struct table_slot *slots;

		table_init(&table, room);
		slots = table.slots;
		for (uint64_t key = 0; key < room; key++)
			table_set(&table, key, key);
		for (uint64_t key = 0; key < room; key++)
			table_set(&table, key, key + 1);
		for (uint64_t key = 0; key < room; key += 2)
			table_remove(&table, key);
		for (uint64_t key = 0; key < room; key += 2)
			table_set(&table, key + 1000000, key);
		if (table.slots != slots)
			CHECK_EQ(room, 0);
		table_done(&table);
	}
	CHECK(true);
}

static void
a_look_up_that_fails_leaves_the_value_alone(void)
{
	struct table table;
	uint64_t value = 5;

	table_init(&table, 10);
	CHECK(!table_get(&table, 1, &value));
	CHECK_EQ(value, 5);
	table_done(&table);
}

static void
every_byte_length_and_seed_changes_the_hash(void)
{
	static const char zeros[32];
	char bytes[32] = { 0 };
	uint64_t whole = table_hash(bytes, sizeof bytes, 1);

	for (unsigned i = 0; i < sizeof bytes; i++) {
		bytes[i] = 1;
		CHECK(table_hash(bytes, sizeof bytes, 1) != whole);
		bytes[i] = 0;
	}
	CHECK_EQ(table_hash(bytes, sizeof bytes, 1), whole);
	CHECK(table_hash(bytes, sizeof bytes, 2) != whole);
	for (unsigned len = 0; len < sizeof zeros; len++)
		CHECK(table_hash(zeros, len, 0) != table_hash(zeros, len + 1, 0));
}

static void
the_same_string_is_the_same_number(void)
{
	struct names names = { .count = 0 };
	char text[16];

	CHECK_EQ(names_find(&names, "read"), 0);
	CHECK_EQ(names_add(&names, "read"), 1);
	CHECK_EQ(names_add(&names, "write"), 2);
	CHECK_EQ(names_add(&names, "read"), 1);
	CHECK_EQ(names_find(&names, "write"), 2);
	CHECK_EQ(names_add(&names, ""), 0);
	for (unsigned i = 3; i <= 5000; i++) {
		snprintf(text, sizeof text, "name %u", i);
		names_add(&names, text);
	}
	CHECK_EQ(names.count, 5000);
	CHECK_EQ(names_find(&names, "name 4999"), 4999);
	CHECK_STR(names_text(&names, 4999), "name 4999");
	CHECK_STR(names_text(&names, 1), "read");
	CHECK_STR(names_text(&names, 0), "");
	CHECK_STR(names_text(&names, 5001), "");
	names_done(&names);
	CHECK_EQ(names_find(&names, "read"), 0);
}

/* Two names that share a hash: made by hand, since none are known. */
static void
names_of_one_hash_are_told_apart(void)
{
	struct names names = { .count = 0 };

	names_add(&names, "one");
	names_add(&names, "other");
	names.next[2] = 1;
	table_set(&names.by_hash, table_hash("one", 3, 0), 2);
	CHECK_EQ(names_find(&names, "one"), 1);
	CHECK_EQ(names_find(&names, "other"), 2);
	names_done(&names);
}

static void
what_grows_is_zero_and_keeps_what_it_had(void)
{
	size_t cap = 999;	/* says nothing while there is no array */
	unsigned *numbers = mem_grow(NULL, &cap, 1, sizeof *numbers);

	CHECK(cap >= 1 && cap < 999);
	for (unsigned i = 0; i < 10000; i++) {
		numbers = mem_grow(numbers, &cap, i + 1, sizeof *numbers);
		if (numbers[i] != 0)
			CHECK_EQ(numbers[i], 0);
		numbers[i] = i;
	}
	CHECK_EQ(numbers[0], 0);
	CHECK_EQ(numbers[9999], 9999);
	CHECK(cap < 20000);
	free(numbers);
}

static void
copies_are_equal_and_their_own(void)
{
	const char bytes[] = { 'a', '\0', 'b' };
	char *copy = mem_copy(bytes, sizeof bytes), *text = mem_string("text"), *made = mem_format("%d-%s", 7, "x");
	unsigned char *room = mem_new(0, 8);

	CHECK(memcmp(copy, bytes, sizeof bytes) == 0 && copy != bytes);
	CHECK_STR(text, "text");
	CHECK_STR(made, "7-x");
	free(copy);
	free(text);
	free(made);
	free(room);
}

int
main(void)
{
	a_zeroed_table_is_an_empty_one();
	it_holds_what_was_set_and_not_removed();
	within_its_room_it_never_allocates();
	a_look_up_that_fails_leaves_the_value_alone();
	every_byte_length_and_seed_changes_the_hash();
	the_same_string_is_the_same_number();
	names_of_one_hash_are_told_apart();
	what_grows_is_zero_and_keeps_what_it_had();
	copies_are_equal_and_their_own();
	return check_result();
}
