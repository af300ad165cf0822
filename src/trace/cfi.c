#include "trace/cfi.h"

#include <dwarf.h>
#include <elfutils/libdw.h>
#include <gelf.h>
#include <libelf.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/table.h"
#include "trace/mapfile.h"
#include "trace/maps.h"

enum {
	VDSO_MAX = 64 * 1024,
	EXPR_STACK = 16,
	EXPR_OPS = 64,		/* longer expressions are not rules a compiler makes */
};

struct segment {
	uint64_t offset, size, vaddr;
};

struct expr {
	Dwarf_Op *ops;		/* copied */
	size_t count;
};

struct cfi {
	int fd;
	void *image;		/* of the vdso, which is no file */
	Elf *elf;
	Dwarf *dwarf;
	Dwarf_CFI *eh, *debug;	/* .eh_frame, .debug_frame; NULL when there is none */
	struct segment *segments;
	size_t segment_count, segment_cap;
	struct table by_address; /* vaddr → number of row + 1 */
	struct cfi_row *rows;
	size_t row_count, row_cap;
	struct expr *exprs;
	size_t expr_count, expr_cap;
};

struct cfis {
	struct table by_file;
};

struct cfis *
cfis_new(void)
{
	elf_version(EV_CURRENT);
	return mem_new(1, sizeof(struct cfis));
}

static void
cfi_free(struct cfi *cfi)
{
	for (size_t i = 0; i < cfi->expr_count; i++)
		free(cfi->exprs[i].ops);
	free(cfi->exprs);
	free(cfi->rows);
	free(cfi->segments);
	table_done(&cfi->by_address);
	dwarf_cfi_end(cfi->eh);		/* the other belongs to cfi->dwarf */
	dwarf_end(cfi->dwarf);
	elf_end(cfi->elf);
	free(cfi->image);
	if (cfi->fd >= 0)
		close(cfi->fd);
	free(cfi);
}

void
cfis_free(struct cfis *cfis)
{
	uint64_t value;
	size_t position = 0;

	if (cfis == NULL)
		return;
	while (table_next(&cfis->by_file, &position, NULL, &value))
		cfi_free((struct cfi *)(uintptr_t)value);
	table_done(&cfis->by_file);
	free(cfis);
}

/* --- finding the file -------------------------------------------------------- */

static Elf *
elf_of_vdso(struct cfi *cfi, const struct mapping *mapping, pid_t tid)
{
	size_t size = mapping->end - mapping->begin;
	struct iovec local, remote = { (void *)(uintptr_t)mapping->begin, size };

	if (size > VDSO_MAX)
		return NULL;
	cfi->image = mem_new(1, size);
	local = (struct iovec){ cfi->image, size };
	if (process_vm_readv(tid, &local, 1, &remote, 1, 0) != (ssize_t)size)
		return NULL;
	return elf_memory(cfi->image, size);
}

static void
read_segments(struct cfi *cfi)
{
	size_t count;
	GElf_Phdr phdr;

	if (elf_getphdrnum(cfi->elf, &count) != 0)
		return;
	for (size_t i = 0; i < count && i < 1024; i++) {
		if (gelf_getphdr(cfi->elf, (int)i, &phdr) == NULL || phdr.p_type != PT_LOAD)
			continue;
		cfi->segments = mem_grow(cfi->segments, &cfi->segment_cap, cfi->segment_count + 1,
					 sizeof *cfi->segments);
		cfi->segments[cfi->segment_count++] = (struct segment){ phdr.p_offset, phdr.p_filesz, phdr.p_vaddr };
	}
}

