// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/membership/successor.h"

#include "common/protocol/messages/delivery.h"

namespace chat121::engine {

Successor::Successor(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
}

QString Successor::noteOf(ConversationId conversation)
{
    return QStringLiteral("cannot follow %1").arg(QString::number(conversation.value, 16));
}

Result<void> Successor::owe(LocalStore &store, const GroupKey &group, quint64 epoch)
{
    NoteRecord note;
    note.name = noteOf(group.log);
    note.value = encode(Owed{group.generation, epoch});
    return store.notes().save(note);
}

void Successor::reportAll()
{
    for (const ConversationId conversation : m_ledger.ids())
        report(conversation);
}

void Successor::report(ConversationId conversation)
{
    if (!m_context.session.isLoggedIn() || m_asked.contains(conversation)) return;
    if (const auto sent = send(conversation); !sent) m_context.storeFailed(sent.error());
}

Result<void> Successor::send(ConversationId conversation)
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(noteOf(conversation)));
    if (!note) return success();
    TRY_ASSIGN(const Owed owed, decode<Owed>(note->value.bytes));
    const ConversationRecord record = m_ledger.recordOr(conversation);
    const bool is_over = record.generation != owed.generation || !Ledger::detailsOf(record).is_group_over ||
                         record.state != protocol::ConversationState::Taken;
    if (is_over) return m_context.store.notes().remove(noteOf(conversation)); // begun anew meanwhile
    TRY_ASSIGN(const RequestId request, m_context.store.requests().next());
    m_asked.insert(conversation);
    m_context.connection.request<protocol::Done>(
        protocol::CannotFollow{request, conversation, owed.generation, owed.epoch},
        [this, conversation](const Reply<protocol::Done> &reply) { onAnswer(conversation, reply); });
    return success();
}

// Refused for good: the server's log has no such commit, and a new generation would not help.
void Successor::onAnswer(ConversationId conversation, const Reply<protocol::Done> &reply)
{
    const auto *failure = std::get_if<RequestFailure>(&reply);
    const bool is_for_later =
        failure != nullptr && (failure->code == Code::Network || failure->code == Code::Busy);
    if (is_for_later) return; // asked again after the next log-in
    if (const auto removed = m_context.store.notes().remove(noteOf(conversation)); !removed)
        m_context.storeFailed(removed.error());
}

} // namespace chat121::engine
