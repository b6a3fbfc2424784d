// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/supervision/overview_view.h"

#include "client/ui/supervision/row_table.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QSortFilterProxyModel>

namespace chat121::ui {

OverviewView::OverviewView(QAbstractItemModel &rows, int sorted_by, Qt::SortOrder order, QWidget *parent)
    : QTableView(parent)
    , m_sorted(new QSortFilterProxyModel(this))
{
    m_sorted->setSourceModel(&rows);
    m_sorted->setSortRole(kSortRole);
    m_sorted->setSortLocaleAware(true);
    m_sorted->setSortCaseSensitivity(Qt::CaseInsensitive);
    setModel(m_sorted);
    setSortingEnabled(true);
    sortByColumn(sorted_by, order);
    setAccessibleDescription(tr("Enter sorts by the column."));
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setTabKeyNavigation(false);
    setShowGrid(false);
    setWordWrap(false);
    verticalHeader()->hide();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
}

void OverviewView::fitColumns()
{
    resizeColumnsToContents();
    resizeRowsToContents();
}

void OverviewView::keyPressEvent(QKeyEvent *event)
{
    const bool is_enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (!is_enter || event->modifiers() != Qt::NoModifier || !currentIndex().isValid())
        return QTableView::keyPressEvent(event);
    const int column = currentIndex().column();
    const bool is_sorted = horizontalHeader()->sortIndicatorSection() == column;
    const bool is_rising = horizontalHeader()->sortIndicatorOrder() == Qt::AscendingOrder;
    sortByColumn(column, is_sorted && is_rising ? Qt::DescendingOrder : Qt::AscendingOrder);
    scrollTo(currentIndex());
}

} // namespace chat121::ui
