// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeps the rows of a conversation in order; see timeline_model.h.
#include "client/core/models/timeline_model.h"

#include <algorithm>
#include <limits>

namespace chat121 {

namespace {

// Room for the rows of some hours, so that none of them has to wait while all others move.
constexpr qsizetype kRowsAhead = 4096;

// Rows that the server has not numbered stand after all others.
quint64 orderOf(const TimelineRow &row)
{
    return row.sequence.isValid() ? row.sequence.value : std::numeric_limits<quint64>::max();
}

int rankOf(SendState state)
{
    switch (state) {
    case SendState::None:
        return 0;
    case SendState::Queued:
        return 1;
    case SendState::Failed:
        return 1;
    case SendState::Sent:
        return 2;
    case SendState::Delivered:
        return 3;
    case SendState::Read:
        return 4;
    }
    Q_UNREACHABLE();
}

// What nobody has confirmed may turn out not to have arrived.
SendState risen(SendState from, SendState to)
{
    if (to == SendState::Failed) return rankOf(from) <= rankOf(SendState::Sent) ? to : from;
    return rankOf(to) >= rankOf(from) ? to : from;
}

} // namespace

TimelineModel::TimelineModel(QObject *parent)
    : QObject(parent)
{
}

int TimelineModel::rowOf(const MessageId &id) const
{
    const auto found = m_index.constFind(id);
    return found == m_index.constEnd() ? -1 : *found + m_base;
}

void TimelineModel::reset(QList<TimelineRow> rows, Sequence read_up_to)
{
    Q_ASSERT_X(std::is_sorted(rows.begin(), rows.end(),
                              [](const auto &a, const auto &b) { return orderOf(a) < orderOf(b); }),
               "TimelineModel::reset", "rows must be in order");
    m_rows = std::move(rows);
    m_rows.reserve(m_rows.size() + kRowsAhead);
    m_index.clear();
    m_answers.clear();
    m_index.reserve(m_rows.size() + kRowsAhead);
    m_base = 0;
    m_unread_row = -1;
    indexFrom(0);
    if (read_up_to.isValid()) m_unread_row = unreadAfter(read_up_to);
    Q_EMIT wasReset();
}

void TimelineModel::prepend(const QList<TimelineRow> &rows)
{
    QList<TimelineRow> fresh;
    fresh.reserve(rows.size());
    for (const TimelineRow &row : rows) {
        if (rowOf(row.id) < 0) fresh.append(row);
    }
    if (fresh.isEmpty()) return;

    const int count = static_cast<int>(fresh.size());
    m_base += count;
    for (int row = 0; row < count; ++row) {
        if (!fresh.at(row).id.isZero()) m_index.insert(fresh.at(row).id, row - m_base);
        note(fresh.at(row));
    }
    fresh.append(m_rows);
    m_rows = std::move(fresh);
    moveUnread(0, count);
    Q_EMIT inserted(0, count);
}

void TimelineModel::append(const QList<TimelineRow> &rows)
{
    qsizetype next = appendTail(rows);
    while (next < rows.size()) {
        const TimelineRow &row = rows.at(next);
        const int known = rowOf(row.id);
        if (known >= 0) {
            replaceAt(known, row);
        } else {
            insertAt(placeOf(row), row);
        }
        ++next;
        next += appendTail(rows.mid(next));
    }
}

void TimelineModel::update(const QList<TimelineRow> &rows)
{
    QList<TimelineRow> shown;
    for (const TimelineRow &row : rows)
        if (!isLeftOut(row)) shown.append(row);
    append(shown);
    for (const TimelineRow &row : rows)
        requote(row);
}

bool TimelineModel::isLeftOut(const TimelineRow &row) const
{
    if (!m_has_older || isEmpty() || !row.sequence.isValid() || rowOf(row.id) >= 0) return false;
    return orderOf(row) < orderOf(m_rows.constFirst());
}

// Whom it answers.
void TimelineModel::note(const TimelineRow &row)
{
    if (row.quote.isEmpty() || m_answers.contains(row.quote.message, row.id)) return;
    m_answers.insert(row.quote.message, row.id);
}

void TimelineModel::requote(const TimelineRow &quoted)
{
    if (quoted.id.isZero()) return;
    const QList<MessageId> answers = m_answers.values(quoted.id);
    for (const MessageId &answer : answers) {
        const int row = rowOf(answer);
        if (row < 0 || m_rows.at(row).quote.message != quoted.id) continue;
        TimelineRow value = m_rows.at(row);
        value.quote.show(quoted);
        replaceAt(row, value);
    }
}

// Appends the leading rows that are new and belong at the end, with one signal. Returns how many.
qsizetype TimelineModel::appendTail(const QList<TimelineRow> &rows)
{
    const int first = size();
    for (const TimelineRow &row : rows) {
        const bool belongs_last = m_rows.isEmpty() || orderOf(m_rows.constLast()) <= orderOf(row);
        if (!belongs_last || rowOf(row.id) >= 0) break;
        m_rows.append(row);
        indexFrom(size() - 1);
    }
    const int count = size() - first;
    if (count > 0) Q_EMIT inserted(first, count);
    return count;
}

void TimelineModel::setSequence(const MessageId &id, Sequence sequence)
{
    const int row = rowOf(id);
    if (row < 0) return;
    TimelineRow value = m_rows.at(row);
    value.sequence = sequence;
    replaceAt(row, value);
}

void TimelineModel::setState(const MessageId &id, SendState state)
{
    const int row = rowOf(id);
    if (row < 0) return;
    TimelineRow value = m_rows.at(row);
    value.state = state;
    replaceAt(row, value);
}

void TimelineModel::raiseStates(Sequence sequence, SendState state)
{
    int first = -1;
    int last = -1;
    for (int row = size() - 1; row >= 0; --row) {
        const TimelineRow &value = m_rows.at(row);
        if (!value.is_mine || !value.sequence.isValid() || value.sequence > sequence) continue;
        if (value.kind != RowKind::Message || value.state == SendState::Failed) continue;
        if (rankOf(value.state) >= rankOf(state)) break; // all older ones have been raised before
        m_rows[row].state = state;
        first = row;
        last = last < 0 ? row : last;
    }
    if (first >= 0) Q_EMIT changed(first, last - first + 1);
}

// Neighbours go together, with one signal.
void TimelineModel::remove(const QList<MessageId> &ids)
{
    QList<int> rows;
    for (const MessageId &id : ids)
        if (const int row = rowOf(id); row >= 0) rows.append(row);
    std::sort(rows.begin(), rows.end());
    while (!rows.isEmpty()) {
        int count = 1;
        while (count < rows.size() && rows.at(rows.size() - 1 - count) == rows.constLast() - count)
            ++count;
        takeAt(rows.constLast() - count + 1, count);
        rows.resize(rows.size() - count);
    }
}

void TimelineModel::setUnread(const MessageId &first_unread)
{
    m_unread_row = rowOf(first_unread);
    Q_EMIT unreadChanged();
}

int TimelineModel::unreadAfter(Sequence read_up_to) const
{
    const auto first = std::partition_point(m_rows.cbegin(), m_rows.cend(), [&](const TimelineRow &row) {
        return orderOf(row) <= read_up_to.value;
    });
    const auto unread = std::find_if(first, m_rows.cend(), [](const TimelineRow &row) {
        return !row.is_mine && row.kind != RowKind::System;
    });
    return unread == m_rows.cend() ? -1 : static_cast<int>(unread - m_rows.cbegin());
}

void TimelineModel::setUnreadAfter(Sequence read_up_to)
{
    m_unread_row = unreadAfter(read_up_to);
    Q_EMIT unreadChanged();
}

void TimelineModel::followUnread(Sequence read_up_to)
{
    const bool is_read = m_unread_row < 0 || orderOf(m_rows.at(m_unread_row)) <= read_up_to.value;
    const int next = is_read ? unreadAfter(read_up_to) : -1;
    if (next < 0 || next == m_unread_row) return;
    m_unread_row = next;
    Q_EMIT unreadChanged();
}

Sequence TimelineModel::newest() const
{
    for (auto row = m_rows.crbegin(); row != m_rows.crend(); ++row)
        if (row->sequence.isValid()) return row->sequence;
    return {};
}

void TimelineModel::clearUnread()
{
    if (m_unread_row < 0) return;
    m_unread_row = -1;
    Q_EMIT unreadChanged();
}

void TimelineModel::setHasOlder(bool has_older)
{
    if (m_has_older == has_older) return;
    m_has_older = has_older;
    Q_EMIT hasOlderChanged();
}

void TimelineModel::setTyping(const QStringList &names)
{
    if (m_typing == names) return;
    m_typing = names;
    Q_EMIT typingChanged();
}

// After all rows of the same order, so that equal rows keep the order of arrival.
int TimelineModel::placeOf(const TimelineRow &row) const
{
    const auto place = std::partition_point(m_rows.cbegin(), m_rows.cend(), [&](const TimelineRow &other) {
        return orderOf(other) <= orderOf(row);
    });
    return static_cast<int>(place - m_rows.cbegin());
}

void TimelineModel::insertAt(int place, const TimelineRow &row)
{
    m_rows.insert(place, row);
    indexFrom(place);
    moveUnread(place, 1);
    Q_EMIT inserted(place, 1);
}

void TimelineModel::takeAt(int first, int count)
{
    for (int row = first; row < first + count; ++row)
        m_index.remove(m_rows.at(row).id);
    m_rows.remove(first, count);
    indexFrom(first);
    if (m_unread_row > first) m_unread_row = qMax(first, m_unread_row - count);
    if (m_unread_row == size()) --m_unread_row;
    Q_EMIT removed(first, count);
}

void TimelineModel::replaceAt(int row, TimelineRow value)
{
    if (value.kind != RowKind::System) value.state = risen(m_rows.at(row).state, value.state);
    if (value == m_rows.at(row)) return;

    const bool fits_before = row == 0 || orderOf(m_rows.at(row - 1)) <= orderOf(value);
    const bool fits_after = row + 1 == size() || orderOf(value) <= orderOf(m_rows.at(row + 1));
    if (fits_before && fits_after) {
        m_rows[row] = value;
        note(value);
        Q_EMIT changed(row, 1);
        return;
    }
    takeAt(row);
    insertAt(placeOf(value), value);
}

void TimelineModel::indexFrom(int first)
{
    for (int row = first; row < size(); ++row) {
        const MessageId &id = m_rows.at(row).id;
        if (!id.isZero()) m_index.insert(id, row - m_base);
        note(m_rows.at(row));
    }
}

void TimelineModel::moveUnread(int from, int by)
{
    if (m_unread_row >= from) m_unread_row += by;
}

} // namespace chat121
