// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The people whose safety words were compared, and what that is worth: where such a person talks, nobody
// takes the place unseen. Sending stands still until the person at this computer has confirmed whoever is
// there now, or has compared words again.
//
// Somebody stands in another's place: staff under the name of a verified colleague with another account
// key, or another customer in the conversation of a verified one. Also held: words that did not match, and
// everybody in a group with somebody who may not read it any more (no longer staff, or whose badge or device
// is over, or for whom another account stands) until their devices are removed.
//
// Kept sealed in the local store. Threads: engine. Sources: crypto.md, section 4; security.md, E17.
#pragma once

#include "client/core/engine/profile/profile.h"
#include "client/core/local_store/local_store.h"
#include "common/base/clock.h"

#include <QHash>

namespace chat121::engine {

// Why nothing is sealed in a conversation.
struct Hold {
    enum class Kind : quint8 {
        None,
        Changed,    // in the place of somebody whose safety words were compared
        Mismatched, // the words did not match
        Leaving,    // is no longer staff: on the way out of the group
    };
    Kind kind = Kind::None;
    AccountId person{}; // who stands there now

    bool operator==(const Hold &) const = default;
};

class Contacts {
public:
    Contacts(LocalStore &store, const Identity &identity, const Clock &clock);

    Result<void> load();

    // What the two compare.
    QStringList wordsWith(const identity::VerifiedMember &person) const;
    enum class Comparison : quint8 { Match, Mismatch };
    Result<void> compared(ConversationId conversation, const identity::VerifiedMember &person,
                          Comparison comparison);
    bool isVerified(const identity::VerifiedMember &person) const;

    // The person at this computer sends to whoever is there now.
    Result<void> accept(ConversationId conversation, AccountId person);

    Hold judge(ConversationId conversation, const QList<identity::VerifiedMember> &members) const;

    // An account that stands for another one, whose person had lost every way in. True: that is news.
    Result<bool> replaced(const identity::StaffChain &chain);
    // By whose word this device is over; nothing for everybody else.
    std::optional<identity::StaffChain> standsFor(const identity::VerifiedMember &member) const;
    // This profile's own account may be one.
    static Result<void> keepOwn(LocalStore &store, const Identity &identity);

    // Staff who may not read any more, whatever the group says.
    bool isOver(const identity::VerifiedMember &member) const;
    // Since when; nothing for everybody else. What was said before stays theirs.
    std::optional<UnixTime> overSince(const identity::VerifiedMember &member) const;
    // A clock that is wrong ends nobody's badge.
    void setClockBelieved(bool is_believed) { m_is_clock_believed = is_believed; }
    bool isClockBelieved() const { return m_is_clock_believed; }

private:
    bool isInPlaceOfAnother(const TrustRecord &trust, const identity::VerifiedMember &member) const;
    TrustRecord trustIn(ConversationId conversation) const;
    Result<void> save(const TrustRecord &trust);

    struct Known {
        identity::StaffChain chain{};
        identity::Replacement replacement{};
    };
    using Chains = List<identity::StaffChain, limits::kReplacementsKept>;
    static Result<Chains> loadChains(LocalStore &store);
    static Result<void> saveChains(LocalStore &store, Chains chains);
    bool keep(const identity::StaffChain &chain);
    const Known *replacing(const identity::VerifiedMember &member) const;

    LocalStore &m_store;
    const Identity &m_identity;
    const Clock &m_clock;
    bool m_is_clock_believed = true;
    QHash<AccountId, ContactRecord> m_contacts;
    QHash<ConversationId, TrustRecord> m_trust;
    QList<Known> m_replacements;
};

} // namespace chat121::engine
