/*
 * formats.h - the formats there are, each defined in the file of its name
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "export/export.h"

extern const struct export_ops export_chrome, export_csv, export_folded, export_html, export_json, export_jsonl,
	export_lttng, export_otlp, export_sqlite, export_summary, export_text;

/* The table of summary.c, at the end of whatever was written. */
void summary_write(struct export *export);

#endif
