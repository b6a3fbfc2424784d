// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// Until when a conversation is put off.
//
// Ownership: borrows the clock. Threads: main.
#pragma once

#include "common/base/clock.h"

#include <QDialog>

namespace chat121::ui {

class Button;
class MarkedLabel;
class WhenChooser;

class SnoozeDialog final : public QDialog {
    Q_OBJECT

public:
    // Zero: it is not put off yet.
    SnoozeDialog(const Clock &clock, UnixTime until, QWidget *parent = nullptr);

Q_SIGNALS:
    void decided(chat121::UnixTime until);

private:
    void check();
    void decide();

    WhenChooser *m_when;
    MarkedLabel *m_problem;
    Button *m_decide;
};

} // namespace chat121::ui
