// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/erasure.h"

#include "client/core/engine/groups/own_changes.h"
#include "client/core/engine/groups/own_leaf.h"
#include "client/core/engine/notices/words.h"

#include <algorithm>
#include <limits>

namespace chat121::engine {

namespace {

constexpr int kRowsAtOnce = 200;
constexpr MessagePlace kTop{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()};

} // namespace

Erasure::Erasure(Context &context, Ledger &ledger, Archive &archive, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_archive(archive)
{
}

// --- the person's wish ----------------------------------------------------------------------------

void Erasure::wish(ConversationId conversation)
{
    if (m_ledger.erasures().find(conversation) != nullptr) return; // once is enough
    if (!m_ledger.mayErase(conversation))
        return Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::NotAllowed));
    if (const auto kept = keepWish(conversation); !kept) return m_context.storeFailed(kept.error());
    m_ledger.announce(conversation);
    send(conversation);
}

Result<void> Erasure::keepWish(ConversationId conversation)
{
    const identity::ErasureWish wish{m_context.identity.accountKey().publicKey(), conversation,
                                     m_context.clock.now()};
    ErasureNote note;
    note.wish = encode(identity::SignedErasureWish::sign(wish, m_context.identity.accountKey()));
    return m_ledger.erasures().save(conversation, note);
}

// Without a connection it waits for the next one: caughtUp().
void Erasure::send(ConversationId conversation)
{
    const ErasureNote *note = m_ledger.erasures().find(conversation);
    if (note == nullptr || !m_context.session.isLoggedIn()) return;
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    m_context.connection.request<protocol::Erased>(
        protocol::EraseConversation{*request, note->wish},
        [this, conversation](const Reply<protocol::Erased> &reply) { onAnswer(conversation, reply); });
}

void Erasure::onAnswer(ConversationId conversation, const Reply<protocol::Erased> &reply)
{
    if (const auto *failure = std::get_if<RequestFailure>(&reply)) return onRefused(conversation, *failure);
    onReceipt(conversation, std::get<protocol::Erased>(reply).receipt);
}

void Erasure::onRefused(ConversationId conversation, const RequestFailure &failure)
{
    const ErasureNote *note = m_ledger.erasures().find(conversation);
    if (note == nullptr || note->is_done || failure.code == Code::Network) return;
    if (failure.reason == protocol::Reason::Erased) return ask({conversation}); // somebody else was earlier
    const auto wish = identity::verifyErasure(note->wish.bytes);
    // A customer's that never came to the server: it is erased here.
    if (failure.reason == protocol::Reason::UnknownLog && !m_context.identity.isStaff() && wish) {
        const bool was_there = Ledger::detailsOf(m_ledger.recordOr(conversation)).is_started;
        carryOut({*wish, *note});
        if (was_there) Q_EMIT m_context.announcer.warned(problem(ProblemKind::ReceiptNotTrusted));
        return;
    }
    const bool is_passing = failure.code == Code::Busy || failure.retry_after_ms > 0;
    if (!is_passing)
        if (const auto gone = m_ledger.erasures().withdraw(conversation); !gone)
            return m_context.storeFailed(gone.error());
    Q_EMIT m_context.announcer.talkFailed(conversation, requestProblem(failure));
    m_ledger.announce(conversation);
}

void Erasure::onReceipt(ConversationId conversation, const protocol::Chain &receipt)
{
    const ErasureNote *known = m_ledger.erasures().find(conversation);
    if (known == nullptr) return;
    ErasureNote note = *known;
    const auto wish = identity::verifyErasure(note.wish.bytes);
    if (!wish) return m_context.storeFailed(wish.error());
    const auto checked =
        identity::verifyErasureReceipt(receipt.bytes, m_context.identity.anchors().registrar_key, *wish);
    const bool is_own = wish->account == m_context.identity.account();
    const bool is_news = is_own && note.receipt.bytes.isEmpty();
    if (checked && is_own) note.receipt = receipt;
    if (!note.is_done) {
        carryOut({*wish, note});
    } else if (checked && is_news) {
        if (const auto saved = m_ledger.erasures().save(conversation, note); !saved)
            return m_context.storeFailed(saved.error());
    }
    if (!is_news || !m_ledger.erasures().isErased(conversation)) return; // the disk has failed
    if (!checked)
        return Q_EMIT m_context.announcer.warned(
            problem(ProblemKind::ReceiptNotTrusted, checked.error().detail));
    announceReceipt(conversation, note, *wish, *checked);
    m_ledger.announce(conversation);
}

void Erasure::announceReceipt(ConversationId conversation, const ErasureNote &note,
                              const identity::VerifiedErasure &wish, const identity::ErasureReceipt &receipt)
{
    const QString organisation = m_context.identity.organisation().document.name.text;
    Q_EMIT m_context.announcer.conversationErased(conversation,
                                                  receiptText(note, wish, receipt, organisation));
}

