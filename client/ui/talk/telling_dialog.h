// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the person tells others while they talk, beside the words: how far they have read, and that they
// write. Who does not tell is not told either. Each change counts at once.
//
// Ownership: borrows the Workspace. Threads: main.
#pragma once

#include "client/core/workspace.h"

#include <QDialog>

class QComboBox;
class QVBoxLayout;

namespace chat121::ui {

class TellingDialog final : public QDialog {
    Q_OBJECT

public:
    explicit TellingDialog(Workspace &workspace, QWidget *parent = nullptr);

    // For a conversation in which not everything is told; empty: everything is.
    static QString sentenceOf(const Talk &talk);

private:
    QComboBox *add(QVBoxLayout *column, const QString &name, const QString &object,
                   Telling TellingChoice::*value);
    void refresh();

    Workspace &m_workspace;
    QComboBox *m_reading = nullptr;
    QComboBox *m_typing = nullptr;
};

} // namespace chat121::ui
