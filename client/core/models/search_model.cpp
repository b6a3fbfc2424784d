// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/core/models/search_model.h"

namespace chat121 {

int SearchModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_hits.size());
}

QVariant SearchModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid)) return {};
    const SearchHit &hit = m_hits.at(index.row());
    if (role == HitRole) return QVariant::fromValue(hit);
    if (role == Qt::DisplayRole) return hit.snippet;
    return {};
}

void SearchModel::dropOld()
{
    if (!std::exchange(m_are_old, false) || m_hits.isEmpty()) return;
    beginResetModel();
    m_hits.clear();
    endResetModel();
}

void SearchModel::begin()
{
    m_are_old = true;
    m_state = State::Searching;
    m_outcome = {};
    Q_EMIT stateChanged();
}

void SearchModel::resume()
{
    m_state = State::Searching;
    Q_EMIT stateChanged();
}

void SearchModel::append(const QList<SearchHit> &hits)
{
    if (m_state != State::Searching || hits.isEmpty()) return;
    dropOld();
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(hits.size()) - 1);
    m_hits.append(hits);
    endInsertRows();
    Q_EMIT stateChanged();
}

void SearchModel::finish(const SearchOutcome &outcome)
{
    if (m_state != State::Searching) return;
    dropOld();
    m_state = State::Finished;
    m_outcome = outcome;
    Q_EMIT stateChanged();
}

void SearchModel::clear()
{
    m_are_old = true;
    dropOld();
    m_state = State::Idle;
    m_outcome = {};
    Q_EMIT stateChanged();
}

} // namespace chat121
