// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What links a device: codes as people type them, and what came out of a slot that the server keeps. And
// what a commit says when it removes one.
#include "client/core/engine/groups/commit_words.h"
#include "common/identity/device_link.h"

#include <QtGlobal>

#include <cstdint>

using namespace chat121;
using namespace chat121::identity;

namespace {

template <typename T>
void roundTrip(QByteArrayView input)
{
    const auto value = decode<T>(input);
    if (value && encode(*value) != input) qFatal("a second form of the same structure was accepted");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const QByteArrayView input(data, static_cast<qsizetype>(size));
    const auto code = LinkCode::parse(QString::fromUtf8(input));
    if (code && !LinkCode::parse(code->text())) qFatal("a code that does not come back");

    roundTrip<LinkOffer>(input);
    roundTrip<LinkAsk>(input);
    roundTrip<LinkGrant>(input);
    roundTrip<engine::CommitWords>(input);

    static const LinkKeys keys = LinkKeys::of(LinkCode());
    static const auto pair = crypto::HpkeKeyPair::derive("thirty-two bytes to begin with...");
    if (openOffer(input, keys) || openAsk(input, keys)) qFatal("nobody sealed this");
    if (openGrant(input, {}, {}, pair, keys, {})) qFatal("nobody granted this");
    return 0;
}
