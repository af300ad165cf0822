/*
 * shapes.h - the shape of every call, for shape.c alone
 *
 * Made by maint/mktables.py from maint/calls.txt. Do not edit.
 */

enum {
	SHAPE_NONE,
	SHAPE_accept,
	SHAPE_accept4,
	SHAPE_access,
	SHAPE_acct,
	SHAPE_add_key,
	SHAPE_adjtimex,
	SHAPE_afs_syscall,
	SHAPE_alarm,
	SHAPE_arch_prctl,
	SHAPE_arm_fadvise64_64,
	SHAPE_arm_sync_file_range,
	SHAPE_bdflush,
	SHAPE_bind,
	SHAPE_bpf,
	SHAPE_break,
	SHAPE_breakpoint,
	SHAPE_brk,
	SHAPE_cacheflush,
	SHAPE_cachestat,
	SHAPE_capget,
	SHAPE_capset,
	SHAPE_chdir,
	SHAPE_chmod,
	SHAPE_chown,
	SHAPE_chown32,
	SHAPE_chroot,
	SHAPE_clock_adjtime,
	SHAPE_clock_adjtime64,
	SHAPE_clock_getres,
	SHAPE_clock_getres_time64,
	SHAPE_clock_gettime,
	SHAPE_clock_gettime64,
	SHAPE_clock_nanosleep,
	SHAPE_clock_nanosleep_time64,
	SHAPE_clock_settime,
	SHAPE_clock_settime64,
	SHAPE_clone,
	SHAPE_clone3,
	SHAPE_close,
	SHAPE_close_range,
	SHAPE_connect,
	SHAPE_copy_file_range,
	SHAPE_creat,
	SHAPE_create_module,
	SHAPE_delete_module,
	SHAPE_dup,
	SHAPE_dup2,
	SHAPE_dup3,
	SHAPE_epoll_create,
	SHAPE_epoll_create1,
	SHAPE_epoll_ctl,
	SHAPE_epoll_ctl_old,
	SHAPE_epoll_pwait,
	SHAPE_epoll_pwait2,
	SHAPE_epoll_wait,
	SHAPE_epoll_wait_old,
	SHAPE_eventfd,
	SHAPE_eventfd2,
	SHAPE_execve,
	SHAPE_execveat,
	SHAPE_exit,
	SHAPE_exit_group,
	SHAPE_faccessat,
	SHAPE_faccessat2,
	SHAPE_fadvise64,
	SHAPE_fadvise64_ON_i386,
	SHAPE_fadvise64_64,
	SHAPE_fallocate,
	SHAPE_fallocate_ON_i386,
	SHAPE_fanotify_init,
	SHAPE_fanotify_mark,
	SHAPE_fanotify_mark_ON_i386,
	SHAPE_fchdir,
	SHAPE_fchmod,
	SHAPE_fchmodat,
	SHAPE_fchmodat2,
	SHAPE_fchown,
	SHAPE_fchown32,
	SHAPE_fchownat,
	SHAPE_fcntl,
	SHAPE_fcntl64,
	SHAPE_fdatasync,
	SHAPE_fgetxattr,
	SHAPE_file_getattr,
	SHAPE_file_setattr,
	SHAPE_finit_module,
	SHAPE_flistxattr,
	SHAPE_flock,
	SHAPE_fork,
	SHAPE_fremovexattr,
	SHAPE_fsconfig,
	SHAPE_fsetxattr,
	SHAPE_fsmount,
	SHAPE_fsopen,
	SHAPE_fspick,
	SHAPE_fstat,
	SHAPE_fstat64,
	SHAPE_fstatat64,
	SHAPE_fstatfs,
	SHAPE_fstatfs64,
	SHAPE_fsync,
	SHAPE_ftime,
	SHAPE_ftruncate,
	SHAPE_ftruncate64,
	SHAPE_ftruncate64_ON_arm,
	SHAPE_futex,
	SHAPE_futex_requeue,
	SHAPE_futex_time64,
	SHAPE_futex_wait,
	SHAPE_futex_waitv,
	SHAPE_futex_wake,
	SHAPE_futimesat,
	SHAPE_get_kernel_syms,
	SHAPE_get_mempolicy,
	SHAPE_get_robust_list,
	SHAPE_get_thread_area,
	SHAPE_get_tls,
	SHAPE_getcpu,
	SHAPE_getcwd,
	SHAPE_getdents,
	SHAPE_getdents64,
	SHAPE_getegid,
	SHAPE_getegid32,
	SHAPE_geteuid,
	SHAPE_geteuid32,
	SHAPE_getgid,
	SHAPE_getgid32,
	SHAPE_getgroups,
	SHAPE_getgroups32,
	SHAPE_getitimer,
	SHAPE_getpeername,
	SHAPE_getpgid,
	SHAPE_getpgrp,
	SHAPE_getpid,
	SHAPE_getpmsg,
	SHAPE_getppid,
	SHAPE_getpriority,
	SHAPE_getrandom,
	SHAPE_getresgid,
	SHAPE_getresgid32,
	SHAPE_getresuid,
	SHAPE_getresuid32,
	SHAPE_getrlimit,
	SHAPE_getrusage,
	SHAPE_getsid,
	SHAPE_getsockname,
	SHAPE_getsockopt,
	SHAPE_gettid,
	SHAPE_gettimeofday,
	SHAPE_getuid,
	SHAPE_getuid32,
	SHAPE_getxattr,
	SHAPE_getxattrat,
	SHAPE_gtty,
	SHAPE_idle,
	SHAPE_init_module,
	SHAPE_inotify_add_watch,
	SHAPE_inotify_init,
	SHAPE_inotify_init1,
	SHAPE_inotify_rm_watch,
	SHAPE_io_cancel,
	SHAPE_io_destroy,
	SHAPE_io_getevents,
	SHAPE_io_pgetevents,
	SHAPE_io_pgetevents_time64,
	SHAPE_io_setup,
	SHAPE_io_submit,
	SHAPE_io_uring_enter,
	SHAPE_io_uring_register,
	SHAPE_io_uring_setup,
	SHAPE_ioctl,
	SHAPE_ioperm,
	SHAPE_iopl,
	SHAPE_ioprio_get,
	SHAPE_ioprio_set,
	SHAPE_ipc,
	SHAPE_kcmp,
	SHAPE_kexec_file_load,
	SHAPE_kexec_load,
	SHAPE_keyctl,
	SHAPE_kill,
	SHAPE_landlock_add_rule,
	SHAPE_landlock_create_ruleset,
	SHAPE_landlock_restrict_self,
	SHAPE_lchown,
	SHAPE_lchown32,
	SHAPE_lgetxattr,
	SHAPE_link,
	SHAPE_linkat,
	SHAPE_listen,
	SHAPE_listmount,
	SHAPE_listxattr,
	SHAPE_listxattrat,
	SHAPE_llistxattr,
	SHAPE__llseek,
	SHAPE_lock,
	SHAPE_lookup_dcookie,
	SHAPE_lookup_dcookie_ON_i386,
	SHAPE_lremovexattr,
	SHAPE_lseek,
	SHAPE_lsetxattr,
	SHAPE_lsm_get_self_attr,
	SHAPE_lsm_list_modules,
	SHAPE_lsm_set_self_attr,
	SHAPE_lstat,
	SHAPE_lstat64,
	SHAPE_madvise,
	SHAPE_map_shadow_stack,
	SHAPE_mbind,
	SHAPE_membarrier,
	SHAPE_memfd_create,
	SHAPE_memfd_secret,
	SHAPE_migrate_pages,
	SHAPE_mincore,
	SHAPE_mkdir,
	SHAPE_mkdirat,
	SHAPE_mknod,
	SHAPE_mknodat,
	SHAPE_mlock,
	SHAPE_mlock2,
	SHAPE_mlockall,
	SHAPE_mmap,
	SHAPE_mmap_ON_i386,
	SHAPE_mmap2,
	SHAPE_modify_ldt,
	SHAPE_mount,
	SHAPE_mount_setattr,
	SHAPE_move_mount,
	SHAPE_move_pages,
	SHAPE_mprotect,
	SHAPE_mpx,
	SHAPE_mq_getsetattr,
	SHAPE_mq_notify,
	SHAPE_mq_open,
	SHAPE_mq_timedreceive,
	SHAPE_mq_timedreceive_time64,
	SHAPE_mq_timedsend,
	SHAPE_mq_timedsend_time64,
	SHAPE_mq_unlink,
	SHAPE_mremap,
	SHAPE_mseal,
	SHAPE_msgctl,
	SHAPE_msgget,
	SHAPE_msgrcv,
	SHAPE_msgsnd,
	SHAPE_msync,
	SHAPE_munlock,
	SHAPE_munlockall,
	SHAPE_munmap,
	SHAPE_name_to_handle_at,
	SHAPE_nanosleep,
	SHAPE_newfstatat,
	SHAPE__newselect,
	SHAPE_nfsservctl,
	SHAPE_nice,
	SHAPE_oldfstat,
	SHAPE_oldlstat,
	SHAPE_oldolduname,
	SHAPE_oldstat,
	SHAPE_olduname,
	SHAPE_open,
	SHAPE_open_by_handle_at,
	SHAPE_open_tree,
	SHAPE_open_tree_attr,
	SHAPE_openat,
	SHAPE_openat2,
	SHAPE_pause,
	SHAPE_pciconfig_iobase,
	SHAPE_pciconfig_read,
	SHAPE_pciconfig_write,
	SHAPE_perf_event_open,
	SHAPE_personality,
	SHAPE_pidfd_getfd,
	SHAPE_pidfd_open,
	SHAPE_pidfd_send_signal,
	SHAPE_pipe,
	SHAPE_pipe2,
	SHAPE_pivot_root,
	SHAPE_pkey_alloc,
	SHAPE_pkey_free,
	SHAPE_pkey_mprotect,
	SHAPE_poll,
	SHAPE_ppoll,
	SHAPE_ppoll_time64,
	SHAPE_prctl,
	SHAPE_pread64,
	SHAPE_pread64_ON_i386,
	SHAPE_pread64_ON_arm,
	SHAPE_preadv,
	SHAPE_preadv_ON_x32,
	SHAPE_preadv2,
	SHAPE_preadv2_ON_x32,
	SHAPE_prlimit64,
	SHAPE_process_madvise,
	SHAPE_process_mrelease,
	SHAPE_process_vm_readv,
	SHAPE_process_vm_writev,
	SHAPE_prof,
	SHAPE_profil,
	SHAPE_pselect6,
	SHAPE_pselect6_time64,
	SHAPE_ptrace,
	SHAPE_putpmsg,
	SHAPE_pwrite64,
	SHAPE_pwrite64_ON_i386,
	SHAPE_pwrite64_ON_arm,
	SHAPE_pwritev,
	SHAPE_pwritev_ON_x32,
	SHAPE_pwritev2,
	SHAPE_pwritev2_ON_x32,
	SHAPE_query_module,
	SHAPE_quotactl,
	SHAPE_quotactl_fd,
	SHAPE_read,
	SHAPE_readahead,
	SHAPE_readahead_ON_i386,
	SHAPE_readahead_ON_arm,
	SHAPE_readdir,
	SHAPE_readlink,
	SHAPE_readlinkat,
	SHAPE_readv,
	SHAPE_reboot,
	SHAPE_recv,
	SHAPE_recvfrom,
	SHAPE_recvmmsg,
	SHAPE_recvmmsg_time64,
	SHAPE_recvmsg,
	SHAPE_remap_file_pages,
	SHAPE_removexattr,
	SHAPE_removexattrat,
	SHAPE_rename,
	SHAPE_renameat,
	SHAPE_renameat2,
	SHAPE_request_key,
	SHAPE_restart_syscall,
	SHAPE_rmdir,
	SHAPE_rseq,
	SHAPE_rt_sigaction,
	SHAPE_rt_sigpending,
	SHAPE_rt_sigprocmask,
	SHAPE_rt_sigqueueinfo,
	SHAPE_rt_sigreturn,
	SHAPE_rt_sigsuspend,
	SHAPE_rt_sigtimedwait,
	SHAPE_rt_sigtimedwait_time64,
	SHAPE_rt_tgsigqueueinfo,
	SHAPE_sched_get_priority_max,
	SHAPE_sched_get_priority_min,
	SHAPE_sched_getaffinity,
	SHAPE_sched_getattr,
	SHAPE_sched_getparam,
	SHAPE_sched_getscheduler,
	SHAPE_sched_rr_get_interval,
	SHAPE_sched_rr_get_interval_time64,
	SHAPE_sched_setaffinity,
	SHAPE_sched_setattr,
	SHAPE_sched_setparam,
	SHAPE_sched_setscheduler,
	SHAPE_sched_yield,
	SHAPE_seccomp,
	SHAPE_security,
	SHAPE_select,
	SHAPE_select_ON_i386,
	SHAPE_semctl,
	SHAPE_semget,
	SHAPE_semop,
	SHAPE_semtimedop,
	SHAPE_semtimedop_time64,
	SHAPE_send,
	SHAPE_sendfile,
	SHAPE_sendfile64,
	SHAPE_sendmmsg,
	SHAPE_sendmsg,
	SHAPE_sendto,
	SHAPE_set_mempolicy,
	SHAPE_set_mempolicy_home_node,
	SHAPE_set_robust_list,
	SHAPE_set_thread_area,
	SHAPE_set_tid_address,
	SHAPE_set_tls,
	SHAPE_setdomainname,
	SHAPE_setfsgid,
	SHAPE_setfsgid32,
	SHAPE_setfsuid,
	SHAPE_setfsuid32,
	SHAPE_setgid,
	SHAPE_setgid32,
	SHAPE_setgroups,
	SHAPE_setgroups32,
	SHAPE_sethostname,
	SHAPE_setitimer,
	SHAPE_setns,
	SHAPE_setpgid,
	SHAPE_setpriority,
	SHAPE_setregid,
	SHAPE_setregid32,
	SHAPE_setresgid,
	SHAPE_setresgid32,
	SHAPE_setresuid,
	SHAPE_setresuid32,
	SHAPE_setreuid,
	SHAPE_setreuid32,
	SHAPE_setrlimit,
	SHAPE_setsid,
	SHAPE_setsockopt,
	SHAPE_settimeofday,
	SHAPE_setuid,
	SHAPE_setuid32,
	SHAPE_setxattr,
	SHAPE_setxattrat,
	SHAPE_sgetmask,
	SHAPE_shmat,
	SHAPE_shmctl,
	SHAPE_shmdt,
	SHAPE_shmget,
	SHAPE_shutdown,
	SHAPE_sigaction,
	SHAPE_sigaltstack,
	SHAPE_signal,
	SHAPE_signalfd,
	SHAPE_signalfd4,
	SHAPE_sigpending,
	SHAPE_sigprocmask,
	SHAPE_sigreturn,
	SHAPE_sigsuspend,
	SHAPE_socket,
	SHAPE_socketcall,
	SHAPE_socketpair,
	SHAPE_splice,
	SHAPE_ssetmask,
	SHAPE_stat,
	SHAPE_stat64,
	SHAPE_statfs,
	SHAPE_statfs64,
	SHAPE_statmount,
	SHAPE_statx,
	SHAPE_stime,
	SHAPE_stty,
	SHAPE_swapoff,
	SHAPE_swapon,
	SHAPE_symlink,
	SHAPE_symlinkat,
	SHAPE_sync,
	SHAPE_sync_file_range,
	SHAPE_sync_file_range_ON_i386,
	SHAPE_syncfs,
	SHAPE__sysctl,
	SHAPE_sysfs,
	SHAPE_sysinfo,
	SHAPE_syslog,
	SHAPE_tee,
	SHAPE_tgkill,
	SHAPE_time,
	SHAPE_timer_create,
	SHAPE_timer_delete,
	SHAPE_timer_getoverrun,
	SHAPE_timer_gettime,
	SHAPE_timer_gettime64,
	SHAPE_timer_settime,
	SHAPE_timer_settime64,
	SHAPE_timerfd_create,
	SHAPE_timerfd_gettime,
	SHAPE_timerfd_gettime64,
	SHAPE_timerfd_settime,
	SHAPE_timerfd_settime64,
	SHAPE_times,
	SHAPE_tkill,
	SHAPE_truncate,
	SHAPE_truncate64,
	SHAPE_truncate64_ON_arm,
	SHAPE_tuxcall,
	SHAPE_ugetrlimit,
	SHAPE_ulimit,
	SHAPE_umask,
	SHAPE_umount,
	SHAPE_umount2,
	SHAPE_uname,
	SHAPE_unlink,
	SHAPE_unlinkat,
	SHAPE_unshare,
	SHAPE_uprobe,
	SHAPE_uretprobe,
	SHAPE_uselib,
	SHAPE_userfaultfd,
	SHAPE_usr26,
	SHAPE_usr32,
	SHAPE_ustat,
	SHAPE_utime,
	SHAPE_utimensat,
	SHAPE_utimensat_time64,
	SHAPE_utimes,
	SHAPE_vfork,
	SHAPE_vhangup,
	SHAPE_vm86,
	SHAPE_vm86old,
	SHAPE_vmsplice,
	SHAPE_vserver,
	SHAPE_wait4,
	SHAPE_waitid,
	SHAPE_waitpid,
	SHAPE_write,
	SHAPE_writev,
};

