// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/server/support/faulty_disk.h"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <string_view>

#include <dlfcn.h>
#include <unistd.h>

namespace chat121::test {

namespace {

struct Fault {
    bool is_armed = false;
    DiskCall call = DiskCall::Read;
    int left = 0; // calls until it fails
    int error = 0;
    Lasting lasting = Lasting::Once;
    int failures = 0;
};

std::mutex g_mutex;
Fault g_fault;

bool isDatabase(int descriptor)
{
    std::array<char, 64> link{};
    std::array<char, 4096> target{};
    std::snprintf(link.data(), link.size(), "/proc/self/fd/%d", descriptor);
    const ssize_t length = readlink(link.data(), target.data(), target.size());
    const std::string_view path(target.data(), length > 0 ? static_cast<size_t>(length) : 0);
    return path.ends_with(".sqlite") || path.ends_with(".sqlite-wal");
}

// The error that the call shall end with; 0: none.
int errorFor(DiskCall call, int descriptor)
{
    const std::scoped_lock lock(g_mutex);
    if (!g_fault.is_armed || g_fault.call != call || !isDatabase(descriptor)) return 0;
    const bool fails = g_fault.lasting == Lasting::Once ? g_fault.left == 1 : g_fault.left <= 1;
    --g_fault.left;
    if (!fails) return 0;
    ++g_fault.failures;
    return g_fault.error;
}

template <typename Function>
Function real(const char *name)
{
    void *const found = dlsym(RTLD_NEXT, name);
    if (!found) std::abort();
    return reinterpret_cast<Function>(found);
}

bool isToFail(DiskCall call, int descriptor)
{
    const int error = errorFor(call, descriptor);
    if (error != 0) errno = error;
    return error != 0;
}

} // namespace

DiskFault::DiskFault(DiskCall call, int number, int error, Lasting lasting)
{
    const std::scoped_lock lock(g_mutex);
    g_fault = {true, call, number, error, lasting, 0};
}

DiskFault::~DiskFault()
{
    const std::scoped_lock lock(g_mutex);
    g_fault = {};
}

int DiskFault::failures() const
{
    const std::scoped_lock lock(g_mutex);
    return g_fault.failures;
}

} // namespace chat121::test

using chat121::test::DiskCall;
using chat121::test::isToFail;
using chat121::test::real;

extern "C" {

int fdatasync(int descriptor)
{
    static const auto next = real<int (*)(int)>("fdatasync");
    return isToFail(DiskCall::Flush, descriptor) ? -1 : next(descriptor);
}

int fsync(int descriptor)
{
    static const auto next = real<int (*)(int)>("fsync");
    return isToFail(DiskCall::Flush, descriptor) ? -1 : next(descriptor);
}

ssize_t pwrite64(int descriptor, const void *bytes, size_t size, off64_t at)
{
    static const auto next = real<ssize_t (*)(int, const void *, size_t, off64_t)>("pwrite64");
    return isToFail(DiskCall::Write, descriptor) ? -1 : next(descriptor, bytes, size, at);
}

ssize_t pread64(int descriptor, void *bytes, size_t size, off64_t at)
{
    static const auto next = real<ssize_t (*)(int, void *, size_t, off64_t)>("pread64");
    return isToFail(DiskCall::Read, descriptor) ? -1 : next(descriptor, bytes, size, at);
}

} // extern "C"
