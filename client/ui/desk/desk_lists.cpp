// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "client/ui/desk/desk_lists.h"

#include "client/ui/desk/conversation_delegate.h"
#include "client/ui/desk/talk_columns.h"
#include "client/ui/theme/theme.h"
#include "client/ui/widgets/avatar.h"
#include "client/ui/widgets/elapsed.h"
#include "client/ui/widgets/plain_label.h"

#include <QApplication>
#include <QContextMenuEvent>
#include <QDrag>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace chat121::ui {

ConversationList::ConversationList(ConversationListModel &model, ElapsedTicker &ticker, QWidget *parent)
    : QListView(parent)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new ConversationDelegate(ticker, this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setUniformItemSizes(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(&model, &ConversationListModel::countChanged, this, [this] { updateGeometry(); });
    const auto enter = [this](const QModelIndex &row) { Q_EMIT entered(m_model.at(row.row()).id); };
    connect(this, &QListView::clicked, this, enter);
    connect(this, &QListView::activated, this, enter);
    connect(&ticker, &ElapsedTicker::ticked, viewport(), [this] { viewport()->update(); });
}

QSize ConversationList::sizeHint() const
{
    return {0, m_model.isEmpty() ? 0 : m_model.rowCount() * sizeHintForRow(0)};
}

void ConversationList::showChosen(ConversationId conversation)
{
    m_is_silent = true;
    const int row = m_model.rowOf(conversation);
    if (row >= 0)
        setCurrentIndex(m_model.index(row));
    else
        selectionModel()->clear();
    m_is_silent = false;
}

// Coming by Tab chooses nothing; Qt makes the first row the current one.
void ConversationList::focusInEvent(QFocusEvent *event)
{
    m_is_silent = true;
    QListView::focusInEvent(event);
    m_is_silent = false;
}

void ConversationList::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_is_silent && current.isValid()) Q_EMIT chosen(m_model.at(current.row()).id);
}

// A screen reader selects a row without making it the current one.
void ConversationList::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    const QModelIndexList rows = selected.indexes();
    if (!m_is_silent && !rows.isEmpty() && rows.first() != currentIndex()) setCurrentIndex(rows.first());
}

// Another row becomes the current one, which nobody has chosen: what is open stays open.
void ConversationList::rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last)
{
    m_is_silent = true;
    QListView::rowsAboutToBeRemoved(parent, first, last);
    m_is_silent = false;
}

// --- beside what is open --------------------------------------------------------------------------

void ConversationList::contextMenuEvent(QContextMenuEvent *event)
{
    const bool is_by_mouse = event->reason() == QContextMenuEvent::Mouse;
    const QModelIndex index = is_by_mouse ? indexAt(event->pos()) : currentIndex();
    if (!index.isValid()) return;
    const ConversationId conversation = m_model.at(index.row()).id;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("conversationMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, [this, conversation] { Q_EMIT entered(conversation); });
    menu->addAction(tr("Show beside what is open"), this,
                    [this, conversation] { Q_EMIT besideWanted(conversation); });
    const QRect place = visualRect(index);
    menu->popup(is_by_mouse ? event->globalPos() : viewport()->mapToGlobal(place.center()));
}

// The other button asks what can be done and chooses nothing.
void ConversationList::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::RightButton) return;
    const QModelIndex index = indexAt(event->position().toPoint());
    m_pressed = index.isValid() ? m_model.at(index.row()).id : ConversationId{};
    m_pressed_at = event->position().toPoint();
    QListView::mousePressEvent(event);
}

void ConversationList::mouseMoveEvent(QMouseEvent *event)
{
    if (!(event->buttons() & Qt::LeftButton)) return QListView::mouseMoveEvent(event);
    const int far = (event->position().toPoint() - m_pressed_at).manhattanLength();
    if (!m_pressed.isValid() || far < QApplication::startDragDistance()) return;
    auto *drag = new QDrag(this);
    drag->setMimeData(makeDragged(std::exchange(m_pressed, {})));
    drag->exec(Qt::CopyAction);
}

void ConversationList::mouseReleaseEvent(QMouseEvent *event)
{
    m_pressed = {};
    QListView::mouseReleaseEvent(event);
}

