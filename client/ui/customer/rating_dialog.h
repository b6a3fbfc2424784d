// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a customer found a conversation that is over: one of five, and a word if they like. Escape says
// nothing.
//
// Ownership: borrows the Talk, and ends with it. Threads: main.
#pragma once

#include "client/core/talk.h"

#include <QDialog>
#include <QPointer>

class QButtonGroup;
class QLabel;
class QVBoxLayout;

namespace chat121::ui {

class Button;
class FormField;

class RatingDialog final : public QDialog {
    Q_OBJECT

public:
    explicit RatingDialog(Talk &talk, QWidget *parent = nullptr);

private:
    void build();
    void addChoices(QVBoxLayout *column);
    QLayout *makeButtons();
    void check();
    void send();

    QPointer<Talk> m_talk;
    QButtonGroup *m_stars;
    FormField *m_remark;
    Button *m_send;
};

} // namespace chat121::ui
