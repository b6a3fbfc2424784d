// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Badges before they end. The client of an owner with the organisation's key, and of an administrator for
// the own departments, gives a new badge to whoever came by an invitation or has a badge of which less than
// half is left; nobody is asked. The new one lies at the server; its owner's client takes it from there,
// and shows it to each group with an empty commit.
//
// Threads: engine. Source: crypto.md, section 4.
#pragma once

#include "client/core/engine/membership/membership.h"

namespace chat121::engine {

class Staffing final : public QObject {
    Q_OBJECT

public:
    Staffing(Context &context, Ledger &ledger, Membership &membership, QObject *parent);

    // What the server's directory has of somebody. True: this computer gives them a newer badge.
    // REQUIRES: verified or recognised from `chain`
    bool found(const identity::VerifiedStaff &staff, const identity::StaffChain &chain);
    // The own groups are caught up: those that show an older badge are shown the newest.
    void refreshLeaves();
    // Says once that the own badge ends soon, when nobody has renewed it.
    void warnInTime();

    // What this profile would sign for a colleague now: nothing if it may not, or need not.
    static std::optional<identity::StaffChain> renewalOf(const identity::VerifiedStaff &staff,
                                                         const Identity &identity, UnixTime now);
    // Whether this profile may sign a new way in for a colleague: root for all but owners, an administrator
    // with a badge of root for those who certify nobody, of the own departments.
    static bool mayInviteAgain(const identity::VerifiedStaff &colleague, const Identity &identity);
    // Of root, without a server: the own badge, when the computer has the key. True: there is a new one.
    static Result<bool> renewOwn(LocalStore &store, Identity &identity, const Clock &clock);

Q_SIGNALS:
    void ownBadgeChanged();

private:
    void adopt(const identity::VerifiedStaff &staff, const identity::StaffChain &chain);
    void certify(const identity::StaffChain &chain);

    Context &m_context;
    Ledger &m_ledger;
    Membership &m_membership;
    bool m_was_warned = false;
};

} // namespace chat121::engine
