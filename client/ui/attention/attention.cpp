// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What waits for the reader; see attention.h.
#include "client/ui/attention/attention.h"

#include <QApplication>
#include <QEvent>

namespace chat121::ui {

Attention::Attention(Workspace &workspace, QWidget *window)
    : QObject(window)
    , m_workspace(workspace)
    , m_window(window)
{
    window->installEventFilter(this);
    connect(&workspace, &Workspace::stateChanged, this, &Attention::watch);
    connect(&workspace, &Workspace::standingChanged, this, &Attention::watch);
    watch();
}

void Attention::watch()
{
    if (m_workspace.state() != Workspace::State::Ready) {
        setCount(0);
        return;
    }
    if (m_workspace.role() == Workspace::Role::Customer) {
        watchOwnTalk();
        return;
    }
    if (!std::exchange(m_watches_desk, true)) {
        const QList<ConversationListModel *> models = {m_workspace.queue(), m_workspace.mine(),
                                                       m_workspace.team()};
        for (ConversationListModel *model : models) {
            connect(model, &ConversationListModel::countChanged, this, &Attention::recountDesk);
            connect(model, &ConversationListModel::dataChanged, this, &Attention::recountDesk);
            connect(model, &ConversationListModel::modelReset, this, &Attention::recountDesk);
        }
    }
    recountDesk();
}

void Attention::watchOwnTalk()
{
    Talk *talk = m_workspace.ownTalk();
    TimelineModel *model = talk ? talk->timeline() : nullptr;
    if (model == m_own) return;
    if (m_own) m_own->disconnect(this);
    m_own = model;
    if (!model) return;
    connect(model, &TimelineModel::inserted, this, [this](int first, int count) {
        if (m_window->isActiveWindow()) return;
        int from_others = 0;
        for (int row = first; row < first + count; ++row) {
            const TimelineRow &message = m_own->at(row);
            const bool is_older = row + count < m_own->size() && first == 0; // a page of the past
            if (message.kind == RowKind::Message && !message.is_mine && !is_older) ++from_others;
        }
        setCount(m_count + from_others);
    });
}

void Attention::recountDesk()
{
    if (m_workspace.role() != Workspace::Role::Staff) return;
    int asked = 0;
    for (const ConversationListModel *model : {m_workspace.mine(), m_workspace.team()})
        for (int place = 0; place < model->rowCount(); ++place)
            if (model->at(place).is_hand_over_here && !model->at(place).is_hand_over_accepted) ++asked;
    setCount(m_workspace.queue()->rowCount() + m_workspace.mine()->unreadTotal() + asked);
}

void Attention::setCount(int count)
{
    if (count == m_count) return;
    if (count > m_count && !m_window->isActiveWindow()) QApplication::alert(m_window);
    m_count = count;
    Q_EMIT changed(count);
}

bool Attention::eventFilter(QObject *watched, QEvent *event)
{
    const bool is_activated = event->type() == QEvent::WindowActivate;
    if (is_activated && m_workspace.role() == Workspace::Role::Customer) setCount(0);
    return QObject::eventFilter(watched, event);
}

} // namespace chat121::ui
