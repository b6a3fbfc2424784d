// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/archive_eraser.h"

#include "common/crypto/hash.h"
#include "common/protocol/messages/answers.h"
#include "common/protocol/messages/archive.h"

#include <algorithm>
#include <limits>

namespace chat121::engine {

namespace {

constexpr QLatin1StringView kOwedNote("archive owed"); // ArchiveEraser::Owed
constexpr int kRowsAtOnce = 150;                       // beside the most that is known of their conversation
constexpr MessagePlace kTop{std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::max()};
constexpr qsizetype kIdsAtOnce = limits::kArchiveEntriesPerAppend;

// Ids, one after the other.
QString pieceNote(quint64 piece)
{
    return QString(kOwedNote) + QStringLiteral(" %1").arg(piece);
}

} // namespace

ArchiveEraser::ArchiveEraser(Context &context, Ledger &ledger, std::optional<ArchiveState> &state,
                             ArchiveWriter &writer, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_state(state)
    , m_writer(writer)
    , m_below(kTop)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &ArchiveEraser::step);
}

void ArchiveEraser::setOpen(bool is_open)
{
    m_is_open = is_open;
    if (is_open) review();
}

void ArchiveEraser::review()
{
    if (!m_is_open || !m_state) return;
    for (const ConversationId id : m_ledger.ids()) {
        if (m_ledger.policyOf(id).is_archived && !m_ledger.erasures().isErased(id)) continue;
        const auto facts = archivedAbout(m_context.store, id);
        if (!facts) return m_context.storeFailed(facts.error());
        const bool is_listed = std::find(m_walk.cbegin(), m_walk.cend(), id) != m_walk.cend();
        if (!facts->isEmpty() && !is_listed) m_walk.push_back(id);
    }
    m_timer.start(0);
}

archive::EntryId ArchiveEraser::entryOf(ConversationId conversation, const RowVersion &row) const
{
    content::ArchivedMarkedRow item;
    item.row.conversation = conversation;
    item.row.id = row.id;
    item.changed = row.changed;
    return archive::entryIdOf(m_state->keyring, item);
}

Result<void> ArchiveEraser::owe(ConversationId conversation, const QList<RowVersion> &rows)
{
    if (!m_state) return success();
    QList<archive::EntryId> entries;
    for (const RowVersion &row : rows)
        entries.append(entryOf(conversation, row));
    return oweEntries(entries);
}

Result<void> ArchiveEraser::oweFacts(ConversationId conversation)
{
    if (!m_state) return success(); // review() finds them when there are keys
    TRY_ASSIGN(const QList<archive::EntryId> facts, archivedAbout(m_context.store, conversation));
    TRY(oweEntries(facts));
    return forgetArchivedAbout(m_context.store, conversation);
}

Result<void> ArchiveEraser::oweEntries(const QList<archive::EntryId> &entries)
{
    if (entries.isEmpty()) return success();
    TRY_ASSIGN(Owed owed, this->owed());
    if (owed.first == owed.end) ++owed.end;
    TRY_ASSIGN(QList<archive::EntryId> ids, piece(owed.end - 1));
    for (const archive::EntryId &entry : entries) {
        if (ids.size() == kIdsAtOnce) {
            TRY(savePiece(owed.end++ - 1, std::exchange(ids, {})));
        }
        ids.append(entry);
    }
    TRY(savePiece(owed.end - 1, ids));
    TRY(m_context.store.notes().save({{QString(kOwedNote)}, {encode(owed)}}));
    if (m_is_open) m_timer.start(limits::kArchiveDelay);
    return success();
}

Result<ArchiveEraser::Owed> ArchiveEraser::owed() const
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(QString(kOwedNote)));
    return note ? decode<Owed>(note->value.bytes) : Owed{};
}

Result<QList<archive::EntryId>> ArchiveEraser::piece(quint64 number) const
{
    TRY_ASSIGN(const auto note, m_context.store.notes().find(pieceNote(number)));
    const QByteArray bytes = note ? note->value.bytes : QByteArray();
    constexpr qsizetype kSize = archive::EntryId::kSize;
    QList<archive::EntryId> ids;
    for (qsizetype at = 0; at + kSize <= bytes.size(); at += kSize)
        ids.append(*archive::EntryId::from(QByteArrayView(bytes).sliced(at, kSize)));
    return ids;
}

