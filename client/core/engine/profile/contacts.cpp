// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/profile/contacts.h"

#include "client/core/search/fold.h"
#include "common/identity/safety_words.h"

#include <algorithm>

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kReplacementsNote("replacements");

// Names that a reader takes for the same.
bool looksLike(const QString &one, const QString &other)
{
    return search::fold(one).text == search::fold(other).text;
}

} // namespace

Contacts::Contacts(LocalStore &store, const Identity &identity, const Clock &clock)
    : m_store(store)
    , m_identity(identity)
    , m_clock(clock)
{
}

Result<void> Contacts::load()
{
    TRY_ASSIGN(const auto contacts, m_store.contacts().all());
    for (const ContactRecord &contact : contacts)
        m_contacts.insert(contact.account, contact);
    TRY_ASSIGN(const auto trust, m_store.trust().all());
    for (const TrustRecord &one : trust)
        m_trust.insert(one.conversation, one);
    TRY_ASSIGN(const Chains chains, loadChains(m_store));
    for (const identity::StaffChain &chain : chains.items)
        keep(chain);
    return success();
}

QStringList Contacts::wordsWith(const identity::VerifiedMember &person) const
{
    return identity::safetyWords(m_identity.anchors().root_key, m_identity.accountKey().publicKey(),
                                 person.accountKey());
}

TrustRecord Contacts::trustIn(ConversationId conversation) const
{
    TrustRecord fresh;
    fresh.conversation = conversation;
    return m_trust.value(conversation, fresh);
}

Result<void> Contacts::save(const TrustRecord &trust)
{
    TRY(m_store.trust().save(trust));
    m_trust.insert(trust.conversation, trust);
    return success();
}

Result<void> Contacts::compared(ConversationId conversation, const identity::VerifiedMember &person,
                                Comparison comparison)
{
    TRY_ASSIGN(auto transaction, m_store.begin());
    ContactRecord contact;
    contact.account = person.account();
    contact.account_key = person.accountKey();
    contact.name = person.staff() != nullptr ? person.staff()->name : QString();
    contact.is_staff = person.staff() != nullptr;
    contact.is_verified = comparison == Comparison::Match;
    contact.compared_at = m_clock.now();
    TRY(m_store.contacts().save(contact));
    TrustRecord trust = trustIn(conversation);
    trust.accepted.items.removeAll(person.account());
    trust.verified.items.removeAll(person.account());
    if (contact.is_verified) trust.verified.items.append(person.account());
    if (trust.verified.items.size() > kTrustedKept) trust.verified.items.removeFirst();
    TRY(m_store.trust().save(trust));
    TRY(transaction.commit());
    m_contacts.insert(contact.account, contact);
    m_trust.insert(conversation, trust);
    return success();
}

bool Contacts::isVerified(const identity::VerifiedMember &person) const
{
    const auto known = m_contacts.constFind(person.account());
    return known != m_contacts.cend() && known->is_verified && known->account_key == person.accountKey();
}

Result<void> Contacts::accept(ConversationId conversation, AccountId person)
{
    TrustRecord trust = trustIn(conversation);
    if (trust.accepted.items.contains(person)) return success();
    trust.accepted.items.append(person);
    if (trust.accepted.items.size() > kTrustedKept) trust.accepted.items.removeFirst();
    return save(trust);
}

// --- one account in place of another ----------------------------------------------------------------

Result<Contacts::Chains> Contacts::loadChains(LocalStore &store)
{
    TRY_ASSIGN(const auto note, store.notes().find(QString(kReplacementsNote)));
    return note ? decode<Chains>(note->value.bytes) : Result<Chains>(Chains{});
}

Result<void> Contacts::saveChains(LocalStore &store, Chains chains)
{
    while (chains.items.size() > limits::kReplacementsKept)
        chains.items.removeFirst();
    return store.notes().save({{QString(kReplacementsNote)}, {encode(chains)}});
}

bool Contacts::keep(const identity::StaffChain &chain)
{
    const auto replacement = identity::replacementOf(chain, m_identity.anchors().root_key);
    if (!replacement || !*replacement) return false;
    const bool is_known = std::any_of(m_replacements.cbegin(), m_replacements.cend(),
                                      [&](const Known &known) { return known.chain == chain; });
    if (!is_known) m_replacements.append({chain, **replacement});
    return !is_known;
}

