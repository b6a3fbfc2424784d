// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What can be done with a message of a timeline: the menu, its keys, reactions and quotes.
#include "client/ui/emoji/emoji_picker.h"
#include "client/ui/theme/icon.h"
#include "client/ui/timeline/link_dialog.h"
#include "client/ui/timeline/timeline_view.h"

#include <QApplication>
#include <QClipboard>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QToolTip>

namespace chat121::ui {

namespace {

struct Offered {
    const char *emoji;
    const char *name; // for those who do not see it
};

constexpr Offered kOften[] = {
    {"\U0001F44D", QT_TRANSLATE_NOOP("chat121::ui::TimelineView", "Thumbs up")},
    {"\u2764\uFE0F", QT_TRANSLATE_NOOP("chat121::ui::TimelineView", "Heart")},
    {"\U0001F602", QT_TRANSLATE_NOOP("chat121::ui::TimelineView", "Tears of joy")},
    {"\U0001F389", QT_TRANSLATE_NOOP("chat121::ui::TimelineView", "Party popper")},
    {"\U0001F62E", QT_TRANSLATE_NOOP("chat121::ui::TimelineView", "Surprised")},
    {"\U0001F64F", QT_TRANSLATE_NOOP("chat121::ui::TimelineView", "Thank you")},
};

QString ownReaction(const TimelineRow &row)
{
    for (const RowReaction &reaction : row.reactions)
        if (reaction.is_mine) return reaction.emoji;
    return {};
}

} // namespace

void TimelineView::setActing(bool may_act)
{
    m_may_act = may_act;
}

bool TimelineView::mayActOn(int row) const
{
    return m_may_act && row >= 0 && row < rowCount() && m_model->at(row).kind == RowKind::Message;
}

bool TimelineView::mayEdit(int row) const
{
    return mayActOn(row) && m_model->at(row).is_mine && m_model->at(row).state != SendState::Failed;
}

// What was never sent is only taken back.
bool TimelineView::mayDelete(int row) const
{
    return mayActOn(row) && m_model->at(row).is_mine;
}

bool TimelineView::handleAction(QKeyEvent *event)
{
    if (m_current < 0 || m_current >= rowCount()) return false;
    const MessageId id = m_model->at(m_current).id;
    const QKeyCombination keys = event->keyCombination();
    if (keys == (Qt::SHIFT | Qt::Key_F10)) {
        showRow(m_current);
        showMenu(m_current, std::nullopt, viewport()->mapToGlobal(bubbleRect(m_current).center()));
        return true;
    }
    if (keys == kStarKey && m_model->at(m_current).kind == RowKind::Message) {
        Q_EMIT starWanted(id, !m_model->at(m_current).is_starred);
        return true;
    }
    if (keys == kAnswerKey && mayActOn(m_current)) {
        Q_EMIT answerWanted(id);
        return true;
    }
    if (keys == kEditKey && mayEdit(m_current)) {
        Q_EMIT editWanted(id);
        return true;
    }
    if (keys == kDeleteKey && mayDelete(m_current)) {
        Q_EMIT deletionWanted(id);
        return true;
    }
    if (keys == kReactKey && mayActOn(m_current)) {
        showRow(m_current);
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        addReactions(*menu, m_model->at(m_current));
        menu->popup(viewport()->mapToGlobal(bubbleRect(m_current).center()));
        return true;
    }
    return false;
}

// The own one is ticked, and taken back by choosing it again.
void TimelineView::addReactions(QMenu &menu, const TimelineRow &row)
{
    const QString own = ownReaction(row);
    for (const Offered &offered : kOften) {
        const QString emoji = QString::fromUtf8(offered.emoji);
        const bool is_own = emoji == own;
        QAction *action = menu.addAction(
            emoji + QLatin1Char(' ') + tr(offered.name), this,
            [this, id = row.id, emoji, is_own] { Q_EMIT reactionWanted(id, is_own ? QString() : emoji); });
        action->setCheckable(true);
        action->setChecked(is_own);
    }
    menu.addAction(iconOf(Icon::Smile), tr("Other emoji…"), this, [this, id = row.id] { pickReaction(id); });
    if (own.isEmpty()) return;
    menu.addSeparator();
    menu.addAction(tr("Take %1 back").arg(own), this, [this, id = row.id] { Q_EMIT reactionWanted(id, {}); });
}

void TimelineView::pickReaction(const MessageId &message)
{
    m_reacting_to = message;
    const int row = m_model ? m_model->rowOf(message) : -1;
    if (!mayActOn(row)) return;
    showRow(row);
    if (m_picker && m_picker->parentWidget() != window()) delete m_picker.data();
    if (!m_picker) {
        m_picker = new EmojiPicker(window());
        connect(m_picker, &EmojiPicker::chosen, this, &TimelineView::reactWith);
    }
    setFocus(Qt::OtherFocusReason); // who gets the keyboard back
    const QRect bubble = bubbleRect(row).intersected(viewport()->rect());
    m_picker->open({viewport()->mapTo(window(), bubble.topLeft()), bubble.size()}, m_recent_emoji);
}

// The own one is taken back by choosing it again.
void TimelineView::reactWith(const QString &emoji)
{
    const int row = m_model ? m_model->rowOf(m_reacting_to) : -1;
    if (!mayActOn(row)) return;
    const bool is_own = emoji == ownReaction(m_model->at(row));
    Q_EMIT reactionWanted(m_reacting_to, is_own ? QString() : emoji);
    if (!is_own) Q_EMIT emojiUsed(emoji);
}

QList<ReactionGroup> TimelineView::reactionsOf(int row) const
{
    return row >= 0 && row < rowCount() ? reactionGroups(m_model->at(row)) : QList<ReactionGroup>();
}

void TimelineView::toggleReaction(int row, const QString &emoji)
{
    if (!mayActOn(row)) return;
    const TimelineRow &value = m_model->at(row);
    Q_EMIT reactionWanted(value.id, emoji == ownReaction(value) ? QString() : emoji);
}

void TimelineView::addActions(QMenu &menu, int row)
{
    if (!mayActOn(row)) return;
    const TimelineRow &value = m_model->at(row);
    const MessageId id = value.id;
    menu.addSeparator();
    menu.addAction(iconOf(Icon::Return), tr("Answer"), QKeySequence(kAnswerKey), this,
                   [this, id] { Q_EMIT answerWanted(id); });
    addReactions(*menu.addMenu(tr("React")), value);
    if (mayEdit(row))
        menu.addAction(tr("Edit"), QKeySequence(kEditKey), this, [this, id] { Q_EMIT editWanted(id); });
    if (mayDelete(row))
        menu.addAction(iconOf(Icon::Erase), tr("Delete for everybody…"), QKeySequence(kDeleteKey), this,
                       [this, id] { Q_EMIT deletionWanted(id); });
    menu.addSeparator();
}

void TimelineView::showMenu(int row, const std::optional<Link> &link, const QPoint &global)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const TimelineRow value = m_model->at(row);
    if (hasSelection()) menu->addAction(iconOf(Icon::Copy), tr("Copy"), this, &TimelineView::copy);
    menu->addAction(iconOf(Icon::Copy), tr("Copy message"), this,
                    [text = value.text] { QGuiApplication::clipboard()->setText(text); });
    if (value.kind == RowKind::Message)
        menu->addAction(iconOf(Icon::Star), value.is_starred ? tr("Remove the star") : tr("Star"),
                        QKeySequence(kStarKey), this,
                        [this, value] { Q_EMIT starWanted(value.id, !value.is_starred); });
    addActions(*menu, row);
    if (!value.quote.isEmpty() && value.quote.is_here)
        menu->addAction(tr("Show the message that it answers"), this,
                        [this, id = value.quote.message] { Q_EMIT quoteWanted(id); });
    const QList<Link> links = link ? QList<Link>{*link} : laid(row).text().links();
    for (const Link &each : links) {
        const QUrl url = each.url;
        const QString host = realHost(url).replace(QLatin1Char('&'), QStringLiteral("&&"));
        menu->addAction(iconOf(Icon::Link), tr("Open %1").arg(host), this, [this, url] { askToOpen(url); });
        menu->addAction(tr("Copy link to %1").arg(host), this,
                        [url] { QGuiApplication::clipboard()->setText(url.toString(QUrl::FullyEncoded)); });
    }
    if (value.state == SendState::Failed) {
        menu->addAction(iconOf(Icon::Refresh), tr("Try again"), this,
                        [this, id = value.id] { Q_EMIT retryWanted(id); });
    }
    menu->addSeparator();
    menu->addAction(tr("Select all"), this, &TimelineView::selectAll);
    menu->popup(global);
}

