// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The panes of the desk; see desk_panes.h.
#include "client/ui/desk/desk_panes.h"

#include "client/ui/theme/theme.h"
#include "client/ui/widgets/card.h"

#include <QResizeEvent>
#include <QSplitter>
#include <QStyle>
#include <QVBoxLayout>

namespace chat121::ui {

namespace {

// In units, ui.md.
constexpr qreal kPlentyFrom = 1000;
constexpr qreal kEnoughFrom = 900;
constexpr qreal kNarrowFrom = 560;
constexpr qreal kListsWidth = 280;
constexpr qreal kContextWidth = 260;

} // namespace

DeskPanes::DeskPanes(QWidget *lists, QWidget *talk, QWidget *context, QWidget *parent)
    : QWidget(parent)
    , m_lists(lists)
    , m_context(context)
    , m_splitter(new QSplitter(this))
    , m_drawer(new Pane(Pane::Edge::End, this))
{
    const Theme &theme = Theme::of(this);
    lists->setMinimumWidth(theme.px(kListsWidth) / 2);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(theme.px(size::kHairline));
    m_splitter->addWidget(lists);
    m_splitter->addWidget(talk);
    m_splitter->addWidget(context);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({theme.px(kListsWidth), theme.px(kPlentyFrom), theme.px(kContextWidth)});
    auto *row = new QVBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_splitter);

    auto *inside = new QVBoxLayout(m_drawer);
    const int line = qMax(1, theme.px(size::kHairline));
    inside->setContentsMargins(0, 0, line, 0);
    m_drawer->hide();
    m_context->hide();
}

bool DeskPanes::isDrawerOpen() const
{
    return hasDrawer() && !m_drawer->isHidden();
}

void DeskPanes::setDrawerOpen(bool is_open)
{
    m_wants_drawer = is_open;
    if (!hasDrawer()) return;
    m_drawer->setVisible(is_open);
    placeDrawer();
}

void DeskPanes::setContextWanted(bool is_wanted)
{
    m_wants_context = is_wanted;
    showContext();
}

void DeskPanes::setColumns(int count, int width_each)
{
    m_columns = count;
    m_column_width = qMax(1, width_each);
    showContext();
}

// What is known about one customer is not worth another's conversation.
void DeskPanes::showContext()
{
    const Theme &theme = Theme::of(this);
    const int room = width() - theme.px(kListsWidth);
    const int beside = (room - theme.px(kContextWidth)) / m_column_width;
    const int alone = room / m_column_width;
    const bool costs_one = m_columns > 1 && qMin(m_columns, beside) < qMin(m_columns, alone);
    m_context->setVisible(m_wants_context && m_room == Room::Plenty && !costs_one);
}

Room DeskPanes::roomFor(int width) const
{
    const Theme &theme = Theme::of(this);
    if (width >= theme.px(kPlentyFrom)) return Room::Plenty;
    if (width >= theme.px(kEnoughFrom)) return Room::Enough;
    return width >= theme.px(kNarrowFrom) ? Room::Narrow : Room::Small;
}

void DeskPanes::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const Room room = roomFor(event->size().width());
    if (room != m_room) {
        m_room = room;
        arrange();
        Q_EMIT roomChanged(room);
    }
    showContext();
    placeDrawer();
}

void DeskPanes::arrange()
{
    showContext();
    if (hasDrawer()) {
        m_drawer->layout()->addWidget(m_lists);
        m_lists->show();
        m_drawer->setVisible(m_wants_drawer);
        return;
    }
    const Theme &theme = Theme::of(this);
    m_drawer->hide();
    if (m_splitter->indexOf(m_lists) >= 0) return;
    m_splitter->insertWidget(0, m_lists);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({theme.px(kListsWidth), width(), theme.px(kContextWidth)});
    m_lists->show();
}

void DeskPanes::placeDrawer()
{
    if (!hasDrawer()) return;
    const int wide = m_room == Room::Small ? width() : Theme::of(this).px(kListsWidth);
    m_drawer->setGeometry(QStyle::visualRect(layoutDirection(), rect(), QRect(0, 0, wide, height())));
    m_drawer->raise();
}

} // namespace chat121::ui