DeskLists::DeskLists(const Models &models, ElapsedTicker &ticker, QWidget *parent)
    : QScrollArea(parent)
    , m_team(models.team)
    , m_asked(new ConversationListModel(ConversationOrder::NewestMessageFirst, this))
    , m_models{m_asked, &models.queue, &models.mine, &models.snoozed, &models.closed}
{
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inside = new QWidget(this);
    auto *column = new QVBoxLayout(inside);
    const Theme &theme = Theme::of(this);
    column->setContentsMargins(0, theme.px(space::kS), 0, theme.px(space::kS));
    column->setSpacing(theme.px(space::kXs));
    setWidget(inside);
    addSection(tr("Asked of you"), {}, *m_asked, ticker, QStringLiteral("askedList"));
    connect(&m_team, &ConversationListModel::countChanged, this, &DeskLists::refreshAsked);
    connect(&m_team, &QAbstractItemModel::dataChanged, this, &DeskLists::refreshAsked);
    connect(&m_team, &QAbstractItemModel::modelReset, this, &DeskLists::refreshAsked);
    refreshAsked();
    addSection(tr("Queue"), tr("Nobody is waiting."), models.queue, ticker, QStringLiteral("queueList"));
    addSection(tr("Mine"), tr("Conversations that you take stand here."), models.mine, ticker,
               QStringLiteral("mineList"));
    addSection(tr("Snoozed"), {}, models.snoozed, ticker, QStringLiteral("snoozedList"));
    addSection(tr("Closed"), tr("Conversations that are closed stand here."), models.closed, ticker,
               QStringLiteral("closedList"));
    column->addStretch();
}

ConversationList *DeskLists::addSection(const QString &title, const QString &empty_text,
                                        ConversationListModel &model, ElapsedTicker &ticker,
                                        const QString &object)
{
    const Theme &theme = Theme::of(this);
    auto *column = static_cast<QVBoxLayout *>(widget()->layout());
    auto *head = new QWidget(widget());
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(theme.px(space::kL), theme.px(space::kS), theme.px(space::kL), 0);
    row->addWidget(new PlainLabel(title, TextRole::SmallStrong, Tone::Secondary, head), 1);
    auto *count = new PlainLabel({}, TextRole::Small, Tone::Hint, head);
    row->addWidget(count);

    auto *list = new ConversationList(model, ticker, widget());
    list->setObjectName(object);
    list->setAccessibleName(title);
    auto *empty = new PlainLabel(empty_text, TextRole::Small, Tone::Hint, widget());
    empty->setContentsMargins(theme.px(space::kL), 0, theme.px(space::kL), theme.px(space::kS));
    const bool is_always_there = !empty_text.isEmpty();
    const auto refresh = [head, list, empty, count, title, is_always_there, &model] {
        head->setVisible(is_always_there || !model.isEmpty());
        list->setVisible(!model.isEmpty());
        empty->setVisible(is_always_there && model.isEmpty());
        count->setText(QLocale().toString(model.rowCount()));
        count->setAccessibleName(tr("%1: %2").arg(title, count->text()));
    };
    connect(&model, &ConversationListModel::countChanged, list, refresh);
    refresh();
    connect(list, &ConversationList::chosen, this, [this](ConversationId conversation) {
        showChosen(conversation);
        Q_EMIT chosen(conversation);
    });
    connect(list, &ConversationList::entered, this, &DeskLists::entered);
    connect(list, &ConversationList::besideWanted, this, &DeskLists::besideWanted);
    column->addWidget(head);
    column->addWidget(list);
    column->addWidget(empty);
    m_lists.append(list);
    return list;
}

void DeskLists::refreshAsked()
{
    QList<ConversationId> over;
    for (int place = 0; place < m_asked->rowCount(); ++place) {
        const auto row = m_team.find(m_asked->at(place).id);
        if (!row || !row->is_hand_over_here) over.append(m_asked->at(place).id);
    }
    for (const ConversationId conversation : std::as_const(over))
        m_asked->remove(conversation);
    for (int place = 0; place < m_team.rowCount(); ++place)
        if (m_team.at(place).is_hand_over_here) m_asked->upsert(m_team.at(place));
}

void DeskLists::showChosen(ConversationId conversation)
{
    for (ConversationList *list : std::as_const(m_lists))
        list->showChosen(conversation);
}

void DeskLists::takeFocus()
{
    ConversationList *wanted = nullptr;
    for (ConversationList *list : std::as_const(m_lists)) {
        if (list->isHidden()) continue;
        if (!wanted || (!wanted->currentIndex().isValid() && list->currentIndex().isValid())) wanted = list;
    }
    if (wanted) wanted->setFocus(Qt::ShortcutFocusReason);
}

QList<ConversationId> DeskLists::inOrder() const
{
    QList<ConversationId> order;
    for (const ConversationListModel *model : m_models) {
        for (int row = 0; row < model->rowCount(); ++row)
            order.append(model->at(row).id);
    }
    return order;
}

} // namespace chat121::ui
