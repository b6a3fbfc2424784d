// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lists of conversations with incremental updates; see conversation_list_model.h.
#include "client/core/models/conversation_list_model.h"

#include "client/core/models/rating.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace chat121 {

ConversationListModel::ConversationListModel(ConversationOrder order, QObject *parent)
    : QAbstractListModel(parent)
    , m_order(order)
{
}

int ConversationListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant ConversationListModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const ConversationRow &row = m_rows.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return row.title;
    case Qt::AccessibleTextRole:
        return accessibleText(row);
    case RowRole:
        return QVariant::fromValue(row);
    case IdRole:
        return QVariant::fromValue(row.id.value);
    default:
        return {}; // roles are open: Qt asks for many more
    }
}

QString ConversationListModel::accessibleText(const ConversationRow &row)
{
    QStringList parts{row.title};
    if (!row.department.isEmpty()) parts.append(row.department);
    if (row.unread > 0) parts.append(tr("%n unread", nullptr, row.unread));
    if (row.is_typing) parts.append(tr("typing"));
    if (row.state == ConversationState::Waiting) parts.append(tr("waiting"));
    if (row.returns_at != UnixTime{}) parts.append(tr("goes back to the queue unless you answer"));
    if (const QString step = handOverText(row); !step.isEmpty()) parts.append(step);
    if (row.is_offered_here)
        parts.append(tr("offered to you"));
    else if (!row.offered_to.isEmpty())
        parts.append(tr("offered to %1").arg(row.offered_to));
    if (!row.taken_by.isEmpty() && row.state != ConversationState::Mine) {
        parts.append(tr("with %1").arg(row.taken_by));
    }
    if (row.is_back) parts.append(tr("back from being snoozed"));
    if (row.snoozed_until.ms > 0) {
        const QDateTime until = QDateTime::fromMSecsSinceEpoch(row.snoozed_until.ms);
        parts.append(tr("snoozed until %1").arg(QLocale().toString(until, QLocale::ShortFormat)));
    }
    if (row.rating > 0) parts.append(tr("rated: %1").arg(ratingName(row.rating)));
    if (!row.wrap_up.isEmpty()) parts.append(row.wrap_up);
    if (!row.preview.isEmpty()) parts.append(row.preview);
    return parts.join(QStringLiteral(", "));
}

QString ConversationListModel::handOverText(const ConversationRow &row)
{
    if (row.hand_over_until == UnixTime{}) return {};
    if (row.is_hand_over_here)
        return row.is_hand_over_accepted ? tr("you have accepted")
                                         : tr("%1 asks you to go on").arg(row.taken_by);
    return row.is_hand_over_accepted ? tr("%1 has accepted").arg(row.hand_over_to)
                                     : tr("%1 is asked to go on").arg(row.hand_over_to);
}

int ConversationListModel::rowOf(ConversationId id) const
{
    const auto found = std::find_if(m_rows.cbegin(), m_rows.cend(),
                                    [id](const ConversationRow &row) { return row.id == id; });
    return found == m_rows.cend() ? -1 : static_cast<int>(found - m_rows.cbegin());
}

std::optional<ConversationRow> ConversationListModel::find(ConversationId id) const
{
    const int row = rowOf(id);
    if (row < 0) return std::nullopt;
    return m_rows.at(row);
}

bool ConversationListModel::isBefore(const ConversationRow &a, const ConversationRow &b) const
{
    switch (m_order) {
    case ConversationOrder::NextInQueueFirst:
        return std::tie(a.is_left_message, a.place, a.waiting_since, a.id) <
               std::tie(b.is_left_message, b.place, b.waiting_since, b.id);
    case ConversationOrder::FirstBackFirst:
        return a.snoozed_until != b.snoozed_until ? a.snoozed_until < b.snoozed_until : a.id < b.id;
    case ConversationOrder::NewestMessageFirst:
        if (a.is_back != b.is_back) return a.is_back;
        return a.last_at != b.last_at ? a.last_at > b.last_at : a.id < b.id;
    }
    Q_UNREACHABLE();
}

