// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// The search: a line to type in, and what was found below it, as one types. While nothing is looked
// for, the place below shows what stands there otherwise.
//
// The keyboard stays in the line: Up and Down walk through what was found, Enter goes to it.
// Ownership: borrows the Workspace and the clock. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/search/search_delegate.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QListView;
class QModelIndex;
class QStackedWidget;

namespace chat121::ui {

class EmptyState;
class PlainLabel;

class SearchPane final : public QWidget {
    Q_OBJECT

public:
    SearchPane(Workspace &workspace, const Clock &clock, HitPlace place, QWidget *parent = nullptr);

    // What stands below the line while nothing is looked for; it is taken. REQUIRES: called once
    void setResting(QWidget *resting);
    void setPlaceholder(const QString &text);
    // The conversation that the search may be restricted to; not valid: none.
    void setHere(ConversationId conversation);

    enum class Scope : quint8 { Everywhere, Here };
    void takeFocus(Scope scope);
    bool isSearching() const; // something stands in the line
    void end();               // as if nothing had been looked for

Q_SIGNALS:
    void chosen(chat121::ConversationId conversation, const chat121::MessageId &message);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void build(HitPlace place, const Clock &clock);
    QWidget *makeResults(HitPlace place, const Clock &clock);
    void find();
    void refresh();
    void refreshCount();
    void enter(const QModelIndex &index);
    void walk(int step);

    Workspace &m_workspace;
    ConversationId m_here{};
    QLineEdit *m_line;
    QCheckBox *m_only_here;
    QStackedWidget *m_faces;
    QWidget *m_resting = nullptr;
    QWidget *m_results;
    EmptyState *m_nothing;
    PlainLabel *m_count;
    PlainLabel *m_notice;
    QListView *m_list;
};

} // namespace chat121::ui
