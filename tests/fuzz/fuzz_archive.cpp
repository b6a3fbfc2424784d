// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// An archive as a server may bend it: sealed entries and keys, and what is inside of them; and words as
// a person may type them. What decodes must survive encoding.
// Reaches: Outer, ArchivedRow, ArchivedConversation, ArchivedErasure, ArchivedReadState, Keyring
// Reaches: ArchivedMarkedRow
#include "client/core/archive/entry_seal.h"
#include "tests/fuzz/one_form.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using chat121::test::decodeOne;
using namespace chat121::archive;

namespace {

void readEntry(QByteArrayView input)
{
    const auto first = content::decodeArchiveEntry(input);
    if (!first || std::holds_alternative<content::ArchivedUnknown>(first->item)) return;
    const auto second = content::decodeArchiveEntry(content::encodeArchiveEntry(*first));
    if (!second || !(*second == *first)) qFatal("the entry was not the same after encoding");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    readEntry(input);
    decodeOne<content::SealedArchiveEntry>(input);
    decodeOne<content::SealedArchiveKeys>(input);
    decodeOne<Keyring>(input);

    Keyring keyring;
    keyring.keys.push_back({1, {}, {}});
    if (openEntry(keyring, AccountId{1}, input)) qFatal("an entry opened that nobody has sealed");
    if (openKeys(input, crypto::RecoverySecret(), {AccountId{1}, 1}))
        qFatal("keys opened that nobody has sealed");

    const auto typed = crypto::readRecoveryWords(QString::fromUtf8(input));
    if (typed.secret) {
        const auto again = crypto::readRecoveryWords(crypto::recoveryWordsOf(*typed.secret).join(u' '));
        if (!again.secret || !(*again.secret == *typed.secret)) qFatal("words of another secret");
    }
    return 0;
}
