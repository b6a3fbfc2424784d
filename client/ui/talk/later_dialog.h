// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// When something is to be sent, and what: new words, or ones that wait already.
//
// Ownership: borrows the clock. Threads: main.
#pragma once

#include "client/core/models/later_message.h"

#include <QDialog>

class QPlainTextEdit;

namespace chat121::ui {

class Button;
class MarkedLabel;
class WhenChooser;

class LaterDialog final : public QDialog {
    Q_OBJECT

public:
    // Without an id the message is new, and its time is proposed.
    LaterDialog(const Clock &clock, const LaterMessage &message, QWidget *parent = nullptr);

Q_SIGNALS:
    void decided(const QString &text, chat121::UnixTime due_at);

private:
    void build(const LaterMessage &message);
    QLayout *makeButtons(bool is_new);
    void check();
    void decide();

    QPlainTextEdit *m_text;
    WhenChooser *m_when;
    MarkedLabel *m_problem;
    Button *m_decide;
};

} // namespace chat121::ui