static const struct call_shape SHAPES[] = {
	[SHAPE_accept] = {
		.name = "accept", .classes = CLASS_NETWORK | CLASS_WAIT, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_accept4] = {
		.name = "accept4", .classes = CLASS_NETWORK | CLASS_WAIT, .result = ARG_FD, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_access] = {
		.name = "access", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_acct] = {
		.name = "acct", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_add_key] = {
		.name = "add_key", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_STRING }, { .kind = ARG_BUFFER, .by = 3 }, { .kind = ARG_ULONG }, { .kind = ARG_INT } },
	},
	[SHAPE_adjtimex] = {
		.name = "adjtimex", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_afs_syscall] = {
		.name = "afs_syscall", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_alarm] = {
		.name = "alarm", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_UINT } },
	},
	[SHAPE_arch_prctl] = {
		.name = "arch_prctl", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_arm_fadvise64_64] = {
		.name = "arm_fadvise64_64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_arm_sync_file_range] = {
		.name = "arm_sync_file_range", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_bdflush] = {
		.name = "bdflush", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_bind] = {
		.name = "bind", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_bpf] = {
		.name = "bpf", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_UINT } },
	},
	[SHAPE_break] = {
		.name = "break", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_breakpoint] = {
		.name = "breakpoint", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_brk] = {
		.name = "brk", .classes = CLASS_MEMORY, .result = ARG_HEX, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_cacheflush] = {
		.name = "cacheflush", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_cachestat] = {
		.name = "cachestat", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_capget] = {
		.name = "capget", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_capset] = {
		.name = "capset", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_chdir] = {
		.name = "chdir", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_chmod] = {
		.name = "chmod", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_OCTAL } },
	},
	[SHAPE_chown] = {
		.name = "chown", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_chown32] = {
		.name = "chown32", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_chroot] = {
		.name = "chroot", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_clock_adjtime] = {
		.name = "clock_adjtime", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_adjtime64] = {
		.name = "clock_adjtime64", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_getres] = {
		.name = "clock_getres", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_getres_time64] = {
		.name = "clock_getres_time64", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_gettime] = {
		.name = "clock_gettime", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_gettime64] = {
		.name = "clock_gettime64", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_nanosleep] = {
		.name = "clock_nanosleep", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_nanosleep_time64] = {
		.name = "clock_nanosleep_time64", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_settime] = {
		.name = "clock_settime", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clock_settime64] = {
		.name = "clock_settime64", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_clone] = {
		.name = "clone", .classes = CLASS_PROCESS, .result = ARG_PID, .arg_count = 5,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_clone3] = {
		.name = "clone3", .classes = CLASS_PROCESS, .result = ARG_PID, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_close] = {
		.name = "close", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_FD } },
	},
	[SHAPE_close_range] = {
		.name = "close_range", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_UINT }, { .kind = ARG_HEX } },
	},
	[SHAPE_connect] = {
		.name = "connect", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_copy_file_range] = {
		.name = "copy_file_range", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_UINT } },
	},
	[SHAPE_creat] = {
		.name = "creat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_OCTAL } },
	},
	[SHAPE_create_module] = {
		.name = "create_module", .classes = 0, .result = ARG_HEX, .arg_count = 2,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_ULONG } },
	},
	[SHAPE_delete_module] = {
		.name = "delete_module", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_HEX } },
	},
	[SHAPE_dup] = {
		.name = "dup", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 1,
		.args = { { .kind = ARG_FD } },
	},
	[SHAPE_dup2] = {
		.name = "dup2", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_FD } },
	},
	[SHAPE_dup3] = {
		.name = "dup3", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_FD }, { .kind = ARG_HEX } },
	},
	[SHAPE_epoll_create] = {
		.name = "epoll_create", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_epoll_create1] = {
		.name = "epoll_create1", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_epoll_ctl] = {
		.name = "epoll_ctl", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_epoll_ctl_old] = {
		.name = "epoll_ctl_old", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_epoll_pwait] = {
		.name = "epoll_pwait", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_epoll_pwait2] = {
		.name = "epoll_pwait2", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_epoll_wait] = {
		.name = "epoll_wait", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_INT }, { .kind = ARG_INT } },
	},
	[SHAPE_epoll_wait_old] = {
		.name = "epoll_wait_old", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_eventfd] = {
		.name = "eventfd", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 1,
		.args = { { .kind = ARG_UINT } },
	},
	[SHAPE_eventfd2] = {
		.name = "eventfd2", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_HEX } },
	},
	[SHAPE_execve] = {
		.name = "execve", .classes = CLASS_FILE | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_STRINGS }, { .kind = ARG_STRINGS, .form = FORM_COUNT } },
	},
	[SHAPE_execveat] = {
		.name = "execveat", .classes = CLASS_FILE | CLASS_DESC | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_STRINGS }, { .kind = ARG_STRINGS, .form = FORM_COUNT }, { .kind = ARG_HEX } },
	},
	[SHAPE_exit] = {
		.name = "exit", .classes = CLASS_PROCESS | CLASS_NORETURN, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_exit_group] = {
		.name = "exit_group", .classes = CLASS_PROCESS | CLASS_NORETURN, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_faccessat] = {
		.name = "faccessat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_faccessat2] = {
		.name = "faccessat2", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_fadvise64] = {
		.name = "fadvise64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_ULONG }, { .kind = ARG_INT } },
	},
	[SHAPE_fadvise64_ON_i386] = {
		.name = "fadvise64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_ULONG }, { .kind = ARG_INT } },
	},
	[SHAPE_fadvise64_64] = {
		.name = "fadvise64_64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_INT } },
	},
	[SHAPE_fallocate] = {
		.name = "fallocate", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_WIDE }, { .kind = ARG_WIDE } },
	},
	[SHAPE_fallocate_ON_i386] = {
		.name = "fallocate", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_fanotify_init] = {
		.name = "fanotify_init", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_fanotify_mark] = {
		.name = "fanotify_mark", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_WIDE_HEX }, { .kind = ARG_DIRFD }, { .kind = ARG_PATH } },
	},
	[SHAPE_fanotify_mark_ON_i386] = {
		.name = "fanotify_mark", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_WIDE_HEX }, { .kind = ARG_PAD }, { .kind = ARG_DIRFD }, { .kind = ARG_PATH } },
	},
	[SHAPE_fchdir] = {
		.name = "fchdir", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_FD } },
	},
	[SHAPE_fchmod] = {
		.name = "fchmod", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_OCTAL } },
	},
	[SHAPE_fchmodat] = {
		.name = "fchmodat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_OCTAL } },
	},
	[SHAPE_fchmodat2] = {
		.name = "fchmodat2", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_OCTAL }, { .kind = ARG_HEX } },
	},
	[SHAPE_fchown] = {
		.name = "fchown", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_fchown32] = {
		.name = "fchown32", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_fchownat] = {
		.name = "fchownat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_ID }, { .kind = ARG_ID }, { .kind = ARG_HEX } },
	},
	[SHAPE_fcntl] = {
		.name = "fcntl", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_fcntl64] = {
		.name = "fcntl64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_fdatasync] = {
		.name = "fdatasync", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_FD } },
	},
	[SHAPE_fgetxattr] = {
		.name = "fgetxattr", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_STRING }, { .kind = ARG_RESULT_BUFFER, .by = 3 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_file_getattr] = {
		.name = "file_getattr", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_file_setattr] = {
		.name = "file_setattr", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_finit_module] = {
		.name = "finit_module", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_STRING }, { .kind = ARG_HEX } },
	},
	[SHAPE_flistxattr] = {
		.name = "flistxattr", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_flock] = {
		.name = "flock", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT } },
	},
	[SHAPE_fork] = {
		.name = "fork", .classes = CLASS_PROCESS, .result = ARG_PID, .arg_count = 0,
	},
	[SHAPE_fremovexattr] = {
		.name = "fremovexattr", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_STRING } },
	},
	[SHAPE_fsconfig] = {
		.name = "fsconfig", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_UINT }, { .kind = ARG_STRING }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_fsetxattr] = {
		.name = "fsetxattr", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_STRING }, { .kind = ARG_BUFFER, .by = 3 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_fsmount] = {
		.name = "fsmount", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_fsopen] = {
		.name = "fsopen", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_HEX } },
	},
	[SHAPE_fspick] = {
		.name = "fspick", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_fstat] = {
		.name = "fstat", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_fstat64] = {
		.name = "fstat64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_fstatat64] = {
		.name = "fstatat64", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_fstatfs] = {
		.name = "fstatfs", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_fstatfs64] = {
		.name = "fstatfs64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER } },
	},
	[SHAPE_fsync] = {
		.name = "fsync", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_FD } },
	},
	[SHAPE_ftime] = {
		.name = "ftime", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_ftruncate] = {
		.name = "ftruncate", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_LONG } },
	},
	[SHAPE_ftruncate64] = {
		.name = "ftruncate64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_ftruncate64_ON_arm] = {
		.name = "ftruncate64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_futex] = {
		.name = "futex", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_futex_requeue] = {
		.name = "futex_requeue", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_INT }, { .kind = ARG_INT } },
	},
	[SHAPE_futex_time64] = {
		.name = "futex_time64", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_futex_wait] = {
		.name = "futex_wait", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_futex_waitv] = {
		.name = "futex_waitv", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_futex_wake] = {
		.name = "futex_wake", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_futimesat] = {
		.name = "futimesat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_get_kernel_syms] = {
		.name = "get_kernel_syms", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_get_mempolicy] = {
		.name = "get_mempolicy", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_get_robust_list] = {
		.name = "get_robust_list", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_get_thread_area] = {
		.name = "get_thread_area", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_get_tls] = {
		.name = "get_tls", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_getcpu] = {
		.name = "getcpu", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getcwd] = {
		.name = "getcwd", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_RESULT_BUFFER, .by = 1, .form = FORM_TERMINATED }, { .kind = ARG_ULONG } },
	},
	[SHAPE_getdents] = {
		.name = "getdents", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_UINT } },
	},
	[SHAPE_getdents64] = {
		.name = "getdents64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_UINT } },
	},
	[SHAPE_getegid] = {
		.name = "getegid", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_getegid32] = {
		.name = "getegid32", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_geteuid] = {
		.name = "geteuid", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_geteuid32] = {
		.name = "geteuid32", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_getgid] = {
		.name = "getgid", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_getgid32] = {
		.name = "getgid32", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_getgroups] = {
		.name = "getgroups", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getgroups32] = {
		.name = "getgroups32", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getitimer] = {
		.name = "getitimer", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getpeername] = {
		.name = "getpeername", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getpgid] = {
		.name = "getpgid", .classes = 0, .result = ARG_PID, .arg_count = 1,
		.args = { { .kind = ARG_PID } },
	},
	[SHAPE_getpgrp] = {
		.name = "getpgrp", .classes = 0, .result = ARG_PID, .arg_count = 0,
	},
	[SHAPE_getpid] = {
		.name = "getpid", .classes = 0, .result = ARG_PID, .arg_count = 0,
	},
	[SHAPE_getpmsg] = {
		.name = "getpmsg", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_getppid] = {
		.name = "getppid", .classes = 0, .result = ARG_PID, .arg_count = 0,
	},
	[SHAPE_getpriority] = {
		.name = "getpriority", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT } },
	},
	[SHAPE_getrandom] = {
		.name = "getrandom", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_RESULT_BUFFER, .by = 1 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_getresgid] = {
		.name = "getresgid", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getresgid32] = {
		.name = "getresgid32", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getresuid] = {
		.name = "getresuid", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getresuid32] = {
		.name = "getresuid32", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getrlimit] = {
		.name = "getrlimit", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getrusage] = {
		.name = "getrusage", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getsid] = {
		.name = "getsid", .classes = 0, .result = ARG_PID, .arg_count = 1,
		.args = { { .kind = ARG_PID } },
	},
	[SHAPE_getsockname] = {
		.name = "getsockname", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getsockopt] = {
		.name = "getsockopt", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_gettid] = {
		.name = "gettid", .classes = 0, .result = ARG_PID, .arg_count = 0,
	},
	[SHAPE_gettimeofday] = {
		.name = "gettimeofday", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_getuid] = {
		.name = "getuid", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_getuid32] = {
		.name = "getuid32", .classes = 0, .result = ARG_ID, .arg_count = 0,
	},
	[SHAPE_getxattr] = {
		.name = "getxattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_STRING }, { .kind = ARG_RESULT_BUFFER, .by = 3 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_getxattrat] = {
		.name = "getxattrat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_STRING }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_gtty] = {
		.name = "gtty", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_idle] = {
		.name = "idle", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_init_module] = {
		.name = "init_module", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_STRING } },
	},
	[SHAPE_inotify_add_watch] = {
		.name = "inotify_add_watch", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_inotify_init] = {
		.name = "inotify_init", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 0,
	},
	[SHAPE_inotify_init1] = {
		.name = "inotify_init1", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_inotify_rm_watch] = {
		.name = "inotify_rm_watch", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT } },
	},
	[SHAPE_io_cancel] = {
		.name = "io_cancel", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_io_destroy] = {
		.name = "io_destroy", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_io_getevents] = {
		.name = "io_getevents", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_LONG }, { .kind = ARG_LONG }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_io_pgetevents] = {
		.name = "io_pgetevents", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_LONG }, { .kind = ARG_LONG }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_io_pgetevents_time64] = {
		.name = "io_pgetevents_time64", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_LONG }, { .kind = ARG_LONG }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_io_setup] = {
		.name = "io_setup", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_io_submit] = {
		.name = "io_submit", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_LONG }, { .kind = ARG_POINTER } },
	},
	[SHAPE_io_uring_enter] = {
		.name = "io_uring_enter", .classes = CLASS_DESC | CLASS_SIGNAL | CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_UINT }, { .kind = ARG_UINT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_io_uring_register] = {
		.name = "io_uring_register", .classes = CLASS_DESC | CLASS_MEMORY, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_UINT } },
	},
	[SHAPE_io_uring_setup] = {
		.name = "io_uring_setup", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_ioctl] = {
		.name = "ioctl", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_ioperm] = {
		.name = "ioperm", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_INT } },
	},
	[SHAPE_iopl] = {
		.name = "iopl", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_ioprio_get] = {
		.name = "ioprio_get", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT } },
	},
	[SHAPE_ioprio_set] = {
		.name = "ioprio_set", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_ipc] = {
		.name = "ipc", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_kcmp] = {
		.name = "kcmp", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_PID }, { .kind = ARG_PID }, { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_kexec_file_load] = {
		.name = "kexec_file_load", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_FD }, { .kind = ARG_ULONG }, { .kind = ARG_STRING }, { .kind = ARG_HEX } },
	},
	[SHAPE_kexec_load] = {
		.name = "kexec_load", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_keyctl] = {
		.name = "keyctl", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_kill] = {
		.name = "kill", .classes = CLASS_SIGNAL | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_SIGNAL } },
	},
	[SHAPE_landlock_add_rule] = {
		.name = "landlock_add_rule", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_landlock_create_ruleset] = {
		.name = "landlock_create_ruleset", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_landlock_restrict_self] = {
		.name = "landlock_restrict_self", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX } },
	},
	[SHAPE_lchown] = {
		.name = "lchown", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_lchown32] = {
		.name = "lchown32", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_lgetxattr] = {
		.name = "lgetxattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_STRING }, { .kind = ARG_RESULT_BUFFER, .by = 3 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_link] = {
		.name = "link", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_PATH } },
	},
	[SHAPE_linkat] = {
		.name = "linkat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_listen] = {
		.name = "listen", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT } },
	},
	[SHAPE_listmount] = {
		.name = "listmount", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_listxattr] = {
		.name = "listxattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_listxattrat] = {
		.name = "listxattrat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_RESULT_BUFFER, .by = 4 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_llistxattr] = {
		.name = "llistxattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG } },
	},
	[SHAPE__llseek] = {
		.name = "_llseek", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_lock] = {
		.name = "lock", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_lookup_dcookie] = {
		.name = "lookup_dcookie", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_WIDE_HEX }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_lookup_dcookie_ON_i386] = {
		.name = "lookup_dcookie", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_WIDE_HEX }, { .kind = ARG_PAD }, { .kind = ARG_RESULT_BUFFER, .by = 3 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_lremovexattr] = {
		.name = "lremovexattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_STRING } },
	},
	[SHAPE_lseek] = {
		.name = "lseek", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_LONG }, { .kind = ARG_INT } },
	},
	[SHAPE_lsetxattr] = {
		.name = "lsetxattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_STRING }, { .kind = ARG_BUFFER, .by = 3 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_lsm_get_self_attr] = {
		.name = "lsm_get_self_attr", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_lsm_list_modules] = {
		.name = "lsm_list_modules", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_lsm_set_self_attr] = {
		.name = "lsm_set_self_attr", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_HEX } },
	},
	[SHAPE_lstat] = {
		.name = "lstat", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_lstat64] = {
		.name = "lstat64", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_madvise] = {
		.name = "madvise", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_INT } },
	},
	[SHAPE_map_shadow_stack] = {
		.name = "map_shadow_stack", .classes = CLASS_MEMORY, .result = ARG_HEX, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_mbind] = {
		.name = "mbind", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_membarrier] = {
		.name = "membarrier", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_INT } },
	},
	[SHAPE_memfd_create] = {
		.name = "memfd_create", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_HEX } },
	},
	[SHAPE_memfd_secret] = {
		.name = "memfd_secret", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_migrate_pages] = {
		.name = "migrate_pages", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_PID }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mincore] = {
		.name = "mincore", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mkdir] = {
		.name = "mkdir", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_OCTAL } },
	},
	[SHAPE_mkdirat] = {
		.name = "mkdirat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_OCTAL } },
	},
	[SHAPE_mknod] = {
		.name = "mknod", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_OCTAL }, { .kind = ARG_HEX } },
	},
	[SHAPE_mknodat] = {
		.name = "mknodat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_OCTAL }, { .kind = ARG_HEX } },
	},
	[SHAPE_mlock] = {
		.name = "mlock", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_mlock2] = {
		.name = "mlock2", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_mlockall] = {
		.name = "mlockall", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_mmap] = {
		.name = "mmap", .classes = CLASS_DESC | CLASS_MEMORY, .result = ARG_HEX, .arg_count = 6,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_FD }, { .kind = ARG_HEX } },
	},
	[SHAPE_mmap_ON_i386] = {
		.name = "mmap", .classes = CLASS_DESC | CLASS_MEMORY, .result = ARG_HEX, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_mmap2] = {
		.name = "mmap2", .classes = CLASS_DESC | CLASS_MEMORY, .result = ARG_HEX, .arg_count = 6,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_FD }, { .kind = ARG_HEX } },
	},
	[SHAPE_modify_ldt] = {
		.name = "modify_ldt", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_mount] = {
		.name = "mount", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_PATH }, { .kind = ARG_STRING }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mount_setattr] = {
		.name = "mount_setattr", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_move_mount] = {
		.name = "move_mount", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_move_pages] = {
		.name = "move_pages", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_PID }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_mprotect] = {
		.name = "mprotect", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_mpx] = {
		.name = "mpx", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_mq_getsetattr] = {
		.name = "mq_getsetattr", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mq_notify] = {
		.name = "mq_notify", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mq_open] = {
		.name = "mq_open", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 4,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_HEX }, { .kind = ARG_OCTAL, .by = 1, .form = FORM_IF_CREATE }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mq_timedreceive] = {
		.name = "mq_timedreceive", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mq_timedreceive_time64] = {
		.name = "mq_timedreceive_time64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mq_timedsend] = {
		.name = "mq_timedsend", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mq_timedsend_time64] = {
		.name = "mq_timedsend_time64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mq_unlink] = {
		.name = "mq_unlink", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_STRING } },
	},
	[SHAPE_mremap] = {
		.name = "mremap", .classes = CLASS_MEMORY, .result = ARG_HEX, .arg_count = 5,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_mseal] = {
		.name = "mseal", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_msgctl] = {
		.name = "msgctl", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_msgget] = {
		.name = "msgget", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_msgrcv] = {
		.name = "msgrcv", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_LONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_msgsnd] = {
		.name = "msgsnd", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_msync] = {
		.name = "msync", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_munlock] = {
		.name = "munlock", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_munlockall] = {
		.name = "munlockall", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_munmap] = {
		.name = "munmap", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_name_to_handle_at] = {
		.name = "name_to_handle_at", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_nanosleep] = {
		.name = "nanosleep", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_newfstatat] = {
		.name = "newfstatat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE__newselect] = {
		.name = "_newselect", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_nfsservctl] = {
		.name = "nfsservctl", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_nice] = {
		.name = "nice", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_oldfstat] = {
		.name = "oldfstat", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_oldlstat] = {
		.name = "oldlstat", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_oldolduname] = {
		.name = "oldolduname", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_oldstat] = {
		.name = "oldstat", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_olduname] = {
		.name = "olduname", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_open] = {
		.name = "open", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_OCTAL, .by = 1, .form = FORM_IF_CREATE } },
	},
	[SHAPE_open_by_handle_at] = {
		.name = "open_by_handle_at", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_open_tree] = {
		.name = "open_tree", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_open_tree_attr] = {
		.name = "open_tree_attr", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_FD, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_openat] = {
		.name = "openat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_FD, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_OCTAL, .by = 2, .form = FORM_IF_CREATE } },
	},
	[SHAPE_openat2] = {
		.name = "openat2", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_FD, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_pause] = {
		.name = "pause", .classes = CLASS_SIGNAL | CLASS_WAIT, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_pciconfig_iobase] = {
		.name = "pciconfig_iobase", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_LONG }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG } },
	},
	[SHAPE_pciconfig_read] = {
		.name = "pciconfig_read", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER } },
	},
	[SHAPE_pciconfig_write] = {
		.name = "pciconfig_write", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER } },
	},
	[SHAPE_perf_event_open] = {
		.name = "perf_event_open", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 5,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_PID }, { .kind = ARG_INT }, { .kind = ARG_FD }, { .kind = ARG_HEX } },
	},
	[SHAPE_personality] = {
		.name = "personality", .classes = 0, .result = ARG_HEX, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_pidfd_getfd] = {
		.name = "pidfd_getfd", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_pidfd_open] = {
		.name = "pidfd_open", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_HEX } },
	},
	[SHAPE_pidfd_send_signal] = {
		.name = "pidfd_send_signal", .classes = CLASS_DESC | CLASS_SIGNAL | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_SIGNAL }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_pipe] = {
		.name = "pipe", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_pipe2] = {
		.name = "pipe2", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_pivot_root] = {
		.name = "pivot_root", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_PATH } },
	},
	[SHAPE_pkey_alloc] = {
		.name = "pkey_alloc", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_pkey_free] = {
		.name = "pkey_free", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_pkey_mprotect] = {
		.name = "pkey_mprotect", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_INT } },
	},
	[SHAPE_poll] = {
		.name = "poll", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_INT } },
	},
	[SHAPE_ppoll] = {
		.name = "ppoll", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_ppoll_time64] = {
		.name = "ppoll_time64", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_prctl] = {
		.name = "prctl", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_pread64] = {
		.name = "pread64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE } },
	},
	[SHAPE_pread64_ON_i386] = {
		.name = "pread64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_pread64_ON_arm] = {
		.name = "pread64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_preadv] = {
		.name = "preadv", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_preadv_ON_x32] = {
		.name = "preadv", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE } },
	},
	[SHAPE_preadv2] = {
		.name = "preadv2", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_HEX } },
	},
	[SHAPE_preadv2_ON_x32] = {
		.name = "preadv2", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_HEX } },
	},
	[SHAPE_prlimit64] = {
		.name = "prlimit64", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_PID }, { .kind = ARG_UINT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_process_madvise] = {
		.name = "process_madvise", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_process_mrelease] = {
		.name = "process_mrelease", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX } },
	},
	[SHAPE_process_vm_readv] = {
		.name = "process_vm_readv", .classes = 0, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG } },
	},
	[SHAPE_process_vm_writev] = {
		.name = "process_vm_writev", .classes = 0, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG } },
	},
	[SHAPE_prof] = {
		.name = "prof", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_profil] = {
		.name = "profil", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_pselect6] = {
		.name = "pselect6", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_pselect6_time64] = {
		.name = "pselect6_time64", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_ptrace] = {
		.name = "ptrace", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_putpmsg] = {
		.name = "putpmsg", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_pwrite64] = {
		.name = "pwrite64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE } },
	},
	[SHAPE_pwrite64_ON_i386] = {
		.name = "pwrite64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_pwrite64_ON_arm] = {
		.name = "pwrite64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_pwritev] = {
		.name = "pwritev", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_VECTOR, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_pwritev_ON_x32] = {
		.name = "pwritev", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_VECTOR, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE } },
	},
	[SHAPE_pwritev2] = {
		.name = "pwritev2", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_VECTOR, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_HEX } },
	},
	[SHAPE_pwritev2_ON_x32] = {
		.name = "pwritev2", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_VECTOR, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_WIDE }, { .kind = ARG_HEX } },
	},
	[SHAPE_query_module] = {
		.name = "query_module", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER } },
	},
	[SHAPE_quotactl] = {
		.name = "quotactl", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_PATH }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_quotactl_fd] = {
		.name = "quotactl_fd", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_read] = {
		.name = "read", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_readahead] = {
		.name = "readahead", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_ULONG } },
	},
	[SHAPE_readahead_ON_i386] = {
		.name = "readahead", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_ULONG } },
	},
	[SHAPE_readahead_ON_arm] = {
		.name = "readahead", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_ULONG } },
	},
	[SHAPE_readdir] = {
		.name = "readdir", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_UINT } },
	},
	[SHAPE_readlink] = {
		.name = "readlink", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_INT } },
	},
	[SHAPE_readlinkat] = {
		.name = "readlinkat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_RESULT_BUFFER, .by = 3 }, { .kind = ARG_INT } },
	},
	[SHAPE_readv] = {
		.name = "readv", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_reboot] = {
		.name = "reboot", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_recv] = {
		.name = "recv", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_recvfrom] = {
		.name = "recvfrom", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_recvmmsg] = {
		.name = "recvmmsg", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_recvmmsg_time64] = {
		.name = "recvmmsg_time64", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_recvmsg] = {
		.name = "recvmsg", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_remap_file_pages] = {
		.name = "remap_file_pages", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_removexattr] = {
		.name = "removexattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_STRING } },
	},
	[SHAPE_removexattrat] = {
		.name = "removexattrat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_STRING } },
	},
	[SHAPE_rename] = {
		.name = "rename", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_PATH } },
	},
	[SHAPE_renameat] = {
		.name = "renameat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_DIRFD }, { .kind = ARG_PATH } },
	},
	[SHAPE_renameat2] = {
		.name = "renameat2", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_request_key] = {
		.name = "request_key", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_STRING }, { .kind = ARG_STRING }, { .kind = ARG_STRING }, { .kind = ARG_INT } },
	},
	[SHAPE_restart_syscall] = {
		.name = "restart_syscall", .classes = CLASS_WAIT, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_rmdir] = {
		.name = "rmdir", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_rseq] = {
		.name = "rseq", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_rt_sigaction] = {
		.name = "rt_sigaction", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_SIGNAL }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_rt_sigpending] = {
		.name = "rt_sigpending", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_rt_sigprocmask] = {
		.name = "rt_sigprocmask", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_rt_sigqueueinfo] = {
		.name = "rt_sigqueueinfo", .classes = CLASS_SIGNAL | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_SIGNAL }, { .kind = ARG_POINTER } },
	},
	[SHAPE_rt_sigreturn] = {
		.name = "rt_sigreturn", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_rt_sigsuspend] = {
		.name = "rt_sigsuspend", .classes = CLASS_SIGNAL | CLASS_WAIT, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_rt_sigtimedwait] = {
		.name = "rt_sigtimedwait", .classes = CLASS_SIGNAL | CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_rt_sigtimedwait_time64] = {
		.name = "rt_sigtimedwait_time64", .classes = CLASS_SIGNAL | CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_rt_tgsigqueueinfo] = {
		.name = "rt_tgsigqueueinfo", .classes = CLASS_SIGNAL | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_PID }, { .kind = ARG_PID }, { .kind = ARG_SIGNAL }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_get_priority_max] = {
		.name = "sched_get_priority_max", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_sched_get_priority_min] = {
		.name = "sched_get_priority_min", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_sched_getaffinity] = {
		.name = "sched_getaffinity", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_getattr] = {
		.name = "sched_getattr", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_UINT } },
	},
	[SHAPE_sched_getparam] = {
		.name = "sched_getparam", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_getscheduler] = {
		.name = "sched_getscheduler", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PID } },
	},
	[SHAPE_sched_rr_get_interval] = {
		.name = "sched_rr_get_interval", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_rr_get_interval_time64] = {
		.name = "sched_rr_get_interval_time64", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_setaffinity] = {
		.name = "sched_setaffinity", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_setattr] = {
		.name = "sched_setattr", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_UINT } },
	},
	[SHAPE_sched_setparam] = {
		.name = "sched_setparam", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_setscheduler] = {
		.name = "sched_setscheduler", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sched_yield] = {
		.name = "sched_yield", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_seccomp] = {
		.name = "seccomp", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_security] = {
		.name = "security", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_select] = {
		.name = "select", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_select_ON_i386] = {
		.name = "select", .classes = CLASS_DESC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_semctl] = {
		.name = "semctl", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_semget] = {
		.name = "semget", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_semop] = {
		.name = "semop", .classes = CLASS_IPC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_UINT } },
	},
	[SHAPE_semtimedop] = {
		.name = "semtimedop", .classes = CLASS_IPC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_semtimedop_time64] = {
		.name = "semtimedop_time64", .classes = CLASS_IPC | CLASS_WAIT, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_send] = {
		.name = "send", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_sendfile] = {
		.name = "sendfile", .classes = CLASS_DESC | CLASS_NETWORK, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_sendfile64] = {
		.name = "sendfile64", .classes = CLASS_DESC | CLASS_NETWORK, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_sendmmsg] = {
		.name = "sendmmsg", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_UINT }, { .kind = ARG_HEX } },
	},
	[SHAPE_sendmsg] = {
		.name = "sendmsg", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_sendto] = {
		.name = "sendto", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_set_mempolicy] = {
		.name = "set_mempolicy", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_set_mempolicy_home_node] = {
		.name = "set_mempolicy_home_node", .classes = CLASS_MEMORY, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_set_robust_list] = {
		.name = "set_robust_list", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_set_thread_area] = {
		.name = "set_thread_area", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_set_tid_address] = {
		.name = "set_tid_address", .classes = 0, .result = ARG_PID, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_set_tls] = {
		.name = "set_tls", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_setdomainname] = {
		.name = "setdomainname", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_BUFFER, .by = 1 }, { .kind = ARG_INT } },
	},
	[SHAPE_setfsgid] = {
		.name = "setfsgid", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setfsgid32] = {
		.name = "setfsgid32", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setfsuid] = {
		.name = "setfsuid", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setfsuid32] = {
		.name = "setfsuid32", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setgid] = {
		.name = "setgid", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setgid32] = {
		.name = "setgid32", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setgroups] = {
		.name = "setgroups", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_setgroups32] = {
		.name = "setgroups32", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sethostname] = {
		.name = "sethostname", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_BUFFER, .by = 1 }, { .kind = ARG_INT } },
	},
	[SHAPE_setitimer] = {
		.name = "setitimer", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_setns] = {
		.name = "setns", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX } },
	},
	[SHAPE_setpgid] = {
		.name = "setpgid", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_PID } },
	},
	[SHAPE_setpriority] = {
		.name = "setpriority", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_INT } },
	},
	[SHAPE_setregid] = {
		.name = "setregid", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setregid32] = {
		.name = "setregid32", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setresgid] = {
		.name = "setresgid", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setresgid32] = {
		.name = "setresgid32", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setresuid] = {
		.name = "setresuid", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setresuid32] = {
		.name = "setresuid32", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setreuid] = {
		.name = "setreuid", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setreuid32] = {
		.name = "setreuid32", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_ID }, { .kind = ARG_ID } },
	},
	[SHAPE_setrlimit] = {
		.name = "setrlimit", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_setsid] = {
		.name = "setsid", .classes = 0, .result = ARG_PID, .arg_count = 0,
	},
	[SHAPE_setsockopt] = {
		.name = "setsockopt", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_INT } },
	},
	[SHAPE_settimeofday] = {
		.name = "settimeofday", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_setuid] = {
		.name = "setuid", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setuid32] = {
		.name = "setuid32", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_ID } },
	},
	[SHAPE_setxattr] = {
		.name = "setxattr", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_STRING }, { .kind = ARG_BUFFER, .by = 3 }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_setxattrat] = {
		.name = "setxattrat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_STRING }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_sgetmask] = {
		.name = "sgetmask", .classes = CLASS_SIGNAL, .result = ARG_HEX, .arg_count = 0,
	},
	[SHAPE_shmat] = {
		.name = "shmat", .classes = CLASS_IPC | CLASS_MEMORY, .result = ARG_HEX, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_shmctl] = {
		.name = "shmctl", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_shmdt] = {
		.name = "shmdt", .classes = CLASS_IPC | CLASS_MEMORY, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_shmget] = {
		.name = "shmget", .classes = CLASS_IPC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_shutdown] = {
		.name = "shutdown", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_INT } },
	},
	[SHAPE_sigaction] = {
		.name = "sigaction", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_SIGNAL }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sigaltstack] = {
		.name = "sigaltstack", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_signal] = {
		.name = "signal", .classes = CLASS_SIGNAL, .result = ARG_HEX, .arg_count = 2,
		.args = { { .kind = ARG_SIGNAL }, { .kind = ARG_POINTER } },
	},
	[SHAPE_signalfd] = {
		.name = "signalfd", .classes = CLASS_DESC | CLASS_SIGNAL, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG } },
	},
	[SHAPE_signalfd4] = {
		.name = "signalfd4", .classes = CLASS_DESC | CLASS_SIGNAL, .result = ARG_FD, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_sigpending] = {
		.name = "sigpending", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_sigprocmask] = {
		.name = "sigprocmask", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_sigreturn] = {
		.name = "sigreturn", .classes = CLASS_SIGNAL, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_sigsuspend] = {
		.name = "sigsuspend", .classes = CLASS_SIGNAL | CLASS_WAIT, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_socket] = {
		.name = "socket", .classes = CLASS_NETWORK, .result = ARG_FD, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_INT } },
	},
	[SHAPE_socketcall] = {
		.name = "socketcall", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_socketpair] = {
		.name = "socketpair", .classes = CLASS_NETWORK, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_splice] = {
		.name = "splice", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_ssetmask] = {
		.name = "ssetmask", .classes = CLASS_SIGNAL, .result = ARG_HEX, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_stat] = {
		.name = "stat", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_stat64] = {
		.name = "stat64", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_statfs] = {
		.name = "statfs", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_statfs64] = {
		.name = "statfs64", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_ULONG }, { .kind = ARG_POINTER } },
	},
	[SHAPE_statmount] = {
		.name = "statmount", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_POINTER }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_statx] = {
		.name = "statx", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_stime] = {
		.name = "stime", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_stty] = {
		.name = "stty", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_swapoff] = {
		.name = "swapoff", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_swapon] = {
		.name = "swapon", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_symlink] = {
		.name = "symlink", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_PATH } },
	},
	[SHAPE_symlinkat] = {
		.name = "symlinkat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_DIRFD }, { .kind = ARG_PATH } },
	},
	[SHAPE_sync] = {
		.name = "sync", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_sync_file_range] = {
		.name = "sync_file_range", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_WIDE }, { .kind = ARG_HEX } },
	},
	[SHAPE_sync_file_range_ON_i386] = {
		.name = "sync_file_range", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 6,
		.args = { { .kind = ARG_FD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD }, { .kind = ARG_HEX } },
	},
	[SHAPE_syncfs] = {
		.name = "syncfs", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_FD } },
	},
	[SHAPE__sysctl] = {
		.name = "_sysctl", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_sysfs] = {
		.name = "sysfs", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_sysinfo] = {
		.name = "sysinfo", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_syslog] = {
		.name = "syslog", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_RESULT_BUFFER, .by = 2 }, { .kind = ARG_INT } },
	},
	[SHAPE_tee] = {
		.name = "tee", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_FD }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_tgkill] = {
		.name = "tgkill", .classes = CLASS_SIGNAL | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_PID }, { .kind = ARG_SIGNAL } },
	},
	[SHAPE_time] = {
		.name = "time", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_timer_create] = {
		.name = "timer_create", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timer_delete] = {
		.name = "timer_delete", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_timer_getoverrun] = {
		.name = "timer_getoverrun", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_INT } },
	},
	[SHAPE_timer_gettime] = {
		.name = "timer_gettime", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timer_gettime64] = {
		.name = "timer_gettime64", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timer_settime] = {
		.name = "timer_settime", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timer_settime64] = {
		.name = "timer_settime64", .classes = 0, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timerfd_create] = {
		.name = "timerfd_create", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_timerfd_gettime] = {
		.name = "timerfd_gettime", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timerfd_gettime64] = {
		.name = "timerfd_gettime64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timerfd_settime] = {
		.name = "timerfd_settime", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_timerfd_settime64] = {
		.name = "timerfd_settime64", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_HEX }, { .kind = ARG_POINTER }, { .kind = ARG_POINTER } },
	},
	[SHAPE_times] = {
		.name = "times", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_tkill] = {
		.name = "tkill", .classes = CLASS_SIGNAL | CLASS_PROCESS, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PID }, { .kind = ARG_SIGNAL } },
	},
	[SHAPE_truncate] = {
		.name = "truncate", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_LONG } },
	},
	[SHAPE_truncate64] = {
		.name = "truncate64", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_truncate64_ON_arm] = {
		.name = "truncate64", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_PAD }, { .kind = ARG_WIDE }, { .kind = ARG_PAD } },
	},
	[SHAPE_tuxcall] = {
		.name = "tuxcall", .classes = 0, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_ugetrlimit] = {
		.name = "ugetrlimit", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_UINT }, { .kind = ARG_POINTER } },
	},
	[SHAPE_ulimit] = {
		.name = "ulimit", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_INT }, { .kind = ARG_HEX } },
	},
	[SHAPE_umask] = {
		.name = "umask", .classes = 0, .result = ARG_OCTAL, .arg_count = 1,
		.args = { { .kind = ARG_OCTAL } },
	},
	[SHAPE_umount] = {
		.name = "umount", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_umount2] = {
		.name = "umount2", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_uname] = {
		.name = "uname", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_unlink] = {
		.name = "unlink", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_unlinkat] = {
		.name = "unlinkat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_HEX } },
	},
	[SHAPE_unshare] = {
		.name = "unshare", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_uprobe] = {
		.name = "uprobe", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_uretprobe] = {
		.name = "uretprobe", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_uselib] = {
		.name = "uselib", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_PATH } },
	},
	[SHAPE_userfaultfd] = {
		.name = "userfaultfd", .classes = CLASS_DESC, .result = ARG_FD, .arg_count = 1,
		.args = { { .kind = ARG_HEX } },
	},
	[SHAPE_usr26] = {
		.name = "usr26", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_usr32] = {
		.name = "usr32", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_ustat] = {
		.name = "ustat", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_utime] = {
		.name = "utime", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_utimensat] = {
		.name = "utimensat", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_utimensat_time64] = {
		.name = "utimensat_time64", .classes = CLASS_FILE | CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_DIRFD }, { .kind = ARG_PATH }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_utimes] = {
		.name = "utimes", .classes = CLASS_FILE, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_PATH }, { .kind = ARG_POINTER } },
	},
	[SHAPE_vfork] = {
		.name = "vfork", .classes = CLASS_PROCESS, .result = ARG_PID, .arg_count = 0,
	},
	[SHAPE_vhangup] = {
		.name = "vhangup", .classes = 0, .result = ARG_LONG, .arg_count = 0,
	},
	[SHAPE_vm86] = {
		.name = "vm86", .classes = 0, .result = ARG_LONG, .arg_count = 2,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_vm86old] = {
		.name = "vm86old", .classes = 0, .result = ARG_LONG, .arg_count = 1,
		.args = { { .kind = ARG_POINTER } },
	},
	[SHAPE_vmsplice] = {
		.name = "vmsplice", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 4,
		.args = { { .kind = ARG_FD }, { .kind = ARG_POINTER }, { .kind = ARG_ULONG }, { .kind = ARG_HEX } },
	},
	[SHAPE_vserver] = {
		.name = "vserver", .classes = 0, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX }, { .kind = ARG_HEX } },
	},
	[SHAPE_wait4] = {
		.name = "wait4", .classes = CLASS_PROCESS | CLASS_WAIT, .result = ARG_PID, .arg_count = 4,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_waitid] = {
		.name = "waitid", .classes = CLASS_PROCESS | CLASS_WAIT, .result = ARG_LONG, .arg_count = 5,
		.args = { { .kind = ARG_INT }, { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_HEX }, { .kind = ARG_POINTER } },
	},
	[SHAPE_waitpid] = {
		.name = "waitpid", .classes = CLASS_PROCESS | CLASS_WAIT, .result = ARG_PID, .arg_count = 3,
		.args = { { .kind = ARG_PID }, { .kind = ARG_POINTER }, { .kind = ARG_HEX } },
	},
	[SHAPE_write] = {
		.name = "write", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_BUFFER, .by = 2 }, { .kind = ARG_ULONG } },
	},
	[SHAPE_writev] = {
		.name = "writev", .classes = CLASS_DESC, .result = ARG_LONG, .arg_count = 3,
		.args = { { .kind = ARG_FD }, { .kind = ARG_VECTOR, .by = 2 }, { .kind = ARG_ULONG } },
	},
};
