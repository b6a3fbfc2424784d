// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/search/search_delegate.h"

#include "client/ui/text/names.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>
#include <QTextLayout>

namespace chat121::ui {

namespace {

constexpr int kSnippetLines = 2;
constexpr int kDaysByName = 6; // younger messages carry the weekday's name beside the time

QString authorOf(const SearchHit &hit)
{
    return hit.is_mine ? SearchDelegate::tr("You") : cleanName(hit.author);
}

QString placeText(const SearchHit &hit)
{
    if (hit.department.isEmpty()) return cleanName(hit.title);
    //: A conversation's customer, and the department it belongs to.
    return SearchDelegate::tr("%1, %2").arg(isolated(cleanName(hit.title)),
                                            isolated(cleanName(hit.department)));
}

void drawLine(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection layout)
{
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    const auto side = static_cast<int>(QStyle::visualAlignment(layout, Qt::AlignLeft));
    painter.setLayoutDirection(directionOf(text, layout));
    painter.drawText(rect, side | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    painter.setLayoutDirection(layout);
}

// What was looked for: by weight and a ground of its own, not by colour alone.
QList<QTextLayout::FormatRange> marked(const SearchHit &hit, const Tokens &tokens)
{
    QTextCharFormat format;
    format.setFontWeight(QFont::DemiBold);
    format.setForeground(tokens.text_1);
    format.setBackground(tokens.selection);
    QList<QTextLayout::FormatRange> ranges;
    for (const SearchMark &mark : hit.marks) {
        const qsizetype first = qBound<qsizetype>(0, mark.first, hit.snippet.size());
        const qsizetype size = qBound<qsizetype>(0, mark.size, hit.snippet.size() - first);
        ranges.append({static_cast<int>(first), static_cast<int>(size), format});
    }
    return ranges;
}

} // namespace

SearchDelegate::SearchDelegate(const Clock &clock, HitPlace place, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_clock(clock)
    , m_place(place)
{
}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    const int small = QFontMetrics(theme.small()).height();
    const int lines = kSnippetLines + (m_place == HitPlace::Shown ? 1 : 0);
    return {0, QFontMetrics(theme.bodyStrong()).height() + lines * small + theme.px(2 * space::kS)};
}

QString SearchDelegate::timeText(const SearchHit &hit) const
{
    const QLocale locale;
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(hit.sent_at.ms);
    const qint64 days = at.date().daysTo(QDateTime::fromMSecsSinceEpoch(m_clock.now().ms).date());
    const QString time = locale.toString(at.time(), QLocale::ShortFormat);
    if (days == 0) return time;
    if (days > 0 && days <= kDaysByName)
        return locale.dayName(at.date().dayOfWeek(), QLocale::ShortFormat) + QLatin1Char(' ') + time;
    return locale.toString(at.date(), QLocale::ShortFormat);
}

QString SearchDelegate::spoken(const SearchHit &hit, const QLocale &locale)
{
    const QString when =
        locale.toString(QDateTime::fromMSecsSinceEpoch(hit.sent_at.ms), QLocale::ShortFormat);
    QStringList parts;
    if (hit.is_note) parts.append(tr("Note"));
    parts << authorOf(hit) << when << hit.snippet;
    if (!hit.title.isEmpty()) parts.append(tr("in the conversation with %1").arg(cleanName(hit.title)));
    return parts.join(QStringLiteral(", "));
}

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    const Tokens &tokens = theme.tokens();
    const auto hit = index.data(SearchModel::HitRole).value<SearchHit>();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRow(*painter, option, theme);
    const int pad = theme.px(space::kL);
    const QRect inner = option.rect.adjusted(pad, theme.px(space::kS), -pad, -theme.px(space::kS));
    const int head = QFontMetrics(theme.bodyStrong()).height();
    const int small = QFontMetrics(theme.small()).height();
    paintHead(*painter, option, {inner.left(), inner.top(), inner.width(), head}, hit);
    paintSnippet(*painter, option, {inner.left(), inner.top() + head, inner.width(), kSnippetLines * small},
                 hit);
    if (m_place == HitPlace::Shown) {
        painter->setFont(theme.small());
        painter->setPen(tokens.text_3);
        drawLine(*painter, {inner.left(), inner.bottom() - small + 1, inner.width(), small}, placeText(hit),
                 option.direction);
    }
    painter->restore();
}

void SearchDelegate::paintHead(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                               const SearchHit &hit) const
{
    const Theme &theme = Theme::of(option.widget);
    const Qt::LayoutDirection layout = option.direction;
    const QString time = timeText(hit);
    painter.setFont(theme.small());
    painter.setPen(theme.tokens().text_3);
    const int taken = painter.fontMetrics().horizontalAdvance(time) + theme.px(space::kS);
    const auto end = static_cast<int>(QStyle::visualAlignment(layout, Qt::AlignRight));
    painter.setLayoutDirection(directionOf(time, layout));
    painter.drawText(area, end | Qt::AlignAbsolute | Qt::AlignVCenter, time);
    painter.setLayoutDirection(layout);

    painter.setFont(theme.bodyStrong());
    painter.setPen(theme.tokens().text_1);
    const QRect name(area.left(), area.top(), area.width() - taken, area.height());
    //: An internal note, and who wrote it.
    const QString author = hit.is_note ? tr("Note, %1").arg(isolated(authorOf(hit))) : authorOf(hit);
    drawLine(painter, QStyle::visualRect(layout, area, name), author, layout);
}

void SearchDelegate::paintSnippet(QPainter &painter, const QStyleOptionViewItem &option, const QRect &area,
                                  const SearchHit &hit) const
{
    const Theme &theme = Theme::of(option.widget);
    QTextLayout text(hit.snippet, theme.small());
    const Qt::LayoutDirection direction = directionOf(hit.snippet, option.direction);
    QTextOption options(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignAbsolute);
    options.setTextDirection(direction);
    options.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    text.setTextOption(options);
    text.setFormats(marked(hit, theme.tokens()));
    text.beginLayout();
    qreal y = 0;
    for (int i = 0; i < kSnippetLines; ++i) {
        QTextLine line = text.createLine();
        if (!line.isValid()) break;
        line.setLineWidth(area.width());
        line.setPosition({0, y});
        y += line.height();
    }
    text.endLayout();
    painter.setPen(theme.tokens().text_2);
    painter.save();
    painter.setClipRect(area);
    text.draw(&painter, area.topLeft());
    painter.restore();
}

} // namespace chat121::ui
