// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/framing.h"

namespace chat121::mls {

void Sender::read(Reader &reader)
{
    codec::get(reader, type);
    switch (type) {
    case SenderType::Member:
    case SenderType::External:
        index = reader.u32();
        break;
    case SenderType::NewMemberProposal:
    case SenderType::NewMemberCommit:
        break;
    }
}

void Sender::write(Writer &writer) const
{
    codec::put(writer, type);
    switch (type) {
    case SenderType::Member:
    case SenderType::External:
        writer.u32(index);
        break;
    case SenderType::NewMemberProposal:
    case SenderType::NewMemberCommit:
        break;
    }
}

void readContent(Reader &reader, ContentType type, Content &content)
{
    switch (type) {
    case ContentType::Application:
        codec::get(reader, content.emplace<Data>());
        break;
    case ContentType::Proposal:
        codec::get(reader, content.emplace<Proposal>());
        break;
    case ContentType::Commit:
        codec::get(reader, content.emplace<Commit>());
        break;
    }
}

void writeContent(Writer &writer, const Content &content)
{
    std::visit([&](const auto &part) { codec::put(writer, part); }, content);
}

void FramedContent::read(Reader &reader)
{
    codec::get(reader, group_id);
    codec::get(reader, epoch);
    codec::get(reader, sender);
    codec::get(reader, authenticated_data);
    ContentType type = ContentType::Application;
    codec::get(reader, type);
    readContent(reader, type, content);
}

void FramedContent::write(Writer &writer) const
{
    codec::put(writer, group_id);
    codec::put(writer, epoch);
    codec::put(writer, sender);
    codec::put(writer, authenticated_data);
    codec::put(writer, type());
    writeContent(writer, content);
}

void AuthData::read(Reader &reader, ContentType type)
{
    codec::get(reader, signature);
    if (type == ContentType::Commit) codec::get(reader, confirmation_tag);
}

void AuthData::write(Writer &writer, ContentType type) const
{
    codec::put(writer, signature);
    if (type == ContentType::Commit) codec::put(writer, confirmation_tag);
}

void AuthenticatedContent::read(Reader &reader)
{
    codec::get(reader, wire_format);
    codec::get(reader, content);
    auth.read(reader, content.type());
}

void AuthenticatedContent::write(Writer &writer) const
{
    codec::put(writer, wire_format);
    codec::put(writer, content);
    auth.write(writer, content.type());
}

//     struct {
//         ProtocolVersion version = mls10;
//         WireFormat wire_format;
//         FramedContent content;
//         select (FramedContentTBS.content.sender.sender_type) {
//             case member:
//             case new_member_commit:   GroupContext context;
//             case external:
//             case new_member_proposal: struct{};
//         };
//     } FramedContentTBS;
void AuthenticatedContent::writeToBeSigned(Writer &writer, const GroupContext &context) const
{
    writer.u16(kVersionMls10);
    codec::put(writer, wire_format);
    codec::put(writer, content);
    switch (content.sender.type) {
    case SenderType::Member:
    case SenderType::NewMemberCommit:
        codec::put(writer, context);
        break;
    case SenderType::External:
    case SenderType::NewMemberProposal:
        break;
    }
}

void AuthenticatedContent::sign(const crypto::SigningKey &key, const GroupContext &context)
{
    SignContent to_sign("FramedContentTBS");
    writeToBeSigned(to_sign.content(), context);
    auth.signature.bytes = to_sign.sign(key);
}

bool AuthenticatedContent::verifies(QByteArrayView public_key, const GroupContext &context) const
{
    SignContent signed_content("FramedContentTBS");
    writeToBeSigned(signed_content.content(), context);
    return signed_content.verifies(public_key, auth.signature.bytes);
}

void PublicMessage::read(Reader &reader)
{
    codec::get(reader, content);
    auth.read(reader, content.type());
    if (content.sender.type == SenderType::Member) codec::get(reader, membership_tag);
}

void PublicMessage::write(Writer &writer) const
{
    codec::put(writer, content);
    auth.write(writer, content.type());
    if (content.sender.type == SenderType::Member) codec::put(writer, membership_tag);
}

void MlsMessage::read(Reader &reader)
{
    if (reader.u16() != kVersionMls10) return reader.fail(Code::Unsupported);
    WireFormat format = WireFormat::PublicMessage;
    codec::get(reader, format);
    switch (format) {
    case WireFormat::PublicMessage:
        body.emplace<PublicMessage>();
        break;
    case WireFormat::PrivateMessage:
        body.emplace<PrivateMessage>();
        break;
    case WireFormat::Welcome:
        body.emplace<Welcome>();
        break;
    case WireFormat::GroupInfo:
        body.emplace<GroupInfo>();
        break;
    case WireFormat::KeyPackage:
        body.emplace<KeyPackage>();
        break;
    }
    std::visit([&](auto &part) { codec::get(reader, part); }, body);
}

void MlsMessage::write(Writer &writer) const
{
    writer.u16(kVersionMls10);
    codec::put(writer, format());
    std::visit([&](const auto &part) { codec::put(writer, part); }, body);
}

} // namespace chat121::mls
