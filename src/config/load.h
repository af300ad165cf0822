/*
 * load.h - a map of fixed shape, loaded by libcyaml into a struct
 *
 * The schema is libcyaml's, and the one description of the shape: the tree is
 * held against it first, so that every mistake is told by its true place and
 * with what was expected; then libcyaml fills the struct. CYAML_IGNORE leaves
 * a key to whoever reads the tree.
 */
#ifndef LOAD_H
#define LOAD_H

#include "config/yaml.h"

struct cyaml_schema_value;

/*
 * `what` owns the keys in sentences ("a theme"). 0 and a struct to be given
 * to load_free(), NULL when the map has no keys, or -EINVAL and a sentence.
 */
int load_struct(const struct yaml_doc *doc, const struct cyaml_schema_value *schema, const char *what, void **ret_data,
		struct why *reterr_why);
void load_free(const struct cyaml_schema_value *schema, void *data);

#endif