Result<void> ArchiveEraser::savePiece(quint64 number, const QList<archive::EntryId> &ids)
{
    QByteArray bytes;
    for (const archive::EntryId &id : ids)
        bytes.append(id.toByteArray());
    return m_context.store.notes().save({{pieceNote(number)}, {bytes}});
}

// --- one step -------------------------------------------------------------------------------------

void ArchiveEraser::step()
{
    if (!m_is_open || m_is_busy || !m_state) return;
    const auto batch = next();
    if (!batch) return m_context.storeFailed(batch.error());
    if (!*batch) return;
    if ((*batch)->ids.isEmpty()) { // a page of rows that nobody could have archived
        if (const auto settled = settle(**batch); !settled) return m_context.storeFailed(settled.error());
        return m_timer.start(0);
    }
    m_is_busy = true;
    announceErasure(**batch);
}

Result<std::optional<ArchiveEraser::Batch>> ArchiveEraser::next()
{
    TRY_ASSIGN(const Owed owed, this->owed());
    if (owed.first < owed.end) {
        TRY_ASSIGN(const QList<archive::EntryId> ids, piece(owed.first));
        return std::optional(Batch{ids, owed.first, {}, {}, false});
    }
    if (m_walk.empty()) return std::optional<Batch>();
    TRY_ASSIGN(Batch page, pageOf(m_walk.front()));
    return std::optional(page);
}

Result<ArchiveEraser::Batch> ArchiveEraser::pageOf(ConversationId conversation)
{
    TRY_ASSIGN(const MessagePage page, m_context.store.messages().older(conversation, m_below, kRowsAtOnce));
    Batch batch{{}, 0, conversation, page.first, !page.has_older};
    for (const TimelineRow &row : page.rows)
        if (!row.id.isZero()) batch.ids.append(entryOf(conversation, {row.id, row.changed}));
    if (!batch.is_last) return batch;
    TRY_ASSIGN(const QList<archive::EntryId> facts, archivedAbout(m_context.store, conversation));
    batch.ids += facts.first(std::min(facts.size(), kIdsAtOnce - batch.ids.size()));
    return batch;
}

void ArchiveEraser::announceErasure(const Batch &batch)
{
    QByteArray all;
    for (const archive::EntryId &id : batch.ids)
        all.append(id.toByteArray());
    content::ArchivedErasure erasure;
    erasure.id = *FixedBytes<16>::from(crypto::sha256(all).view().first(16));
    erasure.count = static_cast<quint32>(batch.ids.size());
    m_writer.appendNow(erasure, [this, batch](bool is_stored) {
        if (is_stored && m_is_open) return erase(batch);
        m_is_busy = false;
        if (m_is_open) m_timer.start(limits::kArchiveRetryDelay);
    });
}

void ArchiveEraser::erase(const Batch &batch)
{
    const auto request = m_context.store.requests().next();
    if (!request) {
        m_is_busy = false;
        return m_context.storeFailed(request.error());
    }
    protocol::ForgetArchived message;
    message.request = *request;
    message.ids.items = batch.ids;
    m_context.connection.request<protocol::Done>(message, [this, batch](const Reply<protocol::Done> &reply) {
        m_is_busy = false;
        if (!std::holds_alternative<protocol::Done>(reply)) return m_timer.start(limits::kArchiveRetryDelay);
        if (const auto settled = settle(batch); !settled) return m_context.storeFailed(settled.error());
        m_timer.start(0);
    });
}

Result<void> ArchiveEraser::settle(const Batch &batch)
{
    if (!batch.conversation.isValid()) return settleOwed(batch);
    if (batch.is_last) TRY(forgetArchivedAbout(m_context.store, batch.conversation));
    if (m_walk.empty() || m_walk.front() != batch.conversation) return success();
    m_below = batch.is_last ? kTop : batch.below;
    if (batch.is_last) m_walk.pop_front();
    return success();
}

// More may have come into the piece meanwhile.
Result<void> ArchiveEraser::settleOwed(const Batch &batch)
{
    TRY_ASSIGN(Owed owed, this->owed());
    TRY_ASSIGN(QList<archive::EntryId> left, piece(batch.piece));
    left.removeIf([&](const archive::EntryId &id) { return batch.ids.contains(id); });
    if (!left.isEmpty()) return savePiece(batch.piece, left);
    ++owed.first;
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY(m_context.store.notes().remove(pieceNote(batch.piece)));
    TRY(m_context.store.notes().save({{QString(kOwedNote)}, {encode(owed)}}));
    return transaction.commit();
}

} // namespace chat121::engine
