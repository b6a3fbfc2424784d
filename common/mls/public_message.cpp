// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/public_message.h"

namespace chat121::mls {

namespace {

//     struct {
//         FramedContentTBS content_tbs;
//         FramedContentAuthData auth;
//     } AuthenticatedContentTBM;
//
// membership_tag = MAC(membership_key, AuthenticatedContentTBM)
QByteArray membershipTag(const AuthenticatedContent &content, const crypto::Secret32 &membership_key,
                         const GroupContext &context)
{
    Writer input;
    content.writeToBeSigned(input, context);
    content.auth.write(input, content.content.type());
    return crypto::hmacSha256(membership_key.view(), {input.bytes()}).toByteArray();
}

} // namespace

PublicMessage sealPublic(const AuthenticatedContent &content, const crypto::Secret32 &membership_key,
                         const GroupContext &context)
{
    PublicMessage message{content.content, content.auth, {}};
    if (content.content.sender.type == SenderType::Member)
        message.membership_tag.bytes = membershipTag(content, membership_key, context);
    return message;
}

Result<AuthenticatedContent> openPublic(const PublicMessage &message, const crypto::Secret32 &membership_key,
                                        const GroupContext &context)
{
    AuthenticatedContent content{WireFormat::PublicMessage, message.content, message.auth};

    // "application data MUST always be encrypted"
    TRY(require(content.content.type() != ContentType::Application, "application data in clear"));
    if (content.content.sender.type != SenderType::Member) return content;

    const QByteArray expected = membershipTag(content, membership_key, context);
    TRY(require(crypto::equalInConstantTime(expected, message.membership_tag.bytes), "membership tag"));
    return content;
}

} // namespace chat121::mls
