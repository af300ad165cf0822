/*
 * every.c - makes several hundred calls, each with arguments of its own
 *
 * For a comparison of what two tracers say of it: run it in an empty directory
 * with addresses that are not random. It does what leaves no trace outside of
 * that directory; calls that could do more are made so that they must fail.
 * With the argument "hostile" it makes only calls that lie to who listens.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <arpa/inet.h>
#include <linux/futex.h>
#include <linux/memfd.h>
#include <linux/netlink.h>
#include <linux/openat2.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/select.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <sys/sysinfo.h>
#include <sys/time.h>
#include <sys/times.h>
#include <sys/un.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <utime.h>

/* What a buffer is for does not matter, only that it stays where it is. */
static union {
	char bytes[8192];
	struct stat stat;
	struct statfs statfs;
	struct statx statx;
	struct timespec timespec;
	struct timeval timeval;
	struct sigaction action;
	struct sysinfo sysinfo;
	struct utsname utsname;
	struct rlimit rlimit;
	struct rusage rusage;
	struct tms tms;
	struct itimerspec itimerspec;
	struct itimerval itimerval;
	int ints[16];
	long longs[16];
} out;

static const struct timespec SHORT = { 0, 1000 };
static char *const BAD = (char *)8;

#define C(name, ...) ((void)ARGS(name, ##__VA_ARGS__, 0, 0, 0, 0, 0, 0))
#define ARGS(name, a, b, c, d, e, f, ...) \
	syscall(SYS_##name, (long)(a), (long)(b), (long)(c), (long)(d), (long)(e), (long)(f))
#define C0(name) ((void)syscall(SYS_##name))

/* As argv wants it. */
static char *
word(const char *text)
{
	return (char *)(uintptr_t)text;
}

static void
make_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);

	if (fd < 0 || write(fd, text, strlen(text)) < 0)
		_exit(9);
	close(fd);
}

