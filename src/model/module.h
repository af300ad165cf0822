/*
 * module.h - one mapped file: its symbols and its debug information
 *
 * Tables are made when first asked for. A file that is gone, replaced, or no
 * ELF has no names; hostile ones give wrong answers at worst.
 */
#ifndef MODULE_H
#define MODULE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct debuginfod;
struct lines;
struct mapfile;
struct module;

/* Never NULL. `debuginfod` is asked where debug information is nowhere here; NULL: nobody is. */
struct module *module_new(const struct mapfile *file, pid_t pid, struct debuginfod *debuginfod);
void module_free(struct module *module);

/* False while more may come to be known of it: what is asked meanwhile is worth asking again. */
bool module_settled(struct module *module);

/* Makes its tables now, which else the first who asks waits for. */
void module_read(struct module *module);

/* The address in the file's own terms of what lies at a file offset; UINT64_MAX when no segment holds it. */
uint64_t module_address(const struct module *module, uint64_t offset);

/* The function that holds the address: its readable name, to be freed, and where it begins. NULL when none does. */
char *module_function(struct module *module, uint64_t address, uint64_t *ret_begin);

/* Lines and inlined functions; NULL when there is no debug information. */
struct lines *module_lines(struct module *module);

#endif