static struct cfi *
cfi_load(const struct mapping *mapping, pid_t tid)
{
	struct cfi *cfi = mem_new(1, sizeof *cfi);

	cfi->fd = -1;
	if (strcmp(mapping->path, "[vdso]") == 0) {
		cfi->elf = elf_of_vdso(cfi, mapping, tid);
	} else if (mapping->path[0] == '/') {
		cfi->fd = mapfile_open(&(struct mapfile){ mapping->path, mapping->inode, mapping->begin, mapping->end },
				       tid);
		/* ELF_C_READ, not mmap: the traced program may truncate its own file. */
		if (cfi->fd >= 0)
			cfi->elf = elf_begin(cfi->fd, ELF_C_READ, NULL);
	}
	if (cfi->elf == NULL || elf_kind(cfi->elf) != ELF_K_ELF)
		return cfi;
	read_segments(cfi);
	cfi->eh = dwarf_getcfi_elf(cfi->elf);
	cfi->dwarf = dwarf_begin_elf(cfi->elf, DWARF_C_READ, NULL);
	if (cfi->dwarf != NULL)
		cfi->debug = dwarf_getcfi(cfi->dwarf);
	return cfi;
}

struct cfi *
cfi_of(struct cfis *cfis, const struct mapping *mapping, pid_t tid)
{
	const uint64_t id[] = { mapping->dev_major, mapping->dev_minor, mapping->inode };
	uint64_t key = table_hash(id, sizeof id, table_hash(mapping->path, strlen(mapping->path), 0));
	uint64_t value;

	if (!table_get(&cfis->by_file, key, &value)) {
		value = (uint64_t)(uintptr_t)cfi_load(mapping, tid);
		table_set(&cfis->by_file, key, value);
	}
	return (struct cfi *)(uintptr_t)value;
}

/* --- making rows ------------------------------------------------------------- */

/* The address in the file's own terms; UINT64_MAX when no segment holds it. */
static uint64_t
file_address(const struct cfi *cfi, const struct mapping *mapping, uint64_t address)
{
	uint64_t offset = address - mapping->begin + mapping->offset;

	if (cfi->image != NULL && cfi->segment_count > 0)	/* the vdso is mapped as it is */
		return address - mapping->begin + cfi->segments[0].vaddr;
	for (size_t i = 0; i < cfi->segment_count; i++)
		if (offset - cfi->segments[i].offset < cfi->segments[i].size)
			return offset - cfi->segments[i].offset + cfi->segments[i].vaddr;
	return UINT64_MAX;
}

static int
keep_expr(struct cfi *cfi, const Dwarf_Op *ops, size_t count)
{
	cfi->exprs = mem_grow(cfi->exprs, &cfi->expr_cap, cfi->expr_count + 1, sizeof *cfi->exprs);
	cfi->exprs[cfi->expr_count] = (struct expr){ mem_copy(ops, count * sizeof *ops), count };
	return (int)cfi->expr_count++;
}

static bool
fits(int64_t value)
{
	return value >= INT32_MIN && value <= INT32_MAX;
}

/* DW_OP_bregN or DW_OP_bregx alone: a register and an offset. */
static bool
is_register_plus(const Dwarf_Op *op, unsigned *ret_reg, int64_t *ret_offset)
{
	if (op->atom >= DW_OP_breg0 && op->atom <= DW_OP_breg31) {
		*ret_reg = op->atom - DW_OP_breg0;
		*ret_offset = (int64_t)op->number;
	} else if (op->atom == DW_OP_bregx) {
		*ret_reg = (unsigned)op->number;
		*ret_offset = (int64_t)op->number2;
	} else {
		return false;
	}
	return *ret_reg < REGS_MAX && fits(*ret_offset);
}

static bool
read_cfa(struct cfi *cfi, Dwarf_Frame *frame, struct cfi_row *row)
{
	Dwarf_Op *ops;
	size_t count;
	unsigned reg;
	int64_t offset;

	if (dwarf_frame_cfa(frame, &ops, &count) != 0 || count == 0 || count > EXPR_OPS)
		return false;
	if (count == 1 && is_register_plus(&ops[0], &reg, &offset)) {
		row->cfa_reg = (uint8_t)reg;
		row->cfa_offset = (int32_t)offset;
		return true;
	}
	row->cfa_is_expr = true;
	row->cfa_offset = keep_expr(cfi, ops, count);
	return true;
}

