// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// "What the server knows about this chat": every table, row and column that the server says it holds,
// in words (held_catalogue.h). A tree that opens table by table; long tables are fetched in pages.
//
// Ownership: borrows the workspace, which must outlive it. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QStackedWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace chat121::ui {

class ErrorState;
class Skeleton;

class KnowledgeDialog final : public QDialog {
    Q_OBJECT

public:
    KnowledgeDialog(Workspace &workspace, ConversationId conversation, QWidget *parent = nullptr);

    // Opens one that deletes itself.
    static void show(Workspace &workspace, ConversationId conversation, QWidget *parent);
    using QDialog::show;

private:
    static QString meaningOf(Workspace &workspace, ConversationId conversation);
    QTreeWidget *makeTree();
    void ask();
    void onHeld(ConversationId conversation, const QList<HeldTable> &tables, int first);
    void onFailed(ConversationId conversation, const Problem &problem);
    void addTable(const HeldTable &table);
    void addRows(QTreeWidgetItem *item, const HeldTable &table, int first);
    void fetchMore(QTreeWidgetItem *item);
    QTreeWidgetItem *groupOf(HeldTable::About about);

    Workspace &m_workspace;
    const ConversationId m_conversation;
    QStackedWidget *m_faces;
    Skeleton *m_loading;
    QTreeWidget *m_tree;
    ErrorState *m_error;
    QHash<QString, QTreeWidgetItem *> m_tables; // by name
};

} // namespace chat121::ui
