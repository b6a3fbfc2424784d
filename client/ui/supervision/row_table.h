// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A table whose rows come anew as a whole and change one by one: what stays keeps its place, so that a view
// loses neither selection nor position. Threads: main.
#pragma once

#include <QAbstractTableModel>
#include <QList>

#include <algorithm>

namespace chat121::ui {

// Role of data(): what a column is sorted by.
inline constexpr int kSortRole = Qt::UserRole + 1;

// REQUIRES: keyOf(row) is there, and different for each row.
template <typename Row>
class RowTable : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }

    void setRows(const QList<Row> &rows)
    {
        for (int place = rowCount() - 1; place >= 0; --place) {
            if (placeIn(rows, keyOf(m_rows.at(place))) >= 0) continue;
            beginRemoveRows({}, place, place);
            m_rows.removeAt(place);
            endRemoveRows();
        }
        for (const Row &row : rows) {
            const qsizetype place = placeIn(m_rows, keyOf(row));
            if (place < 0) {
                beginInsertRows({}, rowCount(), rowCount());
                m_rows.append(row);
                endInsertRows();
            } else if (!(m_rows.at(place) == row)) {
                m_rows[place] = row;
                const int at = static_cast<int>(place);
                Q_EMIT dataChanged(index(at, 0), index(at, columnCount() - 1));
            }
        }
    }

protected:
    const Row &at(int row) const { return m_rows.at(row); }

    void columnChanged(int column)
    {
        if (!m_rows.isEmpty()) Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
    }

private:
    template <typename Key>
    static qsizetype placeIn(const QList<Row> &rows, const Key &key)
    {
        const auto found =
            std::find_if(rows.cbegin(), rows.cend(), [&](const Row &row) { return keyOf(row) == key; });
        return found == rows.cend() ? -1 : found - rows.cbegin();
    }

    QList<Row> m_rows;
};

} // namespace chat121::ui
