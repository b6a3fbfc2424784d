// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Paints one row that RowLayout has measured.
#include "client/ui/text/names.h"
#include "client/ui/theme/icon.h"
#include "client/ui/theme/paint.h"
#include "client/ui/timeline/row_layout.h"
#include "client/ui/widgets/avatar.h"

#include <QPainter>

#include <cmath>

namespace chat121::ui {

namespace {

Icon stateIcon(SendState state)
{
    switch (state) {
    case SendState::None:
    case SendState::Queued:
        return Icon::Clock;
    case SendState::Sent:
        return Icon::Check;
    case SendState::Delivered:
        return Icon::CheckDouble;
    case SendState::Read:
        return Icon::CheckDouble;
    case SendState::Failed:
        return Icon::Error;
    }
    Q_UNREACHABLE();
}

struct Corners {
    qreal top_left, top_right, bottom_right, bottom_left;
};

QPainterPath roundedPath(const QRectF &r, const Corners &c)
{
    QPainterPath path;
    path.moveTo(r.left() + c.top_left, r.top());
    path.lineTo(r.right() - c.top_right, r.top());
    path.arcTo(QRectF(r.right() - 2 * c.top_right, r.top(), 2 * c.top_right, 2 * c.top_right), 90, -90);
    path.lineTo(r.right(), r.bottom() - c.bottom_right);
    path.arcTo(QRectF(r.right() - 2 * c.bottom_right, r.bottom() - 2 * c.bottom_right, 2 * c.bottom_right,
                      2 * c.bottom_right),
               0, -90);
    path.lineTo(r.left() + c.bottom_left, r.bottom());
    path.arcTo(QRectF(r.left(), r.bottom() - 2 * c.bottom_left, 2 * c.bottom_left, 2 * c.bottom_left), 270,
               -90);
    path.lineTo(r.left(), r.top() + c.top_left);
    path.arcTo(QRectF(r.left(), r.top(), 2 * c.top_left, 2 * c.top_left), 180, -90);
    path.closeSubpath();
    return path;
}

} // namespace

// Corners at the speaker's side are tight where a bubble joins its neighbour.
QPainterPath RowLayout::bubblePath(const TimelineRow &row, const TimelineMetrics &m) const
{
    const bool is_at_right = row.is_mine == (m.direction == Qt::LeftToRight);
    const qreal top = m_surroundings.starts_group ? m.radius : m.radius_joined;
    const qreal bottom = m_surroundings.ends_group ? m.radius : m.radius_joined;
    const Corners corners =
        is_at_right ? Corners{m.radius, top, bottom, m.radius} : Corners{top, m.radius, m.radius, bottom};
    const qreal inset = m.theme.exact(size::kHairline) / 2;
    return roundedPath(m_bubble.adjusted(inset, inset, -inset, -inset), corners);
}

void RowLayout::paint(QPainter &painter, const TimelineRow &row, const TimelineMetrics &m,
                      TextRange selection, bool has_focus_ring) const
{
    paintAbove(painter, m);
    if (row.kind != RowKind::System) {
        const bool is_note = row.kind == RowKind::Note;
        const Tokens &t = m.tokens;
        const QColor fill = is_note ? t.note : row.is_mine ? t.bubble_mine : t.bubble_theirs;
        const QColor edge_colour = is_note       ? t.note_outline
                                   : row.is_mine ? t.bubble_mine_edge
                                                 : t.bubble_theirs_edge;
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setBrush(fill);
        painter.setPen(edge_colour.isValid() ? QPen(edge_colour, m.theme.exact(size::kHairline))
                                             : QPen(Qt::NoPen));
        painter.drawPath(m_path);
        painter.setBrush(Qt::NoBrush);
        if (is_note) {
            const qreal edge = m.theme.exact(size::kNoteEdge);
            const bool is_mirrored = m.direction == Qt::RightToLeft;
            const QRectF bar(is_mirrored ? m_bubble.right() - edge : m_bubble.left(),
                             m_bubble.top() + m.radius / 2, edge, m_bubble.height() - m.radius);
            paintCard(painter, bar, edge / 2, m.tokens.note_edge);
        }
        paintHeader(painter, row, m);
        paintMeta(painter, row, m);
        paintQuote(painter, row, m);
        paintChips(painter, row, m);
        if (!m_avatar.isEmpty()) paintAvatar(painter, m.theme, m_avatar, m_author);
    }
    m_text.paint(painter, m_text_corner, selection);
    if (has_focus_ring) {
        const qreal out = m.theme.exact(size::kFocusRing);
        paintFocusRing(painter, m.theme, m_bubble.adjusted(-out, -out, out, out), m.radius + out);
    }
}

void RowLayout::paintAbove(QPainter &painter, const TimelineMetrics &m) const
{
    if (!m_day_rect.isEmpty()) {
        painter.setFont(m.small_strong);
        painter.setPen(m.tokens.text_3);
        painter.drawText(m_day_rect, Qt::AlignCenter | Qt::TextSingleLine, m_day);
    }
    if (m_unread_rect.isEmpty()) return;
    const QString words = RowLayout::tr("New messages");
    painter.setFont(m.small_strong);
    painter.setPen(m.tokens.accent);
    painter.drawText(m_unread_rect, Qt::AlignCenter | Qt::TextSingleLine, words);
    const qreal half = m.small_strong_metrics.horizontalAdvance(words) / 2 + m.gap;
    const qreal line = qMax(1.0, std::round(m.theme.exact(size::kHairline)));
    const qreal y = std::round(m_unread_rect.center().y());
    QColor colour = m.tokens.accent;
    colour.setAlphaF(0.45f);
    const qreal middle = m_unread_rect.center().x();
    painter.fillRect(m.mirrored({m.margin, y, middle - half - m.margin, line}), colour);
    painter.fillRect(m.mirrored({middle + half, y, m.width - m.margin_end - middle - half, line}), colour);
}

void RowLayout::paintHeader(QPainter &painter, const TimelineRow &row, const TimelineMetrics &m) const
{
    if (m_header.isEmpty()) return;
    const bool is_note = row.kind == RowKind::Note;
    const QColor name_colour = is_note ? m.tokens.note_text : tintOf(m.tokens, m_author).name;
    const bool is_mirrored = m.direction == Qt::RightToLeft;
    qreal x = 0;
    const auto place = [&](qreal extent) {
        const qreal width = qMin(extent, m_header.width() - x);
        const qreal left = is_mirrored ? m_header.right() - x - width : m_header.left() + x;
        x += width;
        return QRectF(left, m_header.top(), width, m.small_strong_metrics.height());
    };
    const auto write = [&](const QString &text, const QFont &font, const QFontMetricsF &metrics,
                           const QColor &colour) {
        const QRectF box = place(metrics.horizontalAdvance(text) + 1);
        painter.setFont(font);
        painter.setPen(colour);
        painter.setLayoutDirection(directionOf(text, m.direction));
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine,
                         metrics.elidedText(text, Qt::ElideRight, box.width() + 1));
    };
    if (is_note) {
        const QRectF box = place(m.icon);
        const QRectF icon(box.x(), box.center().y() - m.icon / 2, m.icon, m.icon);
        paintIcon(painter, Icon::Note, icon, m.tokens.note_edge, m.direction);
        x += m.theme.exact(space::kXs);
        write(RowLayout::tr("Note"), m.small_strong, m.small_strong_metrics, m.tokens.note_text);
        x += m.theme.exact(space::kS);
    }
    write(m_author, m.small_strong, m.small_strong_metrics, name_colour);
    if (m_role.isEmpty()) return;
    x += m.theme.exact(space::kS - 2);
    write(m_role, m.small, m.small_metrics, is_note ? m.tokens.note_text : m.tokens.text_3);
}

