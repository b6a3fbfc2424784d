// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/talk/outbox.h"

#include "client/core/engine/groups/own_leaf.h"

#include <algorithm>

namespace chat121::engine {

Outbox::Outbox(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    sealFallbacks();
}

// --- what is to be said ---------------------------------------------------------------------------

void Outbox::mention(ConversationId conversation, const content::Item &item)
{
    const content::Content content{m_context.newMessageId(), m_context.clock.now(), item};
    if (const auto saved = put(conversation, Purpose::Receipt, content); !saved)
        m_context.storeFailed(saved.error());
    flush(conversation);
}

Result<void> Outbox::tell(ConversationId conversation, const content::Item &item, const QString &line)
{
    const content::Content content{m_context.newMessageId(), m_context.clock.now(), item};
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(put(conversation, Purpose::Line, content));
    TRY(m_ledger.notice(conversation, {}, content.id, line));
    TRY(transaction.commit());
    flush(conversation);
    return success();
}

Result<void> Outbox::put(ConversationId conversation, Purpose purpose, const content::Content &content)
{
    OutboxEntry entry;
    entry.conversation = conversation;
    entry.message = content.id;
    entry.purpose = static_cast<quint8>(purpose);
    entry.content = content::encodeContent(content);
    TRY(m_context.store.outbox().put(entry));
    return success();
}

Result<void> Outbox::putTeamEntry(LogId team, const content::TeamEntry &said)
{
    OutboxEntry entry;
    entry.conversation = team;
    entry.message = said.id;
    entry.purpose = static_cast<quint8>(Purpose::TeamEntry);
    entry.content = content::encodeTeamEntry(said);
    TRY(m_context.store.outbox().put(entry));
    return success();
}

Result<void> Outbox::sayOpeningsAgain(ConversationId conversation)
{
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(conversation));
    m_setbacks.remove(conversation);
    for (OutboxEntry entry : entries) {
        if (purposeOf(entry) == Purpose::Continuation) {
            TRY(m_context.store.outbox().remove(entry.order));
            continue;
        }
        if (purposeOf(entry) == Purpose::InWaitingRoom) entry.purpose = static_cast<quint8>(Purpose::Say);
        entry.request = {};
        entry.generation = 0;
        entry.epoch = 0;
        entry.sealed = {};
        TRY(m_context.store.outbox().update(entry));
    }
    return success();
}

Result<bool> Outbox::settle(ConversationId conversation, const MessageId &message, Sequence sequence)
{
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(conversation));
    bool is_found = false;
    for (const OutboxEntry &entry : entries) {
        if (entry.message != message) continue;
        TRY(purposeOf(entry) == Purpose::Change      ? changeStored(entry, sequence)
            : purposeOf(entry) == Purpose::Afterword ? afterwordStored(entry, sequence)
                                                     : m_ledger.stored(conversation, message, sequence));
        TRY(m_context.store.outbox().remove(entry.order));
        is_found = true;
    }
    return is_found;
}

Result<bool> Outbox::ownRead(const protocol::Envelope &envelope)
{
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(envelope.log));
    const auto own = std::find_if(entries.cbegin(), entries.cend(), [&](const OutboxEntry &entry) {
        return entry.isSealed() && entry.sealed.bytes == envelope.body.bytes;
    });
    if (own == entries.cend()) return false;
    TRY(isStored(*own, envelope.sequence));
    TRY(m_context.store.outbox().remove(own->order));
    return true;
}

Result<void> Outbox::giveUp(ConversationId conversation)
{
    TRY_ASSIGN(const auto entries, m_context.store.outbox().allOf(conversation));
    for (const OutboxEntry &entry : entries) {
        TRY(leave(entry));
        TRY(m_context.store.outbox().remove(entry.order));
        changeGivenUp(entry);
    }
    m_in_flight.remove(conversation);
    return success();
}

// --- on its way -----------------------------------------------------------------------------------

Outbox::Road Outbox::roadOf(ConversationId conversation) const
{
    if (!m_ledger.mayLeave(conversation)) return Road::None;
    const ConversationRecord *record = m_ledger.find(conversation);
    const GroupKey group = m_ledger.groupOf(conversation);
    if (m_context.policy.facts(conversation).is_team) {
        const bool is_inside = m_context.groups.isMember(group) && m_context.session.isCaughtUp(conversation);
        const bool is_ready =
            is_inside && !m_context.committer.isPending(group) && !m_ledger.isHeld(conversation);
        return is_ready ? Road::Group : Road::None;
    }
    const bool is_taken = record != nullptr && record->state == protocol::ConversationState::Taken;
    if (is_taken && m_ledger.isMember(conversation) && !Ledger::detailsOf(*record).is_group_over) {
        const bool is_ready = m_context.session.isCaughtUp(conversation) &&
                              !m_context.committer.isPending(group) && !m_ledger.isHeld(conversation);
        return is_ready ? Road::Group : Road::None;
    }
    const bool may_open = m_openings != nullptr && (record == nullptr || !is_taken);
    return may_open ? Road::WaitingRoom : Road::None;
}