static void
names_and_paths(void)
{
	static const int flags[] = {
		O_RDONLY, O_WRONLY, O_RDWR, O_RDONLY | O_CLOEXEC, O_WRONLY | O_APPEND, O_RDWR | O_NONBLOCK | O_SYNC,
		O_RDONLY | O_DSYNC, O_RDONLY | O_NOFOLLOW, O_PATH, O_RDONLY | O_NOATIME, O_RDWR | O_EXCL, O_RDONLY | O_NOCTTY,
	};
	static const int modes[] = { F_OK, R_OK, W_OK, X_OK, R_OK | W_OK, R_OK | W_OK | X_OK };

	make_file("file", "some text in a file\n");
	for (unsigned i = 0; i < sizeof flags / sizeof *flags; i++) {
		C(close, syscall(SYS_openat, AT_FDCWD, "file", flags[i], 0));
		C(close, syscall(SYS_open, "file", flags[i], 0));
	}
	C(close, syscall(SYS_openat, AT_FDCWD, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
	C(close, syscall(SYS_openat, AT_FDCWD, "new", O_WRONLY | O_CREAT | O_EXCL, 0600));
	C(close, syscall(SYS_openat, AT_FDCWD, ".", O_RDWR | O_TMPFILE, 0644));
	C(close, syscall(SYS_open, "new", O_WRONLY | O_CREAT | O_TRUNC, 0));
	C(close, syscall(SYS_creat, "created", 0640));
	C(openat, AT_FDCWD, "nothing/there", O_RDONLY);
	C(openat, -1, "relative", O_RDONLY);
	C(openat, AT_FDCWD, BAD, O_RDONLY);
	C(open, NULL, O_RDONLY);
	C(openat, AT_FDCWD, "a\tstrange\nname\1\0022\377\"\\", O_RDONLY);
	C(openat2, AT_FDCWD, "file", &((struct open_how){ .flags = O_RDONLY, .resolve = RESOLVE_BENEATH }), sizeof(struct open_how));
	C(openat2, AT_FDCWD, "no", &((struct open_how){ .flags = O_RDWR | O_CREAT, .mode = 0600, .resolve = RESOLVE_NO_SYMLINKS }), 8);
	C(close, 3);
	for (unsigned i = 0; i < sizeof modes / sizeof *modes; i++) {
		C(access, "file", modes[i]);
		C(faccessat, AT_FDCWD, "file", modes[i]);
		C(faccessat2, AT_FDCWD, "file", modes[i], i % 2 ? AT_EACCESS : AT_SYMLINK_NOFOLLOW);
	}
	C(stat, "file", &out);
	C(stat, "/dev/null", &out);
	C(stat, ".", &out);
	C(stat, "nothing", &out);
	C(lstat, "file", &out);
	C(newfstatat, AT_FDCWD, "file", &out, 0);
	C(newfstatat, AT_FDCWD, "file", &out, AT_SYMLINK_NOFOLLOW);
	C(newfstatat, 0, "", &out, AT_EMPTY_PATH);
	C(newfstatat, AT_FDCWD, "file", BAD, 0);
	C(statx, AT_FDCWD, "nothing", AT_STATX_SYNC_AS_STAT, STATX_ALL, &out);
	C(statx, AT_FDCWD, "nothing", AT_SYMLINK_NOFOLLOW | AT_STATX_DONT_SYNC, STATX_MODE | STATX_SIZE, &out);
	C(statfs, "nothing", &out);
	C(chmod, "file", 0600);
	C(chmod, "file", 0);
	C(chmod, "file", 04755);
	C(fchmodat, AT_FDCWD, "file", 0644);
	C(chown, "file", -1, -1);
	C(lchown, "file", 0, -1);
	C(fchownat, AT_FDCWD, "file", -1, -1, AT_SYMLINK_NOFOLLOW);
	C(link, "file", "hard");
	C(linkat, AT_FDCWD, "file", AT_FDCWD, "hard2", 0);
	C(linkat, AT_FDCWD, "nothing", AT_FDCWD, "hard3", AT_SYMLINK_FOLLOW);
	C(symlink, "file", "soft");
	C(symlinkat, "target", AT_FDCWD, "soft2");
	C(readlink, "soft", &out, 100);
	C(readlinkat, AT_FDCWD, "soft2", &out, 3);
	C(readlink, "file", &out, 100);
	C(rename, "hard", "hard4");
	C(renameat, AT_FDCWD, "hard4", AT_FDCWD, "hard5");
	C(renameat2, AT_FDCWD, "hard5", AT_FDCWD, "file", 1);
	C(renameat2, AT_FDCWD, "hard5", AT_FDCWD, "file", 2);
	C(mkdir, "dir", 0755);
	C(mkdirat, AT_FDCWD, "dir2", 01777);
	C(rmdir, "dir");
	C(rmdir, "nothing");
	C(unlink, "hard5");
	C(unlinkat, AT_FDCWD, "soft", 0);
	C(unlinkat, AT_FDCWD, "dir2", AT_REMOVEDIR);
	C(mknod, "fifo", S_IFIFO | 0600, 0);
	C(mknodat, AT_FDCWD, "fifo", S_IFIFO | 0644, 0);
	C(mknodat, -1, "nothing", S_IFCHR | 0600, 0x103);
	C(truncate, "file", 10);
	C(truncate, "nothing", -1);
	C(utime, "file", &((struct utimbuf){ 1, 2 }));
	C(utime, "file", NULL);
	C(utimes, "file", ((struct timeval[2]){ { 3, 4 }, { 5, 6 } }));
	C(futimesat, AT_FDCWD, "file", ((struct timeval[2]){ { 3, 0 }, { 5, 0 } }));
	C(utimensat, AT_FDCWD, "file", ((struct timespec[2]){ { 7, 8 }, { 0, UTIME_OMIT } }), 0);
	C(utimensat, AT_FDCWD, "file", ((struct timespec[2]){ { 0, UTIME_NOW }, { 9, 0 } }), AT_SYMLINK_NOFOLLOW);
	C(setxattr, "file", "user.name", "value", 5, 0);
	C(setxattr, "file", "user.name", "value", 5, 1);
	C(lsetxattr, "nothing", "user.name", "value", 5, 2);
	C(getxattr, "nothing", "user.name", &out, 100);
	C(lgetxattr, "nothing", "user.name", &out, 100);
	C(listxattr, "nothing", &out, 100);
	C(llistxattr, "nothing", &out, 100);
	C(removexattr, "nothing", "user.name");
	C(lremovexattr, "nothing", "user.name");
	C(chdir, "nothing");
	C(chroot, "nothing");
	C(getcwd, &out, 1);
	C(acct, "nothing");
	C(swapon, "nothing", 0x8001);
	C(swapoff, "nothing");
	C(mount, "source", "nothing", "type", 0x1003, "data");
	C(mount, NULL, "nothing", NULL, 0x5000, NULL);
	C(umount2, "nothing", 2);
	C(umount2, "nothing", 9);
	C(pivot_root, "nothing", "nowhere");
	C(umask, 022);
	C(umask, 077);
	C(inotify_add_watch, -1, "file", 0x100);
	C(name_to_handle_at, -1, "file", BAD, BAD, 0x1000);
	C(execve, "nothing", ((char *const[]){ word("nothing"), word("-x"), NULL }), ((char *const[]){ word("A=b"), NULL }));
	C(execveat, -1, "nothing", ((char *const[]){ NULL }), NULL, 0);
	C(move_mount, -1, "a", -1, "b", 4);
	C(open_tree, -1, "a", 0x80001);
	C(fsopen, "nosuchfs", 1);
	C(fspick, -1, "a", 1);
}

static void
descriptors(void)
{
	static const int commands[] = { F_GETFD, F_GETFL, F_GETOWN, F_GETSIG, F_GETLEASE, F_GETPIPE_SZ, F_GET_SEALS };
	int fd = open("file", O_RDWR), pipes[2];
	struct iovec iov[3] = { { (void *)(uintptr_t)"ab", 2 }, { (void *)(uintptr_t)"", 0 }, { (void *)(uintptr_t)"cdefg", 5 } };
	struct iovec into[2] = { { out.bytes, 3 }, { out.bytes + 100, 50 } };

	C(pipe2, pipes, O_CLOEXEC | O_NONBLOCK);
	for (unsigned i = 0; i < sizeof commands / sizeof *commands; i++) {
		C(fcntl, fd, commands[i]);
		C(fcntl, pipes[0], commands[i]);
	}
	C(fcntl, fd, F_SETFD, FD_CLOEXEC);
	C(fcntl, fd, F_GETFD);
	C(fcntl, fd, F_SETFD, 0);
	C(fcntl, fd, F_SETFL, O_APPEND | O_NONBLOCK);
	C(fcntl, fd, F_SETFL, 0);
	C(close, syscall(SYS_fcntl, fd, F_DUPFD, 20));
	C(close, syscall(SYS_fcntl, fd, F_DUPFD_CLOEXEC, 21));
	C(fcntl, fd, F_SETLK, &((struct flock){ F_WRLCK, SEEK_SET, 0, 10, 0 }));
	C(fcntl, fd, F_SETLKW, &((struct flock){ F_UNLCK, SEEK_CUR, 0, 10, 0 }));
	C(fcntl, fd, F_GETLK, &((struct flock){ F_RDLCK, SEEK_END, 0, 0, 0 }));
	C(fcntl, fd, F_OFD_SETLK, &((struct flock){ F_RDLCK, SEEK_SET, 5, 6, 0 }));
	C(fcntl, fd, F_SETOWN, 0);
	C(fcntl, fd, F_SETSIG, SIGUSR1);
	C(fcntl, pipes[0], F_SETPIPE_SZ, 8192);
	C(fcntl, fd, F_SETLEASE, F_UNLCK);
	C(fcntl, fd, 99, 7);
	C(fcntl, -1, F_GETFD);
	C(read, fd, &out, 10);
	C(read, fd, &out, 0);
	C(read, -1, &out, 10);
	C(read, fd, BAD, 10);
	C(write, pipes[1], "hello\n", 6);
	C(write, pipes[1], "0123456789012345678901234567890123456789", 40);
	C(write, -1, "x", 1);
	C(write, pipes[1], BAD, 3);
	C(read, pipes[0], &out, 100);
	C(read, pipes[0], &out, 100);
	C(pread64, fd, &out, 4, 2);
	C(pwrite64, fd, "XY", 2, 3);
	C(readv, fd, into, 2);
	C(writev, pipes[1], iov, 3);
	C(writev, -1, iov, 1);
	C(writev, pipes[1], BAD, 2);
	C(writev, pipes[1], iov, 0);
	C(readv, pipes[0], into, 2);
	C(preadv, fd, into, 2, 1);
	C(pwritev, fd, iov, 1, 4);
	C(preadv2, fd, into, 1, 1, 0, 8);
	C(pwritev2, fd, iov, 1, 4, 0, 2);
	C(vmsplice, pipes[1], iov, 1, 0);
	C(lseek, fd, 0, SEEK_SET);
	C(lseek, fd, -1, SEEK_CUR);
	C(lseek, fd, 3, SEEK_END);
	C(lseek, fd, 0, SEEK_DATA);
	C(lseek, fd, 0, 99);
	C(dup, fd);
	C(dup2, fd, 30);
	C(dup3, fd, 31, O_CLOEXEC);
	C(dup3, fd, fd, 0);
	C(close_range, 30, 31, 0);
	C(close_range, 30, 31, 4);
	C(fstat, fd, &out);
	C(fstat, -1, &out);
	C(fsync, fd);
	C(fdatasync, fd);
	C(ftruncate, fd, 4096);
	C(fallocate, -1, 0, 0, 10);
	C(fallocate, -1, 1, 2, 3);
	C(fallocate, -1, 3, 0, 10);
	C(fadvise64, fd, 0, 0, 0);
	C(fadvise64, fd, 1, 2, 3);
	C(fadvise64, fd, 0, 0, 4);
	C(readahead, fd, 0, 10);
	C(sync_file_range, fd, 0, 0, 2);
	C(sync_file_range, fd, 0, 0, 7);
	C(fchmod, fd, 0640);
	C(fchown, fd, -1, -1);
	C(fchdir, fd);
	C(flock, fd, 2);
	C(flock, fd, 5);
	C(flock, fd, 8);
	C(fgetxattr, -1, "user.a", &out, 10);
	C(fsetxattr, -1, "user.a", "v", 1, 0);
	C(flistxattr, -1, &out, 10);
	C(fremovexattr, -1, "user.a");
	C(syncfs, -1);
	C(sendfile, pipes[1], fd, NULL, 3);
	C(sendfile, pipes[1], fd, &((long){ 1 }), 3);
	C(copy_file_range, fd, &((long){ 0 }), -1, NULL, 3, 0);
	C(splice, pipes[0], NULL, -1, NULL, 3, 3);
	C(tee, pipes[0], -1, 3, 2);
	C(ioctl, fd, TCGETS, &out);
	C(ioctl, fd, TIOCGWINSZ, &out);
	C(ioctl, pipes[0], FIONREAD, &out);
	C(ioctl, fd, FIONBIO, &((int){ 1 }));
	C(ioctl, fd, FIOCLEX);
	C(ioctl, fd, TIOCGPGRP, &out);
	C(ioctl, fd, 0x12345678, 7);
	C(ioctl, -1, 0x8008747a, &out);
	C(close, syscall(SYS_memfd_create, "a name", MFD_CLOEXEC | MFD_ALLOW_SEALING));
	C(close, syscall(SYS_memfd_create, "", 0));
	C(memfd_create, BAD, 0);
	C(close, syscall(SYS_eventfd2, 5, 02000000));
	C(close, syscall(SYS_eventfd, 7));
	C(close, syscall(SYS_signalfd4, -1, &((uint64_t){ 0x4002 }), 8, 02004000));
	C(signalfd, -2, &((uint64_t){ 0 }), 8);
	C(close, syscall(SYS_timerfd_create, CLOCK_MONOTONIC, 04000));
	C(timerfd_settime, -1, 1, &((struct itimerspec){ { 1, 2 }, { 3, 4 } }), NULL);
	C(timerfd_gettime, -1, &out);
	C(close, syscall(SYS_inotify_init1, 02000000));
	C(close, syscall(SYS_inotify_init));
	C(inotify_rm_watch, -1, 3);
	C(fanotify_mark, -1, 1, 2, AT_FDCWD, "file");
	C(io_uring_enter, -1, 1, 2, 1, NULL, 0);
	C(io_uring_register, -1, 1, NULL, 0);
	C(pidfd_getfd, -1, 3, 0);
	C(pidfd_open, -1, 0);
	C(getdents, -1, &out, 100);
	C(getdents64, -1, &out, 100);
	C(quotactl, 0x80000200, NULL, 0, NULL);
	C(bpf, 99, BAD, 0);
	C(perf_event_open, NULL, -1, -1, -1, 8);
	C(setns, -1, CLONE_NEWNET);
	C(landlock_create_ruleset, NULL, 0, 0x100);
	C(mount_setattr, -1, "x", 0, NULL, 0);
}

static void
waiting(void)
{
	int pipes[2], epoll, other;
	struct pollfd polls[2];
	fd_set set, set2;

	C(pipe, pipes);
	other = pipes[1];
	polls[0] = ((struct pollfd){ pipes[0], POLLIN | POLLPRI, 0 });
	polls[1] = ((struct pollfd){ pipes[1], POLLOUT, 0 });
	C(poll, polls, 2, 0);
	C(poll, polls, 1, 0);
	C(poll, NULL, 0, 1);
	C(poll, BAD, 1, 0);
	C(ppoll, polls, 2, &SHORT, NULL, 8);
	C(ppoll, polls, 1, &((struct timespec){ 0, 100 }), &((uint64_t){ 2 }), 8);
	FD_ZERO(&set);
	FD_SET(pipes[0], &set);
	FD_ZERO(&set2);
	FD_SET(pipes[1], &set2);
	C(select, pipes[1] + 1, &set, NULL, NULL, &((struct timeval){ 0, 10 }));
	FD_SET(pipes[0], &set);
	C(select, 0, NULL, NULL, NULL, &((struct timeval){ 0, 0 }));
	C(pselect6, 0, NULL, NULL, NULL, &((struct timespec){ 0, 10 }), NULL);
	epoll = (int)syscall(SYS_epoll_create1, EPOLL_CLOEXEC);
	C(close, syscall(SYS_epoll_create, 5));
	C(epoll_ctl, epoll, EPOLL_CTL_ADD, other, &((struct epoll_event){ EPOLLOUT | EPOLLET, { .u64 = 77 } }));
	C(epoll_ctl, epoll, EPOLL_CTL_MOD, other, &((struct epoll_event){ EPOLLOUT | EPOLLONESHOT, { .u64 = 1ULL << 33 } }));
	C(epoll_ctl, epoll, EPOLL_CTL_ADD, pipes[0], NULL);
	C(epoll_wait, epoll, &out, 10, 0);
	C(epoll_wait, epoll, &out, 10, 0);
	C(epoll_pwait, epoll, &out, 5, 1, &((uint64_t){ 0x1000 }), 8);
	C(epoll_pwait2, epoll, &out, 5, &SHORT, NULL, 8);
	C(epoll_ctl, epoll, EPOLL_CTL_DEL, other, NULL);
	C(epoll_wait, -1, &out, 0, 0);
	C(nanosleep, &SHORT, NULL);
	C(nanosleep, &SHORT, &out);
	C(nanosleep, BAD, NULL);
	C(clock_nanosleep, CLOCK_MONOTONIC, 0, &SHORT, NULL);
	C(clock_nanosleep, CLOCK_REALTIME, TIMER_ABSTIME, &SHORT, NULL);
	C(sched_yield);
}

static void
memory(void)
{
	static const int advices[] = { 0, 1, 2, 3, 4, 8, 9, 14, 20, 99 };
	char *pages = mmap(NULL, 16384, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	C(mmap, NULL, 4096, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	C(mmap, NULL, 4096, PROT_READ | PROT_EXEC, MAP_SHARED | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	C(mmap, pages, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
	C(mmap, NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_STACK | MAP_GROWSDOWN, -1, 0);
	C(mmap, NULL, 0, PROT_READ, MAP_PRIVATE, -1, 0);
	C(mmap, NULL, 4096, PROT_READ, MAP_SHARED, 99, 0x1000);
	C(mmap, NULL, 4096, PROT_READ, MAP_SHARED_VALIDATE | MAP_SYNC, 99, 0);
	C(mprotect, pages, 4096, PROT_READ);
	C(mprotect, pages, 4096, PROT_READ | PROT_WRITE);
	C(mprotect, pages, 4096, PROT_NONE);
	C(mprotect, 1, 4096, PROT_EXEC | PROT_GROWSDOWN);
	C(mprotect, pages, 4096, PROT_READ | PROT_WRITE);
	for (unsigned i = 0; i < sizeof advices / sizeof *advices; i++)
		C(madvise, pages, 4096, advices[i]);
	C(msync, pages, 4096, MS_SYNC);
	C(msync, pages, 4096, MS_ASYNC | MS_INVALIDATE);
	C(mincore, pages, 4096, &out);
	C(mlock, pages, 4096);
	C(mlock2, pages, 4096, 1);
	C(munlock, pages, 4096);
	C(mlockall, 8);
	C(munlockall);
	C(mremap, pages, 16384, 8192, 0);
	C(mremap, pages, 8192, 12288, MREMAP_MAYMOVE);
	C(mremap, 1, 1, 1, MREMAP_MAYMOVE | MREMAP_FIXED, 0x10000);
	C(munmap, pages, 4096);
	C(munmap, 1, 1);
	C(brk, 0);
	C(remap_file_pages, 1, 1, 0, 0, 0);
	C(mbind, NULL, 0, 0, NULL, 0, 0);
	C(get_mempolicy, NULL, NULL, 0, NULL, 0);
	C(set_mempolicy, 99, NULL, 0);
	C(migrate_pages, -1, 0, NULL, NULL);
	C(move_pages, -1, 0, NULL, NULL, NULL, 2);
	C(pkey_alloc, 1, 0);
	C(pkey_free, -1);
	C(pkey_mprotect, 1, 4096, PROT_READ, -1);
	C(membarrier, 0, 0, 0);
	C(membarrier, 99, 0, 0);
	C(process_madvise, -1, NULL, 0, 4, 0);
	C(process_vm_readv, -1, NULL, 0, NULL, 0, 0);
	C(process_vm_writev, -1, NULL, 0, NULL, 0, 0);
	C(shmget, IPC_PRIVATE, 0, IPC_CREAT | 0600);
	C(shmat, -1, NULL, SHM_RDONLY);
	C(shmdt, 1);
	C(shmctl, -1, IPC_RMID, NULL);
	C(shmctl, -1, IPC_STAT, &out);
	C(semget, 0x1234567, 0, 0);
	C(semget, IPC_PRIVATE, -1, IPC_CREAT | IPC_EXCL | 0644);
	C(semop, -1, &((struct sembuf){ 1, -1, IPC_NOWAIT }), 1);
	C(semtimedop, -1, ((struct sembuf[2]){ { 0, 1, SEM_UNDO }, { 2, 0, 0 } }), 2, &SHORT);
	C(msgget, 0x1234567, 0);
	C(msgsnd, -1, &((struct { long type; char text[4]; }){ 3, "abc" }), 3, IPC_NOWAIT);
	C(msgrcv, -1, &out, 10, 0, 010000);
	C(msgctl, -1, IPC_RMID, NULL);
}

static void
limits_and_identities(void)
{
	/* size, policy, flags, nice, priority, runtime, deadline, period */
	uint32_t attr[12] = { sizeof attr, 99, 0, 0, 5, 0, 6 };

	for (unsigned i = 0; i < 17; i++) {
		C(getrlimit, i, &out);
		C(prlimit64, 0, i, NULL, &out);
	}
	C(setrlimit, RLIMIT_CORE, &((struct rlimit){ 0, 0 }));
	C(prlimit64, 0, RLIMIT_NOFILE, &((struct rlimit){ 1024, 1024 }), NULL);
	C(prlimit64, -1, RLIMIT_STACK, &((struct rlimit){ 8192 * 1024, RLIM_INFINITY }), &out);
	C(setrlimit, RLIMIT_NOFILE, BAD);
	C0(getpid);
	C0(getppid);
	C0(gettid);
	C0(getuid);
	C0(geteuid);
	C0(getgid);
	C0(getegid);
	C0(getpgrp);
	C(getpgid, 0);
	C(getsid, 0);
	C(setpgid, -1, 0);
	C(getresuid, &out.ints[0], &out.ints[1], &out.ints[2]);
	C(getresgid, &out.ints[0], &out.ints[1], BAD);
	C(setresuid, -1, -1, -1);
	C(setresgid, -1, -1, -1);
	C(setreuid, -1, -1);
	C(setregid, -1, -1);
	C(setfsuid, -1);
	C(setfsgid, -1);
	C(setuid, -1);
	C(setgid, -1);
	C(getgroups, 0, NULL);
	C(getgroups, -1, NULL);
	C(setgroups, -1, BAD);
	C(getpriority, PRIO_PROCESS, 0);
	C(getpriority, PRIO_USER, 99999);
	C(setpriority, PRIO_PGRP, -1, 5);
	C(getrusage, 99, &out);
	C(times, BAD);
	C(uname, &out);
	C(uname, BAD);
	C(sysinfo, BAD);
	C(sethostname, BAD, -1);
	C(setdomainname, BAD, -1);
	C(syslog, 10, NULL, 0);
	C(syslog, 99, NULL, 0);
	C(personality, 0xffffffff);
	C(iopl, 99);
	C(ioperm, -1, 1, 0);
	C(capget, &((uint32_t[2]){ 0x20080522, 0 }), &out);
	C(capget, &((uint32_t[2]){ 0x20080522, -1 }), &out);
	C(capset, &((uint32_t[2]){ 7, 0 }), NULL);
	C(sched_getscheduler, 0);
	C(sched_setscheduler, -1, SCHED_FIFO, &((int){ 1 }));
	C(sched_setscheduler, -1, SCHED_BATCH | SCHED_RESET_ON_FORK, &((int){ 0 }));
	C(sched_getparam, 0, &out);
	C(sched_setparam, -1, &((int){ 3 }));
	C(sched_getattr, -1, &out, sizeof attr, 0);
	C(sched_setattr, -1, &attr, 0);
	C(sched_get_priority_max, SCHED_RR);
	C(sched_get_priority_min, SCHED_DEADLINE);
	C(sched_rr_get_interval, -1, &out);
	C(sched_getaffinity, -1, 128, &out);
	C(sched_setaffinity, -1, 8, &((uint64_t){ 5 }));
	C(getcpu, NULL, NULL, NULL);
	C(ioprio_get, 1, 0);
	C(ioprio_set, 1, -1, 0x4003);
	C(kcmp, -1, -1, 0, 1, 2);
	C(setns, 0, 0);
	C(unshare, 0);
	C(unshare, -1);
	C(get_robust_list, -1, &out, &out);
	C(set_robust_list, NULL, 7);
	C(set_tid_address, &out);
	C(rseq, NULL, 1, 2, 3);
	C(keyctl, 99, 0, 0, 0, 0);
	C(add_key, "type", "description", NULL, 0, -1);
	C(request_key, "type", "description", NULL, -1);
	C(getrandom, &out, 0, 0);
	C(getrandom, BAD, 8, 1);
	C(getrandom, &out, 8, 0x80);
	C(arch_prctl, 0x1003, &out);
	C(arch_prctl, 0x9999, 0);
	C(modify_ldt, 99, NULL, 0);
	C(init_module, NULL, 0, "");
	C(finit_module, -1, "", 3);
	C(delete_module, BAD, O_NONBLOCK);
	C(kexec_load, 0, 0, 0, -1);
	C(lookup_dcookie, 0, &out, 0);
	C(sysfs, 99, 0, 0);
	C(ustat, 0, &out);
	C(seccomp, 99, 0, NULL);
	C(seccomp, 2, 0, &((uint32_t){ 0x7fff0000 }));
	C(ptrace, 16, -1, 0, 0);
	C(reboot, 0, 0, 0, NULL);
	C(nfsservctl, 0, NULL, NULL);
}

static void
prctls(void)
{
	static const int options[] = {
		PR_GET_PDEATHSIG, PR_GET_DUMPABLE, PR_GET_KEEPCAPS, PR_GET_TIMING, PR_GET_SECCOMP, PR_GET_SECUREBITS,
		PR_GET_TIMERSLACK, PR_GET_CHILD_SUBREAPER, PR_GET_NO_NEW_PRIVS, PR_GET_THP_DISABLE, PR_GET_TSC,
	};

	for (unsigned i = 0; i < sizeof options / sizeof *options; i++)
		C(prctl, options[i], &out, 0, 0, 0);
	C(prctl, PR_SET_NAME, "a name");
	C(prctl, PR_GET_NAME, &out);
	C(prctl, PR_SET_PDEATHSIG, SIGKILL);
	C(prctl, PR_SET_PDEATHSIG, 0);
	C(prctl, PR_SET_DUMPABLE, 1);
	C(prctl, PR_SET_KEEPCAPS, 0);
	C(prctl, PR_SET_TIMERSLACK, 50000);
	C(prctl, PR_CAPBSET_READ, 21);
	C(prctl, PR_SET_CHILD_SUBREAPER, 0);
	C(prctl, PR_SET_NO_NEW_PRIVS, 7, 0, 0, 0);
}

static void
clocks_and_timers(void)
{
	int timer;

	for (unsigned i = 0; i < 12; i++) {
		C(clock_getres, i, &out);
		C(clock_gettime, i, BAD);
	}
	C(clock_settime, CLOCK_MONOTONIC, &SHORT);
	C(clock_settime, 99, BAD);
	C(clock_adjtime, 99, BAD);
	C(adjtimex, BAD);
	C(gettimeofday, NULL, NULL);
	C(settimeofday, &((struct timeval){ -1, -1 }), NULL);
	C(time, BAD);
	C(getitimer, ITIMER_REAL, &out);
	C(setitimer, ITIMER_VIRTUAL, &((struct itimerval){ { 0, 0 }, { 100, 5 } }), NULL);
	C(setitimer, ITIMER_VIRTUAL, &((struct itimerval){ { 0, 0 }, { 0, 0 } }), NULL);
	C(setitimer, 99, NULL, NULL);
	C(alarm, 100);
	C(alarm, 0);
	C(timer_create, CLOCK_MONOTONIC, NULL, &timer);
	C(timer_create, CLOCK_REALTIME, &((struct sigevent){ .sigev_notify = SIGEV_NONE }), &timer);
	C(timer_settime, 0, 0, &((struct itimerspec){ { 0, 0 }, { 50, 6 } }), NULL);
	C(timer_settime, 0, TIMER_ABSTIME, &((struct itimerspec){ { 1, 0 }, { 0, 0 } }), &out.itimerspec + 1);
	C(timer_getoverrun, 0);
	C(timer_delete, 0);
	C(timer_delete, 77);
	C(timer_gettime, 77, &out);
	C(futex, &out, FUTEX_WAKE, 1);
	C(futex, &out, FUTEX_WAKE_PRIVATE, 0x7fffffff);
	C(futex, &out, FUTEX_WAIT, 12345, NULL);
	C(futex, &out, FUTEX_WAIT_PRIVATE, 12345, &SHORT);
	C(futex, &out, FUTEX_WAIT_BITSET_PRIVATE | FUTEX_CLOCK_REALTIME, 12345, &SHORT, NULL, FUTEX_BITSET_MATCH_ANY);
	C(futex, &out, FUTEX_WAKE_BITSET, 1, NULL, NULL, 7);
	C(futex, &out, FUTEX_REQUEUE_PRIVATE, 1, 2, &out.ints[4]);
	C(futex, &out, FUTEX_CMP_REQUEUE, 1, 2, &out.ints[4], 99);
	C(futex, &out, FUTEX_UNLOCK_PI);
	C(futex, &out, FUTEX_TRYLOCK_PI_PRIVATE);
	C(futex, 1, FUTEX_LOCK_PI, 0, NULL);
	C(futex, &out, 99, 1);
}

static void
signals(void)
{
	for (int i = 0; i < 66; i += i < 34 ? 1 : 5)
		C(rt_sigaction, i, NULL, &out, 8);
	C(rt_sigaction, SIGUSR1, &((long[4]){ 1, 0, 0, 0 }), NULL, 8);
	C(rt_sigaction, SIGUSR2, &((long[4]){ 0x401000, 0x14000000, 0x402000, 0x4002 }), NULL, 8);
	C(rt_sigaction, SIGUSR2, &((long[4]){ 0, 0, 0, 0 }), NULL, 8);
	C(rt_sigaction, SIGKILL, &((long[4]){ 0, 0, 0, 0 }), NULL, 8);
	C(rt_sigaction, SIGUSR1, NULL, NULL, 4);
	C(rt_sigprocmask, SIG_BLOCK, &((uint64_t){ 0x202 }), NULL, 8);
	C(rt_sigprocmask, SIG_UNBLOCK, &((uint64_t){ 0x2 }), &out, 8);
	C(rt_sigprocmask, SIG_SETMASK, &((uint64_t){ ~(uint64_t)0 }), &out, 8);
	C(rt_sigprocmask, SIG_SETMASK, &((uint64_t){ ~(uint64_t)0x180000000 }), &out, 8);
	C(rt_sigprocmask, SIG_SETMASK, &((uint64_t){ 0x300000000 }), &out, 8);
	C(rt_sigprocmask, SIG_SETMASK, &((uint64_t){ 0 }), NULL, 8);
	C(rt_sigprocmask, 99, &((uint64_t){ 0 }), NULL, 8);
	C(rt_sigprocmask, SIG_BLOCK, BAD, NULL, 8);
	C(rt_sigpending, &out, 8);
	C(rt_sigtimedwait, &((uint64_t){ 0x200 }), &out, &SHORT, 8);
	C(rt_sigsuspend, NULL, 4);
	C(rt_sigqueueinfo, -1, SIGUSR1, BAD);
	C(rt_tgsigqueueinfo, -1, -1, SIGUSR1, BAD);
	C(sigaltstack, NULL, &out);
	C(sigaltstack, &((stack_t){ out.bytes, 0, 4096 }), NULL);
	C(sigaltstack, &((stack_t){ NULL, SS_DISABLE, 0 }), NULL);
	C(kill, getpid(), 0);
	C(kill, 0x7ffffff0, SIGTERM);
	C(tkill, 0x7ffffff0, SIGUSR1);
	C(tgkill, 0x7ffffff0, 0x7ffffff0, SIGINT);
	C(tgkill, -1, -1, 40);
	C(pidfd_send_signal, -1, SIGHUP, NULL, 0);
}

static void
sockets(void)
{
	static const int options[] = {
		SO_REUSEADDR, SO_KEEPALIVE, SO_BROADCAST, SO_SNDBUF, SO_RCVBUF, SO_PRIORITY, SO_DONTROUTE, SO_OOBINLINE, SO_REUSEPORT,
	};
	static const int read_options[] = { SO_TYPE, SO_ERROR, SO_DOMAIN, SO_PROTOCOL, SO_ACCEPTCONN, SO_REUSEADDR, SO_RCVLOWAT, SO_LINGER };
	struct sockaddr_un un = { AF_UNIX, "no/such/socket" };
	struct sockaddr_in in = { .sin_family = AF_INET, .sin_port = htons(9), .sin_addr = { htonl(0x7f000001) } };
	struct sockaddr_in6 in6 = { .sin6_family = AF_INET6, .sin6_port = htons(9), .sin6_addr = IN6ADDR_LOOPBACK_INIT };
	struct sockaddr_nl netlink = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	char control[64] = { 0 };
	struct iovec iov[2] = { { (void *)(uintptr_t)"mes", 3 }, { (void *)(uintptr_t)"sage", 4 } };
	struct iovec into = { out.bytes, 100 };
	struct msghdr message = { .msg_iov = iov, .msg_iovlen = 2 }, received = { .msg_iov = &into, .msg_iovlen = 1 };
	struct cmsghdr *header = (struct cmsghdr *)control;
	int pair[2], tcp, udp;
	socklen_t len;

	tcp = (int)syscall(SYS_socket, AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
	udp = (int)syscall(SYS_socket, AF_INET, SOCK_DGRAM, IPPROTO_IP);
	C(close, syscall(SYS_socket, AF_INET6, SOCK_DGRAM | SOCK_NONBLOCK, IPPROTO_UDP));
	C(close, syscall(SYS_socket, AF_UNIX, SOCK_SEQPACKET, 0));
	C(close, syscall(SYS_socket, AF_NETLINK, SOCK_RAW, NETLINK_ROUTE));
	C(socket, AF_PACKET + 1000, SOCK_RAW, 3);
	C(socket, AF_INET, 99, 0);
	C(socketpair, AF_UNIX, SOCK_STREAM, 0, pair);
	C(socketpair, AF_UNIX, SOCK_STREAM, 0, BAD);
	for (unsigned i = 0; i < sizeof options / sizeof *options; i++)
		C(setsockopt, tcp, SOL_SOCKET, options[i], &((int){ (int)i }), 4);
	for (unsigned i = 0; i < sizeof read_options / sizeof *read_options; i++) {
		len = 8;
		C(getsockopt, tcp, SOL_SOCKET, read_options[i], &out, &len);
	}
	C(setsockopt, tcp, SOL_SOCKET, SO_LINGER, &((struct linger){ 1, 2 }), 8);
	C(setsockopt, tcp, SOL_SOCKET, SO_RCVTIMEO, &((struct timeval){ 1, 2 }), 16);
	C(setsockopt, tcp, IPPROTO_TCP, TCP_NODELAY, &((int){ 1 }), 4);
	C(setsockopt, tcp, IPPROTO_TCP, TCP_KEEPIDLE, &((int){ 7 }), 4);
	C(setsockopt, tcp, IPPROTO_IP, 1, &((int){ 16 }), 4);
	C(setsockopt, tcp, IPPROTO_IPV6, 26, &((int){ 1 }), 4);
	C(setsockopt, -1, SOL_SOCKET, 200, &((int){ 1 }), 4);
	C(setsockopt, tcp, 12345, 1, &((int){ 1 }), 4);
	C(setsockopt, tcp, SOL_SOCKET, SO_SNDBUF, BAD, 4);
	len = 4;
	C(getsockopt, tcp, IPPROTO_TCP, TCP_MAXSEG, &out, &len);
	C(getsockopt, -1, SOL_SOCKET, SO_TYPE, &out, &len);
	C(bind, udp, &((struct sockaddr_in){ .sin_family = AF_INET, .sin_addr = { htonl(0x7f000001) } }), sizeof in);
	C(bind, -1, &in6, sizeof in6);
	C(bind, -1, &netlink, sizeof netlink);
	C(bind, -1, &un, 2);
	C(bind, -1, "\1\0\0abstract", 11);
	C(bind, -1, BAD, 16);
	C(connect, -1, &un, sizeof un);
	C(connect, -1, &in, sizeof in);
	C(connect, -1, &in6, sizeof in6);
	C(connect, -1, NULL, 0);
	C(listen, tcp, 5);
	C(listen, -1, -1);
	C(accept, -1, NULL, NULL);
	C(accept4, -1, NULL, NULL, 02004000);
	C(accept4, -1, &out, &len, 02000000);
	len = 100;
	C(getsockname, pair[0], &out, &len);
	len = 100;
	C(getpeername, pair[0], &out, &len);
	C(getpeername, tcp, &out, &len);
	C(sendto, pair[0], "a string", 8, MSG_NOSIGNAL, NULL, 0);
	C(sendto, -1, "x", 1, MSG_DONTWAIT | MSG_MORE, &in, sizeof in);
	C(recvfrom, pair[1], &out, 100, MSG_PEEK, NULL, NULL);
	len = sizeof in;
	C(recvfrom, pair[1], &out, 3, MSG_DONTWAIT, out.bytes + 800, &len);
	C(recvfrom, pair[1], &out, 100, MSG_DONTWAIT | MSG_TRUNC, NULL, NULL);
	C(recvfrom, pair[1], &out, 100, MSG_DONTWAIT, NULL, NULL);
	C(sendmsg, pair[0], &message, 0);
	C(recvmsg, pair[1], &received, MSG_DONTWAIT);
	header->cmsg_len = CMSG_LEN(sizeof(int));
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	message.msg_control = control;
	message.msg_controllen = CMSG_SPACE(sizeof(int));
	C(sendmsg, pair[0], &message, MSG_NOSIGNAL);
	C(recvmsg, pair[1], &received, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	C(sendmsg, -1, BAD, 0);
	C(recvmsg, -1, &received, 0);
	C(sendmmsg, -1, &((struct mmsghdr){ .msg_hdr = { .msg_iov = iov, .msg_iovlen = 1 } }), 1, 0);
	C(shutdown, pair[0], SHUT_WR);
	C(shutdown, pair[0], SHUT_RDWR);
	C(shutdown, -1, 99);
}

static void
processes(void)
{
	int status;
	long child = syscall(SYS_fork);

	if (child == 0)
		_exit(7);
	C(wait4, child, &status, 0, NULL);
	C(wait4, -1, &status, WNOHANG, NULL);
	C(wait4, -1, NULL, WNOHANG | __WALL | WUNTRACED, &out);
	C(waitid, P_ALL, 0, &out, WEXITED | WNOHANG, NULL);
	C(waitid, P_PID, 0x7ffffff0, &out, WEXITED | WSTOPPED, NULL);
	child = syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, 0);
	if (child == 0) {
		syscall(SYS_kill, getpid(), SIGKILL);
		_exit(1);
	}
	C(wait4, child, &status, 0, NULL);
	C(clone, CLONE_THREAD, NULL, NULL, NULL, 0);
	C(clone3, BAD, 88);
	C(clone3, &((uint64_t[11]){ [4] = SIGCHLD, [0] = CLONE_THREAD }), 88);
	C(setsid);
}

/* What a tracer must not believe: lengths and counts that lead beyond all memory. Some tracers never come back. */
static void
hostile(void)
{
	char control[64] = { 0 };
	struct iovec iov = { out.bytes, SIZE_MAX };
	struct msghdr message = { .msg_iov = &iov, .msg_iovlen = SIZE_MAX, .msg_control = control, .msg_controllen = SIZE_MAX,
				  .msg_name = BAD, .msg_namelen = 0x7fffffff };
	struct cmsghdr *header = (struct cmsghdr *)control;

	header->cmsg_len = SIZE_MAX;
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	C(sendmsg, -1, &message, 0);
	message.msg_controllen = sizeof control;
	C(sendmsg, -1, &message, 0);
	header->cmsg_len = 0;
	C(sendmsg, -1, &message, 0);
	C(sendmmsg, -1, &message, 0xffffffff, 0);
	C(writev, -1, &iov, SIZE_MAX);
	C(writev, -1, BAD, 0x7fffffff);
	C(poll, &out, 0xffffffff, 0);
	C(select, 0x7fffffff, &out, &out, &out, BAD);
	C(setgroups, 0x7fffffff, &out);
	C(semop, -1, &out, 0xffffffff);
	C(sched_setaffinity, -1, 0xffffffff, &out);
	C(bind, -1, &out, 0xffffffff);
	C(setsockopt, -1, SOL_SOCKET, SO_LINGER, &out, 0xffffffff);
	C(write, -1, &out, SIZE_MAX);
	C(execve, BAD, BAD, BAD);
	C(execve, "nothing", &out, NULL);
	C(futex, &out, FUTEX_WAKE_OP, 1, 2, &out, 0xffffffff);
	C(msgsnd, -1, &out, SIZE_MAX, 0);
	C(mincore, 0, SIZE_MAX, &out);
	C(fcntl, -1, F_SETLK, BAD);
	syscall(100000, 1, 2, 3, 4, 5, 6);
}

int
main(int argc, char **argv)
{
	static void (*const groups[])(void) = {
		names_and_paths, descriptors, waiting, memory, limits_and_identities, prctls, clocks_and_timers, signals, sockets, processes,
	};

	if (argc > 1 && strcmp(argv[1], "hostile") == 0) {
		hostile();
		return 0;
	}
	for (unsigned i = 0; i < sizeof groups / sizeof *groups; i++)
		groups[i]();
	return 0;
}