void RowLayout::paintQuote(QPainter &painter, const TimelineRow &row, const TimelineMetrics &m) const
{
    if (m_quote.isEmpty()) return;
    const bool is_mirrored = m.direction == Qt::RightToLeft;
    const qreal edge = m.theme.exact(size::kNoteEdge);
    const QRectF bar(is_mirrored ? m_quote.right() - edge : m_quote.left(), m_quote.top(), edge,
                     m_quote.height() - m.theme.exact(space::kXs));
    const QColor meta = row.is_mine ? m.tokens.bubble_mine_meta : m.tokens.text_2;
    paintCard(painter, bar, edge / 2, row.is_mine ? meta : m.tokens.accent);
    const qreal taken = m.theme.exact(space::kM);
    const qreal left = is_mirrored ? m_quote.left() : m_quote.left() + taken;
    QRectF line(left, m_quote.top(), m_quote.width() - taken, m.small_metrics.height());
    const auto write = [&](const QString &text, const QFont &font, const QFontMetricsF &metrics) {
        painter.setFont(font);
        painter.setPen(meta);
        painter.setLayoutDirection(directionOf(text, m.direction));
        painter.drawText(line,
                         Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine |
                             (is_mirrored ? Qt::AlignRight : Qt::AlignLeft),
                         metrics.elidedText(text, Qt::ElideRight, line.width() + 1));
        line.translate(0, line.height());
    };
    if (!m_quoted_person.isEmpty()) write(m_quoted_person, m.small_strong, m.small_strong_metrics);
    write(m_quoted_words, m.small, m.small_metrics);
}