// A customer may still say something about it in the group that it had.
bool Outbox::isOver(ConversationId conversation) const
{
    const ConversationRecord *record = m_ledger.find(conversation);
    const bool is_closed = record != nullptr && record->state == protocol::ConversationState::Closed;
    return is_closed && m_ledger.isMember(conversation) && m_context.session.isCaughtUp(conversation) &&
           !m_context.committer.isPending(m_ledger.groupOf(conversation)) && !m_ledger.isHeld(conversation);
}

std::optional<OutboxEntry> Outbox::next(ConversationId conversation, Road road) const
{
    const auto entries = m_context.store.outbox().allOf(conversation);
    if (!entries) return std::nullopt;
    for (const OutboxEntry &entry : *entries) {
        switch (purposeOf(entry)) {
        case Purpose::Say:
            return entry;
        case Purpose::Receipt:
        case Purpose::Line:
        case Purpose::Change:
            if (road == Road::Group) return entry;
            break;
        case Purpose::Afterword:
            if (road == Road::Group || (road == Road::WaitingRoom && isOver(conversation))) return entry;
            break;
        case Purpose::Continuation:
            if (road == Road::WaitingRoom) return entry;
            break;
        case Purpose::TeamEntry:
        case Purpose::TeamKeys:
            if (road == Road::Group && mayLeaveNow(entry, *entries)) return entry;
            break;
        case Purpose::InWaitingRoom:
            break;
        }
    }
    return std::nullopt;
}

// Nobody is sent an entry whose key is still to be sent to them.
bool Outbox::mayLeaveNow(const OutboxEntry &entry, const QList<OutboxEntry> &all) const
{
    if (purposeOf(entry) == Purpose::TeamKeys) return true;
    const bool are_keys_here = std::any_of(all.cbegin(), all.cend(), [](const OutboxEntry &other) {
        return purposeOf(other) == Purpose::TeamKeys;
    });
    return m_team != nullptr && !are_keys_here && m_team->mayLeave(entry.conversation);
}

void Outbox::flushAll()
{
    const auto entries = m_context.store.outbox().all();
    if (!entries) return;
    QSet<ConversationId> conversations;
    for (const OutboxEntry &entry : *entries)
        conversations.insert(entry.conversation);
    for (const ConversationId conversation : conversations)
        flush(conversation);
}

void Outbox::flush(ConversationId conversation)
{
    const bool may_send = !m_is_stopped && m_context.session.isLoggedIn() &&
                          !m_in_flight.contains(conversation) && !m_paused.contains(conversation);
    if (!may_send) return;
    const Road road = roadOf(conversation);
    if (road == Road::None) return;
    auto entry = next(conversation, road);
    if (!entry || isHeldBack(*entry)) return;

    m_in_flight.insert(conversation);
    if (road == Road::WaitingRoom && purposeOf(*entry) != Purpose::Afterword) {
        m_openings->sendOpening(*entry);
        return;
    }
    if (const auto sealed = sealEntry(*entry); !sealed) {
        m_in_flight.remove(conversation);
        m_context.sealer.forget(m_ledger.groupOf(conversation));
        m_context.storeFailed(sealed.error());
        retryLater(conversation, 0);
        return;
    }
    send(*entry);
}

// Sealed bytes, request number and the advanced group: one transaction, before anything leaves.
Result<void> Outbox::sealEntry(OutboxEntry &entry)
{
    const GroupKey key = m_ledger.groupOf(entry.conversation);
    TRY_ASSIGN(mls::Group * group, m_context.groups.find(key));
    if (entry.isSealed() && entry.generation == key.generation && entry.epoch == group->epoch())
        return success();

    TRY_ASSIGN(auto transaction, m_context.store.begin());
    const quint64 epoch = group->epoch();
    TRY_ASSIGN(entry.sealed, bytesOf(entry, key));
    if (!entry.request.isValid()) {
        TRY_ASSIGN(entry.request, m_context.store.requests().next());
    }
    entry.generation = key.generation;
    entry.epoch = epoch;
    entry.attempts += 1;
    TRY(m_context.store.outbox().update(entry));
    if (isWord(entry)) TRY(wordSealed(m_context.store, key));
    return transaction.commit();
}

Result<QByteArray> Outbox::bytesOf(const OutboxEntry &entry, const GroupKey &key)
{
    if (purposeOf(entry) == Purpose::TeamEntry) return m_team->seal(entry);
    TRY_ASSIGN(const auto content, content::decodeContent(entry.content.bytes));
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(entry.conversation));
    const Seen seen = cursor ? Seen{cursor->head, cursor->last_hash, cursor->before} : Seen{};
    TRY_ASSIGN(Sealed sealed, m_context.sealer.seal(key, content, seen));
    return std::move(sealed.bytes);
}