// Where `row` belongs among the others; its own present entry does not count.
int ConversationListModel::placeOf(const ConversationRow &row) const
{
    return static_cast<int>(std::count_if(m_rows.cbegin(), m_rows.cend(), [&](const ConversationRow &other) {
        return other.id != row.id && isBefore(other, row);
    }));
}

void ConversationListModel::reset(QList<ConversationRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    std::sort(m_rows.begin(), m_rows.end(),
              [this](const ConversationRow &a, const ConversationRow &b) { return isBefore(a, b); });
    endResetModel();
    Q_EMIT countChanged(rowCount());
}

void ConversationListModel::upsert(const ConversationRow &row)
{
    const int from = rowOf(row.id);
    const int place = placeOf(row);
    if (from < 0) {
        beginInsertRows({}, place, place);
        m_rows.insert(place, row);
        endInsertRows();
        Q_EMIT countChanged(rowCount());
        return;
    }
    if (from != place) {
        beginMoveRows({}, from, from, {}, place > from ? place + 1 : place);
        m_rows.move(from, place);
        endMoveRows();
    }
    if (m_rows.at(place) == row) return;
    m_rows[place] = row;
    Q_EMIT dataChanged(index(place), index(place));
}

void ConversationListModel::remove(ConversationId id)
{
    const int row = rowOf(id);
    if (row < 0) return;
    beginRemoveRows({}, row, row);
    m_rows.removeAt(row);
    endRemoveRows();
    Q_EMIT countChanged(rowCount());
}

int ConversationListModel::unreadTotal() const
{
    return std::accumulate(m_rows.cbegin(), m_rows.cend(), 0,
                           [](int sum, const ConversationRow &row) { return sum + row.unread; });
}

ConversationListModel &ConversationLists::of(ConversationState state)
{
    switch (state) {
    case ConversationState::Waiting:
        return m_waiting;
    case ConversationState::Mine:
        return m_mine;
    case ConversationState::Team:
        return m_team;
    case ConversationState::Closed:
        return m_closed;
    }
    Q_UNREACHABLE();
}

const ConversationListModel &ConversationLists::of(ConversationState state) const
{
    return const_cast<ConversationLists *>(this)->of(state);
}

static bool isSnoozed(const ConversationRow &row)
{
    return row.snoozed_until.ms > 0;
}

void ConversationLists::reset(const QList<ConversationRow> &rows)
{
    for (const auto state : {ConversationState::Waiting, ConversationState::Mine, ConversationState::Team,
                             ConversationState::Closed}) {
        QList<ConversationRow> own;
        std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(own),
                     [state](const ConversationRow &row) { return row.state == state && !isSnoozed(row); });
        of(state).reset(std::move(own));
    }
    QList<ConversationRow> snoozed;
    std::copy_if(rows.cbegin(), rows.cend(), std::back_inserter(snoozed), isSnoozed);
    m_snoozed.reset(std::move(snoozed));
}

void ConversationLists::upsert(const ConversationRow &row)
{
    ConversationListModel *place = isSnoozed(row) ? &m_snoozed : &of(row.state);
    for (auto *list : {&m_waiting, &m_mine, &m_team, &m_closed, &m_snoozed}) {
        if (list != place) list->remove(row.id);
    }
    place->upsert(row);
}

void ConversationLists::remove(ConversationId id)
{
    for (auto *list : {&m_waiting, &m_mine, &m_team, &m_closed, &m_snoozed}) {
        list->remove(id);
    }
}

std::optional<ConversationRow> ConversationLists::find(ConversationId id) const
{
    for (const auto *list : {&m_waiting, &m_mine, &m_team, &m_closed, &m_snoozed}) {
        if (auto row = list->find(id)) return row;
    }
    return std::nullopt;
}

} // namespace chat121
