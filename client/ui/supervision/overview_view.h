// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A table that is sorted by a click on a column's title, or by Enter in the column; once more turns it round.
// Arrow keys go from cell to cell, Tab leaves it. Threads: main.
#pragma once

#include <QTableView>

class QSortFilterProxyModel;

namespace chat121::ui {

class OverviewView final : public QTableView {
    Q_OBJECT

public:
    // Owns neither. `sorted_by`: the first column in falling or rising order.
    OverviewView(QAbstractItemModel &rows, int sorted_by, Qt::SortOrder order, QWidget *parent = nullptr);

    void fitColumns(); // to what stands in them now

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QSortFilterProxyModel *m_sorted;
};

} // namespace chat121::ui
