/* MessagePack: every value takes its shortest form, and JSON becomes what it means. */
#include "export/msgpack.h"

#include "check.h"

static char *bytes;
static size_t bytes_len;

/* The first bytes that were written, in hex, and how many there are in all. */
static const char *
hex(FILE *out)
{
	static char text[256];
	size_t len = 0;

	text[0] = '\0';
	fclose(out);
	for (size_t i = 0; i < bytes_len && i < 24; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "%02x", (unsigned char)bytes[i]);
	if (bytes_len > 24)
		snprintf(text + len, sizeof text - len, "… %zu", bytes_len);
	free(bytes);
	return text;
}

static void
values_take_their_shortest_form(void)
{
	static const struct {
		const char *json, *hex;
	} cases[] = {
		{ "null", "c0" }, { "false", "c2" }, { "true", "c3" },
		{ "0", "00" }, { "127", "7f" }, { "128", "cc80" }, { "255", "ccff" }, { "256", "cd0100" },
		{ "65535", "cdffff" }, { "65536", "ce00010000" }, { "4294967295", "ceffffffff" },
		{ "4294967296", "cf0000000100000000" }, { "9223372036854775807", "cf7fffffffffffffff" },
		{ "9223372036854775808", "cf8000000000000000" }, { "18446744073709551615", "cfffffffffffffffff" },
		{ "18446744073709551616", "cb43f0000000000000" },
		{ "-1", "ff" }, { "-32", "e0" }, { "-33", "d0df" }, { "-128", "d080" }, { "-129", "d1ff7f" },
		{ "-32768", "d18000" }, { "-32769", "d2ffff7fff" }, { "-2147483648", "d280000000" },
		{ "-2147483649", "d3ffffffff7fffffff" }, { "-9223372036854775808", "d38000000000000000" },
		{ "-9223372036854775809", "cbc3e0000000000000" },
		{ "1.5", "cb3ff8000000000000" }, { "1e2", "cb4059000000000000" }, { "-2.5E-1", "cbbfd0000000000000" },
		{ "\"\"", "a0" }, { "\"a\"", "a161" },
		{ "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "a8225c2f080c0a0d09" },
		{ "\"\\u0000\\u007f\\u0080\\u07ff\\u0800\\uffff\"", "ac007fc280dfbfe0a080efbfbf" },
		{ "\"\\ud800\\udc00\\uDBFF\\uDFFF\"", "a8f0908080f48fbfbf" },
		{ "[]", "90" }, { "{}", "80" }, { "[[],{},[[1]]]", "939080919101" },
		{ "{\"a\":[1,2],\"b\":{\"c\":\",]}\\\"\"}}", "82a161920102a16281a163a42c5d7d22" },
		{ "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15]", "9f0102030405060708090a0b0c0d0e0f" },
		{ "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16]", "dc00100102030405060708090a0b0c0d0e0f10" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		FILE *out = open_memstream(&bytes, &bytes_len);

		msgpack_json(out, cases[i].json);
		CHECK_STR(hex(out), cases[i].hex);
	}
}

static void
long_strings_say_so(void)
{
	static const struct {
		size_t len;
		const char *hex;
	} cases[] = {
		{ 31, "bf7878787878787878787878787878787878787878787878… 32" },
		{ 32, "d92078787878787878787878787878787878787878787878… 34" },
		{ 255, "d9ff78787878787878787878787878787878787878787878… 257" },
		{ 256, "da0100787878787878787878787878787878787878787878… 259" },
		{ 65535, "daffff787878787878787878787878787878787878787878… 65538" },
		{ 65536, "db0001000078787878787878787878787878787878787878… 65541" },
	};
	static char text[65536];

	memset(text, 'x', sizeof text);
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		FILE *out = open_memstream(&bytes, &bytes_len);

		msgpack_string(out, text, cases[i].len);
		CHECK_STR(hex(out), cases[i].hex);
	}
}

static void
so_do_arrays_and_maps(void)
{
	FILE *out = open_memstream(&bytes, &bytes_len);

	msgpack_array(out, 65535);
	msgpack_array(out, 65536);
	msgpack_map(out, 15);
	msgpack_map(out, 16);
	msgpack_map(out, 65536);
	CHECK_STR(hex(out), "dcffffdd000100008fde0010df00010000");
}

int
main(void)
{
	values_take_their_shortest_form();
	long_strings_say_so();
	so_do_arrays_and_maps();
	return check_result();
}
