// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Plain text laid out in paragraphs, each in its own direction: painting, hit testing, selection.
//
// Positions are UTF-16 offsets into the text as it was given. Threads: main.
#pragma once

#include "client/ui/text/links.h"

#include <QColor>
#include <QFont>
#include <QTextLayout>

#include <memory>
#include <optional>
#include <vector>

namespace chat121::ui {

struct TextRange {
    int from = 0;
    int to = 0;

    bool isEmpty() const { return from >= to; }
};

class TextBlock {
public:
    struct Style {
        QFont font{};
        QColor text{};
        QColor link{};
        QColor selection{};
        Qt::LayoutDirection direction = Qt::LeftToRight; // of paragraphs without letters
        bool is_centred = false;
    };

    TextBlock(const QString &text, const Style &style);

    // Breaks lines at `width_max`; then align() puts them into a box of the width that was chosen.
    void lay(qreal width_max);
    void align(qreal width);

    qreal naturalWidth() const { return m_natural_width; }
    qreal height() const { return m_height; }
    qreal lastLineWidth() const { return m_last_line_width; }
    Qt::LayoutDirection lastDirection() const;

    void paint(QPainter &painter, const QPointF &corner, TextRange selection) const;

    // The position nearest to `point`, relative to the corner of the block.
    int positionAt(const QPointF &point) const;
    std::optional<Link> linkAt(const QPointF &point) const;
    TextRange wordAt(int position) const;
    int nextPosition(int position) const; // by what people see as a character
    int previousPosition(int position) const;

    const QList<Link> &links() const { return m_links; }
    const QString &text() const { return m_text; }

private:
    struct Paragraph {
        std::unique_ptr<QTextLayout> layout;
        int start = 0;
        qreal y = 0;
        qreal height = 0;
        Qt::LayoutDirection direction = Qt::LeftToRight;
    };

    void addParagraph(int start, int length);
    void lay(Paragraph &paragraph, qreal width_max);
    const Paragraph &paragraphAt(qreal y) const;
    const Paragraph &paragraphOf(int position) const;

    const QString m_text;
    const Style m_style;
    QList<Link> m_links;
    std::vector<Paragraph> m_paragraphs; // never empty
    qreal m_natural_width = 0;
    qreal m_last_line_width = 0;
    qreal m_height = 0;
};

} // namespace chat121::ui
