// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// One row of a timeline, measured and ready to paint: bubble, author, time, state; or a system line;
// with the day or the unread marker above it.
//
// Coordinates are relative to the row's corner. A layout is valid for one TimelineMetrics.
#pragma once

#include "client/core/models/timeline_row.h"
#include "client/ui/timeline/text_block.h"
#include "client/ui/timeline/timeline_metrics.h"

#include <QCoreApplication>
#include <QPainterPath>

namespace chat121::ui {

// What a row looks like depends on the rows around it.
struct Surroundings {
    bool starts_day = false;
    bool starts_unread = false;
    bool starts_group = true; // first of several in a row by the same person
    bool ends_group = true;
    bool names_state = false; // the newest own message says its state in a word
    QString read_by{};        // then also who has read it, where there are several who can

    bool operator==(const Surroundings &) const = default;
};

// People who gave the same emoji to a message.
struct ReactionGroup {
    QString emoji;
    QStringList names; // cleaned; "You" for the reader
    bool is_mine = false;
};
QList<ReactionGroup> reactionGroups(const TimelineRow &row);
// What a message answers, for people: whose words, and which. Empty: it answers nothing.
QString quotedPerson(const TimelineRow &row);
QString quotedWords(const TimelineRow &row);
// "edited 14:05"; empty: it was not.
QString editedWords(const TimelineRow &row, const QLocale &locale);

class RowLayout {
    Q_DECLARE_TR_FUNCTIONS(chat121::ui::RowLayout)

public:
    RowLayout(const TimelineRow &row, const Surroundings &surroundings, const TimelineMetrics &metrics);

    int height() const { return m_height; }
    const QRectF &bubble() const { return m_bubble; }
    const TextBlock &text() const { return m_text; }
    const QString &time() const { return m_time; }

    int positionAt(const QPointF &point) const { return m_text.positionAt(point - m_text_corner); }
    std::optional<Link> linkAt(const QPointF &point) const { return m_text.linkAt(point - m_text_corner); }
    bool isOnText(const QPointF &point) const;
    bool isOnQuote(const QPointF &point) const { return m_quote.contains(point); }
    const QRectF &quote() const { return m_quote; } // empty: none
    // The emoji of a reaction, or empty.
    QString reactionAt(const QPointF &point) const;
    QRectF reactionRect(const QString &emoji) const;

    void paint(QPainter &painter, const TimelineRow &row, const TimelineMetrics &metrics, TextRange selection,
               bool has_focus_ring) const;

private:
    void layBubble(const TimelineRow &row, const TimelineMetrics &metrics, qreal y);
    struct Chip {
        QString emoji;
        QString words;
        bool is_mine = false;
        QRectF rect;
    };

    QSizeF layQuote(const TimelineRow &row, const TimelineMetrics &metrics);
    QSizeF layChips(const TimelineRow &row, const TimelineMetrics &metrics);
    void placeMarks(const QRectF &inner, const QSizeF &quote, const QSizeF &chips,
                    const TimelineMetrics &metrics);
    void paintQuote(QPainter &painter, const TimelineRow &row, const TimelineMetrics &metrics) const;
    void paintChips(QPainter &painter, const TimelineRow &row, const TimelineMetrics &metrics) const;
    void laySystemLine(const TimelineMetrics &metrics, qreal y);
    void paintAbove(QPainter &painter, const TimelineMetrics &metrics) const;
    void paintHeader(QPainter &painter, const TimelineRow &row, const TimelineMetrics &metrics) const;
    void paintMeta(QPainter &painter, const TimelineRow &row, const TimelineMetrics &metrics) const;
    QPainterPath bubblePath(const TimelineRow &row, const TimelineMetrics &metrics) const;

    const Surroundings m_surroundings;
    TextBlock m_text;
    QString m_time; // and the state's word
    QString m_day;
    QString m_author;
    QString m_role;
    QRectF m_day_rect, m_unread_rect;
    QRectF m_bubble, m_header, m_meta, m_avatar, m_quote;
    QString m_quoted_person, m_quoted_words;
    QList<Chip> m_chips;
    QPainterPath m_path;
    QPointF m_text_corner;
    int m_height = 0;
};

// Words for people: "Read", "Not sent".
QString stateWord(SendState state);
// "Read by Anna, Ben"; the first three are named.
QString readByWords(const QStringList &names);

// "Today", "Yesterday", "Monday 22 November".
QString dayText(QDate day, QDate today, const QLocale &locale);
QDate dayOf(UnixTime time);
QString clockText(UnixTime time, const QLocale &locale);

// A height for a row that nobody has looked at yet, from the length of its text.
int estimatedHeight(const TimelineRow &row, const TimelineRow *before, const TimelineMetrics &metrics);

// Whether two neighbours belong to one group.
bool isSameGroup(const TimelineRow &before, const TimelineRow &after);

} // namespace chat121::ui