Result<bool> Contacts::replaced(const identity::StaffChain &chain)
{
    if (!keep(chain)) return false;
    Chains chains;
    for (const Known &known : std::as_const(m_replacements))
        chains.items.append(known.chain);
    TRY(saveChains(m_store, std::move(chains)));
    return true;
}

Result<void> Contacts::keepOwn(LocalStore &store, const Identity &identity)
{
    const auto *chain = std::get_if<identity::StaffChain>(&identity.profile().leaf.account);
    if (chain == nullptr) return success();
    const auto replacement = identity::replacementOf(*chain, identity.anchors().root_key);
    if (!replacement || !*replacement) return success();
    TRY_ASSIGN(Chains chains, loadChains(store));
    if (chains.items.contains(*chain)) return success();
    chains.items.append(*chain);
    return saveChains(store, std::move(chains));
}

// An administrator's word ends with the administrator.
const Contacts::Known *Contacts::replacing(const identity::VerifiedMember &member) const
{
    for (const Known &known : m_replacements) {
        const AccountId by = known.replacement.certified_by;
        const bool counts = !by.isValid() || !m_identity.organisation().isDismissed(by);
        if (counts && known.replacement.ends(member)) return &known;
    }
    return nullptr;
}

std::optional<identity::StaffChain> Contacts::standsFor(const identity::VerifiedMember &member) const
{
    const Known *known = replacing(member);
    return known != nullptr ? std::optional(known->chain) : std::nullopt;
}

// --- holding --------------------------------------------------------------------------------------

std::optional<UnixTime> Contacts::overSince(const identity::VerifiedMember &member) const
{
    const identity::VerifiedStaff *staff = member.staff();
    if (staff == nullptr) return std::nullopt;
    const identity::VerifiedOrganisation &organisation = m_identity.organisation();
    for (const AccountId account : {staff->account, staff->certified_by})
        if (const auto dismissed = organisation.dismissedAt(account)) return dismissed;
    if (const Known *known = replacing(member)) return known->replacement.at;
    const bool is_person = !member.device.device.isValid(); // out of the directory
    const UnixTime end = (is_person ? staff->not_after : member.notAfter()) + limits::kClockSkewMax;
    return m_is_clock_believed && end < m_clock.now() ? std::optional(end) : std::nullopt;
}

bool Contacts::isOver(const identity::VerifiedMember &member) const
{
    return overSince(member).has_value();
}

bool Contacts::isInPlaceOfAnother(const TrustRecord &trust, const identity::VerifiedMember &member) const
{
    if (const identity::VerifiedStaff *staff = member.staff()) {
        return std::any_of(m_contacts.cbegin(), m_contacts.cend(), [&](const ContactRecord &contact) {
            return contact.is_verified && contact.is_staff && looksLike(contact.name.text, staff->name);
        });
    }
    return std::any_of(trust.verified.items.cbegin(), trust.verified.items.cend(), [&](AccountId account) {
        const auto contact = m_contacts.constFind(account);
        return contact != m_contacts.cend() && contact->is_verified && !contact->is_staff;
    });
}

Hold Contacts::judge(ConversationId conversation, const QList<identity::VerifiedMember> &members) const
{
    const TrustRecord trust = trustIn(conversation);
    Hold hold;
    for (const identity::VerifiedMember &member : members) {
        const AccountId account = member.account();
        if (account == m_identity.account()) continue;
        if (isOver(member)) return {Hold::Kind::Leaving, account};
        if (hold.kind != Hold::Kind::None || trust.accepted.items.contains(account) || isVerified(member))
            continue;
        const auto known = m_contacts.constFind(account);
        const bool is_mismatched = known != m_contacts.cend() && !known->is_verified;
        if (is_mismatched)
            hold = {Hold::Kind::Mismatched, account};
        else if (isInPlaceOfAnother(trust, member))
            hold = {Hold::Kind::Changed, account};
    }
    return hold;
}

} // namespace chat121::engine