// One's own has the accent's edge, and a heavier one: colour is not the only mark.
void RowLayout::paintChips(QPainter &painter, const TimelineRow &row, const TimelineMetrics &m) const
{
    const qreal hair = m.theme.exact(size::kHairline);
    for (const Chip &chip : m_chips) {
        const QColor text = row.is_mine ? m.tokens.bubble_mine_text : m.tokens.text_1;
        const QColor own = row.is_mine ? m.tokens.bubble_mine_text : m.tokens.accent;
        painter.setPen(QPen(chip.is_mine ? own : m.tokens.line_strong, chip.is_mine ? 2 * hair : hair));
        painter.setBrush(Qt::NoBrush);
        const QRectF box = chip.rect.adjusted(hair, hair, -hair, -hair);
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2);
        painter.setFont(m.small);
        painter.setPen(text);
        painter.drawText(chip.rect, Qt::AlignCenter | Qt::TextSingleLine, chip.words);
    }
}

void RowLayout::paintMeta(QPainter &painter, const TimelineRow &row, const TimelineMetrics &m) const
{
    const bool is_mirrored = m.direction == Qt::RightToLeft;
    const bool has_failed = row.state == SendState::Failed;
    QColor colour = row.is_mine ? m.tokens.bubble_mine_meta : m.tokens.text_3;
    if (row.kind == RowKind::Note) colour = m.tokens.note_text;
    QRectF text = m_meta;
    if (row.is_mine && row.kind == RowKind::Message && row.state != SendState::None) {
        const qreal x = is_mirrored ? m_meta.left() : m_meta.right() - m.icon;
        const QRectF icon(x, m_meta.center().y() - m.icon / 2, m.icon, m.icon);
        const QColor tint = has_failed                     ? m.tokens.danger
                            : row.state == SendState::Read ? m.tokens.accent
                                                           : colour;
        paintIcon(painter, stateIcon(row.state), icon, tint);
        const qreal taken = m.icon + m.theme.exact(space::kXs);
        text.adjust(is_mirrored ? taken : 0, 0, is_mirrored ? 0 : -taken, 0);
    }
    painter.setFont(m.small);
    painter.setPen(has_failed ? m.tokens.danger : colour);
    painter.drawText(text, Qt::AlignCenter | Qt::TextSingleLine, m_time);
}

} // namespace chat121::ui