void Erasure::tellReceipt(ConversationId conversation)
{
    std::optional<identity::VerifiedErasure> newest;
    const QList<ConversationId> erased = m_ledger.receiptsIn(conversation);
    for (const ConversationId id : erased) {
        const auto wish = identity::verifyErasure(m_ledger.erasures().find(id)->wish.bytes);
        if (wish && (!newest || newest->wish.wished_at < wish->wish.wished_at)) newest = *wish;
    }
    if (!newest) return;
    const ErasureNote note = *m_ledger.erasures().find(newest->wish.conversation);
    const auto receipt = identity::verifyErasureReceipt(note.receipt.bytes,
                                                        m_context.identity.anchors().registrar_key, *newest);
    if (receipt) announceReceipt(newest->wish.conversation, note, *newest, *receipt);
}

// --- others' wishes -------------------------------------------------------------------------------

void Erasure::told(const protocol::Chain &bytes)
{
    const auto wish = identity::verifyErasure(bytes.bytes);
    if (!wish) return;
    const ConversationId conversation = wish->wish.conversation;
    // Who came back as a customer has nothing of it yet, and goes on behind it.
    const bool is_known =
        m_ledger.find(conversation) != nullptr || conversation == m_context.identity.profile().conversation;
    if (m_ledger.erasures().isErased(conversation) || !is_known) return;
    if (const ErasureNote *own = m_ledger.erasures().find(conversation)) { // wished here, too
        const auto own_wish = identity::verifyErasure(own->wish.bytes);
        if (own_wish) carryOut({*own_wish, *own});
        return;
    }
    const auto is_theirs = isMember(conversation, wish->account);
    if (!is_theirs) return m_context.storeFailed(is_theirs.error());
    if (!*is_theirs) return doubt(conversation);
    carryOut({*wish, {bytes, {}, true}});
}

// Perhaps staff came into the group while this device was away; perhaps the server makes it up.
void Erasure::doubt(ConversationId conversation)
{
    qCInfo(lcClient) << "a wish to erase a conversation is of somebody who is not in it";
    const bool is_ours =
        conversation == m_context.identity.profile().conversation || m_ledger.isMember(conversation);
    if (!is_ours || m_doubted.contains(conversation)) return;
    m_doubted.insert(conversation);
    Q_EMIT m_context.announcer.talkFailed(conversation, problem(ProblemKind::ErasureNotTrusted));
}

// By the group's own leaves; where there is no group, by who has begun it. The server is not asked.
Result<bool> Erasure::isMember(ConversationId conversation, AccountId account) const
{
    const identity::VerifiedMember &self = m_context.identity.self();
    if (account == self.account()) return identity::mayErase(self.role());
    const auto members = m_context.sealer.members(m_ledger.groupOf(conversation));
    if (!members) return hasBegun(conversation, account);
    return std::any_of(members->cbegin(), members->cend(), [&](const identity::VerifiedMember &member) {
        return member.account() == account && identity::mayErase(member.role());
    });
}

// The customer's are the oldest words: whoever comes later into the waiting room, or was put there by the
// server, does not count. Nor do staff: whether they were in it cannot be seen. Where there are no words at
// all, only a place in a list and perhaps what cannot be opened yet, it is whom the desk names.
Result<bool> Erasure::hasBegun(ConversationId conversation, AccountId account) const
{
    AccountId first{};
    bool has_rows = false;
    MessagePlace below = kTop;
    for (bool has_more = true; has_more;) {
        TRY_ASSIGN(const auto page, m_context.store.messages().older(conversation, below, kRowsAtOnce));
        for (auto row = page.rows.crbegin(); row != page.rows.crend(); ++row) {
            has_rows = true;
            const bool is_guests = !row->is_mine && m_ledger.staff(row->author) == nullptr;
            if (row->kind == RowKind::Message && is_guests) first = row->author;
        }
        below = page.first;
        has_more = page.has_older;
    }
    if (!has_rows) first = m_ledger.recordOr(conversation).guest;
    return first.isValid() && first == account;
}

// --- after log-in ---------------------------------------------------------------------------------

void Erasure::caughtUp()
{
    QList<ConversationId> all = m_ledger.ids();
    for (const ConversationId id : m_ledger.erasures().all()) {
        if (m_ledger.erasures().isWished(id)) send(id);
        if (!all.contains(id)) all.append(id);
    }
    const ConversationId own = m_context.identity.profile().conversation;
    if (own.isValid() && !all.contains(own)) all.append(own);
    for (qsizetype at = 0; at < all.size(); at += limits::kErasuresPerRequest)
        ask(all.mid(at, limits::kErasuresPerRequest));
}

void Erasure::ask(const QList<ConversationId> &conversations)
{
    const auto request = m_context.store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    protocol::FetchErasures message{*request, {}};
    message.conversations.items = conversations;
    m_context.connection.request<protocol::Erasures>(
        message, [this, conversations](const Reply<protocol::Erasures> &reply) {
            if (const auto *answer = std::get_if<protocol::Erasures>(&reply))
                onErasures(conversations, *answer);
        });
}

