// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/mls/transcript.h"

namespace chat121::mls {

//     struct {
//         WireFormat wire_format;
//         FramedContent content; /* with content_type == commit */
//         opaque signature<V>;
//     } ConfirmedTranscriptHashInput;
//
// confirmed_transcript_hash_[epoch] =
//     Hash(interim_transcript_hash_[epoch - 1] || ConfirmedTranscriptHashInput_[epoch]);
QByteArray confirmedTranscriptHash(QByteArrayView interim_before, const AuthenticatedContent &commit)
{
    Writer input;
    input.raw(interim_before);
    codec::put(input, commit.wire_format);
    codec::put(input, commit.content);
    codec::put(input, commit.auth.signature);
    return crypto::sha256(input.bytes()).toByteArray();
}

//     struct {
//         MAC confirmation_tag;
//     } InterimTranscriptHashInput;
//
// interim_transcript_hash_[epoch] =
//     Hash(confirmed_transcript_hash_[epoch] || InterimTranscriptHashInput_[epoch]);
QByteArray interimTranscriptHash(QByteArrayView confirmed, QByteArrayView confirmation_tag)
{
    Writer input;
    input.raw(confirmed);
    input.vector(confirmation_tag);
    return crypto::sha256(input.bytes()).toByteArray();
}

QByteArray confirmationTag(const crypto::Secret32 &confirmation_key, QByteArrayView confirmed)
{
    return crypto::hmacSha256(confirmation_key.view(), {confirmed}).toByteArray();
}

} // namespace chat121::mls
