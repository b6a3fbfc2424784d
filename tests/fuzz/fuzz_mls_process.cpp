// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Group::process() with what a server or a member may send. The first byte chooses how far the
// input gets by itself: raw bytes; or a content that a malicious member has signed and tagged, so
// that only the rules about contents stand between the input and the group.
#include "tests/common/mls/forge.h"
#include "tests/fuzz/mls_fixture.h"

#include "common/mls/framing.h"
#include "common/mls/private_message.h"

#include <cstdint>

using namespace chat121;

namespace {

// The input as the content of a PublicMessage that anna has signed.
QByteArray signedByMember(QByteArrayView input, mls::ContentType type, mls::GroupState &state)
{
    Reader reader(input);
    mls::Content content;
    mls::readContent(reader, type, content);
    if (!reader.finish()) return {};
    fuzz::MlsFixture &fixture = fuzz::mlsFixture();
    auto message = mls::signedContent(state, fixture.pair.anna.key, mls::WireFormat::PublicMessage,
                                      std::move(content), {});
    message.auth.confirmation_tag.bytes = QByteArray(mls::kHashBytes, 't');
    const auto framed = mls::frameMessage(state, message, fixture.pair.anna.random);
    return framed ? *framed : QByteArray();
}

// The input as an external commit, whose leaf gets the key of somebody new who signs it.
QByteArray signedByJoiner(QByteArrayView input, const mls::GroupState &state)
{
    auto commit = decode<mls::Commit>(input);
    if (!commit || !commit->path) return {};
    static test::Device carl("carl", 3);
    mls::LeafNode &leaf = commit->path->leaf_node;
    leaf.signature_key.bytes = carl.key.publicKey().toByteArray();
    leaf.sign(carl.key, {state.groupId(), {2}});
    mls::AuthenticatedContent message;
    message.wire_format = mls::WireFormat::PublicMessage;
    message.content.group_id = state.context.group_id;
    message.content.epoch = state.epoch();
    message.content.sender = {mls::SenderType::NewMemberCommit, 0};
    message.content.content = *commit;
    message.sign(carl.key, state.context);
    message.auth.confirmation_tag.bytes = QByteArray(mls::kHashBytes, 't');
    return mls::encodeMessage(mls::PublicMessage{message.content, message.auth, {}});
}

// The input as the plaintext of a PrivateMessage: content, signature and padding as it likes.
QByteArray encryptedByMember(QByteArrayView input, mls::ContentType type, mls::GroupState &state)
{
    mls::PrivateMessage message;
    message.group_id = state.context.group_id;
    message.epoch = state.epoch();
    message.content_type = type;
    Writer aad;
    codec::put(aad, message.group_id);
    codec::put(aad, message.epoch);
    codec::put(aad, message.content_type);
    const QByteArray sender_aad = aad.bytes();
    codec::put(aad, message.authenticated_data);
    const mls::MessageKey key = state.ratchets.ratchet(state.own, mls::ratchetKind(type)).next();
    message.ciphertext.bytes =
        crypto::aeadSeal(key.key, *crypto::AeadNonce::from(key.nonce.view()), aad.bytes(), input);
    const mls::MessageKey outer = mls::senderDataKey(state.secrets.sender_data, message.ciphertext.bytes);
    message.encrypted_sender_data.bytes =
        crypto::aeadSeal(outer.key, *crypto::AeadNonce::from(outer.nonce.view()), sender_aad,
                         encode(mls::SenderData{state.own, 0, {}}));
    return mls::encodeMessage(message);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) return 0;
    const QByteArrayView input(data + 1, static_cast<qsizetype>(size) - 1);
    fuzz::MlsFixture &fixture = fuzz::mlsFixture();
    const auto anna = test::stateOf(*fixture.pair.at_anna);
    QByteArray message;
    switch (data[0] % 7) {
    case 0:
        message = input.toByteArray();
        break;
    case 1:
        message = signedByMember(input, mls::ContentType::Commit, *anna);
        break;
    case 2:
        message = signedByMember(input, mls::ContentType::Proposal, *anna);
        break;
    case 3:
        message = signedByJoiner(input, *anna);
        break;
    case 4:
        message = encryptedByMember(input, mls::ContentType::Application, *anna);
        break;
    case 5:
        message = encryptedByMember(input, mls::ContentType::Proposal, *anna);
        break;
    case 6:
        message = encryptedByMember(input, mls::ContentType::Commit, *anna);
        break;
    }
    mls::Group ben = fixture.ben();
    const QByteArray before = ben.saved().epoch;
    const auto result = ben.process(message);
    if (!result && ben.saved().epoch != before) qFatal("a refused message has changed the group");
    return 0;
}
