// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One line of a conversation as a window shows it: a plain value that crosses from the engine's
// thread to the main thread in batches. Texts are remote and plain; nobody may render them as markup.
#pragma once

#include "common/base/bytes.h"
#include "common/base/clock.h"
#include "common/base/ids.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace chat121 {

using MessageId = FixedBytes<16>; // chosen by the sender; the same in a preview and in the group

enum class RowKind : quint8 {
    Message,
    System, // "Anna joined": text is ready for the reader, in the reader's language
    Note,   // internal: never seen by the customer
};

// How far one's own message has come. Others' messages are None.
enum class SendState : quint8 {
    None,
    Queued,    // kept on this computer until the server has it
    Sent,      // on the server's disk
    Delivered, // on another device's disk
    Read,
    Failed, // will not be tried again by itself
};

struct TimelineRow {
    MessageId id{};      // zero for system lines that no message caused
    Sequence sequence{}; // 0: the server has not numbered it yet; such rows stand last
    AccountId author{};  // 0 for system lines
    UnixTime sent_at{};
    RowKind kind = RowKind::Message;
    SendState state = SendState::None;
    bool is_mine = false;
    bool is_fallback = false; // the content is of a type that this version does not know
    QString author_name{};
    QString author_role{}; // for people to read: "Support", "Guest"
    QString text{};

    bool operator==(const TimelineRow &) const = default;
};

} // namespace chat121

Q_DECLARE_METATYPE(chat121::TimelineRow)
