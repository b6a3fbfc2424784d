// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The frames that every MLS message travels in: RFC 9420, Section 6.
//
// Plain values; any thread. How a frame is made and verified: public_message.h, private_message.h.
#pragma once

#include "common/mls/group_context.h"

namespace chat121::mls {

enum class WireFormat : quint16 {
    PublicMessage = 1,
    PrivateMessage = 2,
    Welcome = 3,
    GroupInfo = 4,
    KeyPackage = 5,
};

enum class ContentType : quint8 { Application = 1, Proposal = 2, Commit = 3 };
enum class SenderType : quint8 { Member = 1, External = 2, NewMemberProposal = 3, NewMemberCommit = 4 };

//     struct {
//         SenderType sender_type;
//         select (Sender.sender_type) {
//             case member:              uint32 leaf_index;
//             case external:            uint32 sender_index;
//             case new_member_commit:
//             case new_member_proposal: struct{};
//         };
//     } Sender;
struct Sender {
    SenderType type = SenderType::Member;
    quint32 index = 0; // a leaf, or a position in external_senders

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const Sender &) const = default;
};

using Content = std::variant<Data, Proposal, Commit>; // in the order of ContentType

// The content alone, without its type.
void readContent(Reader &reader, ContentType type, Content &content);
void writeContent(Writer &writer, const Content &content);

//     struct {
//         opaque group_id<V>;
//         uint64 epoch;
//         Sender sender;
//         opaque authenticated_data<V>;
//         ContentType content_type;
//         select (FramedContent.content_type) {
//             case application: opaque application_data<V>;
//             case proposal:    Proposal proposal;
//             case commit:      Commit commit;
//         };
//     } FramedContent;
struct FramedContent {
    Data group_id;
    quint64 epoch = 0;
    Sender sender;
    Data authenticated_data;
    Content content;

    ContentType type() const { return static_cast<ContentType>(content.index() + 1); }
    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const FramedContent &) const = default;
};

//     struct {
//         /* SignWithLabel(., "FramedContentTBS", FramedContentTBS) */
//         opaque signature<V>;
//         select (FramedContent.content_type) {
//             case commit:      MAC confirmation_tag;
//             case application:
//             case proposal:    struct{};
//         };
//     } FramedContentAuthData;
struct AuthData {
    Data signature;
    Data confirmation_tag; // of a commit

    void read(Reader &reader, ContentType type);
    void write(Writer &writer, ContentType type) const;
    bool operator==(const AuthData &) const = default;
};

//     struct {
//         WireFormat wire_format;
//         FramedContent content;
//         FramedContentAuthData auth;
//     } AuthenticatedContent;
struct AuthenticatedContent {
    WireFormat wire_format = WireFormat::PrivateMessage;
    FramedContent content;
    AuthData auth;

    void read(Reader &reader);
    void write(Writer &writer) const;

    // `context` is that of the epoch in which the message is sent; it is signed too for members
    // and for joiners by an external commit.
    void sign(const crypto::SigningKey &key, const GroupContext &context);
    bool verifies(QByteArrayView public_key, const GroupContext &context) const;
    void writeToBeSigned(Writer &writer, const GroupContext &context) const;
};

//     struct {
//         FramedContent content;
//         FramedContentAuthData auth;
//         select (PublicMessage.content.sender.sender_type) {
//             case member: MAC membership_tag;
//             ...
//         };
//     } PublicMessage;
struct PublicMessage {
    FramedContent content;
    AuthData auth;
    Data membership_tag;

    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const PublicMessage &) const = default;
};

//     struct {
//         opaque group_id<V>;
//         uint64 epoch;
//         ContentType content_type;
//         opaque authenticated_data<V>;
//         opaque encrypted_sender_data<V>;
//         opaque ciphertext<V>;
//     } PrivateMessage;
struct PrivateMessage {
    Data group_id;
    quint64 epoch = 0;
    ContentType content_type = ContentType::Application;
    Data authenticated_data;
    Data encrypted_sender_data;
    Data ciphertext;

    auto fields()
    {
        return std::tie(group_id, epoch, content_type, authenticated_data, encrypted_sender_data, ciphertext);
    }
    bool operator==(const PrivateMessage &) const = default;
};

//     struct {
//         ProtocolVersion version = mls10;
//         WireFormat wire_format;
//         select (MLSMessage.wire_format) { ... };
//     } MLSMessage;
struct MlsMessage {
    std::variant<PublicMessage, PrivateMessage, Welcome, GroupInfo, KeyPackage> body; // as WireFormat

    WireFormat format() const { return static_cast<WireFormat>(body.index() + 1); }
    void read(Reader &reader);
    void write(Writer &writer) const;
    bool operator==(const MlsMessage &) const = default;
};

// The bytes of an MLSMessage with this body.
template <typename Body>
QByteArray encodeMessage(Body body)
{
    return encode(MlsMessage{std::move(body)});
}

// The body of an MLSMessage; Malformed if it is of another kind.
template <typename Body>
Result<Body> decodeMessage(QByteArrayView bytes)
{
    TRY_ASSIGN(MlsMessage message, decode<MlsMessage>(bytes));
    Body *body = std::get_if<Body>(&message.body);
    if (!body) return Error{Code::Malformed, QStringLiteral("an MLS message of another kind")};
    return std::move(*body);
}

} // namespace chat121::mls

template <>
struct chat121::EnumRange<chat121::mls::WireFormat> {
    static constexpr auto min = chat121::mls::WireFormat::PublicMessage;
    static constexpr auto max = chat121::mls::WireFormat::KeyPackage;
};
template <>
struct chat121::EnumRange<chat121::mls::ContentType> {
    static constexpr auto min = chat121::mls::ContentType::Application;
    static constexpr auto max = chat121::mls::ContentType::Commit;
};
template <>
struct chat121::EnumRange<chat121::mls::SenderType> {
    static constexpr auto min = chat121::mls::SenderType::Member;
    static constexpr auto max = chat121::mls::SenderType::NewMemberCommit;
};
