// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/private_message.h"

#include <algorithm>

namespace chat121::mls {

namespace {

//     struct {
//         select (PrivateMessage.content_type) {
//             case application: opaque application_data<V>;
//             case proposal:    Proposal proposal;
//             case commit:      Commit commit;
//         };
//         FramedContentAuthData auth;
//         opaque padding[length_of_padding];
//     } PrivateMessageContent;
QByteArray encodeContent(const AuthenticatedContent &content, crypto::Padding padding)
{
    Writer writer;
    writeContent(writer, content.content.content);
    content.auth.write(writer, content.content.type());
    QByteArray bytes = writer.take();
    bytes.append(crypto::paddedSize(bytes.size(), padding) - bytes.size(), '\0');
    return bytes;
}

//     struct {
//         opaque group_id<V>;
//         uint64 epoch;
//         ContentType content_type;
//         opaque authenticated_data<V>;
//     } PrivateContentAAD;
QByteArray contentAad(const PrivateMessage &message)
{
    Writer writer;
    codec::put(writer, message.group_id);
    codec::put(writer, message.epoch);
    codec::put(writer, message.content_type);
    codec::put(writer, message.authenticated_data);
    return writer.take();
}

//     struct {
//         opaque group_id<V>;
//         uint64 epoch;
//         ContentType content_type;
//     } SenderDataAAD;
QByteArray senderDataAad(const PrivateMessage &message)
{
    Writer writer;
    codec::put(writer, message.group_id);
    codec::put(writer, message.epoch);
    codec::put(writer, message.content_type);
    return writer.take();
}

crypto::AeadNonce toNonce(const crypto::Secret<12> &secret)
{
    return *crypto::AeadNonce::from(secret.view());
}

// "the reuse_guard is XORed with the first four bytes of the nonce"
crypto::AeadNonce guardedNonce(const crypto::Secret<12> &nonce, const FixedBytes<4> &reuse_guard)
{
    crypto::AeadNonce result = toNonce(nonce);
    for (size_t i = 0; i < 4; ++i)
        result.data[i] = static_cast<quint8>(result.data[i] ^ reuse_guard.data[i]);
    return result;
}

} // namespace

RatchetKind ratchetKind(ContentType type)
{
    return type == ContentType::Application ? RatchetKind::Application : RatchetKind::Handshake;
}

// ciphertext_sample = ciphertext[0..KDF.Nh-1]
// sender_data_key = ExpandWithLabel(sender_data_secret, "key", ciphertext_sample, AEAD.Nk)
// sender_data_nonce = ExpandWithLabel(sender_data_secret, "nonce", ciphertext_sample, AEAD.Nn)
MessageKey senderDataKey(const crypto::Secret32 &sender_data_secret, QByteArrayView ciphertext)
{
    const QByteArrayView sample = ciphertext.first(std::min(kHashBytes, ciphertext.size()));
    const crypto::HmacKey secret(sender_data_secret.view());
    return {expandWithLabel<32>(secret, "key", sample), expandWithLabel<12>(secret, "nonce", sample)};
}

Result<PrivateMessage> sealPrivate(const AuthenticatedContent &content, SecretTree &ratchets,
                                   const crypto::Secret32 &sender_data_secret, RandomSource &random,
                                   crypto::Padding padding)
{
    const FramedContent &framed = content.content;
    const LeafIndex sender{framed.sender.index};
    Ratchet &ratchet = ratchets.ratchet(sender, ratchetKind(framed.type()));
    if (ratchet.generation() == Ratchet::kGenerationMax)
        return Error{Code::TooLarge, QStringLiteral("the epoch is used up; commit first")};

    SenderData sender_data{sender, ratchet.generation(), {}};
    random.fill(sender_data.reuse_guard.data.data(), FixedBytes<4>::kSize);
    const MessageKey key = ratchet.next();

    PrivateMessage message{framed.group_id, framed.epoch, framed.type(), framed.authenticated_data, {}, {}};
    QByteArray &ciphertext = message.ciphertext.bytes;
    ciphertext = encodeContent(content, padding);
    crypto::aeadSealInPlace(key.key, guardedNonce(key.nonce, sender_data.reuse_guard), contentAad(message),
                            ciphertext);

    const MessageKey outer = senderDataKey(sender_data_secret, message.ciphertext.bytes);
    message.encrypted_sender_data.bytes =
        crypto::aeadSeal(outer.key, toNonce(outer.nonce), senderDataAad(message), encode(sender_data));
    return message;
}

Result<SenderData> openSenderData(const PrivateMessage &message, const crypto::Secret32 &sender_data_secret)
{
    const MessageKey key = senderDataKey(sender_data_secret, message.ciphertext.bytes);
    TRY_ASSIGN(const QByteArray opened, crypto::aeadOpen(key.key, toNonce(key.nonce), senderDataAad(message),
                                                         message.encrypted_sender_data.bytes));
    auto sender = decode<SenderData>(opened);
    if (!sender) return refused("sender data");
    return sender;
}

Result<OpenedPrivate> openPrivate(const PrivateMessage &message, const SenderData &sender,
                                  SecretTree &ratchets, UnixTime now)
{
    OpenedPrivate result;
    result.advanced = ratchets.ratchet(sender.leaf, ratchetKind(message.content_type)).clone();
    TRY_ASSIGN(const MessageKey key, result.advanced.take(sender.generation, now));

    QByteArray plaintext = message.ciphertext.bytes;
    TRY(crypto::aeadOpenInPlace(key.key, guardedNonce(key.nonce, sender.reuse_guard), contentAad(message),
                                plaintext));

    FramedContent &framed = result.content.content;
    framed.group_id = message.group_id;
    framed.epoch = message.epoch;
    framed.sender = {SenderType::Member, sender.leaf.value};
    framed.authenticated_data = message.authenticated_data;
    result.content.wire_format = WireFormat::PrivateMessage;

    Reader reader(plaintext);
    readContent(reader, message.content_type, framed.content);
    result.content.auth.read(reader, message.content_type);
    const QByteArrayView padding = reader.rest();
    const bool fits = !reader.failed();

    // "the padding field MUST be filled with all zero bytes"
    const bool zero = std::all_of(padding.begin(), padding.end(), [](char byte) { return byte == 0; });
    crypto::wipe(plaintext);
    TRY(require(fits && zero, "private message content"));
    return result;
}

} // namespace chat121::mls
