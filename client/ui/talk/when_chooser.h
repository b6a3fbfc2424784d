// SPDX-FileCopyrightText: The Chat Live 121 authors
// SPDX-License-Identifier: GPL-3.0-or-later

// A time that somebody chooses for later: one of those that people mean, or any other within a year. Part of
// the dialogs that send something later and put a conversation off.
//
// Ownership: borrows the clock. Threads: main.
#pragma once

#include "common/base/clock.h"

#include <QDateTime>
#include <QWidget>

class QComboBox;
class QDateTimeEdit;

namespace chat121::ui {

class WhenChooser final : public QWidget {
    Q_OBJECT

public:
    // Zero: a time is proposed.
    WhenChooser(const Clock &clock, UnixTime at, QWidget *parent);

    UnixTime at() const;
    QString problem() const; // why it cannot be that time, as it is now; empty: it can

Q_SIGNALS:
    void changed();

private:
    void build(UnixTime at);
    void follow();

    const Clock &m_clock;
    QComboBox *m_when;
    QDateTimeEdit *m_at;
};

} // namespace chat121::ui
