// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paragraphs of plain text; see text_block.h.
#include "client/ui/timeline/text_block.h"

#include "client/ui/text/names.h"

#include <QPainter>

#include <algorithm>

namespace chat121::ui {

namespace {

// What is drawn: the same number of characters, without controls that would move other text.
QString drawable(QString paragraph)
{
    for (QChar &c : paragraph) {
        const bool is_line_end = c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (c.category() == QChar::Other_Control || is_line_end) c = QLatin1Char(' ');
    }
    return paragraph;
}

} // namespace

TextBlock::TextBlock(const QString &text, const Style &style)
    : m_text(text)
    , m_style(style)
    , m_links(linksIn(text))
{
    int start = 0;
    while (true) {
        const qsizetype end = m_text.indexOf(QLatin1Char('\n'), start);
        const qsizetype length = (end < 0 ? m_text.size() : end) - start;
        addParagraph(start, static_cast<int>(length));
        if (end < 0) return;
        start = static_cast<int>(end) + 1;
    }
}

void TextBlock::addParagraph(int start, int length)
{
    const QString text = drawable(m_text.mid(start, length));
    Paragraph paragraph;
    paragraph.start = start;
    const Qt::LayoutDirection inherited =
        m_paragraphs.empty() ? m_style.direction : m_paragraphs.back().direction;
    paragraph.direction = directionOf(text, inherited);
    paragraph.layout = std::make_unique<QTextLayout>(text, m_style.font);

    QTextOption option;
    option.setTextDirection(paragraph.direction);
    option.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    paragraph.layout->setTextOption(option);
    paragraph.layout->setCacheEnabled(true);

    QList<QTextLayout::FormatRange> formats;
    for (const Link &link : m_links) {
        if (link.start < start || link.start >= start + length) continue;
        QTextLayout::FormatRange range;
        range.start = link.start - start;
        range.length = link.length;
        range.format.setForeground(m_style.link);
        range.format.setFontUnderline(true);
        formats.append(range);
    }
    paragraph.layout->setFormats(formats);
    m_paragraphs.push_back(std::move(paragraph));
}

void TextBlock::lay(qreal width_max)
{
    m_natural_width = 0;
    m_height = 0;
    for (Paragraph &paragraph : m_paragraphs) {
        paragraph.y = m_height;
        lay(paragraph, width_max);
        m_height += paragraph.height;
    }
}

void TextBlock::lay(Paragraph &paragraph, qreal width_max)
{
    QTextLayout &layout = *paragraph.layout;
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width_max);
        line.setPosition({0, y});
        y += line.height();
        m_natural_width = std::max(m_natural_width, line.naturalTextWidth());
        m_last_line_width = line.naturalTextWidth();
    }
    layout.endLayout();
    paragraph.height = y;
}

void TextBlock::align(qreal width)
{
    for (const Paragraph &paragraph : m_paragraphs) {
        const bool moves = m_style.is_centred || paragraph.direction == Qt::RightToLeft;
        if (!moves) continue;
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            QTextLine line = paragraph.layout->lineAt(i);
            const qreal free = width - line.naturalTextWidth();
            line.setPosition({m_style.is_centred ? free / 2 : free, line.y()});
        }
    }
}

Qt::LayoutDirection TextBlock::lastDirection() const
{
    return m_paragraphs.back().direction;
}

void TextBlock::paint(QPainter &painter, const QPointF &corner, TextRange selection) const
{
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF();
    painter.setPen(m_style.text);
    for (const Paragraph &paragraph : m_paragraphs) {
        const QPointF place = corner + QPointF(0, paragraph.y);
        const bool is_outside =
            clip.isValid() && (place.y() > clip.bottom() || place.y() + paragraph.height < clip.top());
        if (is_outside) continue;
        QList<QTextLayout::FormatRange> selected;
        const int length = static_cast<int>(paragraph.layout->text().size());
        const int from = std::max(selection.from - paragraph.start, 0);
        const int to = std::min(selection.to - paragraph.start, length);
        if (from < to) {
            QTextLayout::FormatRange range;
            range.start = from;
            range.length = to - from;
            range.format.setBackground(m_style.selection);
            selected.append(range);
        }
        paragraph.layout->draw(&painter, place, selected, clip);
    }
}

const TextBlock::Paragraph &TextBlock::paragraphAt(qreal y) const
{
    const auto after = std::upper_bound(m_paragraphs.begin(), m_paragraphs.end(), y,
                                        [](qreal value, const Paragraph &p) { return value < p.y; });
    return after == m_paragraphs.begin() ? m_paragraphs.front() : *(after - 1);
}

const TextBlock::Paragraph &TextBlock::paragraphOf(int position) const
{
    const auto after = std::upper_bound(m_paragraphs.begin(), m_paragraphs.end(), position,
                                        [](int value, const Paragraph &p) { return value < p.start; });
    return after == m_paragraphs.begin() ? m_paragraphs.front() : *(after - 1);
}

int TextBlock::positionAt(const QPointF &point) const
{
    if (point.y() < 0) return 0;
    if (point.y() >= m_height) return static_cast<int>(m_text.size());
    const Paragraph &paragraph = paragraphAt(point.y());
    const qreal y = point.y() - paragraph.y;
    for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
        const QTextLine line = paragraph.layout->lineAt(i);
        const bool is_last = i + 1 == paragraph.layout->lineCount();
        if (y < line.y() + line.height() || is_last) return paragraph.start + line.xToCursor(point.x());
    }
    return paragraph.start;
}

std::optional<Link> TextBlock::linkAt(const QPointF &point) const
{
    if (m_links.isEmpty() || point.y() < 0 || point.y() >= m_height) return std::nullopt;
    const Paragraph &paragraph = paragraphAt(point.y());
    for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
        const QTextLine line = paragraph.layout->lineAt(i);
        const QRectF ink = line.naturalTextRect().translated(0, paragraph.y);
        if (!ink.contains(point)) continue;
        const int position = paragraph.start + line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
        for (const Link &link : m_links) {
            if (position >= link.start && position < link.start + link.length) return link;
        }
    }
    return std::nullopt;
}

TextRange TextBlock::wordAt(int position) const
{
    const Paragraph &paragraph = paragraphOf(position);
    const int inside = position - paragraph.start;
    const int length = static_cast<int>(paragraph.layout->text().size());
    const int end =
        inside >= length ? length : paragraph.layout->nextCursorPosition(inside, QTextLayout::SkipWords);
    const int start = end <= 0 ? 0 : paragraph.layout->previousCursorPosition(end, QTextLayout::SkipWords);
    const QString word = paragraph.layout->text().mid(start, end - start);
    const auto trailing = std::find_if(word.crbegin(), word.crend(), [](QChar c) { return !c.isSpace(); });
    const int spaces = static_cast<int>(trailing - word.crbegin());
    return {paragraph.start + start, paragraph.start + end - spaces};
}

int TextBlock::nextPosition(int position) const
{
    const Paragraph &paragraph = paragraphOf(position);
    const int inside = position - paragraph.start;
    if (inside >= paragraph.layout->text().size()) {
        return std::min(position + 1, static_cast<int>(m_text.size()));
    }
    return paragraph.start + paragraph.layout->nextCursorPosition(inside);
}

int TextBlock::previousPosition(int position) const
{
    const Paragraph &paragraph = paragraphOf(position);
    const int inside = position - paragraph.start;
    if (inside <= 0) return std::max(position - 1, 0);
    return paragraph.start + paragraph.layout->previousCursorPosition(inside);
}

} // namespace chat121::ui
