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

struct TimelineRow;

inline constexpr int kQuoteChars = 160; // of a message that is answered

// One person's, to a message.
struct RowReaction {
    AccountId account{};
    QString name{};
    QString emoji{};
    bool is_mine = false;

    bool operator==(const RowReaction &) const = default;
};

// What a message answers. `name` and `text` are of the message as this computer has it now; where it does not
// have it, `text` is what the answer's author says that it was.
struct RowQuote {
    MessageId message{}; // zero: it answers nothing
    QString claim{};     // the author's word for it; kept only while the message was not here
    QString name{};
    QString text{};
    bool is_here = false;

    bool isEmpty() const { return message.isZero(); }
    void show(const TimelineRow &quoted);
    bool operator==(const RowQuote &) const = default;
};

// One state of a row: what it is after this change.
struct RowVersion {
    MessageId id{};
    Sequence changed{};

    bool operator==(const RowVersion &) const = default;
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
    RowQuote quote{};
    UnixTime edited_at{}; // 0: these are the words that were said at first
    QList<RowReaction> reactions{};
    Sequence changed{};      // of the newest envelope that has changed it; 0: none
    bool is_starred = false; // by the person here, on this computer

    bool operator==(const TimelineRow &) const = default;
};

// The beginning of a message, for where it is quoted. One line.
inline QString excerptOf(const QString &text)
{
    return text.simplified().left(kQuoteChars);
}

inline void RowQuote::show(const TimelineRow &quoted)
{
    name = quoted.kind == RowKind::System ? QString() : quoted.author_name;
    text = excerptOf(quoted.text);
    is_here = true;
}

} // namespace chat121

Q_DECLARE_METATYPE(chat121::TimelineRow)
