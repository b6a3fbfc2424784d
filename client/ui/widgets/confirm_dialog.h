// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks before something that nobody can bring back. Keeping is what Enter and Escape do.
//
// Threads: main.
#pragma once

#include <QDialog>

namespace chat121::ui {

class ConfirmDialog final : public QDialog {
    Q_OBJECT

public:
    struct Words {
        QString question, sentence;
        QString keep, destroy; // on the buttons
    };

    explicit ConfirmDialog(const Words &words, QWidget *parent = nullptr);
};

} // namespace chat121::ui