// --- quotes and reactions under the mouse ---------------------------------------------------------

QRect TimelineView::quoteRect(int row) const
{
    const RowLayout *layout = laidAlready(row);
    const QRect rect = rowRect(row);
    return layout && rect.isValid() ? layout->quote().translated(rect.topLeft()).toAlignedRect() : QRect();
}

QRect TimelineView::reactionRect(int row, const QString &emoji) const
{
    const RowLayout *layout = laidAlready(row);
    const QRect rect = rowRect(row);
    if (!layout || !rect.isValid()) return {};
    return layout->reactionRect(emoji).translated(rect.topLeft()).toAlignedRect();
}

QPointF TimelineView::insideOf(int row, const QPoint &point) const
{
    return point - rowRect(row).topLeft();
}

bool TimelineView::isOnMark(const QPoint &point)
{
    const int row = rowAt(point);
    if (row < 0) return false;
    const RowLayout &layout = laid(row);
    const QPointF inside = insideOf(row, point);
    return (layout.isOnQuote(inside) && m_model->at(row).quote.is_here) ||
           !layout.reactionAt(inside).isEmpty();
}

// False: nothing of this kind stands there.
bool TimelineView::clickMark(const QPoint &point)
{
    if (!isOnMark(point)) return false;
    const int row = rowAt(point);
    const TimelineRow &value = m_model->at(row);
    const QString emoji = laid(row).reactionAt(insideOf(row, point));
    if (emoji.isEmpty())
        Q_EMIT quoteWanted(value.quote.message);
    else
        toggleReaction(row, emoji);
    return true;
}

void TimelineView::showWhoReacted(QHelpEvent *event)
{
    const int row = rowAt(event->pos());
    const QString emoji = row < 0 ? QString() : laid(row).reactionAt(insideOf(row, event->pos()));
    if (emoji.isEmpty()) return QToolTip::hideText();
    const QList<ReactionGroup> groups = reactionGroups(m_model->at(row));
    for (const ReactionGroup &group : groups) {
        if (group.emoji != emoji) continue;
        const QString names = group.names.join(QStringLiteral(", "));
        QToolTip::showText(event->globalPos(), names.toHtmlEscaped(), this);
    }
}

} // namespace chat121::ui
