// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Splits an encoded message that is larger than a frame, and puts it together again.
//
// Both ends use it for each direction of a connection. An assembler holds one message of at most
// kMessageBytesMax bytes and belongs to one connection.
#pragma once

#include "common/protocol/messages/session.h"

#include <QList>

namespace chat121::protocol {

// The frames that carry `message`: itself when it fits into one, else Chunk frames.
// REQUIRES: message.size() <= limits::kMessageBytesMax
QList<QByteArray> toFrames(const QByteArray &message);

class ChunkAssembler {
public:
    // Takes the next part. Gives the whole message after the last part, nothing before.
    // Malformed when a part is missing, TooLarge when the message would be.
    Result<std::optional<QByteArray>> add(const Chunk &chunk);

private:
    QByteArray m_message;
    quint32 m_next = 0;
};

} // namespace chat121::protocol
