/*
 * formats.h - the formats there are, each defined in the file of its name
 */
#ifndef FORMATS_H
#define FORMATS_H

#include "export/export.h"

extern const struct export_ops export_text, export_jsonl, export_summary;

#endif
