// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints one message that a search has found: who and when, the words around what was looked for,
// and in which conversation.
//
// Borrows the clock. Threads: main.
#pragma once

#include "client/core/models/search_model.h"
#include "common/base/clock.h"

#include <QStyledItemDelegate>

namespace chat121::ui {

enum class HitPlace : quint8 {
    Shown,  // the line names the conversation
    Hidden, // there is only one
};

class SearchDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    SearchDelegate(const Clock &clock, HitPlace place, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    // The whole of it in one sentence, for those who hear it.
    static QString spoken(const SearchHit &hit, const QLocale &locale);

private:
    void paintHead(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                   const SearchHit &hit) const;
    void paintSnippet(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                      const SearchHit &hit) const;
    QString timeText(const SearchHit &hit) const;

    const Clock &m_clock;
    const HitPlace m_place;
};

} // namespace chat121::ui
