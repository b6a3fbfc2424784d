// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/conversation_delegate.h"

#include "client/core/models/conversation_list_model.h"
#include "client/core/models/rating.h"
#include "client/ui/talk/later_times.h"
#include "client/ui/text/names.h"
#include "client/ui/theme/icon.h"
#include "client/ui/theme/paint.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/elapsed.h"

#include <QDateTime>
#include <QLocale>
#include <QPainter>

#include <algorithm>

namespace chat121::ui {

namespace {

using namespace std::chrono_literals;

constexpr qint64 kMinutesInWords = 60; // then the clock's time
constexpr qint64 kDaysByName = 6;      // younger messages carry the weekday's name instead of a date

// A remote string in its own direction, elided at its end, on the side of the layout.
void drawLine(QPainter &painter, const QRect &rect, const QString &text, Qt::LayoutDirection layout)
{
    const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, rect.width());
    const auto side = static_cast<int>(QStyle::visualAlignment(layout, Qt::AlignLeft));
    painter.setLayoutDirection(directionOf(text, layout));
    painter.drawText(rect, side | Qt::AlignAbsolute | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    painter.setLayoutDirection(layout);
}

} // namespace

ConversationDelegate::ConversationDelegate(ElapsedTicker &ticker, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_ticker(ticker)
{
}

QSize ConversationDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    const Theme &theme = Theme::of(option.widget);
    const int lines = QFontMetrics(theme.bodyStrong()).height() + QFontMetrics(theme.small()).height();
    return {0, lines + theme.px(2 * space::kS + 2)};
}

QString ConversationDelegate::timeText(const ConversationRow &row) const
{
    if (row.state == ConversationState::Waiting) return elapsedText(m_ticker.now() - row.waiting_since);
    if (row.last_at.ms == 0) return {};
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(row.last_at.ms);
    const QDateTime now = QDateTime::fromMSecsSinceEpoch(m_ticker.now().ms);
    const qint64 minutes = (m_ticker.now() - row.last_at) / 1min;
    if (minutes == 0) return tr("now");
    //: The newest message of a conversation is this old.
    if (minutes > 0 && minutes < kMinutesInWords) return tr("%1 min").arg(QLocale().toString(minutes));
    const qint64 days = at.date().daysTo(now.date());
    if (days == 0) return QLocale().toString(at.time(), QLocale::ShortFormat);
    if (days > 0 && days < kDaysByName) return QLocale().dayName(at.date().dayOfWeek(), QLocale::ShortFormat);
    return QLocale().toString(at.date(), QLocale::ShortFormat);
}

bool ConversationDelegate::isLate(const ConversationRow &row) const
{
    return row.state == ConversationState::Waiting && m_ticker.now() - row.waiting_since >= row.steps.warn;
}

QColor ConversationDelegate::timeColour(const Theme &theme, const ConversationRow &row) const
{
    if (row.state != ConversationState::Waiting) return theme.tokens().text_3;
    const auto span = m_ticker.now() - row.waiting_since;
    if (span >= row.steps.late) return theme.tokens().danger;
    return span >= row.steps.warn ? theme.tokens().warn : theme.tokens().text_2;
}

void ConversationDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                                 const QModelIndex &index) const
{
    const Theme &theme = Theme::of(option.widget);
    const Tokens &tokens = theme.tokens();
    const auto row = index.data(ConversationListModel::RowRole).value<ConversationRow>();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);

    const QColor behind = paintRow(*painter, option, theme);

    const int pad = theme.px(space::kL);
    const int side = theme.px(size::kAvatar);
    const QRect inner = option.rect.adjusted(pad, 0, -pad, 0);
    const QRect avatar = QStyle::visualRect(option.direction, inner,
                                            QRect(inner.left(), inner.center().y() - side / 2, side, side));
    paintAvatar(*painter, theme, avatar, row.title);
    if (row.is_online) {
        const qreal dot = theme.exact(space::kS);
        const QRectF mark(avatar.right() - dot + 1, avatar.bottom() - dot + 1, dot, dot);
        painter->setPen(QPen(behind, theme.exact(size::kFocusRing)));
        painter->setBrush(tokens.ok);
        painter->drawEllipse(mark);
    }
    const QRect texts(inner.left() + side + theme.px(space::kM), inner.top(),
                      inner.width() - side - theme.px(space::kM), inner.height());
    paintTexts(*painter, option, QStyle::visualRect(option.direction, inner, texts), row);
    painter->restore();
}

