// Loaded before the C library, it counts every call of the process that changes a file, and makes one of them go wrong:
// the process is killed before, after or within it, the power fails, or the system refuses it.
//
//   CRASH_LOG=FILE    a line for each call: its number, its name, the file
//   CRASH_AT=N        which call, counted from 1
//   CRASH_HOW=...     before, after      SIGKILL there
//                     torn               SIGKILL in the middle of it: of a write, the first half is done
//                     garbled            the same, and the other half has every bit wrong
//                     power:SEED         SIGKILL before it, and of what was written since each file's last sync some is
//                                        lost: all of it with seed 0, else a part
//                     enospc, eio, erofs the call fails so, and with `,on` at the end each later one too
//
// What the process says on its standard streams is never refused, so that it can say what is wrong. Programs that it starts
// are left alone. Calls on anything but regular files are not counted.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static long count, target;
static char how[32];
static bool is_repeated;
static int log_descriptor = -1;

// What was written and not synced since: enough to take it back.
struct unsynced {
    dev_t device;
    ino_t inode;
    int descriptor;
    off_t offset, old_size;
    size_t length;
    unsigned char *old;
};
static struct unsynced pending[65536];
static size_t pending_count;

__attribute__((constructor)) static void begin(void) {
    const char *at = getenv("CRASH_AT"), *wanted = getenv("CRASH_HOW"), *path = getenv("CRASH_LOG");
    if (at) target = atol(at);
    if (wanted) snprintf(how, sizeof how, "%s", wanted);
    char *comma = strchr(how, ',');
    if (comma) {
        *comma = 0;
        is_repeated = true;
    }
    // A number that no program closes by counting up.
    if (path) {
        int opened = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        log_descriptor = (int)syscall(SYS_fcntl, opened, F_DUPFD_CLOEXEC, 500);
        syscall(SYS_close, opened);
    }
    unsetenv("LD_PRELOAD");
}

static void end(void) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
}

static void note(const char *name, int descriptor, const char *path) {
    if (log_descriptor < 0) return;
    char link[64], target_path[4096], line[5000];
    if (!path) {
        snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
        ssize_t length = readlink(link, target_path, sizeof target_path - 1);
        target_path[length > 0 ? length : 0] = 0;
        path = target_path;
    }
    int length = snprintf(line, sizeof line, "%ld %s %s\n", count, name, path);
    syscall(SYS_write, log_descriptor, line, length);
}

static bool is_file(int descriptor) {
    struct stat status;
    return fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode);
}

static void remember(int descriptor, off_t offset, size_t length) {
    struct stat status;
    if (strncmp(how, "power", 5) || pending_count == sizeof pending / sizeof *pending) return;
    if (fstat(descriptor, &status)) return;
    struct unsynced *entry = &pending[pending_count++];
    *entry = (struct unsynced){status.st_dev, status.st_ino, descriptor, offset, status.st_size, length, malloc(length)};
    memset(entry->old, 0, length);
    // The file may have been opened for writing only.
    char path[64];
    snprintf(path, sizeof path, "/proc/self/fd/%d", descriptor);
    int reading = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
    if (reading < 0) return;
    syscall(SYS_pread64, reading, entry->old, length, offset);
    entry->descriptor = reading;
}

static void forget(int descriptor) {
    struct stat status;
    if (fstat(descriptor, &status)) return;
    size_t kept = 0;
    for (size_t index = 0; index < pending_count; index++) {
        if (pending[index].device == status.st_dev && pending[index].inode == status.st_ino) continue;
        pending[kept++] = pending[index];
    }
    pending_count = kept;
}

static void lose_power(void) {
    unsigned long long seed = strtoull(how + strlen("power:"), NULL, 10), random = seed * 0x9E3779B97F4A7C15ull + target;
    for (size_t index = pending_count; index-- > 0;) {
        random = random * 6364136223846793005ull + 1442695040888963407ull;
        if (seed != 0 && random >> 63) continue;
        struct unsynced *entry = &pending[index];
        syscall(SYS_pwrite64, entry->descriptor, entry->old, entry->length, entry->offset);
        // The file's length may have been lost as well, or may have been kept without what it was for.
        if (seed == 0 || random >> 62 & 1) syscall(SYS_ftruncate, entry->descriptor, entry->old_size);
    }
    end();
}

// What becomes of the call at hand: 0 to go on, or the error to fail with. Takes the lock, which `leave` gives back.
static int enter(const char *name, int descriptor, const char *path) {
    pthread_mutex_lock(&lock);
    count++;
    note(name, descriptor, path);
    if (!target || count < target || (count > target && !is_repeated)) return 0;
    if (!strcmp(how, "before")) end();
    if (!strncmp(how, "power", 5)) lose_power();
    if (descriptor == STDOUT_FILENO || descriptor == STDERR_FILENO) return 0;
    if (!strcmp(how, "enospc")) return ENOSPC;
    if (!strcmp(how, "eio")) return EIO;
    if (!strcmp(how, "erofs")) return EROFS;
    return 0;
}

