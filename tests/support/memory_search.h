// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Looks for keys in the whole memory of this process, and in files: whether a key that must be gone is
// really nowhere, live objects, freed memory and the stack included.
//
// A key is kept masked, so that knowing it is not finding it. Half a key counts: an allocator writes
// its own data over parts of what was freed.
// Threads: one at a time, while no other thread makes or frees memory.
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QStringList>

namespace chat121::test {

class HiddenKey {
public:
    // REQUIRES: at least 12 bytes, not all the same
    HiddenKey(const QByteArray &name, QByteArrayView key);

    const QByteArray &name() const { return m_name; }
    bool isAt(const unsigned char *bytes, qsizetype begin, qsizetype size) const;
    unsigned char byte(qsizetype at) const;
    qsizetype size() const { return m_masked.size(); }

private:
    QByteArray m_name;
    QByteArray m_masked;
};

// The names of those keys of which half or more stands somewhere in the writable memory of this
// process, with the kind of memory it is: "init key in [heap]".
QStringList foundInMemory(const QList<HiddenKey> &keys);

// The names of those of which there is nothing.
QStringList missingInMemory(const QList<HiddenKey> &keys);

// As foundInMemory, for all files below `folder`.
QStringList foundInFiles(const QString &folder, const QList<HiddenKey> &keys);

} // namespace chat121::test
