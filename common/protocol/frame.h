// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// From a message to the bytes of one frame and back: the type, then the fields.
#pragma once

#include "common/protocol/message_type.h"

namespace chat121::protocol {

template <typename Message>
QByteArray encodeFrame(const Message &message)
{
    Writer writer;
    writer.u16(static_cast<quint16>(Message::kType));
    codec::put(writer, message);
    return writer.take();
}

// The type that a frame claims; nothing when it is too short. Says nothing about the rest.
inline std::optional<MessageType> typeOf(QByteArrayView frame)
{
    if (frame.size() < 2) return std::nullopt;
    Reader reader(frame);
    return static_cast<MessageType>(reader.u16());
}

// Fails if `frame` is not exactly one Message: a wrong type, a cut or an extra byte is Malformed.
template <typename Message>
Result<Message> decodeFrame(QByteArrayView frame)
{
    if (typeOf(frame) != Message::kType)
        return Error{Code::Malformed, QStringLiteral("another message type")};
    return decode<Message>(frame.sliced(2));
}

} // namespace chat121::protocol
