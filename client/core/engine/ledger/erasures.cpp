// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/ledger/erasures.h"

using namespace Qt::StringLiterals;

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kPrefix = "erasure "_L1; // and the conversation in decimal digits

QString nameOf(ConversationId conversation)
{
    return kPrefix + QString::number(conversation.value);
}

} // namespace

Result<void> Erasures::load()
{
    TRY_ASSIGN(const auto notes, m_store.notes().all());
    for (const NoteRecord &note : notes) {
        if (!note.name.text.startsWith(kPrefix)) continue;
        TRY_ASSIGN(const auto erasure, decode<ErasureNote>(note.value.bytes));
        m_notes.insert({note.name.text.mid(kPrefix.size()).toULongLong()}, erasure);
    }
    return success();
}

const ErasureNote *Erasures::find(ConversationId conversation) const
{
    const auto found = m_notes.constFind(conversation);
    return found == m_notes.cend() ? nullptr : &*found;
}

bool Erasures::isErased(ConversationId conversation) const
{
    const ErasureNote *note = find(conversation);
    return note != nullptr && note->is_done;
}

bool Erasures::isWished(ConversationId conversation) const
{
    const ErasureNote *note = find(conversation);
    return note != nullptr && !note->is_done;
}

bool Erasures::hasReceipt(ConversationId conversation) const
{
    const ErasureNote *note = find(conversation);
    return note != nullptr && !note->receipt.bytes.isEmpty();
}

Result<void> Erasures::save(ConversationId conversation, const ErasureNote &note)
{
    TRY(m_store.notes().save({{nameOf(conversation)}, {encode(note)}}));
    rememberBefore();
    m_notes.insert(conversation, note);
    return success();
}

Result<void> Erasures::withdraw(ConversationId conversation)
{
    TRY(m_store.notes().remove(nameOf(conversation)));
    rememberBefore();
    m_notes.remove(conversation);
    return success();
}

void Erasures::rememberBefore()
{
    if (!m_before) m_before = m_notes;
}

void Erasures::transactionUndone()
{
    if (m_before) m_notes = *std::exchange(m_before, std::nullopt);
}

} // namespace chat121::engine
