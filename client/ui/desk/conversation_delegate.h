// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints one conversation in a list of the desk: who, the newest words, how long it waits, what is
// unread.
//
// Borrows the ticker. Threads: main.
#pragma once

#include "client/core/models/conversation_row.h"
#include "client/ui/theme/tokens.h"

#include <QColor>
#include <QStyledItemDelegate>

namespace chat121::ui {

class ElapsedTicker;
class Theme;

class ConversationDelegate final : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit ConversationDelegate(ElapsedTicker &ticker, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintTexts(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                    const ConversationRow &row) const;
    static QString handOverText(const ConversationRow &row);
    std::pair<QString, QColor> belowName(const Theme &theme, const ConversationRow &row) const;
    QString timeText(const ConversationRow &row) const;
    bool isLate(const ConversationRow &row) const;
    QColor timeColour(const Theme &theme, const ConversationRow &row) const;

    ElapsedTicker &m_ticker;
};

} // namespace chat121::ui
