// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the programs of a test have sealed, from the file that CHAT121_NONCE_AUDIT names
// (common/crypto/nonce_audit.h), and whether a nonce or a key of it was used twice.
//
// A key of MLS or HPKE seals one thing. A crash between sealing and saving makes a program seal again
// with the same key; the reuse guard then changes the nonce, but only one of the two may ever leave.
// So keys are counted too: `sent` says which of the sealed bytes have left.
// Threads: any.
#pragma once

#include <QByteArray>
#include <QSet>
#include <QString>

namespace chat121::test {

struct SealingFaults {
    qint64 sealings = 0;
    qint64 repeated_pairs = 0;  // a (key, nonce) pair that sealed twice
    qint64 keys_used_again = 0; // single-use keys that sealed more than once ...
    qint64 keys_sent_twice = 0; // ... and those of which more than one ciphertext was sent
    qint64 sent_and_noted = 0;  // ciphertexts of `sent` whose sealing is among the notes
};

// Makes this process, and those that it starts, note what they seal. Call it before the first sealing.
void noteSealingsIn(const QString &file);

// `sent`: the last 16 bytes, the tag, of everything that left. A file that is cut or absent has no notes.
SealingFaults sealingFaults(const QString &file, const QSet<QByteArray> &sent);

} // namespace chat121::test
