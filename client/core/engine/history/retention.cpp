// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/history/retention.h"

namespace chat121::engine {

Retention::Retention(Context &context, Ledger &ledger, Archive &archive, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
    , m_archive(archive)
{
    connect(&m_hourly, &QTimer::timeout, this, &Retention::run);
    m_hourly.start(limits::kTidyUpInterval);
    m_next_step.setSingleShot(true);
    connect(&m_next_step, &QTimer::timeout, this, &Retention::step);
}

bool Retention::isClockBelieved() const
{
    if (!m_context.connection.isReady()) return false;
    const auto difference = m_context.clock.now() - m_context.connection.serverNow();
    return difference < limits::kRetentionClockJumpMax && -difference < limits::kRetentionClockJumpMax;
}

void Retention::run()
{
    if (!isClockBelieved()) return;
    m_due.clear();
    for (const ConversationId id : m_ledger.ids())
        if (m_ledger.policyOf(id).retention_days > 0) m_due.append(id);
    if (!m_due.isEmpty()) m_next_step.start(0);
}

void Retention::step()
{
    const auto has_more = expire(m_due.constLast());
    if (!has_more) {
        m_due.clear(); // again in an hour
        return m_context.storeFailed(has_more.error());
    }
    if (!*has_more) m_due.removeLast();
    if (!m_due.isEmpty()) m_next_step.start(0);
}

Result<bool> Retention::expire(ConversationId id)
{
    const auto period = std::chrono::hours(24) * m_ledger.policyOf(id).retention_days;
    const UnixTime oldest_kept = m_context.clock.now() - period;
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    TRY_ASSIGN(const QList<RowVersion> removed,
               m_context.store.messages().removeOlder(id, oldest_kept, limits::kRetentionRowsPerStep));
    if (removed.isEmpty()) return false;
    TRY(m_archive.owe(id, removed));
    TRY(m_ledger.expireRating(id, oldest_kept));
    TRY(m_ledger.expireAnswers(id));
    ConversationRecord record = m_ledger.recordOr(id);
    if (record.last_at < oldest_kept && !record.preview.text.isEmpty()) {
        record.preview.text.clear();
        TRY(m_ledger.save(record));
    }
    TRY(transaction.commit());
    QList<MessageId> ids;
    for (const RowVersion &row : removed)
        ids.append(row.id);
    if (m_context.announcer.isOpen(id)) Q_EMIT m_context.announcer.rowsRemoved(id, ids);
    return true;
}

} // namespace chat121::engine
