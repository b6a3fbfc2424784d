// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Stands between a program and the C library (LD_PRELOAD): calls that write to a folder fail as on a
// disk that is full, read-only or broken, and the calendar is ahead. Works for every user; the
// shipped programs know nothing of it.
//
// Threads: any; no state but the control file.
#include "tests/e2e/faults/bad_machine_control.h"

#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

using chat121::e2e::BadMachineControl;
using chat121::e2e::DiskFault;

namespace {

BadMachineControl *mapControl()
{
    const char *const path = std::getenv(chat121::e2e::kBadMachineVariable);
    const auto open_it = reinterpret_cast<int (*)(const char *, int, ...)>(dlsym(RTLD_NEXT, "open64"));
    const int file = path != nullptr ? open_it(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return nullptr;
    void *const mapped =
        ::mmap(nullptr, sizeof(BadMachineControl), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    ::close(file);
    return mapped == MAP_FAILED ? nullptr : static_cast<BadMachineControl *>(mapped);
}

BadMachineControl *control()
{
    static BadMachineControl *const mapped = mapControl();
    return mapped;
}

template <typename Function>
Function *real(Function *, const char *name)
{
    return reinterpret_cast<Function *>(dlsym(RTLD_NEXT, name));
}

DiskFault fault()
{
    return control() != nullptr ? control()->fault.load() : DiskFault::None;
}

bool isBelow(const char *path)
{
    const size_t size = std::strlen(control()->folder);
    return std::strncmp(path, control()->folder, size) == 0 && (path[size] == '/' || path[size] == '\0');
}

bool isBelow(int file)
{
    char link[64];
    char path[PATH_MAX] = {};
    std::snprintf(link, sizeof(link), "/proc/self/fd/%d", file);
    return ::readlink(link, path, sizeof(path) - 1) > 0 && isBelow(path);
}

bool isSpared()
{
    if (control()->spared.fetch_sub(1) > 0) return true;
    ++control()->failed;
    return false;
}

int fail(int error)
{
    errno = error;
    return -1;
}

bool grows(int file, off64_t end)
{
    struct stat64 state = {};
    return ::fstat64(file, &state) != 0 || end > state.st_size;
}

// Whether writing up to `end` must fail; errno says why.
bool isWriteRefused(int file, off64_t end)
{
    const DiskFault now = fault();
    const bool may_fail = now == DiskFault::FailingWrite || (now == DiskFault::Full && grows(file, end));
    if (!may_fail || !isBelow(file) || isSpared()) return false;
    errno = now == DiskFault::Full ? ENOSPC : EIO;
    return true;
}

bool isChangeRefused(const char *path)
{
    if (fault() != DiskFault::ReadOnly || !isBelow(path) || isSpared()) return false;
    errno = EROFS;
    return true;
}

bool isOpenRefused(const char *path, int flags)
{
    const bool is_new = (flags & O_CREAT) != 0 && ::access(path, F_OK) != 0;
    if (fault() == DiskFault::Full && is_new && isBelow(path) && !isSpared()) {
        errno = ENOSPC;
        return true;
    }
    if (fault() == DiskFault::Unreadable && isBelow(path) && !isSpared()) {
        errno = EACCES;
        return true;
    }
    const bool writes = (flags & O_ACCMODE) != O_RDONLY || is_new || (flags & O_TRUNC) != 0;
    return writes && isChangeRefused(path);
}

bool isSyncRefused(int file)
{
    if (fault() != DiskFault::FailingSync || !isBelow(file) || isSpared()) return false;
    errno = EIO;
    return true;
}

mode_t modeOf(int flags, va_list arguments)
{
    const bool has_mode = (flags & O_CREAT) != 0 || (flags & O_TMPFILE) == O_TMPFILE;
    return has_mode ? va_arg(arguments, mode_t) : 0;
}

off64_t endOf(int file, size_t size)
{
    return ::lseek64(file, 0, SEEK_CUR) + static_cast<off64_t>(size);
}

} // namespace

extern "C" {

int open(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return isOpenRefused(path, flags) ? -1 : real(&open, "open")(path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return isOpenRefused(path, flags) ? -1 : real(&open64, "open64")(path, flags, mode);
}

int openat64(int folder, const char *path, int flags, ...)
{
    va_list arguments;
    va_start(arguments, flags);
    const mode_t mode = modeOf(flags, arguments);
    va_end(arguments);
    return isOpenRefused(path, flags) ? -1 : real(&openat64, "openat64")(folder, path, flags, mode);
}

ssize_t write(int file, const void *bytes, size_t size)
{
    if (isWriteRefused(file, endOf(file, size))) return -1;
    return real(&write, "write")(file, bytes, size);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t place)
{
    if (isWriteRefused(file, place + static_cast<off64_t>(size))) return -1;
    return real(&pwrite64, "pwrite64")(file, bytes, size, place);
}

int fsync(int file)
{
    return isSyncRefused(file) ? -1 : real(&fsync, "fsync")(file);
}

int fdatasync(int file)
{
    return isSyncRefused(file) ? -1 : real(&fdatasync, "fdatasync")(file);
}

int access(const char *path, int mode) noexcept
{
    if ((mode & W_OK) != 0 && fault() == DiskFault::ReadOnly && isBelow(path)) return fail(EROFS);
    if (mode != F_OK && fault() == DiskFault::Unreadable && isBelow(path)) return fail(EACCES);
    return real(&access, "access")(path, mode);
}

int mkdir(const char *path, mode_t mode) noexcept
{
    const bool is_new = ::access(path, F_OK) != 0;
    if (is_new && fault() == DiskFault::Full && isBelow(path)) return fail(ENOSPC);
    return is_new && isChangeRefused(path) ? -1 : real(&mkdir, "mkdir")(path, mode);
}

int unlink(const char *path) noexcept
{
    return isChangeRefused(path) ? -1 : real(&unlink, "unlink")(path);
}

int clock_gettime(clockid_t clock, timespec *now) noexcept
{
    const int result = real(&clock_gettime, "clock_gettime")(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME && control() != nullptr)
        now->tv_sec += control()->clock_ahead_s.load();
    return result;
}

int gettimeofday(timeval *now, void *zone) noexcept
{
    const int result = real(&gettimeofday, "gettimeofday")(now, zone);
    if (result == 0 && control() != nullptr) now->tv_sec += control()->clock_ahead_s.load();
    return result;
}

int rename(const char *from, const char *to) noexcept
{
    return isChangeRefused(from) || isChangeRefused(to) ? -1 : real(&rename, "rename")(from, to);
}
}