static bool is_torn(void) { return count == target && (!strcmp(how, "torn") || !strcmp(how, "garbled")); }

static long leave(long result) {
    int number = errno;
    // What is no write has no middle.
    if (target && count == target && (!strcmp(how, "after") || is_torn())) end();
    pthread_mutex_unlock(&lock);
    errno = number;
    return result;
}

static long refuse(int number) {
    pthread_mutex_unlock(&lock);
    errno = number;
    return -1;
}

static long put(const char *name, int descriptor, const void *bytes, size_t length, off_t offset, bool is_placed) {
    int error = enter(name, descriptor, NULL);
    if (error) return refuse(error);
    struct stat status;
    fstat(descriptor, &status);
    bool is_appending = fcntl(descriptor, F_GETFL) & O_APPEND;
    off_t place = is_placed ? offset : is_appending ? status.st_size : lseek(descriptor, 0, SEEK_CUR);
    remember(descriptor, place, length);
    if (is_torn()) {
        unsigned char *torn = malloc(length);
        memcpy(torn, bytes, length);
        for (size_t index = length / 2; index < length; index++) torn[index] ^= 0xFF;
        size_t part = strcmp(how, "torn") ? length : length / 2;
        if (is_placed) syscall(SYS_pwrite64, descriptor, torn, part, offset);
        else syscall(SYS_write, descriptor, torn, part);
        end();
    }
    if (is_placed) return leave(syscall(SYS_pwrite64, descriptor, bytes, length, offset));
    return leave(syscall(SYS_write, descriptor, bytes, length));
}

ssize_t write(int descriptor, const void *bytes, size_t length) {
    if (!is_file(descriptor)) return syscall(SYS_write, descriptor, bytes, length);
    return put("write", descriptor, bytes, length, 0, false);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t length, off64_t offset) {
    return put("pwrite", descriptor, bytes, length, offset, true);
}

ssize_t pwrite(int descriptor, const void *bytes, size_t length, off_t offset) {
    return put("pwrite", descriptor, bytes, length, offset, true);
}

// Noted, and not waited for: the power is only cut here.
static int synchronize(const char *name, int descriptor) {
    int error = enter(name, descriptor, NULL);
    if (error) return (int)refuse(error);
    forget(descriptor);
    return (int)leave(0);
}

int fsync(int descriptor) { return synchronize("fsync", descriptor); }
int fdatasync(int descriptor) { return synchronize("fdatasync", descriptor); }

static int cut(int descriptor, off_t length) {
    int error = enter("ftruncate", descriptor, NULL);
    return error ? (int)refuse(error) : (int)leave(syscall(SYS_ftruncate, descriptor, length));
}

int ftruncate(int descriptor, off_t length) { return cut(descriptor, length); }
int ftruncate64(int descriptor, off64_t length) { return cut(descriptor, length); }

#define OF_PATHS(name, parameters, path, call)                                                                          \
    int name parameters {                                                                                               \
        int error = enter(#name, -1, path);                                                                             \
        return error ? (int)refuse(error) : (int)leave(call);                                                           \
    }

OF_PATHS(rename, (const char *from, const char *to), to, syscall(SYS_rename, from, to))
OF_PATHS(link, (const char *from, const char *to), to, syscall(SYS_link, from, to))
OF_PATHS(unlink, (const char *path), path, syscall(SYS_unlink, path))
OF_PATHS(mkdir, (const char *path, mode_t mode), path, syscall(SYS_mkdir, path, mode))
OF_PATHS(fchmod, (int descriptor, mode_t mode), "", syscall(SYS_fchmod, descriptor, mode))

// Opening counts where it makes or empties a file.
static int opened(const char *path, int flags, mode_t mode) {
    if (!(flags & (O_CREAT | O_TRUNC)) || !strncmp(path, "/dev/", 5))
        return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
    int error = enter("open", -1, path);
    return error ? (int)refuse(error) : (int)leave(syscall(SYS_openat, AT_FDCWD, path, flags, mode));
}

#define MODE(flags)                                                                                                     \
    mode_t mode = 0;                                                                                                    \
    if (flags & O_CREAT) {                                                                                              \
        va_list rest;                                                                                                   \
        va_start(rest, flags);                                                                                          \
        mode = va_arg(rest, mode_t);                                                                                    \
        va_end(rest);                                                                                                   \
    }

int open(const char *path, int flags, ...) {
    MODE(flags)
    return opened(path, flags, mode);
}

int open64(const char *path, int flags, ...) {
    MODE(flags)
    return opened(path, flags, mode);
}
