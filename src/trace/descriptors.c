#include "trace/descriptors.h"

#include <arpa/inet.h>
#include <limits.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/text.h"
#include "syscall/errnos.h"
#include "syscall/field.h"
#include "syscall/layout.h"

enum { POLLED_MAX = 16, POLL_FD_SIZE = 8, NAME_CAP = 512 };

/* --- sockets ----------------------------------------------------------------- */

static void
add_address(struct text *text, const struct sockaddr_storage *address, socklen_t len)
{
	char numbers[INET6_ADDRSTRLEN] = "";

	if (address->ss_family == AF_INET) {
		const struct sockaddr_in *in = (const struct sockaddr_in *)address;

		if (in->sin_port == 0)
			return;	/* not bound */
		inet_ntop(AF_INET, &in->sin_addr, numbers, sizeof numbers);
		text_addf(text, "%s:%u", numbers, ntohs(in->sin_port));
	} else if (address->ss_family == AF_INET6) {
		const struct sockaddr_in6 *in = (const struct sockaddr_in6 *)address;

		if (in->sin6_port == 0)
			return;
		inet_ntop(AF_INET6, &in->sin6_addr, numbers, sizeof numbers);
		text_addf(text, "[%s]:%u", numbers, ntohs(in->sin6_port));
	} else if (address->ss_family == AF_UNIX && len > offsetof(struct sockaddr_un, sun_path)) {
		const struct sockaddr_un *un = (const struct sockaddr_un *)address;
		size_t size = len - offsetof(struct sockaddr_un, sun_path);

		if (un->sun_path[0] == '\0') {
			text_addc(text, '@');
			text_add_bytes(text, un->sun_path + 1, size - 1);
		} else {
			text_add_bytes(text, un->sun_path, strnlen(un->sun_path, size));
		}
	}
}

/* tcp, udp6, unix …; of others the number of the family. */
static void
add_protocol(struct text *text, int socket)
{
	int family = 0, type = 0;
	socklen_t size = sizeof family;

	getsockopt(socket, SOL_SOCKET, SO_DOMAIN, &family, &size);
	size = sizeof type;
	getsockopt(socket, SOL_SOCKET, SO_TYPE, &type, &size);
	if (family == AF_INET || family == AF_INET6)
		text_addf(text, "%s%s", type == SOCK_STREAM ? "tcp" : type == SOCK_DGRAM ? "udp" : "raw", family == AF_INET6 ? "6" : "");
	else if (family == AF_UNIX)
		text_add(text, "unix");
	else if (family == AF_NETLINK)
		text_add(text, "netlink");
	else
		text_addf(text, "family %d", family);
}

/* Both ends, asked of the socket itself, of which we hold a second descriptor for a moment. */
static bool
name_socket(struct text *text, pid_t pid, int fd)
{
	struct sockaddr_storage address;
	int process = (int)syscall(SYS_pidfd_open, pid, 0), socket;
	socklen_t len = sizeof address;

	if (process < 0)
		return false;
	socket = (int)syscall(SYS_pidfd_getfd, process, fd, 0);
	close(process);
	if (socket < 0)
		return false;
	text_add(text, "socket:[");
	add_protocol(text, socket);
	if (getsockname(socket, (struct sockaddr *)&address, &len) == 0 && len > sizeof address.ss_family) {
		size_t before = text->len;

		text_addc(text, ' ');
		add_address(text, &address, len);
		if (text->len == before + 1)
			text->bytes[--text->len] = '\0';
	}
	len = sizeof address;
	if (getpeername(socket, (struct sockaddr *)&address, &len) == 0 && len > sizeof address.ss_family) {
		text_add(text, "->");
		add_address(text, &address, len);
	}
	text_addc(text, ']');
	close(socket);
	return true;
}

/* Whose descriptors, and whether the call is still to be made. */
struct task {
	pid_t pid, tid;
	bool entry;
};

/* --- names -------------------------------------------------------------------- */

static void
add_name(const struct task *task, int32_t fd, struct call *call, size_t room)
{
	char link[48], target[PATH_MAX], name[NAME_CAP];
	struct text text = text_in(name, sizeof name);
	ssize_t len;

	if (fd < 0 || call_name_of(call, (uint32_t)fd, task->entry) != NULL)
		return;
	snprintf(link, sizeof link, "/proc/%d/fd/%d", task->tid, fd);
	len = readlink(link, target, sizeof target);
	if (len <= 0)
		return;
	if (len > 7 && memcmp(target, "socket:", 7) == 0 && name_socket(&text, task->pid, fd))
		call_add_name(call, room, (uint32_t)fd, name, text.len, task->entry);
	else
		call_add_name(call, room, (uint32_t)fd, target, (size_t)len, task->entry);
}

/* Those that an array in memory lists: `size` bytes an element, the descriptor first. */
static void
name_listed(const struct task *task, unsigned arg, size_t size, struct call *call, size_t room)
{
	const struct piece *piece = call_piece(call, arg, 0);

	for (size_t i = 0; piece != NULL && i < POLLED_MAX && (i + 1) * size <= piece->len; i++)
		add_name(task, (int32_t)field_number_at(piece_bytes(piece) + i * size, 4), call, room);
}

void
descriptors_name_arguments(pid_t pid, pid_t tid, const struct call_shape *shape, struct call *call, size_t room)
{
	const struct task task = { pid, tid, true };

	for (unsigned arg = 0; shape != NULL && arg < shape->arg_count; arg++)
		if (shape->args[arg].kind == ARG_FD || shape->args[arg].kind == ARG_DIRFD)
			add_name(&task, (int32_t)call->args[arg], call, room);
}

void
descriptors_name_results(pid_t pid, pid_t tid, const struct call_shape *shape, struct call *call, size_t room)
{
	const struct task task = { pid, tid, false };

	if (shape == NULL || call->state != CALL_DONE || result_is_error(call->result))
		return;
	if (shape->result.kind == ARG_FD)
		add_name(&task, (int32_t)call->result, call, room);
	for (unsigned arg = 0; arg < shape->arg_count; arg++) {
		if (shape->args[arg].kind == ARG_RESULT_STRUCT && shape->args[arg].detail == LAYOUT_fd)
			name_listed(&task, arg, 4, call, room);
		else if (shape->args[arg].kind == ARG_POLL_FDS)
			name_listed(&task, arg, POLL_FD_SIZE, call, room);
	}
}