// Inside of the transaction that removes it.
Result<void> Outbox::isStored(const OutboxEntry &entry, Sequence sequence)
{
    if (hasRow(entry)) return m_ledger.stored(entry.conversation, entry.message, sequence);
    if (purposeOf(entry) == Purpose::Change) return changeStored(entry, sequence);
    if (purposeOf(entry) == Purpose::Afterword) return afterwordStored(entry, sequence);
    const bool is_teams = purposeOf(entry) == Purpose::TeamEntry || purposeOf(entry) == Purpose::TeamKeys;
    return is_teams && m_team != nullptr ? m_team->stored(entry, sequence) : success();
}

void Outbox::send(const OutboxEntry &entry)
{
    protocol::Append message;
    message.request = entry.request;
    message.log = entry.conversation;
    message.kind = protocol::EnvelopeKind::Application;
    message.generation = entry.generation;
    message.epoch = entry.epoch;
    message.sealed = entry.sealed.bytes;
    m_context.connection.request<protocol::Stored>(
        message, [this, entry](const Reply<protocol::Stored> &reply) { onAnswer(entry, reply); });
}

void Outbox::onAnswer(const OutboxEntry &entry, const Reply<protocol::Stored> &reply)
{
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) {
        failed(entry, *failure);
        return;
    }
    onStored(entry, std::get<protocol::Stored>(reply));
}

// The place that the server names must be the next one of the log, or one that this device has yet to
// read: there its own envelope is to be found (ownRead). Else receipts for what the others were shown
// in that place would count for this message.
Result<Outbox::Place> Outbox::placeOf(const OutboxEntry &entry, Sequence stored) const
{
    TRY_ASSIGN(const auto current, m_context.store.outbox().find(entry.order));
    if (!current || current->request != entry.request) return Place::Read;
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(entry.conversation));
    const Sequence head = cursor ? cursor->head : Sequence{};
    if (stored <= head) return Place::Impossible;
    return stored.value == head.value + 1 ? Place::Next : Place::Ahead;
}

void Outbox::onStored(const OutboxEntry &entry, const protocol::Stored &stored)
{
    m_in_flight.remove(entry.conversation);
    m_told.remove(entry.conversation);
    const auto place = placeOf(entry, stored.sequence);
    if (!place) {
        m_context.storeFailed(place.error());
        return retryLater(entry.conversation, 0);
    }
    switch (*place) {
    case Place::Impossible:
        return m_context.connection.fail({ConnectionFault::Nonsense, Code::Malformed, protocol::Reason::None,
                                          QStringLiteral("a message is said to be stored where it is not"),
                                          false});
    case Place::Ahead:
        setBack(entry);
        return m_context.session.fetch(entry.conversation); // flushed when the log is caught up
    case Place::Read:
        Q_EMIT waitingChanged();
        return flush(entry.conversation);
    case Place::Next:
        return settleNext(entry, stored);
    }
}

void Outbox::settleNext(const OutboxEntry &entry, const protocol::Stored &stored)
{
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY(isStored(entry, stored.sequence));
        TRY(m_context.store.outbox().remove(entry.order));
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) {
        m_context.storeFailed(saved.error());
        retryLater(entry.conversation, 0);
        return;
    }
    protocol::Envelope own;
    own.log = entry.conversation;
    own.sequence = stored.sequence;
    own.sender = m_context.identity.device();
    own.sender_account = m_context.identity.account();
    own.generation = entry.generation;
    own.epoch = entry.epoch;
    own.stored_at = stored.stored_at;
    own.body = entry.sealed.bytes;
    m_context.session.ownStored(own);
    Q_EMIT waitingChanged();
    if (isWord(entry)) Q_EMIT wordStored(entry.conversation);
    flush(entry.conversation);
}

void Outbox::openingStored(const OutboxEntry &entry)
{
    m_in_flight.remove(entry.conversation);
    m_told.remove(entry.conversation);
    auto save = [&]() -> Result<void> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(auto current, m_context.store.outbox().find(entry.order));
        const bool is_same = current && current->request == entry.request; // else: said in a group meanwhile
        if (is_same && purposeOf(entry) == Purpose::Continuation) {
            TRY(m_context.store.outbox().remove(entry.order));
        } else if (is_same) {
            current->purpose = static_cast<quint8>(Purpose::InWaitingRoom);
            TRY(m_context.store.outbox().update(*current));
            TRY(m_ledger.raiseToSent(entry.conversation, entry.message));
        }
        return transaction.commit();
    };
    if (const auto saved = save(); !saved) m_context.storeFailed(saved.error());
    Q_EMIT waitingChanged();
    flush(entry.conversation);
}

// --- what waits -----------------------------------------------------------------------------------

void Outbox::connectionLost()
{
    m_in_flight.clear();
}

bool Outbox::hasUnsaid(ConversationId conversation) const
{
    const auto entries = m_context.store.outbox().allOf(conversation);
    return entries && std::any_of(entries->cbegin(), entries->cend(), isWord);
}

int Outbox::waiting() const
{
    const auto entries = m_context.store.outbox().all();
    return entries ? static_cast<int>(std::count_if(entries->cbegin(), entries->cend(), isWord)) : 0;
}

} // namespace chat121::engine
