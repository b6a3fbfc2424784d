// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the person is told of while they look at something else, with a button to try it. Each change counts
// at once.
//
// Borrows the workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"
#include "client/ui/attention/notice.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QTimeEdit;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class MarkedLabel;
class PlainLabel;

class NotificationsDialog final : public QDialog {
    Q_OBJECT

public:
    explicit NotificationsDialog(Workspace &workspace, QWidget *parent = nullptr);

    void showTried(bool is_shown); // the answer to tryWanted()

Q_SIGNALS:
    void tryWanted();

private:
    void build();
    QCheckBox *addBox(QVBoxLayout *column, const QString &words, const QString &object,
                      bool NotificationChoice::*value);
    void addSounds(QVBoxLayout *column);
    void addQuiet(QVBoxLayout *column);
    QTimeEdit *makeTime(const QString &name, const QString &object, int QuietHours::*value);
    void addTry(QVBoxLayout *column);
    void change(const std::function<void(NotificationChoice &)> &apply);
    void refresh();

    Workspace &m_workspace;
    QList<QWidget *> m_details; // that count while it is on
    QList<QWidget *> m_of_sound;
    QList<QWidget *> m_of_quiet;
    QCheckBox *m_on = nullptr;
    QCheckBox *m_sounds = nullptr;
    QCheckBox *m_quiet = nullptr;
    MarkedLabel *m_shown = nullptr;
    MarkedLabel *m_not_shown = nullptr;
};

} // namespace chat121::ui