void ConversationDelegate::paintTexts(QPainter &painter, const QStyleOptionViewItem &option,
                                      const QRect &area, const ConversationRow &row) const
{
    const Theme &theme = Theme::of(option.widget);
    const Tokens &tokens = theme.tokens();
    const Qt::LayoutDirection layout = option.direction;
    const int line_1 = QFontMetrics(theme.bodyStrong()).height();
    const int line_2 = QFontMetrics(theme.small()).height();
    const int top = area.center().y() - (line_1 + line_2) / 2;

    painter.setFont(theme.small());
    const QString time = timeText(row);
    int time_width = painter.fontMetrics().horizontalAdvance(time);
    const QRect first(area.left(), top, area.width(), line_1);
    painter.setPen(timeColour(theme, row));
    const auto end = static_cast<int>(QStyle::visualAlignment(layout, Qt::AlignRight));
    painter.setLayoutDirection(directionOf(time, layout));
    painter.drawText(first, end | Qt::AlignAbsolute | Qt::AlignVCenter, time);
    painter.setLayoutDirection(layout);
    if (isLate(row)) { // not by colour alone
        const int side = line_2;
        const QRect mark(first.right() - time_width - theme.px(space::kXs) - side,
                         first.center().y() - side / 2, side, side);
        paintIcon(painter, Icon::Warning, QStyle::visualRect(layout, first, mark), timeColour(theme, row));
        time_width += side + theme.px(space::kXs);
    }

    painter.setFont(row.unread > 0 || row.state == ConversationState::Waiting ? theme.bodyStrong()
                                                                              : theme.body());
    painter.setPen(tokens.text_1);
    const QRect name(first.left(), first.top(), first.width() - time_width - theme.px(space::kS), line_1);
    drawLine(painter, QStyle::visualRect(layout, first, name), cleanName(row.title), layout);

    QRect second(area.left(), top + line_1, area.width(), line_2);
    if (row.unread > 0) {
        const QRectF badge = paintBadge(painter, theme, second, row.unread, layout);
        const int taken = static_cast<int>(badge.width()) + theme.px(space::kS);
        second = QStyle::visualRect(layout, second,
                                    QRect(second.left(), second.top(), second.width() - taken, line_2));
    }
    painter.setFont(theme.small());
    const SecondLine line = secondLine(theme, row);
    painter.setPen(line.colour);
    drawLine(painter, second, line.words.simplified(), layout);
}

// What the reader should know of it now: what is most urgent, else what was said last.
ConversationDelegate::SecondLine ConversationDelegate::secondLine(const Theme &theme,
                                                                  const ConversationRow &row) const
{
    const Tokens &tokens = theme.tokens();
    if (row.returns_at != UnixTime{}) {
        const auto left = std::max(row.returns_at - m_ticker.now(), std::chrono::milliseconds(0));
        //: Else the conversation goes back to the queue; a time such as 0:45
        return {tr("Answer within %1").arg(elapsedText(left)), tokens.danger};
    }
    if (row.snoozed_until.ms > 0) {
        const QString until = laterText(QDateTime::fromMSecsSinceEpoch(row.snoozed_until.ms));
        //: Of a conversation that is put off; a date and a time
        return {tr("Until %1").arg(until), tokens.text_2};
    }
    if (row.is_back) return {tr("Back, as you wished"), tokens.accent};
    if (row.is_offered_here) return {tr("Offered to you"), tokens.accent};
    if (!row.offered_to.isEmpty())
        return {tr("Offered to %1").arg(isolated(cleanName(row.offered_to))), tokens.text_2};
    if (row.is_typing) return {tr("typing…"), tokens.accent};
    QStringList ending{ratingText(row.rating), row.wrap_up};
    ending.removeAll(QString());
    const QString words = ending.isEmpty() ? row.preview : ending.join(QStringLiteral(" \u00b7 "));
    if (!words.isEmpty()) return {words, tokens.text_2};
    return {row.taken_by.isEmpty() ? row.department : row.taken_by, tokens.text_2};
}

} // namespace chat121::ui
