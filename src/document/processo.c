/* processo.c - floor 5: fork, limits, exec, wait, kill. Safe where other threads run. */
/* SPDX-FileCopyrightText: 2026 ciclo contributors
 * SPDX-License-Identifier: EUPL-1.2 OR AGPL-3.0-or-later */
#define _GNU_SOURCE /* pipe2 */
#include "document/processo.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TELL_FD = 3, LARGEST_FILE = 1 << 30, ASK_EVERY = 1000 };

int64_t processo_watch(void)
{
    struct timespec t;
    ASSERT(clock_gettime(CLOCK_MONOTONIC, &t) == 0);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void limit(int what, rlim_t most)
{
    struct rlimit r = {most, most};
    (void)setrlimit(what, &r); /* a lower limit set from outside stays */
}

/* The child, between fork and exec: calls of the kernel only, since another thread may have held any lock. */
static _Noreturn void become(const Processo *p, int64_t milliseconds, int error_fd)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* it must not outlive the one who waits for it */
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGPIPE, SIG_DFL);
    umask(077);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, LARGEST_FILE);
    limit(RLIMIT_CPU, (rlim_t)(milliseconds / 1000 * 4 + 10)); /* four cores for all of the time */
    int in = open("/dev/null", O_RDONLY), log = open(p->registro, O_WRONLY | O_CREAT | O_APPEND, 0600);
    int tell = fcntl(error_fd, F_DUPFD, 10); /* out of the way of the four that follow */
    if (in < 0 || log < 0 || tell < 0 || dup2(in, 0) < 0 || dup2(log, 1) < 0 || dup2(log, 2) < 0 ||
        dup2(tell, TELL_FD) < 0)
        _exit(127);
    closefrom(TELL_FD + 1);
    if (fcntl(TELL_FD, F_SETFD, FD_CLOEXEC) == 0 && chdir(p->cartella) == 0)
        execve(p->argv[0], (char *const *)p->argv, (char *const *)p->envp);
    int e = errno;
    ssize_t told = write(TELL_FD, &e, sizeof e);
    _exit(told == sizeof e ? 127 : 126);
}

/* Has it ended? It is not reaped yet, so that its number and its group's cannot be given to another program. */
static bool ended(pid_t pid)
{
    siginfo_t info = {0};
    int r = waitid(P_PID, (id_t)pid, &info, WEXITED | WNOHANG | WNOWAIT);
    return r == 0 ? info.si_pid == pid : errno != EINTR;
}

static ProcessoFine wait_until(const Processo *p, pid_t pid, int64_t deadline)
{
    int64_t ask = processo_watch() + ASK_EVERY;
    for (long ms = 1; !ended(pid); ms = ms < 20 ? ms * 2 : 20) {
        int64_t now = processo_watch();
        if (now >= deadline) return PROCESSO_TEMPO;
        if (p->continua && now >= ask) {
            if (!p->continua(p->ctx)) return PROCESSO_FERMATO;
            ask = processo_watch() + ASK_EVERY;
        }
        nanosleep(&(struct timespec){0, ms * 1000000}, NULL);
    }
    return PROCESSO_USCITO;
}

/* The error with which exec failed, or 0 once the pipe was closed by its success. */
static int exec_error(int fd)
{
    int e = 0;
    ssize_t n;
    do n = read(fd, &e, sizeof e);
    while (n < 0 && errno == EINTR);
    return n == (ssize_t)sizeof e ? e : 0;
}

ProcessoFine processo_run(const Processo *p, int64_t milliseconds, int *stato)
{
    int64_t deadline = processo_watch() + milliseconds;
    int fd[2];
    *stato = EAGAIN;
    if (pipe2(fd, O_CLOEXEC)) return PROCESSO_ASSENTE;
    pid_t pid = fork();
    if (pid == 0) become(p, milliseconds, fd[1]);
    close(fd[1]);
    if (pid < 0) {
        close(fd[0]);
        return PROCESSO_ASSENTE;
    }
    setpgid(pid, pid); /* here and in the child: whoever comes first */
    int failed = exec_error(fd[0]);
    close(fd[0]);
    ProcessoFine end = wait_until(p, pid, deadline);
    kill(-pid, SIGKILL); /* also what a program that ended well has left behind */
    if (end != PROCESSO_USCITO) kill(pid, SIGKILL);
    int status = 0;
    pid_t reaped;
    do reaped = waitpid(pid, &status, 0);
    while (reaped < 0 && errno == EINTR);
    *stato = failed;
    if (failed) return PROCESSO_ASSENTE;
    if (end != PROCESSO_USCITO) return end;
    bool exited = reaped == pid && WIFEXITED(status);
    *stato = exited ? WEXITSTATUS(status) : WTERMSIG(status);
    return exited ? PROCESSO_USCITO : PROCESSO_MORTO;
}
