// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paragraphs of text; see text_block.h. What is drawn of markup is in marked_text.cpp.
#include "client/ui/timeline/text_block.h"

#include "client/ui/text/names.h"

#include <QPainter>

#include <algorithm>

namespace chat121::ui {

TextBlock::TextBlock(const QString &text, const Style &style)
    : m_text(text)
    , m_style(style)
    , m_links(linksIn(text))
    , m_words_direction(style.direction)
{
    const std::optional<Markup> markup = style.has_markup ? markupIn(text, m_links) : std::nullopt;
    if (markup) {
        addMarkup(*markup);
        return;
    }
    int start = 0;
    while (true) {
        const qsizetype end = m_text.indexOf(QLatin1Char('\n'), start);
        const qsizetype length = (end < 0 ? m_text.size() : end) - start;
        addParagraph(start, static_cast<int>(length));
        if (end < 0) return;
        start = static_cast<int>(end) + 1;
    }
}

// What is drawn has as many characters, and no controls that would move other text.
std::unique_ptr<QTextLayout> TextBlock::layoutOf(const QString &text, const QFont &font,
                                                 Qt::LayoutDirection direction) const
{
    QString drawable = text;
    for (QChar &c : drawable) {
        const bool is_line_end = c == QChar::LineSeparator || c == QChar::ParagraphSeparator;
        if (c.category() == QChar::Other_Control || is_line_end) c = QLatin1Char(' ');
    }
    auto layout = std::make_unique<QTextLayout>(drawable, font);
    QTextOption option;
    option.setTextDirection(direction);
    option.setAlignment(Qt::AlignLeft | Qt::AlignAbsolute);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout->setTextOption(option);
    layout->setCacheEnabled(true);
    return layout;
}

void TextBlock::addParagraph(int start, int length)
{
    const QString text = m_text.mid(start, length);
    Paragraph paragraph;
    paragraph.start = start;
    paragraph.length = length;
    paragraph.direction = m_words_direction = directionOf(text, m_words_direction);
    paragraph.layout = layoutOf(text, m_style.font, paragraph.direction);
    QList<QTextLayout::FormatRange> formats;
    addLinkFormats(formats, paragraph);
    paragraph.layout->setFormats(formats);
    m_paragraphs.push_back(std::move(paragraph));
}

void TextBlock::addLinkFormats(QList<QTextLayout::FormatRange> &formats, const Paragraph &paragraph) const
{
    for (const Link &link : m_links) {
        if (link.start < paragraph.start || link.start >= paragraph.start + paragraph.length) continue;
        QTextLayout::FormatRange range;
        range.start = paragraph.drawnAt(link.start);
        range.length = link.length;
        range.format.setForeground(m_style.link);
        range.format.setFontUnderline(true);
        formats.append(range);
    }
}

void TextBlock::lay(qreal width_max)
{
    m_natural_width = 0;
    m_height = 0;
    m_code_boxes.clear();
    for (Paragraph &paragraph : m_paragraphs) {
        paragraph.y = m_height;
        lay(paragraph, width_max);
        noteCodeBox(paragraph);
        m_height += paragraph.height;
    }
}

void TextBlock::lay(Paragraph &paragraph, qreal width_max)
{
    QTextLayout &layout = *paragraph.layout;
    LineLook *look = paragraph.look.get();
    if (look) look->inset = std::min(look->indent, width_max / 2);
    const qreal inset = look ? look->inset : 0;
    const qreal room = roomFor(paragraph, width_max);
    qreal y = look ? look->above : 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(room);
        line.setPosition({inset, y});
        y += line.height();
        m_natural_width = std::max(m_natural_width, line.naturalTextWidth() + width_max - room);
        m_last_line_width = inset + line.naturalTextWidth();
    }
    layout.endLayout();
    paragraph.height = y + (look ? look->below : 0);
}

void TextBlock::align(qreal width)
{
    m_width = width;
    for (const Paragraph &paragraph : m_paragraphs) {
        const bool moves = m_style.is_centred || paragraph.direction == Qt::RightToLeft;
        if (!moves) continue;
        const qreal inset = paragraph.look ? paragraph.look->inset : 0;
        for (int i = 0; i < paragraph.layout->lineCount(); ++i) {
            QTextLine line = paragraph.layout->lineAt(i);
            const qreal free = width - inset - line.naturalTextWidth();
            line.setPosition({m_style.is_centred ? free / 2 : free, line.y()});
        }
    }
}

