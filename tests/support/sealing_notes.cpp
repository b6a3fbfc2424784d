// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/sealing_notes.h"

#include <QFile>
#include <QHash>

namespace chat121::test {

namespace {

// The layout of common/crypto/nonce_audit.h.
constexpr qsizetype kPrintBytes = 16;
constexpr qsizetype kNoteBytes = 1 + 3 * kPrintBytes;
constexpr char kSingleUse = 'c';

struct KeyUse {
    int sealings = 0;
    QSet<QByteArray> sent; // a resend of the same bytes is no second use
};

} // namespace

void noteSealingsIn(const QString &file)
{
    qputenv("CHAT121_NONCE_AUDIT", QFile::encodeName(file));
}

SealingFaults sealingFaults(const QString &path, const QSet<QByteArray> &sent)
{
    SealingFaults faults;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return faults;
    QSet<QByteArray> pairs;
    QHash<QByteArray, KeyUse> keys;
    for (QByteArray note = file.read(kNoteBytes); note.size() == kNoteBytes; note = file.read(kNoteBytes)) {
        ++faults.sealings;
        const QByteArray key = note.mid(1, kPrintBytes);
        const QByteArray pair = note.mid(1 + kPrintBytes, kPrintBytes);
        const QByteArray tag = note.last(kPrintBytes);
        if (pairs.contains(pair)) ++faults.repeated_pairs;
        pairs.insert(pair);
        if (sent.contains(tag)) ++faults.sent_and_noted;
        if (note.front() != kSingleUse) continue;
        KeyUse &use = keys[key];
        ++use.sealings;
        if (sent.contains(tag)) use.sent.insert(tag);
    }
    for (const KeyUse &use : std::as_const(keys)) {
        if (use.sealings > 1) ++faults.keys_used_again;
        if (use.sent.size() > 1) ++faults.keys_sent_twice;
    }
    return faults;
}

} // namespace chat121::test
