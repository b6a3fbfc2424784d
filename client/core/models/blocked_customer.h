// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A customer from whom a department takes nothing for a while, as windows of its staff show it. A plain
// value.
#pragma once

#include "common/base/clock.h"
#include "common/base/ids.h"

#include <QList>
#include <QMetaType>
#include <QString>

namespace chat121 {

struct BlockedCustomer {
    AccountId account{};
    QString name;
    UnixTime until{}; // 0: until somebody lifts it

    bool operator==(const BlockedCustomer &) const = default;
};

// Of the department of a conversation.
struct BlockList {
    QList<BlockedCustomer> customers;
    bool is_liftable = false; // by the person here

    bool operator==(const BlockList &) const = default;
};

} // namespace chat121

Q_DECLARE_METATYPE(chat121::BlockList)
