// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/engine/notices/announcer.h"

namespace chat121::engine {

Announcer::Announcer(QObject *parent)
    : QObject(parent)
{
}

void Announcer::rows(ConversationId conversation, const QList<TimelineRow> &rows)
{
    if (rows.isEmpty() || !isOpen(conversation)) return;
    m_new_rows[conversation].append(rows);
    schedule();
}

void Announcer::keepRows()
{
    const auto rows = std::exchange(m_new_rows, {});
    for (auto it = rows.cbegin(); it != rows.cend(); ++it)
        m_rows[it.key()].append(it.value());
    const auto raised = std::exchange(m_new_raised, {});
    for (auto it = raised.cbegin(); it != raised.cend(); ++it)
        m_raised[it.key()].append(it.value());
}

void Announcer::dropNewRows()
{
    m_new_rows.clear();
    m_new_raised.clear();
}

void Announcer::raised(ConversationId conversation, const RaisedState &raised)
{
    if (!isOpen(conversation)) return;
    m_new_raised[conversation].append(raised);
    schedule();
}

void Announcer::facts(ConversationId conversation, const TalkFacts &facts)
{
    if (!isOpen(conversation)) return;
    m_facts.insert(conversation, facts);
    schedule();
}

void Announcer::listed(const ConversationRow &row)
{
    m_unlisted.remove(row.id);
    m_listed.insert(row.id, row);
    schedule();
}

void Announcer::unlisted(ConversationId conversation)
{
    m_listed.remove(conversation);
    m_unlisted.insert(conversation);
    schedule();
}

void Announcer::forgetAll()
{
    m_open.clear();
    m_rows.clear();
    m_new_rows.clear();
    m_raised.clear();
    m_new_raised.clear();
    m_facts.clear();
    m_listed.clear();
    m_unlisted.clear();
}

void Announcer::schedule()
{
    if (m_is_scheduled) return;
    m_is_scheduled = true;
    QMetaObject::invokeMethod(this, &Announcer::flush, Qt::QueuedConnection);
}

void Announcer::flush()
{
    m_is_scheduled = false;
    keepRows();
    const auto facts = std::exchange(m_facts, {});
    const auto rows = std::exchange(m_rows, {});
    const auto raised = std::exchange(m_raised, {});
    const auto listed = std::exchange(m_listed, {});
    const auto unlisted = std::exchange(m_unlisted, {});

    for (auto it = facts.cbegin(); it != facts.cend(); ++it)
        Q_EMIT talkChanged(it.key(), it.value());
    for (auto it = rows.cbegin(); it != rows.cend(); ++it)
        Q_EMIT rowsChanged(it.key(), it.value());
    for (auto it = raised.cbegin(); it != raised.cend(); ++it)
        for (const RaisedState &one : it.value())
            Q_EMIT statesRaised(it.key(), one);
    if (!listed.isEmpty() || !unlisted.isEmpty()) Q_EMIT listsChanged(listed.values(), unlisted.values());
}

} // namespace chat121::engine
