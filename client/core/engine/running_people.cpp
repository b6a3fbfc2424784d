// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom a person trusts, and the own badge of whoever signs badges: the half of Running that is about who
// people are. See running.h.
#include "client/core/engine/running.h"
#include "common/protocol/messages/registration.h"

namespace chat121::engine {

// --- who it is ------------------------------------------------------------------------------------

std::optional<identity::VerifiedMember> Running::memberOf(ConversationId conversation, AccountId person)
{
    const auto members = m_sealer.members(m_ledger.groupOf(conversation));
    if (!members) return std::nullopt;
    for (const identity::VerifiedMember &member : *members)
        if (member.account() == person) return member;
    return std::nullopt;
}

void Running::tellSafetyWords(ConversationId conversation, AccountId person)
{
    const auto member = memberOf(conversation, person);
    if (!member) return; // has just left
    Q_EMIT m_announcer.safetyWordsTold(conversation, person, m_contacts.wordsWith(*member));
}

void Running::wordsCompared(ConversationId conversation, AccountId person, Contacts::Comparison comparison)
{
    const auto member = memberOf(conversation, person);
    if (!member) return;
    const auto saved = m_contacts.compared(conversation, *member, comparison);
    if (!saved) return m_context.storeFailed(saved.error());
    trustChanged();
}

void Running::sendAnyway(ConversationId conversation, AccountId person)
{
    const auto saved = m_contacts.accept(conversation, person);
    if (!saved) return m_context.storeFailed(saved.error());
    trustChanged();
}

// A verified person may take part in other conversations too.
void Running::trustChanged()
{
    for (const ConversationId conversation : m_ledger.ids())
        m_ledger.announce(conversation);
    m_outbox.flushAll();
    m_receipts.catchUp();
}

// Whose old devices may not read any more leaves every group that this device is in.
void Running::replaced(const QList<protocol::Chain> &chains)
{
    bool is_news = false;
    for (const protocol::Chain &bytes : chains) {
        const auto chain = decode<identity::StaffChain>(bytes.bytes);
        if (!chain) continue;
        const auto kept = m_contacts.replaced(*chain);
        if (!kept) return m_context.storeFailed(kept.error());
        if (*kept) m_key_log.rely(identity::loggedAs(*chain));
        is_news = is_news || *kept;
    }
    if (!is_news) return;
    trustChanged();
    m_doorkeeper.look();
}

// What the next log-in is to begin with.
void Running::prepareLogIn()
{
    const auto is_owed = m_device_renewal.prepare();
    if (!is_owed) return m_context.storeFailed(is_owed.error());
    if (!*is_owed) return;
    m_session.setPrelude([this](const std::function<void()> &then) { m_device_renewal.tell(then); });
}

// --- a conversation that was erased ---------------------------------------------------------------

void Running::onErased(ConversationId conversation)
{
    m_outbox.release(conversation);
    countAgain();
    Q_EMIT m_announcer.talkErased(conversation);
    if (!m_guest || conversation != m_guest->conversation()) return;
    if (const auto moved = m_guest->moveOn(); !moved) return m_context.storeFailed(moved.error());
    Q_EMIT m_announcer.factsChanged(facts());
    m_guest->announceStanding();
    m_erasure.ask({m_guest->conversation()}); // the next one, too, on another computer
}

// --- the own badge --------------------------------------------------------------------------------

// The server has an older badge of an owner than the key here has made since.
bool Running::mayRegisterAnew(const ConnectionFailure &failure)
{
    return failure.reason == protocol::Reason::BadgeOver && !m_has_registered_anew &&
           m_identity.profile().root_seed && m_identity.self().notAfter() > m_context.clock.now();
}

void Running::registerAnew(const std::function<void()> &then)
{
    const auto request = m_store.requests().next();
    if (!request) {
        m_context.storeFailed(request.error());
        return then();
    }
    protocol::RegisterStaff message;
    message.request = *request;
    message.staff_chain = encode(std::get<identity::StaffChain>(m_identity.profile().leaf.account));
    message.device_certificate = encode(m_identity.profile().leaf.device);
    const identity::StaffRegistrationStatement statement{
        m_connection.binding(), m_identity.accountKey().publicKey(), m_identity.deviceKey().publicKey(),
        identity::chainHash(message.staff_chain.bytes)};
    message.device_proof = identity::signDetached(statement, m_identity.deviceKey());
    m_connection.request<protocol::Registered>(message,
                                               [then](const Reply<protocol::Registered> &) { then(); });
}

} // namespace chat121::engine