bool TextBlock::endsToward(Qt::LayoutDirection direction) const
{
    const Paragraph &last = m_paragraphs.back();
    const bool is_code = last.look && last.look->line().is_code;
    return !is_code && last.direction == direction;
}

void TextBlock::paint(QPainter &painter, const QPointF &corner, TextRange selection) const
{
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : QRectF();
    paintCodeBoxes(painter, corner);
    painter.setPen(m_style.text);
    for (const Paragraph &paragraph : m_paragraphs) {
        const QPointF place = corner + QPointF(0, paragraph.y);
        const bool is_outside =
            clip.isValid() && (place.y() > clip.bottom() || place.y() + paragraph.height < clip.top());
        if (is_outside) continue;
        paintBeside(painter, paragraph, place);
        QList<QTextLayout::FormatRange> selected;
        const TextRange drawn = paragraph.drawnRange(selection);
        if (!drawn.isEmpty()) {
            QTextLayout::FormatRange range;
            range.start = drawn.from;
            range.length = drawn.to - drawn.from;
            range.format.setBackground(m_style.selection);
            selected.append(range);
        }
        paragraph.layout->draw(&painter, place, selected, clip);
    }
}

// --- places -----------------------------------------------------------------------------------------

int TextBlock::Paragraph::drawnAt(int position) const
{
    const int inside = std::clamp(position - start, 0, length);
    return look ? look->drawnAt(inside) : inside;
}

TextRange TextBlock::Paragraph::drawnRange(TextRange range) const
{
    return {drawnAt(range.from), drawnAt(range.to)};
}

// Who takes a line from its first to its last letter has taken its marks, too.
int TextBlock::positionIn(const Paragraph &paragraph, int drawn) const
{
    if (!paragraph.look) return paragraph.start + drawn;
    if (drawn <= 0) return paragraph.start;
    if (drawn >= paragraph.drawnLength()) return paragraph.start + paragraph.length;
    return paragraph.start + paragraph.look->typedBehind(drawn);
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
        const bool is_here = y < line.y() + line.height() || is_last;
        if (is_here) return positionIn(paragraph, line.xToCursor(point.x()));
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
        const int drawn = line.xToCursor(point.x(), QTextLine::CursorOnCharacter);
        const int position = paragraph.start + (paragraph.look ? paragraph.look->typedBehind(drawn) : drawn);
        for (const Link &link : m_links) {
            if (position >= link.start && position < link.start + link.length) return link;
        }
    }
    return std::nullopt;
}

TextRange TextBlock::wordAt(int position) const
{
    const Paragraph &paragraph = paragraphOf(position);
    const int inside = paragraph.drawnAt(position);
    const int length = paragraph.drawnLength();
    const int end =
        inside >= length ? length : paragraph.layout->nextCursorPosition(inside, QTextLayout::SkipWords);
    const int start = end <= 0 ? 0 : paragraph.layout->previousCursorPosition(end, QTextLayout::SkipWords);
    const QString word = paragraph.layout->text().mid(start, end - start);
    const auto trailing = std::find_if(word.crbegin(), word.crend(), [](QChar c) { return !c.isSpace(); });
    const int spaces = static_cast<int>(trailing - word.crbegin());
    const LineLook *look = paragraph.look.get();
    return {paragraph.start + (look ? look->typedBehind(start) : start),
            paragraph.start + (look ? look->typedInFront(end - spaces) : end - spaces)};
}

int TextBlock::nextPosition(int position) const
{
    const Paragraph &paragraph = paragraphOf(position);
    const int inside = paragraph.drawnAt(position);
    if (inside < paragraph.drawnLength())
        return positionIn(paragraph, paragraph.layout->nextCursorPosition(inside));
    const bool is_last = &paragraph == &m_paragraphs.back();
    return is_last ? static_cast<int>(m_text.size()) : (&paragraph + 1)->start;
}

int TextBlock::previousPosition(int position) const
{
    const Paragraph &paragraph = paragraphOf(position);
    const int inside = paragraph.drawnAt(position);
    if (inside > 0) return positionIn(paragraph, paragraph.layout->previousCursorPosition(inside));
    if (&paragraph == &m_paragraphs.front()) return 0;
    const Paragraph &before = *(&paragraph - 1);
    return before.start + before.length;
}

} // namespace chat121::ui
