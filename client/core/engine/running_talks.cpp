// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Open conversations, and what is asked about one of them: the half of Running that serves what a window
// shows. See running.h.
#include "client/core/engine/running.h"

#include "client/core/engine/held_tables.h"
#include "common/protocol/messages/held_rows.h"

namespace chat121::engine {

void Running::openTalk(ConversationId conversation)
{
    m_announcer.open(conversation);
    if (m_team) m_team->place(conversation);
    const auto page = readNewest(conversation);
    if (!page) return m_context.storeFailed(page.error());
    m_oldest.insert(conversation, page->first);
    m_announcer.flush();
    Q_EMIT m_announcer.talkChanged(conversation, m_ledger.facts(conversation));
    Q_EMIT m_announcer.pageLoaded(conversation, {m_ledger.shown(conversation, page->rows), page->has_older,
                                                 m_ledger.recordOr(conversation).read_up_to});
}

// What was read meanwhile is told with the next receipt.
void Running::setTelling(const TellingChoice &choice)
{
    m_ledger.setTelling(choice);
    m_typing.tellingChanged();
    m_receipts.catchUp();
}

// Down to where reading has stopped, as far as that is in reach.
Result<MessagePage> Running::readNewest(ConversationId conversation)
{
    const Sequence read_up_to = m_ledger.recordOr(conversation).read_up_to;
    TRY_ASSIGN(const int unread, m_store.messages().unreadCount(conversation, read_up_to));
    const bool is_far = read_up_to.isValid() && unread >= limits::kTalkPageRows / 2;
    return m_store.messages().newest(conversation, is_far ? limits::kReachPageRows : limits::kTalkPageRows);
}

void Running::fetchOlder(ConversationId conversation)
{
    if (!m_oldest.contains(conversation)) return;
    const auto page = readOlder(conversation, limits::kTalkPageRows);
    if (!page) m_context.storeFailed(page.error());
}

Result<MessagePage> Running::readOlder(ConversationId conversation, int count)
{
    TRY_ASSIGN(MessagePage page, m_store.messages().older(conversation, m_oldest.value(conversation), count));
    if (!page.rows.isEmpty()) m_oldest.insert(conversation, page.first);
    Q_EMIT m_announcer.olderLoaded(conversation, m_ledger.shown(conversation, page.rows), page.has_older);
    return page;
}

void Running::reach(ConversationId conversation, const MessageId &message)
{
    const auto place = m_store.messages().placeOf(conversation, message);
    if (!place && place.error().code == Code::NotFound) {
        Q_EMIT m_announcer.talkFailed(conversation, problem(ProblemKind::MessageGone));
        return;
    }
    if (!place) return m_context.storeFailed(place.error());
    if (!m_oldest.contains(conversation)) return;
    if (*place < m_oldest.value(conversation)) {
        const auto page = readOlder(conversation, limits::kReachPageRows);
        if (!page) return m_context.storeFailed(page.error());
        // One page at a time: whoever writes meanwhile does not wait for all of them.
        if (page->has_older && *place < m_oldest.value(conversation)) {
            QMetaObject::invokeMethod(
                this, [this, conversation, message] { reach(conversation, message); }, Qt::QueuedConnection);
            return;
        }
    }
    m_announcer.flush();
    Q_EMIT m_announcer.reached(conversation, message);
}

void Running::edit(ConversationId conversation, const MessageId &own, const QString &text)
{
    if (text.toUtf8().size() > limits::kTextBytesMax) {
        Q_EMIT m_announcer.talkFailed(conversation, problem(ProblemKind::MessageTooLong));
        return;
    }
    m_outbox.change(conversation, content::Edit{own, {text}});
}

void Running::reacted(ConversationId conversation)
{
    if (m_silence) m_silence->reacted(conversation);
}

void Running::setDraft(ConversationId conversation, const QString &text)
{
    if (m_ledger.erasures().isErased(conversation)) return; // a window that does not know it yet
    reacted(conversation);
    const DraftRecord draft{conversation, {text}};
    const auto saved = text.isEmpty() ? m_store.drafts().remove(conversation) : m_store.drafts().save(draft);
    if (!saved) m_context.storeFailed(saved.error());
}

Result<QHash<ConversationId, QString>> Running::drafts() const
{
    TRY_ASSIGN(const auto records, m_store.drafts().all());
    QHash<ConversationId, QString> drafts;
    for (const DraftRecord &draft : records)
        drafts.insert(draft.conversation, draft.text.text);
    return drafts;
}

void Running::setNoteDraft(ConversationId conversation, const QString &text)
{
    if (m_ledger.erasures().isErased(conversation)) return;
    reacted(conversation);
    const NoteDraftRecord draft{conversation, {text}};
    const auto saved =
        text.isEmpty() ? m_store.noteDrafts().remove(conversation) : m_store.noteDrafts().save(draft);
    if (!saved) m_context.storeFailed(saved.error());
}

Result<QHash<ConversationId, QString>> Running::noteDrafts() const
{
    TRY_ASSIGN(const auto records, m_store.noteDrafts().all());
    QHash<ConversationId, QString> drafts;
    for (const NoteDraftRecord &draft : records)
        drafts.insert(draft.conversation, draft.text.text);
    return drafts;
}

void Running::leaveMessageInstead()
{
    if (m_guest) m_guest->leaveMessageInstead();
}

void Running::askWhatServerHolds(ConversationId conversation, const QString &table, int first)
{
    const auto request = m_store.requests().next();
    if (!request) return m_context.storeFailed(request.error());
    m_connection.request<protocol::HeldRows>(
        protocol::FetchHeldRows{*request, conversation, {table}, static_cast<quint32>(qMax(0, first))},
        [this, conversation, first](const Reply<protocol::HeldRows> &reply) {
            if (const auto *failure = std::get_if<RequestFailure>(&reply)) {
                Q_EMIT m_announcer.serverHoldsFailed(conversation, requestProblem(*failure));
            } else {
                const QList<HeldTable> tables = heldTables(std::get<protocol::HeldRows>(reply));
                Q_EMIT m_announcer.serverHolds(conversation, tables, first);
            }
        });
}

} // namespace chat121::engine
