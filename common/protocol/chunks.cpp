// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "common/protocol/chunks.h"

#include "common/protocol/frame.h"

namespace chat121::protocol {

QList<QByteArray> toFrames(const QByteArray &message)
{
    Q_ASSERT_X(message.size() <= limits::kMessageBytesMax, "toFrames", "larger than any message may be");
    if (message.size() <= limits::kFrameBytesMax) return {message};

    QList<QByteArray> frames;
    for (qsizetype at = 0; at < message.size(); at += limits::kChunkBytesMax) {
        Chunk chunk;
        chunk.index = static_cast<quint32>(frames.size());
        chunk.part.bytes = message.mid(at, limits::kChunkBytesMax);
        chunk.is_last = at + limits::kChunkBytesMax >= message.size();
        frames.append(encodeFrame(chunk));
    }
    return frames;
}

Result<std::optional<QByteArray>> ChunkAssembler::add(const Chunk &chunk)
{
    if (chunk.index != m_next || chunk.part.bytes.isEmpty()) {
        m_message.clear();
        m_next = 0;
        return Error{Code::Malformed, QStringLiteral("a part of a message is missing")};
    }
    if (m_message.size() + chunk.part.bytes.size() > limits::kMessageBytesMax) {
        m_message.clear();
        m_next = 0;
        return Error{Code::TooLarge, QStringLiteral("a message in parts is too large")};
    }
    m_message.append(chunk.part.bytes);
    ++m_next;
    if (!chunk.is_last) return std::optional<QByteArray>();
    m_next = 0;
    return std::optional<QByteArray>(std::exchange(m_message, {}));
}

} // namespace chat121::protocol
