// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Removes from the groups of this device whoever may not read any more: staff whom the organisation's
// document dismisses, and staff whose badge has been over for longer than clocks differ. Until they are
// gone nothing is sealed (contacts.h).
//
// Staff remove at once; a customer's device a little later, if nobody of the staff has: then nobody is left
// who could. What a removal meets on its way is tried again after the next log-in, and each hour.
//
// A computer whose clock is wrong takes nobody for over: that is said once, in one sentence.
// Threads: engine.
#pragma once

#include "client/core/engine/membership/membership.h"

#include <QSet>
#include <QTimer>

#include <utility>

namespace chat121::engine {

class Doorkeeper final : public QObject {
    Q_OBJECT

public:
    Doorkeeper(Context &context, Ledger &ledger, Membership &membership, QObject *parent);

    // Something has changed that may show somebody out: looks at all groups, soon.
    void look();
    // The clock of the server is known: after each log-in.
    void compareClocks();

private:
    void lookNow();
    void lookAt(const GroupKey &group);

    Context &m_context;
    Ledger &m_ledger;
    Membership &m_membership;
    QTimer m_soon;
    QTimer m_again;                            // time passes for badges too
    QSet<std::pair<LogId, AccountId>> m_tried; // since the log-in, or for an hour
    bool m_was_told = false;
};

} // namespace chat121::engine
