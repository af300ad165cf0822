#!/usr/bin/env python3
"""Writes src/syscall/shapes.h from maint/calls.txt, and src/syscall/numbers.h from the kernel's headers.

For maintainers; its output is committed, so a build runs nothing. Needs linux-libc-dev.

    maint/mktables.py            from the top of the tree
"""
import re, subprocess, sys

HEADER = '/* Made by maint/mktables.py from %s; change that and run it again. */\n\n'
X86 = '/usr/include/x86_64-linux-gnu/asm/'
X32_BIT = 0x40000000

# Since Linux 5.0 a new call has one number everywhere; those newer than the headers that were at hand:
NEWER = {451: 'cachestat', 452: 'fchmodat2', 453: 'map_shadow_stack', 454: 'futex_wake', 455: 'futex_wait',
         456: 'futex_requeue', 457: 'statmount', 458: 'listmount', 459: 'lsm_get_self_attr', 460: 'lsm_set_self_attr',
         461: 'lsm_list_modules', 462: 'mseal', 463: 'setxattrat', 464: 'getxattrat', 465: 'listxattrat',
         466: 'removexattrat', 467: 'open_tree_attr', 468: 'file_getattr', 469: 'file_setattr'}

# The 32-bit table of arm ends where the common numbers begin; it is in no header of another machine.
ARM = """0 restart_syscall 1 exit 2 fork 3 read 4 write 5 open 6 close 8 creat 9 link 10 unlink 11 execve 12 chdir
14 mknod 15 chmod 16 lchown 19 lseek 20 getpid 21 mount 23 setuid 24 getuid 26 ptrace 29 pause 33 access 34 nice 36 sync
37 kill 38 rename 39 mkdir 40 rmdir 41 dup 42 pipe 43 times 45 brk 46 setgid 47 getgid 49 geteuid 50 getegid 51 acct
52 umount2 54 ioctl 55 fcntl 57 setpgid 60 umask 61 chroot 62 ustat 63 dup2 64 getppid 65 getpgrp 66 setsid 67 sigaction
70 setreuid 71 setregid 72 sigsuspend 73 sigpending 74 sethostname 75 setrlimit 77 getrusage 78 gettimeofday
79 settimeofday 80 getgroups 81 setgroups 83 symlink 85 readlink 86 uselib 87 swapon 88 reboot 91 munmap 92 truncate
93 ftruncate 94 fchmod 95 fchown 96 getpriority 97 setpriority 99 statfs 100 fstatfs 103 syslog 104 setitimer
105 getitimer 106 stat 107 lstat 108 fstat 111 vhangup 114 wait4 115 swapoff 116 sysinfo 118 fsync 119 sigreturn
120 clone 121 setdomainname 122 uname 124 adjtimex 125 mprotect 126 sigprocmask 128 init_module 129 delete_module
131 quotactl 132 getpgid 133 fchdir 134 bdflush 135 sysfs 136 personality 138 setfsuid 139 setfsgid 140 _llseek
141 getdents 142 _newselect 143 flock 144 msync 145 readv 146 writev 147 getsid 148 fdatasync 149 _sysctl 150 mlock
151 munlock 152 mlockall 153 munlockall 154 sched_setparam 155 sched_getparam 156 sched_setscheduler
157 sched_getscheduler 158 sched_yield 159 sched_get_priority_max 160 sched_get_priority_min 161 sched_rr_get_interval
162 nanosleep 163 mremap 164 setresuid 165 getresuid 168 poll 169 nfsservctl 170 setresgid 171 getresgid 172 prctl
173 rt_sigreturn 174 rt_sigaction 175 rt_sigprocmask 176 rt_sigpending 177 rt_sigtimedwait 178 rt_sigqueueinfo
179 rt_sigsuspend 180 pread64 181 pwrite64 182 chown 183 getcwd 184 capget 185 capset 186 sigaltstack 187 sendfile
190 vfork 191 ugetrlimit 192 mmap2 193 truncate64 194 ftruncate64 195 stat64 196 lstat64 197 fstat64 198 lchown32
199 getuid32 200 getgid32 201 geteuid32 202 getegid32 203 setreuid32 204 setregid32 205 getgroups32 206 setgroups32
207 fchown32 208 setresuid32 209 getresuid32 210 setresgid32 211 getresgid32 212 chown32 213 setuid32 214 setgid32
215 setfsuid32 216 setfsgid32 217 getdents64 218 pivot_root 219 mincore 220 madvise 221 fcntl64 224 gettid 225 readahead
226 setxattr 227 lsetxattr 228 fsetxattr 229 getxattr 230 lgetxattr 231 fgetxattr 232 listxattr 233 llistxattr
234 flistxattr 235 removexattr 236 lremovexattr 237 fremovexattr 238 tkill 239 sendfile64 240 futex
241 sched_setaffinity 242 sched_getaffinity 243 io_setup 244 io_destroy 245 io_getevents 246 io_submit 247 io_cancel
248 exit_group 249 lookup_dcookie 250 epoll_create 251 epoll_ctl 252 epoll_wait 253 remap_file_pages
256 set_tid_address 257 timer_create 258 timer_settime 259 timer_gettime 260 timer_getoverrun 261 timer_delete
262 clock_settime 263 clock_gettime 264 clock_getres 265 clock_nanosleep 266 statfs64 267 fstatfs64 268 tgkill
269 utimes 270 arm_fadvise64_64 274 mq_open 275 mq_unlink 276 mq_timedsend 277 mq_timedreceive 278 mq_notify
279 mq_getsetattr 280 waitid 281 socket 282 bind 283 connect 284 listen 285 accept 286 getsockname 287 getpeername
288 socketpair 289 send 290 sendto 291 recv 292 recvfrom 293 shutdown 294 setsockopt 295 getsockopt 296 sendmsg
297 recvmsg 298 semop 299 semget 300 semctl 301 msgsnd 302 msgrcv 303 msgget 304 msgctl 305 shmat 306 shmdt 307 shmget
308 shmctl 309 add_key 310 request_key 311 keyctl 312 semtimedop 314 ioprio_set 315 ioprio_get 316 inotify_init
317 inotify_add_watch 318 inotify_rm_watch 319 mbind 320 get_mempolicy 321 set_mempolicy 322 openat 323 mkdirat
324 mknodat 325 fchownat 326 futimesat 327 fstatat64 328 unlinkat 329 renameat 330 linkat 331 symlinkat 332 readlinkat
333 fchmodat 334 faccessat 335 pselect6 336 ppoll 337 unshare 338 set_robust_list 339 get_robust_list 340 splice
341 arm_sync_file_range 342 tee 343 vmsplice 344 move_pages 345 getcpu 346 epoll_pwait 347 kexec_load 348 utimensat
349 signalfd 350 timerfd_create 351 eventfd 352 fallocate 353 timerfd_settime 354 timerfd_gettime 355 signalfd4
356 eventfd2 357 epoll_create1 358 dup3 359 pipe2 360 inotify_init1 361 preadv 362 pwritev 363 rt_tgsigqueueinfo
364 perf_event_open 365 recvmmsg 366 accept4 367 fanotify_init 368 fanotify_mark 369 prlimit64 370 name_to_handle_at
371 open_by_handle_at 372 clock_adjtime 373 syncfs 374 sendmmsg 375 setns 376 process_vm_readv 377 process_vm_writev
378 kcmp 379 finit_module 380 sched_setattr 381 sched_getattr 382 renameat2 383 seccomp 384 getrandom 385 memfd_create
386 bpf 387 execveat 388 userfaultfd 389 membarrier 390 mlock2 391 copy_file_range 392 preadv2 393 pwritev2
394 pkey_mprotect 395 pkey_alloc 396 pkey_free 397 statx 398 rseq 399 io_pgetevents 400 migrate_pages
401 kexec_file_load""".split()


