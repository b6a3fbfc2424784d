// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Removed devices leave the groups that this device shares with them. The server says what is due, to all
// who may do it; what its account has not signed is not done. The account's own devices are first, the
// others follow soon after; whoever finds it done already does nothing.
//
// What the person of this computer has removed does not depend on the server's saying it again: it is on
// disk until everything was read and no open group has the device, for a server that hides a device does not
// say that it is to leave.
//
// Ownership: Running's. Threads: engine. Source: security.md, E12.
#pragma once

#include "client/core/engine/membership/membership.h"
#include "common/protocol/messages/devices.h"

#include <QTimer>

namespace chat121::engine {

class Removals final : public QObject {
    Q_OBJECT

public:
    Removals(Context &context, Ledger &ledger, Membership &membership, QObject *parent);

    void due(const protocol::RemovalsDue &told);
    // In every open group of this device: it does not wait for the server to say where.
    void carryOut(const identity::SignedDeviceRemoval &removal);
    // Everything was read: what was told before, and what is kept.
    void caughtUp();

    // A log can be judged only when it was read up to its end.
    void logCaughtUp(LogId log);
    void connectionLost();

private:
    struct Due {
        LogId log{};
        identity::SignedDeviceRemoval removal;
    };

    // Saved as a note.
    struct Kept {
        List<identity::SignedDeviceRemoval, limits::kDevicesKnownMax> removals{};
        auto fields() { return std::tie(removals); }
    };

    Result<Kept> kept() const;
    Result<void> save(const Kept &kept);
    Result<void> keep(const identity::SignedDeviceRemoval &removal);
    Result<void> workOffKept();
    std::optional<identity::VerifiedMember> memberOf(const Due &due) const;
    void add(const Due &due);
    void work();
    void expel(const Due &due);

    Context &m_context;
    Ledger &m_ledger;
    Membership &m_membership;
    QList<Due> m_due;
    QTimer m_others; // then those of other accounts are carried out
    bool m_is_turn_of_others = false;
};

} // namespace chat121::engine
