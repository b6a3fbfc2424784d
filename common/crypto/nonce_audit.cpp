// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/crypto/nonce_audit.h"

#ifdef CHAT121_NONCE_AUDIT

#include "common/crypto/hash.h"

#include <cstdlib>

#include <fcntl.h>
#include <sys/uio.h>

namespace chat121::crypto {

namespace {

// Open until the process ends; -1 when nobody wants notes.
int notesFile()
{
    static const int file = [] {
        const char *name = std::getenv("CHAT121_NONCE_AUDIT");
        return name ? ::open(name, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600) : -1;
    }();
    return file;
}

} // namespace

void noteSealing(SealingCipher cipher, const Secret32 &key, QByteArrayView nonce, QByteArrayView tag)
{
    const int file = notesFile();
    if (file < 0) return;
    QByteArray note(1, static_cast<char>(cipher));
    note.append(sha256({"chat121 audited key", key.view()}).view().first(kSealingPrintBytes));
    note.append(sha256({"chat121 audited pair", key.view(), nonce}).view().first(kSealingPrintBytes));
    note.append(tag);
    // writev, so that a test that counts the writes of a program counts those of the product.
    const iovec whole{note.data(), static_cast<size_t>(note.size())};
    const bool is_written = ::writev(file, &whole, 1) == note.size();
    Q_ASSERT_X(is_written, "noteSealing", "a sealing that nobody knows of");
}

} // namespace chat121::crypto

#endif
