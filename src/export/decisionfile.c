#include "export/decisionfile.h"

#include <inttypes.h>
#include <string.h>

#include "base/safetext.h"
#include "base/table.h"
#include "base/text.h"
#include "export/json.h"
#include "export/msgpack.h"
#include "model/decisions.h"
#include "model/session.h"

enum { FIELDS = 7, ID_ROOM = 2 + 16 + 1, WHERE_ROOM = 4 * 4096 };

static const char *
id_text(uint64_t id, char room[ID_ROOM])
{
	snprintf(room, ID_ROOM, "0x%" PRIX64, id);
	return room;
}

/* --- MessagePack ----------------------------------------------------------------- */

/* "file:line function". */
static void
write_where(FILE *out, const struct place *place)
{
	char room[WHERE_ROOM];
	struct text text = text_in(room, sizeof room);

	if (place->file[0] == '\0' || place->line == 0) {
		msgpack_nil(out);
		return;
	}
	safe_line(&text, place->file, strlen(place->file));
	text_addf(&text, ":%u", place->line);
	if (place->function[0] != '\0')
		text_addc(&text, ' ');
	safe_line(&text, place->function, strlen(place->function));
	msgpack_string(out, text.bytes, text.len);
}

static void
write_decision(FILE *out, const struct decision *decision, uint64_t begin_ns)
{
	msgpack_array(out, FIELDS);
	msgpack_uint(out, decision->time_ns > begin_ns ? (decision->time_ns - begin_ns) / 1000 : 0);
	msgpack_string(out, decision->category, strlen(decision->category));
	msgpack_string(out, decision->name, strlen(decision->name));
	msgpack_json(out, decision->input);
	if (decision->result != NULL)
		msgpack_json(out, decision->result);
	else
		msgpack_nil(out);
	write_where(out, decision->place);
	if (decision->has_id)
		msgpack_uint(out, decision->id);
	else
		msgpack_nil(out);
}

void
decisionfile_write(FILE *out, const struct session *session)
{
	const struct decisions *decisions = session_decisions(session);
	size_t count = decisions_count(decisions);

	msgpack_array(out, (uint32_t)count);
	for (size_t i = 0; i < count; i++)
		write_decision(out, decisions_get(decisions, i), session_totals(session)->begin_ns);
}

/* --- manifest -------------------------------------------------------------------- */

static void
write_entry(struct json *json, const struct decision *decision)
{
	char id[ID_ROOM];

	json_object(json, id_text(decision->id, id));
	json_uint(json, "decision_id", decision->id);
	json_string(json, "category", decision->category);
	json_string(json, "name", decision->name);
	json_object(json, "source");
	json_string(json, "file", decision->place->file);
	json_uint(json, "line", decision->place->line);
	json_object_end(json);
	json_text(json, "input", decision->input);
	json_text(json, "result", decision->result != NULL ? decision->result : "null");
	json_object_end(json);
}

/* A decision made again has the same id: the entry is that of the last one. */
static void
write_entries(struct json *json, const struct decisions *decisions)
{
	size_t count = decisions_count(decisions);
	struct table last = { 0 };
	uint64_t number;

	for (size_t i = 0; i < count; i++)
		if (decisions_get(decisions, i)->has_id)
			table_set(&last, decisions_get(decisions, i)->id, i);
	for (size_t i = 0; i < count; i++) {
		const struct decision *decision = decisions_get(decisions, i);

		if (decision->has_id && table_get(&last, decision->id, &number) && number == i)
			write_entry(json, decision);
	}
	table_done(&last);
}

void
decisionfile_write_manifest(FILE *out, const struct session *session)
{
	struct json json;

	json_begin(&json, out);
	json_object(&json, NULL);
	json_string(&json, "version", "2.0.0");
	json_null(&json, "git_commit");
	json_null(&json, "transpiler_version");	/* it does not tell us */
	write_entries(&json, session_decisions(session));
	json_object_end(&json);
	putc('\n', out);
}

/* --- the list --------------------------------------------------------------------- */

static void
write_safe(FILE *out, const char *string)
{
	char room[WHERE_ROOM];
	struct text text = text_in(room, sizeof room);

	safe_line(&text, string, strlen(string));
	fwrite(text.bytes, 1, text.len, out);
}

static void
list_decision(FILE *out, const struct decision *decision)
{
	char id[ID_ROOM];

	fputc('[', out);
	write_safe(out, decision->category);
	fputs("::", out);
	write_safe(out, decision->name);
	fprintf(out, "] input=%s", decision->input);
	if (decision->result != NULL)
		fprintf(out, " result=%s", decision->result);
	if (decision->has_id)
		fprintf(out, " id=%s", id_text(decision->id, id));
	fputc('\n', out);
}

/* What is missing, a line each. */
static void
list_losses(FILE *out, const struct decisions *decisions)
{
	struct decisions_totals totals;

	decisions_totals(decisions, &totals);
	const struct {
		uint64_t count;
		const char *what;
	} losses[] = {
		{ totals.malformed, "malformed" },
		{ totals.unmatched, "results without a decision" },
		{ totals.cut, "cut" },
		{ totals.dropped, "beyond what is kept" },
		{ totals.unfollowed, "writes and descriptors beyond what is followed" },
	};

	for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
		if (losses[i].count > 0)
			fprintf(out, "*** %" PRIu64 " %s ***\n", losses[i].count, losses[i].what);
}

void
decisionfile_write_list(FILE *out, const struct session *session, const char *path, const char *manifest)
{
	const struct decisions *decisions = session_decisions(session);
	size_t count = decisions_count(decisions);

	if (count > 0)
		fputs("\n=== Transpiler Decision Traces ===\n\n", out);
	for (size_t i = 0; i < count; i++)
		list_decision(out, decisions_get(decisions, i));
	if (count > 0)
		fprintf(out, "\nTotal decision traces: %zu\n", count);
	list_losses(out, decisions);
	if (count == 0 || path == NULL)
		return;
	fputs("Decision manifest: ", out);
	write_safe(out, manifest);
	fputs("\nBinary traces: ", out);
	write_safe(out, path);
	fputc('\n', out);
}
