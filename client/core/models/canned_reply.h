// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A ready-made answer of a department's staff, as windows see it, and what makes one sound.
#pragma once

#include "common/base/bytes.h"
#include "common/base/ids.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace chat121 {

using ReplyId = FixedBytes<16>;

struct CannedReply {
    ReplyId id{}; // zero: none yet
    DepartmentId department{};
    quint64 revision = 0; // 0: nobody has it yet
    QString shortcut;     // "refund", without the slash
    QString title;
    QString language; // a tag of BCP 47; empty: any
    QString text;     // with variables: reply_variables.h
    QString changed_by;
    bool is_waiting = false; // a change by the person here, which the server does not have
    int uses = 0;            // on this computer, by the person here

    bool operator==(const CannedReply &) const = default;
};

struct ReplyDepartment {
    DepartmentId id{};
    QString name;
    bool operator==(const ReplyDepartment &) const = default;
};

// Of all departments that the person serves.
struct ReplyLibrary {
    QList<ReplyDepartment> departments;
    QList<CannedReply> replies;
    bool is_locked = false; // some wait for keys that a colleague's computer has

    const CannedReply *find(const ReplyId &id) const; // none: nullptr
    bool operator==(const ReplyLibrary &) const = default;
};

// Letters and digits of any script, and "-", "_" and "." between them.
bool isReplyShortcut(const QString &shortcut);
bool isReplyLanguage(const QString &tag); // or empty
// Line breaks stay, other controls go.
QString cleanReplyText(const QString &text);

// What is in the way of keeping it, the first of these.
enum class ReplyFault : quint8 {
    None,
    NoShortcut,
    BadShortcut,
    LongShortcut,
    LongTitle,
    BadLanguage,
    NoText,
    LongText,
};
ReplyFault faultOf(const CannedReply &reply);

} // namespace chat121

Q_DECLARE_METATYPE(chat121::CannedReply)
Q_DECLARE_METATYPE(chat121::ReplyLibrary)
