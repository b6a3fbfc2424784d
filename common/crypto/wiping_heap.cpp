// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A program that is linked with this file overwrites all memory of the heap when it is freed, whoever
// frees it: Qt, SQLite and OpenSSL included. Secrets wipe themselves; this is for what they pass through
// on the way to the disk and back (encoded states, records, buffers that grew), for the words of
// messages, and for whatever somebody forgets.
//
// The allocator stays that of the C library; only free() and realloc() come here first. Threads: any.
#include <malloc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>

extern "C" {

void __libc_free(void *memory); // what free() is in the C library

void free(void *memory) noexcept
{
    if (memory == nullptr) return;
    explicit_bzero(memory, malloc_usable_size(memory));
    __libc_free(memory);
}

// Never moves memory by itself, or the old place would keep what stood there.
void *realloc(void *memory, size_t size) noexcept
{
    if (memory == nullptr) return malloc(size);
    if (size == 0) {
        free(memory);
        return nullptr;
    }
    const size_t usable = malloc_usable_size(memory);
    if (size <= usable && size >= usable / 2) return memory;
    void *fresh = malloc(size);
    if (fresh == nullptr) return nullptr;
    std::memcpy(fresh, memory, std::min(usable, size));
    free(memory);
    return fresh;
}

} // extern "C"
