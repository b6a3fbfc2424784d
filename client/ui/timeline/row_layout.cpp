// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Measures one row; the painting is in row_painter.cpp.
#include "client/ui/timeline/row_layout.h"
#include "client/ui/text/emoji.h"
#include "client/ui/text/markup.h"
#include "client/ui/text/names.h"

#include <QDateTime>

#include <algorithm>
#include <cmath>

namespace chat121::ui {

namespace {

constexpr qint64 kGroupSpanMs = 10 * 60 * 1000;
constexpr qint64 kDayMs = 24 * 60 * 60 * 1000;
constexpr qreal kSystemPart = 0.8; // of the width
constexpr float kCodeTint = 0.08f; // of the text's colour

void setMarkup(TextBlock::Style &style, const TimelineRow &row, const TimelineMetrics &m)
{
    style.has_markup = true;
    style.code = m.code;
    style.code_surface = style.text;
    style.code_surface.setAlphaF(kCodeTint);
    style.quote_bar = m.tokens.text_3;
    if (row.is_mine) style.quote_bar = m.tokens.bubble_mine_meta;
    if (row.kind == RowKind::Note) style.quote_bar = m.tokens.note_edge;
    style.bar = m.theme.exact(size::kNoteEdge);
    style.inset = m.theme.exact(space::kS);
}

TextBlock::Style textStyle(const TimelineRow &row, const TimelineMetrics &m)
{
    TextBlock::Style style;
    style.font = row.kind == RowKind::Message && isOnlyEmoji(row.text) ? m.emoji : m.body;
    style.link = m.tokens.accent;
    style.selection = m.tokens.selection;
    style.direction = m.direction;
    switch (row.kind) {
    case RowKind::Message:
        style.text = row.is_mine ? m.tokens.bubble_mine_text : m.tokens.text_1;
        break;
    case RowKind::Note:
        style.text = m.tokens.note_text;
        break;
    case RowKind::System:
        style.font = m.small;
        style.text = m.tokens.text_2;
        style.is_centred = true;
        break;
    }
    if (row.is_fallback) style.text = m.tokens.text_2;
    if (row.kind != RowKind::System && !row.is_fallback) setMarkup(style, row, m);
    return style;
}

bool showsState(const TimelineRow &row)
{
    return row.is_mine && row.kind == RowKind::Message && row.state != SendState::None;
}

} // namespace

QString stateWord(SendState state)
{
    switch (state) {
    case SendState::None:
        return {};
    case SendState::Queued:
        return RowLayout::tr("Waiting to be sent");
    case SendState::Sent:
        return RowLayout::tr("Sent");
    case SendState::Delivered:
        return RowLayout::tr("Delivered");
    case SendState::Read:
        return RowLayout::tr("Read");
    case SendState::Failed:
        return RowLayout::tr("Not sent");
    }
    Q_UNREACHABLE();
}

QString readByWords(const QStringList &names)
{
    constexpr qsizetype kNamed = 3;
    const QString listed = names.mid(0, kNamed).join(QStringLiteral(", "));
    const int more = static_cast<int>(names.size() - kNamed);
    if (more <= 0) return RowLayout::tr("Read by %1").arg(listed);
    return RowLayout::tr("Read by %1 and %n more", nullptr, more).arg(listed);
}

QList<ReactionGroup> reactionGroups(const TimelineRow &row)
{
    QList<ReactionGroup> groups;
    for (const RowReaction &reaction : row.reactions) {
        auto known = std::find_if(groups.begin(), groups.end(),
                                  [&](const ReactionGroup &group) { return group.emoji == reaction.emoji; });
        if (known == groups.end()) known = groups.insert(groups.end(), {reaction.emoji, {}, false});
        known->names.append(reaction.is_mine ? RowLayout::tr("You") : cleanName(reaction.name));
        known->is_mine = known->is_mine || reaction.is_mine;
    }
    return groups;
}

QString quotedPerson(const TimelineRow &row)
{
    if (row.quote.isEmpty() || row.quote.is_here) return cleanName(row.quote.name);
    const bool has_claim = !row.quote.text.isEmpty();
    return has_claim ? RowLayout::tr("Not on this computer; as the writer quotes it:") : QString();
}

QString quotedWords(const TimelineRow &row)
{
    if (row.quote.isEmpty() || !row.quote.text.isEmpty()) return cleanName(plainWords(row.quote.text));
    return RowLayout::tr("A message that is not on this computer");
}

QString editedWords(const TimelineRow &row, const QLocale &locale)
{
    if (row.edited_at == UnixTime{}) return {};
    return RowLayout::tr("edited %1").arg(clockText(row.edited_at, locale));
}

QDate dayOf(UnixTime time)
{
    return QDateTime::fromMSecsSinceEpoch(time.ms).date();
}

QString clockText(UnixTime time, const QLocale &locale)
{
    // Some locales have seconds in their short format; nobody needs them here.
    QString format = locale.timeFormat(QLocale::ShortFormat);
    format.remove(QStringLiteral(":ss")).remove(QStringLiteral(".ss"));
    return locale.toString(QDateTime::fromMSecsSinceEpoch(time.ms).time(), format);
}

QString dayText(QDate day, QDate today, const QLocale &locale)
{
    if (day == today) return RowLayout::tr("Today");
    if (day.addDays(1) == today) return RowLayout::tr("Yesterday");
    if (day.year() == today.year()) return locale.toString(day, RowLayout::tr("dddd d MMMM"));
    return locale.toString(day, RowLayout::tr("d MMMM yyyy"));
}

bool isSameGroup(const TimelineRow &before, const TimelineRow &after)
{
    return before.kind == after.kind && before.kind != RowKind::System && before.author == after.author &&
           before.is_mine == after.is_mine && std::abs(after.sent_at.ms - before.sent_at.ms) < kGroupSpanMs;
}

int estimatedHeight(const TimelineRow &row, const TimelineRow *before, const TimelineMetrics &m)
{
    const qreal text_width = static_cast<qreal>(row.text.size()) * m.body_metrics.averageCharWidth();
    const qreal lines = 1 + std::floor(text_width / m.content_width_max);
    const bool starts_group = !before || !isSameGroup(*before, row);
    const bool starts_day = !before || before->sent_at.ms / kDayMs != row.sent_at.ms / kDayMs;
    qreal height = starts_day ? m.day_height : 0;
    if (row.kind == RowKind::System) return qRound(height + m.gap + m.small_metrics.height());
    height += starts_group ? m.gap : m.gap_in_group;
    if (!row.quote.isEmpty()) height += 2 * m.small_metrics.height() + m.theme.exact(space::kXs);
    if (!row.reactions.isEmpty()) height += m.small_metrics.height() + m.theme.exact(space::kM);
    if (starts_group && !row.is_mine) height += m.header_height;
    return qRound(height + lines * m.body_metrics.height() + 2 * m.padding_y);
}

RowLayout::RowLayout(const TimelineRow &row, const Surroundings &surroundings, const TimelineMetrics &metrics)
    : m_surroundings(surroundings)
    , m_text(row.text, textStyle(row, metrics))
    , m_time(clockText(row.sent_at, metrics.locale))
    , m_author(cleanName(row.author_name))
    , m_role(cleanName(row.author_role))
{
    if (row.is_starred) m_time.prepend(QStringLiteral("\u2605 "));
    const QString edited = editedWords(row, metrics.locale);
    if (!edited.isEmpty()) m_time += QStringLiteral("  ") + edited;
    qreal y = 0;
    if (surroundings.starts_day) {
        m_day = dayText(dayOf(row.sent_at), metrics.today, metrics.locale);
        m_day_rect = QRectF(0, y, metrics.width, metrics.day_height);
        y += metrics.day_height;
    }
    if (surroundings.starts_unread) {
        m_unread_rect = QRectF(0, y, metrics.width, metrics.unread_height);
        y += metrics.unread_height;
    }
    const bool is_below_marker = surroundings.starts_day || surroundings.starts_unread;
    if (!is_below_marker) y += surroundings.starts_group ? metrics.gap : metrics.gap_in_group;
    if (row.kind == RowKind::System) {
        laySystemLine(metrics, y);
    } else {
        layBubble(row, metrics, y);
    }
    m_height = static_cast<int>(std::ceil(m_bubble.bottom()));
}

void RowLayout::laySystemLine(const TimelineMetrics &metrics, qreal y)
{
    const qreal width = metrics.width * kSystemPart;
    m_text.lay(width);
    m_text.align(width);
    m_text_corner = QPointF((metrics.width - width) / 2, y);
    m_bubble = QRectF(m_text_corner, QSizeF(width, m_text.height()));
}

void RowLayout::layBubble(const TimelineRow &row, const TimelineMetrics &m, qreal y)
{
    m_text.lay(m.content_width_max);
    if (showsState(row) && (m_surroundings.names_state || row.state == SendState::Failed)) {
        const QString &readers = m_surroundings.read_by;
        const QString words = readers.isEmpty() ? stateWord(row.state) : readers;
        m_time = m.small_metrics.elidedText(m_time + QStringLiteral("  ") + words, Qt::ElideRight,
                                            static_cast<int>(m.content_width_max - m.icon));
    }
    const QSizeF quote = layQuote(row, m);
    const QSizeF chips = layChips(row, m);
    const bool is_note = row.kind == RowKind::Note;
    const bool has_header = is_note || (m_surroundings.starts_group && !row.is_mine);
    const qreal role =
        m_role.isEmpty() ? 0 : m.small_metrics.horizontalAdvance(m_role) + m.theme.exact(space::kS);
    qreal header = has_header ? m.small_strong_metrics.horizontalAdvance(m_author) + role + 1 : 0;
    if (is_note)
        header += m.icon + m.small_strong_metrics.horizontalAdvance(RowLayout::tr("Note")) +
                  m.theme.exact(space::kL);
    const qreal state = showsState(row) ? m.icon + m.theme.exact(space::kXs) : 0;
    const qreal meta_width = m.small_metrics.horizontalAdvance(m_time) + 1 + state;
    const qreal meta_height = m.small_metrics.height();
    const qreal meta_gap = m.theme.exact(space::kM);

    // The time stands in the last line of the text if there is room at that line's end.
    const qreal with_time = m_text.lastLineWidth() + meta_gap + meta_width;
    const bool shares_line = m_text.endsToward(m.direction) && with_time <= m.content_width_max;
    qreal width = std::max({m_text.naturalWidth(), std::min(header, m.content_width_max), meta_width,
                            quote.width(), chips.width()});
    if (shares_line) width = std::max(width, with_time);
    width = std::ceil(width);
    m_text.align(width);

    const qreal text_y = y + m.padding_y + (has_header ? m.header_height : 0) + quote.height();
    qreal bottom = text_y + m_text.height();
    if (!shares_line) bottom += meta_height;
    const qreal meta_y = bottom - meta_height + m.theme.exact(1);
    bottom += chips.height();
    const qreal bubble_width = width + 2 * m.padding_x;
    const qreal x = row.is_mine ? m.width - m.margin_end - bubble_width : m.margin + m.avatar_column;
    m_bubble = m.mirrored({x, y, bubble_width, bottom + m.padding_y - y});

    const QRectF inner = m_bubble.adjusted(m.padding_x, m.padding_y, -m.padding_x, -m.padding_y);
    m_text_corner = QPointF(inner.x(), text_y);
    if (has_header) m_header = QRectF(inner.x(), inner.y(), inner.width(), m.header_height);
    const bool is_mirrored = m.direction == Qt::RightToLeft;
    const qreal meta_x = is_mirrored ? inner.left() : inner.right() - meta_width;
    m_meta = QRectF(meta_x, meta_y, meta_width, meta_height);
    const qreal quote_y = text_y - quote.height();
    placeMarks({inner.x(), quote_y, inner.width(), bottom - quote_y}, quote, chips, m);
    if (!row.is_mine && m_surroundings.ends_group) {
        m_avatar = m.mirrored({m.margin, m_bubble.bottom() - m.avatar, m.avatar, m.avatar});
    }
    m_path = bubblePath(row, m);
}

// Whose words, and their beginning, beside a bar: two lines, and room below.
QSizeF RowLayout::layQuote(const TimelineRow &row, const TimelineMetrics &m)
{
    if (row.quote.isEmpty()) return {};
    m_quoted_person = quotedPerson(row);
    m_quoted_words = quotedWords(row);
    const qreal words = std::max(m.small_strong_metrics.horizontalAdvance(m_quoted_person),
                                 m.small_metrics.horizontalAdvance(m_quoted_words));
    const int lines = m_quoted_person.isEmpty() ? 1 : 2;
    return {std::min(words + m.theme.exact(space::kM) + 1, m.content_width_max),
            lines * m.small_metrics.height() + m.theme.exact(space::kS)};
}

// As many beside each other as there is room for; in a layout from the left, from the corner of all of them.
QSizeF RowLayout::layChips(const TimelineRow &row, const TimelineMetrics &m)
{
    const qreal gap = m.theme.exact(space::kXs);
    const qreal height = m.small_metrics.height() + gap;
    QPointF at(0, gap);
    qreal width = 0;
    const QList<ReactionGroup> groups = reactionGroups(row);
    for (const ReactionGroup &group : groups) {
        const QString words = group.emoji + QLatin1Char(' ') + m.locale.toString(group.names.size());
        const qreal extent = std::min(m.small_metrics.horizontalAdvance(words) + m.theme.exact(space::kM),
                                      m.content_width_max);
        if (at.x() > 0 && at.x() + extent > m.content_width_max) at = {0, at.y() + height + gap};
        m_chips.append({group.emoji, words, group.is_mine, QRectF(at, QSizeF(extent, height))});
        width = std::max(width, at.x() + extent);
        at.rx() += extent + gap;
    }
    return m_chips.isEmpty() ? QSizeF() : QSizeF(width, at.y() + height + gap);
}

void RowLayout::placeMarks(const QRectF &inner, const QSizeF &quote, const QSizeF &chips,
                           const TimelineMetrics &m)
{
    if (quote.height() > 0)
        m_quote = QRectF(inner.topLeft(), QSizeF(inner.width(), quote.height() - m.theme.exact(space::kXs)));
    const bool is_mirrored = m.direction == Qt::RightToLeft;
    for (Chip &chip : m_chips) {
        const qreal left = is_mirrored ? inner.right() - chip.rect.right() : inner.left() + chip.rect.left();
        chip.rect.moveTo(left, inner.bottom() - chips.height() + chip.rect.top());
    }
}

QString RowLayout::reactionAt(const QPointF &point) const
{
    for (const Chip &chip : m_chips)
        if (chip.rect.contains(point)) return chip.emoji;
    return {};
}

QRectF RowLayout::reactionRect(const QString &emoji) const
{
    for (const Chip &chip : m_chips)
        if (chip.emoji == emoji) return chip.rect;
    return {};
}

bool RowLayout::isOnText(const QPointF &point) const
{
    const QRectF text(m_text_corner, QSizeF(m_text.naturalWidth(), m_text.height()));
    return m_bubble.contains(point) && text.adjusted(-4, 0, 4, 0).contains(point);
}

} // namespace chat121::ui
