/* Lets the n-th call that changes something below a folder fail, as a full or broken disk would. For tests only; loaded by LD_PRELOAD.

   FAILING_BELOW   the folder
   FAILING_AT      which call fails, from 1; 0 or nothing only counts
   FAILING_ERRNO   with which number; without one the program is killed there
   FAILING_STICKY  1: so do all calls after it

   The environment is read at every call, so that a program may fork and let each child fail at another place. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long calls;
static const char *failed = "";

/* How many calls there were, and the name of the first that failed. */
long failing_calls(void) { return __atomic_load_n(&calls, __ATOMIC_SEQ_CST); }
const char *failing_first(void) { return failed; }

static long number(const char *name) {
    const char *value = getenv(name);
    return value ? atol(value) : 0;
}

static int is_below(const char *path) {
    const char *folder = getenv("FAILING_BELOW");
    size_t length = folder ? strlen(folder) : 0;
    return length && strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int fails_at(const char *path, const char *what) {
    if (!is_below(path)) return 0;
    long now = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST), at = number("FAILING_AT");
    if (at == 0 || now < at || (now > at && !number("FAILING_STICKY"))) return 0;
    if (now == at) failed = what;
    errno = (int)number("FAILING_ERRNO");
    if (errno == 0) kill(getpid(), SIGKILL);
    return 1;
}

static int fails(int handle, const char *what) {
    char link[64], path[PATH_MAX];
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", handle);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length <= 0) return 0;
    path[length] = 0;
    return fails_at(path, what);
}

#define REAL(result, name, ...) ((result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name))

ssize_t write(int handle, const void *from, size_t size) {
    return fails(handle, "write") ? -1 : REAL(ssize_t, "write", int, const void *, size_t)(handle, from, size);
}

ssize_t pwrite(int handle, const void *from, size_t size, off_t at) {
    return fails(handle, "pwrite") ? -1 : REAL(ssize_t, "pwrite", int, const void *, size_t, off_t)(handle, from, size, at);
}

ssize_t pwrite64(int handle, const void *from, size_t size, off64_t at) {
    return fails(handle, "pwrite64") ? -1 : REAL(ssize_t, "pwrite64", int, const void *, size_t, off64_t)(handle, from, size, at);
}

int fsync(int handle) { return fails(handle, "fsync") ? -1 : REAL(int, "fsync", int)(handle); }

int fdatasync(int handle) { return fails(handle, "fdatasync") ? -1 : REAL(int, "fdatasync", int)(handle); }

int ftruncate(int handle, off_t size) {
    return fails(handle, "ftruncate") ? -1 : REAL(int, "ftruncate", int, off_t)(handle, size);
}

int ftruncate64(int handle, off64_t size) {
    return fails(handle, "ftruncate64") ? -1 : REAL(int, "ftruncate64", int, off64_t)(handle, size);
}

int rename(const char *from, const char *to) {
    return fails_at(to, "rename") ? -1 : REAL(int, "rename", const char *, const char *)(from, to);
}

/* What is not there cannot be taken away, on a sound disk and on any other. */
int unlink(const char *path) {
    int before = errno;
    if (access(path, F_OK) == 0 && fails_at(path, "unlink")) return -1;
    errno = before;
    return REAL(int, "unlink", const char *)(path);
}
