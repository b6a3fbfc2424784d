// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Stands between a program and the C library (LD_PRELOAD): the programs forbid others to look into their
// memory, and with that an ordinary user's strace cannot attach to them, or sees addresses in place of what
// is written. Here it may; the shipped programs know nothing of it.
//
// Threads: any; no state.
#include <cstdarg>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

extern "C" int prctl(int option, ...)
{
    unsigned long values[4];
    va_list list;
    va_start(list, option);
    for (unsigned long &value : values)
        value = va_arg(list, unsigned long);
    va_end(list);
    if (option == PR_SET_DUMPABLE) return 0;
    return static_cast<int>(syscall(SYS_prctl, option, values[0], values[1], values[2], values[3]));
}
