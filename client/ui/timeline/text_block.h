// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Text laid out in paragraphs, each in its own direction: painting, hit testing, selection. Where the style
// says so, the small markup of messages (client/ui/text/markup.h) is drawn instead of its marks.
//
// Positions are UTF-16 offsets into the text as it was given, marks included. Threads: main.
#pragma once

#include "client/ui/text/links.h"
#include "client/ui/timeline/line_look.h"

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
        bool has_markup = false; // then also:
        QFont code{};
        QColor code_surface{}; // behind code; it lets through what it lies on
        QColor quote_bar{};
        qreal bar = 0;   // the width of one beside a quote
        qreal inset = 0; // around the words of a block of code, and between bar and words
    };

    TextBlock(const QString &text, const Style &style);

    // Breaks lines at `width_max`; then align() puts them into a box of the width that was chosen.
    void lay(qreal width_max);
    void align(qreal width);

    qreal naturalWidth() const { return m_natural_width; }
    qreal height() const { return m_height; }
    qreal lastLineWidth() const { return m_last_line_width; }
    // Whether something short may stand behind the last line of text.
    bool endsToward(Qt::LayoutDirection direction) const;

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
        int length = 0; // as typed
        qreal y = 0;
        qreal height = 0;
        Qt::LayoutDirection direction = Qt::LeftToRight;
        std::unique_ptr<LineLook> look{}; // nothing: drawn as typed

        int drawnLength() const { return static_cast<int>(layout->text().size()); }
        int drawnAt(int position) const;
        TextRange drawnRange(TextRange range) const;
    };
    struct CodeBox {
        qreal y = 0;
        qreal height = 0;
    };

    void addParagraph(int start, int length);
    void addLinkFormats(QList<QTextLayout::FormatRange> &formats, const Paragraph &paragraph) const;
    void addMarkup(const Markup &markup);
    void addMarkedLine(const Markup &markup, const MarkedLine &line, const QList<MarkedSpan> &spans,
                       qreal gutter);
    QTextCharFormat formatOf(Mark mark) const;
    std::unique_ptr<QTextLayout> layoutOf(const QString &text, const QFont &font,
                                          Qt::LayoutDirection direction) const;
    void lay(Paragraph &paragraph, qreal width_max);
    qreal roomFor(const Paragraph &paragraph, qreal width_max) const;
    void noteCodeBox(const Paragraph &paragraph);
    void paintCodeBoxes(QPainter &painter, const QPointF &corner) const;
    void paintBeside(QPainter &painter, const Paragraph &paragraph, const QPointF &place) const;
    int positionIn(const Paragraph &paragraph, int drawn) const;
    const Paragraph &paragraphAt(qreal y) const;
    const Paragraph &paragraphOf(int position) const;

    const QString m_text;
    const Style m_style;
    QList<Link> m_links;
    std::vector<Paragraph> m_paragraphs; // never empty
    std::vector<CodeBox> m_code_boxes;
    Qt::LayoutDirection m_words_direction; // of the last paragraph that is no code
    qreal m_width = 0;
    qreal m_natural_width = 0;
    qreal m_last_line_width = 0;
    qreal m_height = 0;
};

} // namespace chat121::ui
