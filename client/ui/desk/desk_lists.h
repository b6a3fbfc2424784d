// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The left pane of the desk: Queue, Mine, Snoozed (if any) and Closed, one under the other, each as tall as
// its rows; above them what colleagues ask the reader to go on with, while they do.
//
// Ownership: borrows the models. Threads: main.
#pragma once

#include "client/core/models/conversation_list_model.h"

#include <QListView>
#include <QScrollArea>

namespace chat121::ui {

class ElapsedTicker;
class PlainLabel;

// One list under its heading. As tall as its rows; the pane scrolls, not the list.
class ConversationList final : public QListView {
    Q_OBJECT

public:
    ConversationList(ConversationListModel &model, ElapsedTicker &ticker, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

    // Chooses the row without emitting chosen().
    void showChosen(ConversationId conversation);

Q_SIGNALS:
    void chosen(chat121::ConversationId conversation);
    void entered(chat121::ConversationId conversation); // by a click or Enter: the reader goes there
    void besideWanted(chat121::ConversationId conversation);

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void rowsAboutToBeRemoved(const QModelIndex &parent, int first, int last) override;

private:
    ConversationListModel &m_model;
    bool m_is_silent = false;
    QPoint m_pressed_at;
    ConversationId m_pressed{}; // may be dragged
};

class DeskLists final : public QScrollArea {
    Q_OBJECT

public:
    struct Models {
        ConversationListModel &queue, &mine, &snoozed, &closed, &team;
    };

    DeskLists(const Models &models, ElapsedTicker &ticker, QWidget *parent = nullptr);

    // Marks it in whichever list holds it, and unmarks the others.
    void showChosen(ConversationId conversation);

    // All conversations from top to bottom, as the keys walk through them.
    QList<ConversationId> inOrder() const;

    // The keyboard's place: the list with the chosen row, else the first that has rows.
    void takeFocus();

Q_SIGNALS:
    void chosen(chat121::ConversationId conversation);
    void entered(chat121::ConversationId conversation);
    void besideWanted(chat121::ConversationId conversation);

private:
    // Without a text for an empty one, it is there only while it has rows.
    ConversationList *addSection(const QString &title, const QString &empty_text,
                                 ConversationListModel &model, ElapsedTicker &ticker, const QString &object);
    void refreshAsked();

    const ConversationListModel &m_team;
    ConversationListModel *m_asked; // those of the team's that the reader is asked to go on with
    QList<ConversationListModel *> m_models;
    QList<ConversationList *> m_lists;
};

} // namespace chat121::ui
