// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who can read a conversation: one member of its cryptographic group, never of the server's list.
#pragma once

#include "common/base/ids.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace chat121 {

struct RosterRow {
    AccountId account{};
    bool is_me = false;
    bool is_online = false;
    QString name{};
    QString role{};           // for people to read: "Support", "Guest"
    QString signed_by{};      // the organisation whose root signed for this person; empty for guests
    Sequence read_up_to{};    // as this person has said; 0: of nothing yet
    bool is_reading = false;  // has said not to write; the role says so, too
    bool is_verified = false; // the reader has compared safety words with this person

    bool operator==(const RosterRow &) const = default;
};

} // namespace chat121

Q_DECLARE_METATYPE(chat121::RosterRow)