def read_calls(path):
    calls = []
    for number, line in enumerate(open(path), 1):
        if line.startswith('#') or not line.strip():
            continue
        fields = line.split()
        if len(fields) < 2:
            sys.exit(f'{path}:{number}: a line is: name classes arguments')
        args = [arg.split('=', 1) for arg in fields[2:]]
        if len(args) > 6 or any(len(arg) != 2 for arg in args):
            sys.exit(f'{path}:{number}: at most six arguments, each name=kind')
        calls.append((fields[0], [] if fields[1] == '-' else fields[1].split(','), args))
    if [call[0] for call in calls] != sorted(call[0] for call in calls):
        sys.exit(f'{path}: not sorted by name')
    return calls


def kind(arg, names):
    name, _, by = arg.partition(':')
    text = 'ARG_RESULT_BUFFER' if name == 'result' else 'ARG_' + name.upper()
    return '{ %s, %d }' % (text, names.index(by) if by else 0)


def write_shapes(calls, out):
    out.write(HEADER % 'maint/calls.txt')
    for name, classes, args in calls:
        bits = ' | '.join('CLASS_' + c.upper() for c in classes) or '0'
        names = [arg[0] for arg in args]
        kinds = ', '.join(kind(arg[1], names) for arg in args)
        out.write('{ "%s", %s, %d, { %s } },\n' % (name, bits, len(args), kinds or '{ ARG_NONE, 0 }'))


