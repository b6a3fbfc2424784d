// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a customer's program may seal to a department: the input as the sealed bytes, as the padded
// plaintext, and as the plaintext before its padding. Nothing may verify: nobody signed it here.
// Reaches: SignedOpening
#include "common/crypto/padding.h"
#include "common/identity/opening.h"
#include "tests/support/random_sources.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using namespace chat121::identity;

namespace {

constexpr DepartmentId kDepartment{1};
constexpr ConversationId kConversation{2};

const crypto::HpkeKeyPair &inboxKey()
{
    static const auto pair = crypto::HpkeKeyPair::derive("key material of 32 bytes, for fuzz");
    return pair;
}

// As common/identity/opening.cpp seals, with nothing said about what is inside.
QByteArray seal(QByteArrayView padded)
{
    static test::SeededRandom random(1);
    const InboxKeyId id = inboxKeyIdOf(inboxKey().public_key);
    Writer info;
    info.vector("chat121 sealed opening 1");
    codec::put(info, kDepartment);
    codec::put(info, id);
    Writer aad;
    codec::put(aad, kConversation);
    codec::put(aad, MessageId());
    const auto sealed =
        crypto::hpkeSeal(inboxKey().public_key, crypto::HpkeInfo(info.bytes()), aad.bytes(), padded, random);
    return encode(SealedOpening{id, {}, sealed->enc, sealed->ciphertext});
}

Code open(QByteArrayView sealed)
{
    const OpeningContext context{kDepartment, kConversation, {}, {1'700'000'000'000}};
    const auto opened = openOpening(sealed, inboxKey(), context);
    if (opened) qFatal("an opening that nobody signed was accepted");
    return opened.error().code;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    if (input.size() > limits::kSealedBytesMax / 2) return 0;
    open(input);
    open(seal(input));
    open(seal(crypto::pad(input)));
    if (inboxKeyOf(input) && !decode<SealedOpening>(input)) qFatal("a key of no opening");
    return 0;
}
