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

struct lines;
struct mapfile;
struct module;

/* Never NULL. */
struct module *module_new(const struct mapfile *file, pid_t pid);
void module_free(struct module *module);

/* The address in the file's own terms of what lies at a file offset; UINT64_MAX when no segment holds it. */
uint64_t module_address(const struct module *module, uint64_t offset);

/* The function that holds the address: its readable name, to be freed, and where it begins. NULL when none does. */
char *module_function(struct module *module, uint64_t address, uint64_t *ret_begin);

/* Lines and inlined functions; NULL when there is no debug information. */
struct lines *module_lines(struct module *module);

#endif
