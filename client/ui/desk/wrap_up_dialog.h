// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a conversation ended: outcome, tags, a remark, for colleagues only. Comes when an agent has closed it
// and stands beside the window, which goes on; Escape skips it.
//
// Ownership: its parent's; it deletes itself when it is closed. Borrows the Workspace and the Talk, and ends
// with the Talk. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QCompleter>
#include <QDialog>
#include <QPointer>
#include <QStringListModel>

class QComboBox;

namespace chat121::ui {

class Button;
class FormField;
class PlainLabel;

// Completes the last word of a line of tags; what stands before it stays.
class TagCompleter final : public QCompleter {
    Q_OBJECT

public:
    explicit TagCompleter(QObject *parent);

    void setTags(const QStringList &tags) { m_tags.setStringList(tags); }
    QString pathFromIndex(const QModelIndex &index) const override;
    QStringList splitPath(const QString &line) const override;

private:
    QStringListModel m_tags;
    mutable QString m_before; // of the line that was split last
};

class WrapUpDialog final : public QDialog {
    Q_OBJECT

public:
    WrapUpDialog(Workspace &workspace, Talk &talk, QWidget *parent = nullptr);

private:
    void build(const QString &customer);
    QLayout *makeButtons();
    WrapUp chosen() const;
    void check();
    void showRating();
    void keep();

    QPointer<Talk> m_talk;
    QComboBox *m_outcome;
    FormField *m_tags;
    FormField *m_remark;
    TagCompleter *m_completer;
    Button *m_keep;
    PlainLabel *m_rating; // by the customer, as soon as there is one
};

} // namespace chat121::ui