/* CFA + offset, in memory or as the value itself; libdw spells it with at most three operations. */
static bool
is_cfa_plus(const Dwarf_Op *ops, size_t count, struct cfi_rule *ret_rule)
{
	int64_t offset = 0;
	size_t i = 0;

	if (ops[i++].atom != DW_OP_call_frame_cfa)
		return false;
	if (i < count && ops[i].atom == DW_OP_plus_uconst)
		offset = (int64_t)ops[i++].number;
	if (!fits(offset))
		return false;
	ret_rule->kind = CFI_AT;
	if (i < count && ops[i].atom == DW_OP_stack_value) {
		ret_rule->kind = CFI_VALUE;
		i++;
	}
	ret_rule->offset = (int32_t)offset;
	return i == count;
}

static bool
read_rule(struct cfi *cfi, Dwarf_Frame *frame, unsigned reg, struct cfi_rule *ret_rule)
{
	Dwarf_Op room[3], *ops;
	size_t count;

	if (dwarf_frame_register(frame, (int)reg, room, &ops, &count) != 0 || count > EXPR_OPS)
		return false;
	if (count == 0) {
		ret_rule->kind = ops == NULL ? CFI_SAME : CFI_UNDEFINED;
	} else if (is_cfa_plus(ops, count, ret_rule)) {
		return true;
	} else if (count == 1 && ops[0].atom >= DW_OP_reg0 && ops[0].atom <= DW_OP_reg31) {
		*ret_rule = (struct cfi_rule){ CFI_REGISTER, ops[0].atom - DW_OP_reg0 };
	} else if (count == 1 && ops[0].atom == DW_OP_regx && ops[0].number < REGS_MAX) {
		*ret_rule = (struct cfi_rule){ CFI_REGISTER, (int32_t)ops[0].number };
	} else {
		bool value = ops[count - 1].atom == DW_OP_stack_value;

		ret_rule->kind = value ? CFI_VALUE_EXPR : CFI_AT_EXPR;
		ret_rule->offset = keep_expr(cfi, ops, count - value);
	}
	return true;
}

static bool
read_row(struct cfi *cfi, Dwarf_CFI *rules, uint64_t vaddr, const struct regs_arch *arch, struct cfi_row *row)
{
	Dwarf_Frame *frame;
	bool whole;
	int ra;

	if (rules == NULL || dwarf_cfi_addrframe(rules, vaddr, &frame) != 0)
		return false;
	ra = dwarf_frame_info(frame, NULL, NULL, &row->signal);
	whole = ra >= 0 && ra < REGS_MAX && read_cfa(cfi, frame, row) && read_rule(cfi, frame, (unsigned)ra, &row->ra);
	for (unsigned i = 0; whole && i < arch->count; i++)
		whole = read_rule(cfi, frame, arch->saved[i], &row->saved[i]);
	free(frame);
	return whole;
}

static struct cfi_row *
add_row(struct cfi *cfi, uint64_t vaddr)
{
	cfi->rows = mem_grow(cfi->rows, &cfi->row_cap, cfi->row_count + 1, sizeof *cfi->rows);
	cfi->rows[cfi->row_count] = (struct cfi_row){ .known = false };
	table_set(&cfi->by_address, vaddr, ++cfi->row_count);
	return &cfi->rows[cfi->row_count - 1];
}

const struct cfi_row *
cfi_row(struct cfi *cfi, const struct mapping *mapping, uint64_t address, const struct regs_arch *arch)
{
	uint64_t vaddr = file_address(cfi, mapping, address), number;
	struct cfi_row *row;

	if (table_get(&cfi->by_address, vaddr, &number))
		return &cfi->rows[number - 1];
	row = add_row(cfi, vaddr);
	row->known = read_row(cfi, cfi->eh, vaddr, arch, row);
	if (!row->known) {
		*row = (struct cfi_row){ .known = false };
		row->known = read_row(cfi, cfi->debug, vaddr, arch, row);
	}
	return row;
}

