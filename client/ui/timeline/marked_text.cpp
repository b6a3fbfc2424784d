// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The markup of a block of text: fonts, bars beside quotes, marks of lists, boxes of code.
#include "client/ui/text/names.h"
#include "client/ui/timeline/text_block.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace chat121::ui {

void TextBlock::addMarkup(const Markup &markup)
{
    m_links = markup.links;
    const QFontMetricsF metrics(m_style.font);
    qreal widest = 0;
    for (const MarkedLine &line : markup.lines)
        widest = std::max(widest, metrics.horizontalAdvance(line.marker));
    const qreal gutter = widest + metrics.horizontalAdvance(QLatin1Char(' '));
    auto next = markup.spans.cbegin(); // those of a line stand together
    for (const MarkedLine &line : markup.lines) {
        QList<MarkedSpan> spans;
        for (; next != markup.spans.cend() && next->part.start < line.part.end(); ++next)
            spans.append(*next);
        addMarkedLine(markup, line, spans, gutter);
    }
    const auto ends_code = [this](size_t i) {
        return i + 1 == m_paragraphs.size() || !m_paragraphs[i + 1].look->line().is_code ||
               m_paragraphs[i + 1].look->line().starts_code;
    };
    for (size_t i = 0; i < m_paragraphs.size(); ++i) {
        LineLook &look = *m_paragraphs[i].look;
        if (!look.line().is_code) continue;
        look.above = look.line().starts_code ? m_style.inset : 0;
        look.below = ends_code(i) ? m_style.inset : 0;
    }
}

void TextBlock::addMarkedLine(const Markup &markup, const MarkedLine &line, const QList<MarkedSpan> &spans,
                              qreal gutter)
{
    Paragraph paragraph;
    paragraph.start = line.part.start;
    paragraph.length = line.part.length;
    paragraph.look = std::make_unique<LineLook>(markup, line);
    const QString text = paragraph.look->drawn(m_text);
    if (!line.is_code) m_words_direction = directionOf(text, m_words_direction);
    paragraph.direction = line.is_code ? Qt::LeftToRight : m_words_direction;
    paragraph.layout = layoutOf(text, line.is_code ? m_style.code : m_style.font, paragraph.direction);
    paragraph.look->indent =
        line.is_code ? m_style.inset : line.quotes * (m_style.bar + m_style.inset) + line.level * gutter;

    QList<QTextLayout::FormatRange> formats;
    for (const MarkedSpan &span : spans) {
        QTextLayout::FormatRange range;
        range.start = paragraph.drawnAt(span.part.start);
        range.length = paragraph.drawnAt(span.part.end()) - range.start;
        range.format = formatOf(span.mark);
        formats.append(range);
    }
    addLinkFormats(formats, paragraph);
    paragraph.layout->setFormats(formats);
    m_paragraphs.push_back(std::move(paragraph));
}

QTextCharFormat TextBlock::formatOf(Mark mark) const
{
    QTextCharFormat format;
    switch (mark) {
    case Mark::Strong:
        format.setFontWeight(QFont::Bold);
        break;
    case Mark::Emphasis:
        format.setFontItalic(true);
        break;
    case Mark::Code:
        format.setFontFamilies(m_style.code.families());
        format.setBackground(m_style.code_surface);
        break;
    }
    return format;
}

// Code has as much room on both sides.
qreal TextBlock::roomFor(const Paragraph &paragraph, qreal width_max) const
{
    if (!paragraph.look) return width_max;
    const qreal inset = paragraph.look->inset;
    return width_max - (paragraph.look->line().is_code ? std::min(2 * inset, width_max / 2) : inset);
}

void TextBlock::noteCodeBox(const Paragraph &paragraph)
{
    if (!paragraph.look || !paragraph.look->line().is_code) return;
    if (paragraph.look->line().starts_code) m_code_boxes.push_back({paragraph.y, 0});
    m_code_boxes.back().height += paragraph.height;
}

void TextBlock::paintCodeBoxes(QPainter &painter, const QPointF &corner) const
{
    if (m_code_boxes.empty()) return;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_style.code_surface);
    for (const CodeBox &box : m_code_boxes)
        painter.drawRoundedRect(QRectF(corner.x(), corner.y() + box.y, m_width, box.height),
                                m_style.inset / 2, m_style.inset / 2);
    painter.setBrush(Qt::NoBrush);
}

// On the side on which the line begins.
void TextBlock::paintBeside(QPainter &painter, const Paragraph &paragraph, const QPointF &place) const
{
    if (!paragraph.look) return;
    const MarkedLine &line = paragraph.look->line();
    const bool is_mirrored = paragraph.direction == Qt::RightToLeft;
    const qreal top = std::round(place.y());
    const qreal bottom = std::round(place.y() + paragraph.height);
    for (int i = 0; i < line.quotes; ++i) {
        const qreal from_side = i * (m_style.bar + m_style.inset);
        const qreal x = is_mirrored ? m_width - from_side - m_style.bar : from_side;
        painter.fillRect(QRectF(place.x() + x, top, m_style.bar, bottom - top), m_style.quote_bar);
    }
    if (line.marker.isEmpty()) return;
    const QFontMetricsF metrics(m_style.font);
    const qreal gap = metrics.horizontalAdvance(QLatin1Char(' '));
    const qreal inset = paragraph.look->inset;
    const qreal x =
        is_mirrored ? m_width - inset + gap : inset - gap - metrics.horizontalAdvance(line.marker);
    const QTextLine first = paragraph.layout->lineAt(0);
    const Qt::LayoutDirection before = painter.layoutDirection();
    painter.setFont(m_style.font);
    painter.setLayoutDirection(paragraph.direction);
    painter.drawText(place + QPointF(x, first.y() + first.ascent()), line.marker);
    painter.setLayoutDirection(before);
}

} // namespace chat121::ui
