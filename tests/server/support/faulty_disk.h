// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk that fails at the n-th call. A program that has faulty_disk.cpp among its sources (and
// exports its symbols) replaces the C library's calls for SQLite: they go on to the real ones, except
// where a test has asked for a failure. Only files of databases are affected.
//
// Threads: any; one failure at a time in the whole process.
#pragma once

#include <QtGlobal>

namespace chat121::test {

enum class DiskCall : quint8 { Read, Write, Flush };
enum class Lasting : quint8 { Once, FromThenOn };

// From its construction to its end the `number`-th call (1: the next) of a kind fails.
class DiskFault {
public:
    DiskFault(DiskCall call, int number, int error, Lasting lasting);
    ~DiskFault();
    Q_DISABLE_COPY_MOVE(DiskFault)

    int failures() const; // so far
};

} // namespace chat121::test