void
cfi_end_at(struct cfi *cfi, const struct mapping *mapping, uint64_t address)
{
	uint64_t vaddr = file_address(cfi, mapping, address), number;
	struct cfi_row *row = table_get(&cfi->by_address, vaddr, &number) ? &cfi->rows[number - 1] : add_row(cfi, vaddr);

	*row = (struct cfi_row){ .known = true, .ra = { .kind = CFI_UNDEFINED } };
}

/* --- expressions ------------------------------------------------------------- */

/* Two operands, deeper one first. */
static bool
binary(uint8_t atom, uint64_t a, uint64_t b, uint64_t *ret)
{
	switch (atom) {
	case DW_OP_plus:  *ret = a + b; return true;
	case DW_OP_minus: *ret = a - b; return true;
	case DW_OP_mul:   *ret = a * b; return true;
	case DW_OP_and:   *ret = a & b; return true;
	case DW_OP_or:    *ret = a | b; return true;
	case DW_OP_xor:   *ret = a ^ b; return true;
	case DW_OP_shl:   *ret = b < 64 ? a << b : 0; return true;
	case DW_OP_shr:   *ret = b < 64 ? a >> b : 0; return true;
	case DW_OP_eq:    *ret = a == b; return true;
	case DW_OP_ne:    *ret = a != b; return true;
	case DW_OP_ge:    *ret = (int64_t)a >= (int64_t)b; return true;
	case DW_OP_gt:    *ret = (int64_t)a > (int64_t)b; return true;
	case DW_OP_le:    *ret = (int64_t)a <= (int64_t)b; return true;
	case DW_OP_lt:    *ret = (int64_t)a < (int64_t)b; return true;
	default:	  return false;
	}
}

/* What an operation pushes without looking at the stack. */
static bool
pushes(const Dwarf_Op *op, const uint64_t *regs, uint64_t cfa, uint64_t *ret)
{
	unsigned reg;
	int64_t offset;

	if (is_register_plus(op, &reg, &offset))
		*ret = regs[reg] + (uint64_t)offset;
	else if (op->atom >= DW_OP_lit0 && op->atom <= DW_OP_lit31)
		*ret = op->atom - DW_OP_lit0;
	else if ((op->atom >= DW_OP_const1u && op->atom <= DW_OP_consts) || op->atom == DW_OP_addr)
		*ret = op->number;
	else if (op->atom == DW_OP_call_frame_cfa)
		*ret = cfa;
	else
		return false;
	return true;
}

bool
cfi_evaluate(const struct cfi *cfi, int number, const uint64_t *regs, uint64_t cfa, cfi_reader *reader, void *context,
	     uint64_t *ret_value)
{
	const struct expr *expr = &cfi->exprs[number];
	uint64_t stack[EXPR_STACK] = { cfa };	/* DWARF 5, 6.4.2: register expressions begin with the CFA pushed */
	size_t depth = 1;

	/* No jumps are followed, so every expression ends. */
	for (size_t i = 0; i < expr->count; i++) {
		const Dwarf_Op *op = &expr->ops[i];

		if (depth < EXPR_STACK && pushes(op, regs, cfa, &stack[depth])) {
			depth++;
		} else if (op->atom == DW_OP_deref) {
			if (!reader(context, stack[depth - 1], &stack[depth - 1]))
				return false;
		} else if (op->atom == DW_OP_plus_uconst) {
			stack[depth - 1] += op->number;
		} else if (op->atom == DW_OP_dup && depth < EXPR_STACK) {
			stack[depth] = stack[depth - 1];
			depth++;
		} else if (depth >= 2 && binary(op->atom, stack[depth - 2], stack[depth - 1], &stack[depth - 2])) {
			depth--;
		} else if (op->atom != DW_OP_nop) {
			return false;
		}
	}
	*ret_value = stack[depth - 1];
	return true;
}