void Erasure::onErasures(const QList<ConversationId> &asked, const protocol::Erasures &answer)
{
    QSet<ConversationId> known;
    for (const protocol::Chain &wish : answer.wishes.items) {
        if (const auto verified = identity::verifyErasure(wish.bytes))
            known.insert(verified->wish.conversation);
        told(wish);
    }
    // Put back from a backup, it may have the conversation again. And whose receipt never came asks for it.
    for (const ConversationId id : asked) {
        if (!m_ledger.erasures().isErased(id)) continue;
        const ErasureNote *note = m_ledger.erasures().find(id);
        const auto wish = identity::verifyErasure(note->wish.bytes);
        const bool is_own = wish && wish->account == m_context.identity.account();
        if (!known.contains(id) || (is_own && note->receipt.bytes.isEmpty())) send(id);
    }
}

// --- the end of a conversation --------------------------------------------------------------------

void Erasure::carryOut(const Step &step)
{
    const ConversationId conversation = step.wish.wish.conversation;
    const QString line = words::erased(nameOf(conversation, step.wish.account), step.wish.wish.wished_at);
    auto work = [&]() -> Result<QList<MessageId>> {
        TRY_ASSIGN(auto transaction, m_context.store.begin());
        TRY_ASSIGN(const QList<MessageId> rows, destroy(step));
        TRY(m_ledger.line(conversation, Sequence{1}, kErasedLine, line));
        TRY(transaction.commit());
        return rows;
    };
    const auto removed = work();
    if (!removed) return m_context.storeFailed(removed.error());
    // What was deleted is gone from the file, too.
    if (const auto dropped = m_context.store.dropOldCopies(); !dropped)
        m_context.storeFailed(dropped.error());
    // What has just come and is not shown yet goes with the rest.
    m_context.announcer.flush();
    if (m_context.announcer.isOpen(conversation))
        Q_EMIT m_context.announcer.rowsRemoved(conversation, *removed);
    Q_EMIT erased(conversation);
}

Result<QList<MessageId>> Erasure::destroy(const Step &step)
{
    const ConversationId conversation = step.wish.wish.conversation;
    QList<MessageId> ids;
    QList<RowVersion> rows;
    MessagePlace below = kTop;
    for (bool has_more = true; has_more;) {
        TRY_ASSIGN(const auto page, m_context.store.messages().older(conversation, below, kRowsAtOnce));
        for (const TimelineRow &row : page.rows)
            if (!row.id.isZero()) rows.append({row.id, row.changed});
        below = page.first;
        has_more = page.has_older;
    }
    TRY(m_archive.oweAll(conversation, rows));
    TRY(m_context.store.messages().removeAll(conversation));
    TRY(destroyKeys(conversation));
    TRY_ASSIGN(const auto waiting, m_context.store.outbox().allOf(conversation));
    for (const OutboxEntry &entry : waiting)
        TRY(m_context.store.outbox().remove(entry.order));
    TRY(m_context.store.previews().removeAllOf(conversation.value));
    TRY(m_context.store.noteDrafts().remove(conversation));
    TRY(m_context.store.staffNotes().removeAllOf(conversation.value));
    TRY(m_context.store.wrapUps().remove(conversation));
    TRY(m_context.store.intakes().remove(conversation));
    TRY(m_context.store.later().removeAllOf(conversation.value));
    TRY(m_context.store.ratings().remove(conversation));
    TRY(m_context.store.snoozes().remove(conversation));
    TRY(m_context.store.waitingChanges().removeAllOf(conversation.value));
    TRY(m_context.store.drafts().remove(conversation));
    TRY(m_context.store.trust().remove(conversation));
    TRY(m_context.store.logs().remove(conversation));
    ErasureNote note = step.note;
    note.is_done = true;
    TRY(m_ledger.erasures().save(conversation, note));
    const ConversationRecord before = m_ledger.recordOr(conversation);
    ConversationRecord record;
    record.id = conversation;
    record.department = before.department;
    record.guest = before.guest;
    record.state = protocol::ConversationState::Closed;
    record.last_at = m_context.clock.now();
    TRY(m_ledger.save(record));
    for (const RowVersion &row : std::as_const(rows))
        ids.append(row.id);
    return ids;
}

Result<void> Erasure::destroyKeys(ConversationId conversation)
{
    TRY_ASSIGN(const QList<GroupKey> groups, m_context.groups.keys());
    for (const GroupKey &group : groups) {
        if (group.log != conversation) continue;
        TRY(m_context.groups.remove(group));
        TRY(forgetOwnLeaf(m_context.store, group));
        TRY(changeSettled(m_context.store, group));
    }
    TRY(m_context.store.groupEpochs().removeAllOf(conversation.value));
    TRY(m_context.store.groupRatchets().removeAllOf(conversation.value));
    return m_context.store.pendingCommits().removeAllOf(conversation.value);
}

// --- words ----------------------------------------------------------------------------------------

QString Erasure::nameOf(ConversationId conversation, AccountId account) const
{
    if (account == m_context.identity.account()) return {}; // "you"
    const auto members = m_context.sealer.members(m_ledger.groupOf(conversation));
    if (members)
        for (const identity::VerifiedMember &member : *members)
            if (member.account() == account) return m_ledger.nameOf(member, conversation);
    const QString title = m_ledger.recordOr(conversation).title.text;
    return title.isEmpty() ? words::guest(account) : title;
}

} // namespace chat121::engine
