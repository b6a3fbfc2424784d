// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every structure of RFC 9420. The first byte chooses one; what decodes must encode to the same
// bytes, since signatures and hashes are computed over what is encoded again.
//
// Reaches: Nodes
#include "common/mls/framing.h"
#include "common/mls/group.h"
#include "common/mls/private_message.h"
#include "common/mls/ratchet_tree.h"

#include <cstdint>

using namespace chat121;

namespace {

template <typename T>
void roundTrip(QByteArrayView input)
{
    const auto value = decode<T>(input);
    if (value && encode(*value) != input) qFatal("a second form of the same value was accepted");
}

void tree(QByteArrayView input)
{
    const auto value = mls::RatchetTree::decode(input);
    if (value && value->encode() != input) qFatal("a second form of the same tree was accepted");
}

void headers(QByteArrayView input)
{
    static_cast<void>(mls::peek(input));
    static_cast<void>(mls::inspectKeyPackage(input));
    static_cast<void>(mls::welcomeReferences(input));
    static_cast<void>(mls::publicMembers(input));
}

using Target = void (*)(QByteArrayView);
constexpr Target kTargets[] = {
    roundTrip<mls::MlsMessage>,
    roundTrip<mls::AuthenticatedContent>,
    roundTrip<mls::FramedContent>,
    roundTrip<mls::GroupSecrets>,
    roundTrip<mls::GroupInfo>,
    roundTrip<mls::GroupContext>,
    roundTrip<mls::Welcome>,
    roundTrip<mls::KeyPackage>,
    roundTrip<mls::LeafNode>,
    roundTrip<mls::Proposal>,
    roundTrip<mls::Commit>,
    roundTrip<mls::UpdatePath>,
    roundTrip<mls::ParentNode>,
    roundTrip<mls::PreSharedKeyId>,
    roundTrip<mls::ExternalSenders>,
    roundTrip<mls::RequiredCapabilities>,
    roundTrip<mls::SenderData>,
    roundTrip<mls::Capabilities>,
    tree,
    headers,
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    const QByteArrayView input(data + 1, static_cast<qsizetype>(size) - 1);
    kTargets[data[0] % std::size(kTargets)](input);
    return 0;
}
