// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/unconfirmed.h"

#include "client/core/engine/words.h"

namespace chat121::engine {

namespace {

const QString kNoteName = QStringLiteral("unconfirmed ");

QString nameOf(const GroupKey &group)
{
    return kNoteName +
           QStringLiteral("%1 %2").arg(QString::number(group.log.value, 16)).arg(group.generation);
}

} // namespace

Unconfirmed::Unconfirmed(Context &context, Ledger &ledger, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_ledger(ledger)
{
    connect(&m_hourly, &QTimer::timeout, this, [this] {
        look();
        Q_EMIT hourPassed();
    });
}

NoteRecord Unconfirmed::noteOf(const Waiting &waiting)
{
    NoteRecord note;
    note.name = nameOf(waiting.group);
    note.value = encode(waiting);
    return note;
}

Result<void> Unconfirmed::tried(LocalStore &store, const GroupKey &group, UnixTime now)
{
    TRY_ASSIGN(const auto known, store.notes().find(nameOf(group)));
    return known ? success() : store.notes().save(noteOf({group, now}));
}

Result<void> Unconfirmed::settled(LocalStore &store, const GroupKey &group)
{
    TRY_ASSIGN(const auto known, store.notes().find(nameOf(group)));
    return known ? store.notes().remove(nameOf(group)) : success();
}

void Unconfirmed::begin()
{
    m_hourly.start(std::chrono::hours(1));
}

void Unconfirmed::look()
{
    if (const auto looked = lookAtAll(); !looked) m_context.storeFailed(looked.error());
}

// A conversation that has left this group needs no new keys of it.
bool Unconfirmed::isOver(const GroupKey &group) const
{
    if (m_context.policy.facts(group.log).is_team) return false;
    const ConversationRecord *record = m_ledger.find(group.log);
    return record == nullptr || record->generation > group.generation ||
           record->state == protocol::ConversationState::Closed || Ledger::detailsOf(*record).is_group_over;
}

Result<void> Unconfirmed::lookAtAll()
{
    TRY_ASSIGN(const auto notes, m_context.store.notes().all());
    TRY_ASSIGN(auto transaction, m_context.store.begin());
    for (const NoteRecord &note : notes) {
        if (!note.name.text.startsWith(kNoteName)) continue;
        TRY_ASSIGN(const Waiting waiting, decode<Waiting>(note.value.bytes));
        if (isOver(waiting.group)) {
            TRY(settled(m_context.store, waiting.group));
        } else if (m_context.clock.now() - waiting.since >= limits::kCommitUnconfirmedMax &&
                   waiting.is_told == 0) {
            TRY(tell(waiting));
        }
    }
    return transaction.commit();
}

Result<void> Unconfirmed::tell(Waiting waiting)
{
    waiting.is_told = 1;
    TRY(m_context.store.notes().save(noteOf(waiting)));
    Q_EMIT m_context.announcer.warned(problem(ProblemKind::ChangeNotConfirmed));
    if (m_context.policy.facts(waiting.group.log).is_team) return success();
    TRY_ASSIGN(const auto cursor, m_context.store.logs().find(waiting.group.log));
    return m_ledger.line(waiting.group.log, cursor ? cursor->head : Sequence{}, kUnconfirmedLine,
                         words::changeNotConfirmed());
}

} // namespace chat121::engine