def defines(path, flags=()):
    """Number by name of every __NR_ the header defines, worked out by the preprocessor."""
    text = subprocess.run(['gcc', '-E', '-dM', *flags, path], capture_output=True, text=True, check=True).stdout
    macros = {'__X32_SYSCALL_BIT': str(X32_BIT), **dict(re.findall(r'#define (\w+) (.+)', text))}

    def value(expr):
        expr = re.sub(r'\b(__NR\w*|__X32_SYSCALL_BIT)\b', lambda m: str(value(macros[m[1]])), expr)
        return eval(expr.replace('U', ''))

    skip = ('__NR_syscalls', '__NR_arch_specific_syscall', '__NR_sync_file_range2')
    return {value(v): k[5:] for k, v in macros.items() if k.startswith('__NR_') and k not in skip}


def tables():
    x86_64 = defines(X86 + 'unistd_64.h')
    i386 = defines(X86 + 'unistd_32.h')
    x32 = {n - X32_BIT: name for n, name in defines(X86 + 'unistd_x32.h').items()}
    flags = ['-D__ARCH_WANT_RENAMEAT', '-D__ARCH_WANT_SET_GET_RLIMIT', '-D__ARCH_WANT_TIME32_SYSCALLS',
             '-D__ARCH_WANT_NEW_STAT', '-D__ARCH_WANT_SYS_CLONE3', '-D__ARCH_WANT_MEMFD_SECRET', '-D__BITS_PER_LONG=64',
             '-D__SYSCALL(a,b)=']
    aarch64 = {n: {'fstatat': 'newfstatat'}.get(name, name)
               for n, name in defines('/usr/include/asm-generic/unistd.h', flags).items()
               if not name.startswith('3264')}
    common = {n: name for n, name in x86_64.items() if n >= 424}
    arm = {int(n): name for n, name in zip(ARM[::2], ARM[1::2])}
    arm.update({n: name for n, name in i386.items() if 403 <= n <= 423})
    arm.update({n: name for n, name in common.items() if name != 'memfd_secret'})
    x86_64[335] = 'uretprobe'
    result = [('x86_64', x86_64), ('i386', i386), ('x32', x32), ('aarch64', aarch64), ('arm', arm)]
    for name, table in result:
        table.update(NEWER)
    return result


def write_numbers(calls, out):
    position = {call[0]: i for i, call in enumerate(calls)}
    out.write(HEADER % "the kernel's headers")
    out.write('/* By number: position in shapes[] + 1, 0 where there is no call. */\n')
    for abi, table in tables():
        missing = sorted(set(table.values()) - set(position))
        if missing:
            sys.exit('maint/calls.txt lacks, for %s: %s' % (abi, ' '.join(missing)))
        out.write('\nstatic const uint16_t numbers_%s[] = {\n' % abi)
        for n in sorted(table):
            out.write('\t[%d] = %d,\t/* %s */\n' % (n, position[table[n]] + 1, table[n]))
        out.write('};\n')


if __name__ == '__main__':
    all_calls = read_calls('maint/calls.txt')
    with open('src/syscall/shapes.h', 'w') as shapes:
        write_shapes(all_calls, shapes)
    with open('src/syscall/numbers.h', 'w') as numbers:
        write_numbers(all_calls, numbers)
