/* Between a program and its files: counts the operations on the files of one folder, fails or kills at the one named,
   and writes down what was done, in order, so that the states a power cut may leave can be made from it. Preloaded. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

enum { OFF, KILL, TORN, FAIL, FAIL_AFTER };
#define MOST 1024
static char folder[4096], names[MOST][1024];
static int mode = OFF, code = 0, record = -1;
static long count = 0, at = -1;
static char seen[1 << 16];

#define REAL(name, type) static __typeof__(type) *real = 0; if (!real) real = (__typeof__(type) *)dlsym(RTLD_NEXT, name)

static ssize_t raw_write(int fd, const void *from, size_t many) {
    REAL("write", ssize_t(int, const void *, size_t));
    return real(fd, from, many);
}

static void note(char what, const char *path, const char *other, int64_t offset, const void *from, int64_t many) {
    if (record < 0) return;
    char head[2200];
    int long_ = snprintf(head, sizeof head, "%c\t%s\t%s\t%lld\t%lld\n", what, path, other ? other : "",
                         (long long)offset, (long long)(from ? many : 0));
    raw_write(record, head, long_);
    if (from && many) raw_write(record, from, many);
}

void fault_watch(const char *path) { strncpy(folder, path, sizeof folder - 1); count = 0; at = -1; mode = OFF; }
void fault_arm(long number, int how, int error) { count = 0; at = number; mode = how; code = error; }
void fault_off(void) { mode = OFF; at = -1; }
long fault_count(void) { return count; }
const char *fault_seen(void) { return seen; }
void fault_record(int fd) { record = fd; }
void fault_say(const char *word) { note('A', word, 0, 0, 0, 0); }

static int is_ours(const char *path) { return folder[0] && path && strncmp(path, folder, strlen(folder)) == 0; }
static const char *ours(int fd) { return fd >= 0 && fd < MOST && names[fd][0] ? names[fd] : 0; }

/* 0: go on; 1: fail now; 2: do it, then fail; 3: write half, then die */
static int meets(char what) {
    long number = count++;
    if (number < (long)sizeof seen - 1) { seen[number] = what; seen[number + 1] = 0; }
    if (number != at) return 0;
    if (mode == KILL) kill(getpid(), SIGKILL);
    if (mode == TORN) { if (what == 'W') return 3; kill(getpid(), SIGKILL); }
    if (mode == FAIL) { errno = code; return 1; }
    if (mode == FAIL_AFTER) return 2;
    return 0;
}
#define AFTER(met) if ((met) == 2) { errno = code; return -1; }

static int opened(const char *path, int flags, mode_t bits, int (*real)(const char *, int, ...)) {
    if (!is_ours(path)) return real(path, flags, bits);
    int met = meets('O');
    if (met == 1) return -1;
    struct stat there;
    int is_new = (flags & O_CREAT) && stat(path, &there) != 0;
    int fd = real(path, flags, bits);
    if (fd >= 0 && fd < MOST) {
        snprintf(names[fd], sizeof names[fd], "%s", path);
        if (is_new) note('C', path, 0, 0, 0, 0);
        if (flags & O_TRUNC) note('T', path, 0, 0, 0, 0);
    }
    if (met == 2) { if (fd >= 0) { names[fd][0] = 0; close(fd); } errno = code; return -1; }
    return fd;
}

#define OPEN(name)                                                                        \
    int name(const char *path, int flags, ...) {                                          \
        REAL(#name, int(const char *, int, ...));                                     \
        va_list more; va_start(more, flags); mode_t bits = va_arg(more, mode_t); va_end(more); \
        return opened(path, flags, bits, real);                                           \
    }
OPEN(open)
OPEN(open64)

int close(int fd) {
    REAL("close", int(int));
    if (fd >= 0 && fd < MOST) names[fd][0] = 0;
    return real(fd);
}

static ssize_t put(int fd, const void *from, size_t many, off_t offset, ssize_t (*real)(int, const void *, size_t, off_t)) {
    const char *path = ours(fd);
    if (!path) return real(fd, from, many, offset);
    int met = meets('W');
    if (met == 1) return -1;
    if (met == 3) { real(fd, from, many / 2, offset); kill(getpid(), SIGKILL); }
    ssize_t done = real(fd, from, many, offset);
    if (done > 0) note('W', path, 0, offset, from, done);
    AFTER(met)
    return done;
}
ssize_t pwrite(int fd, const void *from, size_t many, off_t offset) {
    REAL("pwrite", ssize_t(int, const void *, size_t, off_t));
    return put(fd, from, many, offset, real);
}
ssize_t pwrite64(int fd, const void *from, size_t many, off64_t offset) {
    REAL("pwrite64", ssize_t(int, const void *, size_t, off_t));
    return put(fd, from, many, offset, real);
}
ssize_t write(int fd, const void *from, size_t many) {
    REAL("write", ssize_t(int, const void *, size_t));
    const char *path = ours(fd);
    if (!path) return real(fd, from, many);
    off_t offset = lseek(fd, 0, SEEK_CUR);
    int met = meets('W');
    if (met == 1) return -1;
    if (met == 3) { real(fd, from, many / 2); kill(getpid(), SIGKILL); }
    ssize_t done = real(fd, from, many);
    if (done > 0) note('W', path, 0, offset, from, done);
    AFTER(met)
    return done;
}

#define READ(name, type)                                                                  \
    ssize_t name(int fd, void *to, size_t many, type offset) {                            \
        REAL(#name, ssize_t(int, void *, size_t, type));                              \
        if (ours(fd)) { int met = meets('R'); if (met == 1 || met == 2) { errno = code; return -1; } } \
        return real(fd, to, many, offset);                                                \
    }
READ(pread, off_t)
READ(pread64, off64_t)

#define SYNC(name)                                                                        \
    int name(int fd) {                                                                    \
        REAL(#name, int(int));                                                        \
        const char *path = ours(fd);                                                      \
        if (!path) return real(fd);                                                       \
        int met = meets('S');                                                             \
        if (met == 1) return -1;                                                          \
        int done = real(fd);                                                              \
        note('S', path, 0, 0, 0, 0);                                                      \
        AFTER(met)                                                                        \
        return done;                                                                      \
    }
SYNC(fsync)
SYNC(fdatasync)

#define CUT(name, type)                                                                   \
    int name(int fd, type size) {                                                         \
        REAL(#name, int(int, type));                                                  \
        const char *path = ours(fd);                                                      \
        if (!path) return real(fd, size);                                                 \
        int met = meets('T');                                                             \
        if (met == 1) return -1;                                                          \
        int done = real(fd, size);                                                        \
        note('T', path, 0, size, 0, 0);                                                   \
        AFTER(met)                                                                        \
        return done;                                                                      \
    }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

int unlink(const char *path) {
    REAL("unlink", int(const char *));
    if (!is_ours(path)) return real(path);
    int met = meets('U');
    if (met == 1) return -1;
    int done = real(path);
    if (done == 0) note('U', path, 0, 0, 0, 0);
    AFTER(met)
    return done;
}
#define PAIR(name, letter)                                                                \
    int name(const char *from, const char *to) {                                          \
        REAL(#name, int(const char *, const char *));                                 \
        if (!is_ours(from) && !is_ours(to)) return real(from, to);                        \
        int met = meets(letter);                                                          \
        if (met == 1) return -1;                                                          \
        int done = real(from, to);                                                        \
        if (done == 0) note(letter, from, to, 0, 0, 0);                                   \
        AFTER(met)                                                                        \
        return done;                                                                      \
    }
PAIR(link, 'L')
PAIR(rename, 'M')
